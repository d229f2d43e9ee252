"""What a question's template is given: the question itself, and the state of each of its controls."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from forms.engine.questions.base import BaseQuestion


@dataclass(frozen=True, slots=True)
class FreeText:
    """The line in which a choice is put in the respondent's own words."""

    name: str
    id: str
    value: str
    label: str
    error: str


@dataclass(frozen=True, slots=True)
class ChoiceControl:
    """One radio button, checkbox or option; `withheld` where the other answers rule it out."""

    value: str
    label: str
    id: str
    checked: bool
    withheld: bool
    exclusive: bool
    free_text: FreeText | None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the inputs that make up an answer: a row of a matrix, the street of an address, a choice's place."""

    key: str
    name: str
    id: str
    label: str
    value: str
    withheld: bool
    error: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was uploaded before; `upload` is its id."""

    upload: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A question as HTML. One that is not `visible` is there too, hidden, for the script to show."""

    question: BaseQuestion
    name: str
    visible: bool
    html: SafeString


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group; `goto` where the page opens on it."""

    name: str
    id: str
    words: str
    fields: tuple[Rendered, ...]
    goto: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Everything that a question's template shows. `level` is the level of a heading among the questions."""

    question: BaseQuestion
    name: str
    id: str
    container_id: str
    level: int
    required: bool
    visible: bool
    error: str
    value: str
    words: str
    parts: tuple[Part, ...] = ()
    choices: tuple[ChoiceControl, ...] = ()
    files: tuple[KeptFile, ...] = ()
    rows: tuple[Row, ...] = ()
    blank_row: Row | None = None

    @property
    def shape(self) -> str:
        """How the answer is put together from the controls: of rows, of parts, of many values, or of one."""
        if self.question.row_questions:
            return "rows"
        if self.question.parts:
            return "parts"
        return "many" if self.question.multiple else "one"

    @property
    def part(self) -> Mapping[str, Part]:
        """The parts by their keys."""
        return {part.key: part for part in self.parts}

    @property
    def offered(self) -> int:
        """How many of the choices are offered."""
        return sum(not choice.withheld for choice in self.choices)
