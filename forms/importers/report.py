"""What a conversion made of somebody else's form: what came over, what was changed, what stayed behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

Definition = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened, in the editor's language; `where` says in the form that it was read from."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A question that came over: its label, the type it has now and the key under which its answers are kept."""

    label: str
    type: str
    key: str


@dataclass
class Report:
    """`source` names the kind of form that was read. Each note is there once, in the order in which it was made."""

    source: str
    carried: list[Carried] = field(default_factory=list)
    changed: dict[Note, None] = field(default_factory=dict)
    left: dict[Note, None] = field(default_factory=dict)

    def change(self, where: str, message: str) -> None:
        """Note something that came over in another shape."""
        self.changed[Note(where, message)] = None

    def leave(self, where: str, message: str) -> None:
        """Note something that did not come over."""
        self.left[Note(where, message)] = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A definition in the format `survey/1`, and what is to be told about it. `languages` are those of its texts."""

    definition: Definition
    report: Report
    languages: tuple[str, ...] = ()


def question_named(name: str) -> str:
    """The place of a question, for a report."""
    return _("Question “%(name)s”") % {"name": name}


def list_questions(report: Report, definition: Mapping[str, Any]) -> None:
    """Note every question of `definition`, those of rows after their group."""
    for step in definition["steps"]:
        for question in step["questions"]:
            for found in (question, *question.get("questions", ())):
                report.carried.append(Carried(found["label"], found["type"], found["key"]))
