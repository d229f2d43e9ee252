"""What is to mend and worth a look in a survey that is being edited, each with the block where it is done."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forms.builder.content import Content
from forms.builder.errors import Path, block_path
from forms.builder.findings import Finding, named
from forms.builder.form import SurveyPageForm
from forms.builder.inspect import inspect
from forms.engine.errors import pointer
from forms.models import SurveyPage

ABOUT_PEOPLE = frozenset({"email", "phone", "address", "signature_name"})
"""Types of question whose answers are about a person even where nobody has said so."""
LAST = 10**6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do; `at` is the path of its block as JSON, empty where there is no one place."""

    place: str
    message: str
    at: str


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that was found: what keeps the survey from being published, and what does not."""

    to_mend: tuple[Line, ...]
    worth_a_look: tuple[Line, ...]

    @property
    def summary(self) -> str:
        """How much there is, for those who hear the page."""
        counts = {"mend": len(self.to_mend), "look": len(self.worth_a_look)}
        return _("To mend: %(mend)s. Worth a look: %(look)s.") % counts


Found = tuple[Path, str]
"""Where something is mended, and what to do."""


def look(form: SurveyPageForm) -> Look:
    """Look at what the editor's form was posted with. Its page holds it afterwards; nothing is saved."""
    refusals = list(form.look())
    page: SurveyPage = form.instance
    content = page.content
    inspection = inspect(content, settings.WAGTAILADMIN_BASE_URL)
    taken = {path for path, _message in refusals}
    mend = [found for found in _placed(inspection.findings, content) if found[0] not in taken]
    notes = _placed((*inspection.warnings, *_unsaid(page, inspection.definition)), content)
    words = Words(form, content)
    return Look(words.lines([*refusals, *mend]), words.lines(notes))


def _placed(findings: Iterable[Finding], content: Content) -> list[Found]:
    return [(block_path(finding.pointer, content), finding.message) for finding in findings]


class Words:
    """Puts what was found into lines, in the order of the form."""

    def __init__(self, form: SurveyPageForm, content: Content) -> None:
        self.fields = form.fields
        self.known = content.plain()
        self.order = {name: number for number, name in enumerate(form.fields)}

    def lines(self, found: Iterable[Found]) -> tuple[Line, ...]:
        in_order = sorted(found, key=lambda one: self._position(one[0]))
        lines = (Line(self._place(path), message, json.dumps(path) if path else "") for path, message in in_order)
        return tuple(dict.fromkeys(lines))

    def _position(self, path: Path) -> tuple[tuple[int, str], ...]:
        """The page's own fields come as they stand in the editor, numbers by size, names after them."""
        first = self.order.get(str(path[0]), 0) if path else -1
        return ((first, ""), *((part, "") if isinstance(part, int) else (LAST, part) for part in path[1:]))

    def _place(self, path: Path) -> str:
        names = named(pointer(*path), self.known)
        if not names and path and path[0] in self.fields:
            names = [capfirst(str(self.fields[str(path[0])].label))]
        return ", ".join(names)


def _unsaid(page: SurveyPage, definition: Mapping[str, Any]) -> Iterator[Finding]:
    """What the page does not say although its respondents, or its staff, would need it."""
    personal = any(_is_personal(question) for step in definition["steps"] for question in step["questions"])
    if personal and not definition["privacy"]:
        yield Finding("/privacy", _("The survey asks about persons. Say how the answers are handled."))
    if not page.handlers:
        message = _("Nobody is told when answers come in. Choose what is done, or look in the inbox yourselves.")
        yield Finding("/handlers", message)


def _is_personal(question: Mapping[str, Any]) -> bool:
    inner = question.get("questions", ())
    return question["data"]["personal"] or question["type"] in ABOUT_PEOPLE or any(map(_is_personal, inner))
