"""What every question is: its words, its conditions, and how it reads an answer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, ClassVar, NamedTuple

from pydantic import StringConstraints

from forms.engine.base import Answers, Json, Key, Rule, Value
from forms.engine.errors import AnswerError, InvalidAnswer

Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Parameter = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,64}$")]
Post = Mapping[str, Sequence[str]]
"""A form post: the values of each control, by its name."""


class DataClass(Value):
    """How an answer must be treated: personal data is erased on request, confidential answers leave e-mails."""

    personal: bool = False
    confidential: bool = False


class Reading(NamedTuple):
    """What a question made of the answers: cleaned values by answer key, and what must be mended.

    Where the answer is rows, `visible` are the names of their questions that are asked, and `hidden` of those that were
    answered though they are not asked.
    """

    values: Mapping[str, Json] = MappingProxyType({})
    errors: tuple[AnswerError, ...] = ()
    visible: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


UNANSWERED = Reading()


class Asked(NamedTuple):
    """How the other answers make a question be asked: whether it must be answered, which choices they rule out, and
    what its formula comes to."""

    required: bool = False
    withheld: frozenset[str] = frozenset()
    computed: Json = None


FREELY = Asked()
REQUIRED = Asked(required=True)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export: its name, which stays the same across versions, and its words."""

    name: str
    label: str


Cell = str | int | float | bool | None


DEEPEST = 8
"""More levels than any answer has: what is nested deeper is something, whatever it holds."""


def is_empty(raw: Json, depth: int = 0) -> bool:
    """True for what a respondent leaves when a question is not answered: nothing, at any depth."""
    if isinstance(raw, str):
        return not raw.strip()
    if raw is None or depth > DEEPEST:
        return raw is None
    if isinstance(raw, Mapping):
        return all(is_empty(item, depth + 1) for item in raw.values())
    return isinstance(raw, Sequence) and all(is_empty(item, depth + 1) for item in raw)


class BaseQuestion(Value, ABC):
    """A question of any type. A type adds its own fields and overrides `clean`, `display` and `json_schema`.

    `label`, `help` and the other words are in the form's language; rules are JSON Logic over answer keys. `prefill`
    names the parameter of the page's address that may fill the question in; empty where none may.
    """

    asks: ClassVar[bool] = True
    """False for text that stands among the questions and takes no answer."""
    by_hand: ClassVar[bool] = True
    """False where no respondent gives the answer: it is calculated, came with the address, or there is none."""
    multiple: ClassVar[bool] = False
    """True where a form post carries several values under the question's name."""
    unanswered: ClassVar[str] = "required"
    """The code of the error where an answer is wanted and there is none."""
    html_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that hold HTML, which whoever publishes or imports the form has to clean."""

    type: str
    key: Key
    label: str
    help: str = ""
    required: bool = False
    required_if: Rule | None = None
    show_if: Rule | None = None
    follow_up_of: Key | None = None
    maps_to: str = ""
    autocomplete: str = ""
    prefill: Parameter = ""
    tags: tuple[Tag, ...] = ()
    data: DataClass = DataClass()

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Every key of the answers that this question reads."""
        return (self.key,) if self.asks else ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the inputs that make up the answer, where they are several: the streets and rows of it."""
        return ()

    @property
    def choice_rules(self) -> Mapping[str, Rule]:
        """The rules of the choices that are not offered to everybody, by choice value."""
        return {}

    @property
    def formula_rule(self) -> Rule | None:
        """What the answer is calculated from, where nobody gives it."""
        return None

    @property
    def row_questions(self) -> tuple["BaseQuestion", ...]:
        """The questions of each row, where the answer is a list of rows."""
        return ()

    def posted(self, post: Post, prefix: str = "") -> dict[str, Json]:
        """This question's part of a form post, as typed, by answer key; `prefix` stands before the controls' names."""
        return {key: self._posted(post, prefix, key) for key in self.answer_keys}

    def _posted(self, post: Post, prefix: str, key: str) -> Json:
        values = post.get(prefix + key, ())
        if key == self.key and self.parts:
            return {part: _last(post.get(f"{prefix}{key}:{part}", ())) for part in self.parts}
        return list(values) if self.multiple and key == self.key else _last(values)

    def read(self, answers: Answers, locale: str, asked: Asked = FREELY) -> Reading:
        """Read this question's part of `answers`, given as JSON values or as text written the way of `locale`."""
        raw = answers.get(self.key)
        if is_empty(raw):
            return UNANSWERED
        try:
            return Reading({self.key: self.clean(raw, locale)})
        except InvalidAnswer as error:
            return Reading(errors=(self.error(error),))

    def error(self, error: InvalidAnswer) -> AnswerError:
        """`error` as one of the form's, at this question."""
        return AnswerError(error.code, (self.key, *error.at), error.params)

    @abstractmethod
    def clean(self, raw: Json, locale: str) -> Json:
        """The answer's canonical JSON value. Raises InvalidAnswer."""

    def typed(self, value: Json, locale: str) -> str:
        """`value`, canonical or as it was given, the way a person of `locale` would type it into one control."""
        return value if isinstance(value, str) else ""

    def typed_parts(self, value: Json, locale: str) -> dict[str, str]:
        """`value`, canonical or as it was given, the way a person of `locale` would type it into each of `parts`."""
        given = value if isinstance(value, Mapping) else {}
        texts = {part: given.get(part) for part in self.parts}
        return {part: text if isinstance(text, str) else "" for part, text in texts.items()}

    def display(self, answers: Answers, locale: str) -> list[str]:
        """The cleaned answer in words, one item for each thing answered; empty when it was left unanswered."""
        value = answers.get(self.key)
        return [] if value is None else [str(value)]

    def json_schema(self) -> dict[str, Json]:
        """JSON Schema 2020-12 of the canonical value."""
        return {"type": "string"}

    def schemas(self) -> dict[str, Json]:
        """JSON Schema of what there can be under each of the answer keys."""
        return {self.key: self.json_schema()} if self.asks else {}

    def columns(self) -> tuple[Column, ...]:
        """The columns that the answer takes in an export."""
        return (Column(self.key, self.label),) if self.asks else ()

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        """The cleaned answer's cells, one for each of `columns`; None where there is nothing."""
        if not self.asks:
            return ()
        value = answers.get(self.key)
        plain = value is None or isinstance(value, str | int | float)
        return (value if plain else "; ".join(self.display(answers, locale)),)  # type: ignore[return-value]


def _last(values: Sequence[str]) -> str:
    return values[-1] if values else ""
