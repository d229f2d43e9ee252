"""What every question is: its words, its conditions, and how it reads an answer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from forms.engine.base import Answers, Json, Key, Rule, Value
from forms.engine.errors import AnswerError, InvalidAnswer

Tag = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class DataClass(Value):
    """How an answer must be treated: personal data is erased on request, confidential answers leave e-mails."""

    personal: bool = False
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question made of the answers: cleaned values by answer key, and what must be mended."""

    values: Mapping[str, Json] = field(default_factory=dict)
    errors: tuple[AnswerError, ...] = ()


def is_empty(raw: Json) -> bool:
    """True for what a respondent leaves when a question is not answered."""
    if isinstance(raw, str):
        return not raw.strip()
    return raw is None or (
        isinstance(raw, Sequence) and all(isinstance(item, str) and not item.strip() for item in raw)
    )


class BaseQuestion(Value, ABC):
    """A question of any type. A type adds its own fields and overrides `clean`, `display` and `json_schema`."""

    multiple: ClassVar[bool] = False
    """True where a form post carries several values under the question's name."""

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
    tags: tuple[Tag, ...] = ()
    data: DataClass = DataClass()

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Every key of the answers that this question reads."""
        return (self.key,)

    def read(self, answers: Answers, locale: str) -> Reading:
        """Read this question's part of `answers`, given as JSON values or as text written the way of `locale`."""
        raw = answers.get(self.key)
        if is_empty(raw):
            return Reading()
        try:
            return Reading({self.key: self.clean(raw, locale)})
        except InvalidAnswer as error:
            return Reading(errors=(self.error(error, self.key),))

    def error(self, error: InvalidAnswer, key: str) -> AnswerError:
        return AnswerError(error.code, key, self.key, error.params)

    @abstractmethod
    def clean(self, raw: Json, locale: str) -> Json:
        """The answer's canonical JSON value. Raises InvalidAnswer."""

    def display(self, answers: Answers, locale: str) -> list[str]:
        """The cleaned answer in words, one item for each thing answered; empty when it was left unanswered."""
        value = answers.get(self.key)
        return [] if value is None else [str(value)]

    def json_schema(self) -> dict[str, Json]:
        """JSON Schema 2020-12 of the canonical value."""
        return {"type": "string"}
