"""Questions answered by choosing: one of several, several of several, or a step on a scale."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Generic, Literal, NamedTuple, TypeVar

from pydantic import Field

from forms.engine.base import Answers, ChoiceValue, Json, Key, Rule, Value
from forms.engine.errors import AnswerError, InvalidAnswer
from forms.engine.questions.base import FREELY, Asked, BaseQuestion, Cell, Column, Reading, Tag, is_empty
from forms.engine.questions.text import clean_text, shown

FREE_TEXT_MAX = 300

Points = Annotated[int, Field(ge=0, le=1000)]
Weight = Annotated[int, Field(ge=0, le=100)]


class Option(Value):
    """Something to choose; offered only where `show_if` holds, if it has one."""

    value: ChoiceValue
    label: str
    show_if: Rule | None = None


class Choice(Option):
    """A score of None leaves the sum; `exclusive` tolerates no other choice beside it; `free_text` asks "which?"."""

    score: Points | None = None
    exclusive: bool = False
    free_text: bool = False


class ScalePoint(Choice):
    """A choice on a scale, which says its points, or None for "not relevant"."""

    score: Points | None


class WeightBy(Value):
    """A weight that depends on another answer, such as the respondent's sector."""

    question: Key
    weights: Mapping[ChoiceValue, Weight]


C = TypeVar("C", bound=Option)
ScalePoints = Annotated[tuple[ScalePoint, ...], Field(min_length=1, max_length=20)]


class Judged(NamedTuple):
    """A choice that can have points, with the words of what was judged by it."""

    choice: Choice
    label: str
    strength: str
    improvement: str


class OptionQuestion(BaseQuestion, Generic[C]):
    """Common to questions with choices. `choice_list` names the list, when a form uses one list for many questions."""

    choices: tuple[C, ...] = Field(min_length=1, max_length=500)
    choice_list: str = ""

    @property
    def choice_rules(self) -> Mapping[str, Rule]:
        return {choice.value: choice.show_if for choice in self.choices if choice.show_if is not None}

    @cached_property
    def by_value(self) -> Mapping[str, C]:
        return {choice.value: choice for choice in self.choices}

    def choice(self, value: Json) -> C | None:
        return self.by_value.get(value) if isinstance(value, str) else None

    def label_of(self, value: str) -> str:
        """The words of the choice; the value itself where there is none such."""
        choice = self.choice(value)
        return shown(value) if choice is None else choice.label


class ChoiceQuestion(OptionQuestion[Choice]):
    """Common to questions whose choices can be put in the respondent's own words ("other, which?")."""

    def text_key(self, choice: Choice) -> str:
        """The answer key of a choice's own text."""
        return f"{self.key}:{choice.value}"

    @cached_property
    def in_own_words(self) -> tuple[Choice, ...]:
        """The choices that ask "which?"."""
        return tuple(choice for choice in self.choices if choice.free_text)

    @cached_property
    def answer_keys(self) -> tuple[str, ...]:
        return (self.key, *map(self.text_key, self.in_own_words))

    def read(self, answers: Answers, locale: str, asked: Asked = FREELY) -> Reading:
        reading = super().read(answers, locale)
        if not asked.withheld and not self.in_own_words:
            return reading
        given = reading.values.get(self.key)
        chosen = given if isinstance(given, list) else [] if given is None else [given]
        gone = [self.label_of(value) for value in chosen if value in asked.withheld]
        errors = [
            *reading.errors,
            *(AnswerError("choice_withheld", (self.key,), {"choice": label}) for label in gone),
        ]
        offered = [value for value in chosen if value not in asked.withheld]
        values: dict[str, Json] = {}
        if offered:
            values[self.key] = offered if isinstance(given, list) else offered[0]
        for choice in self.in_own_words:
            key = self.text_key(choice)
            if choice.value not in offered or is_empty(answers.get(key)):
                continue
            try:
                values[key] = clean_text(answers[key], FREE_TEXT_MAX, lines=False)
            except InvalidAnswer as error:
                errors.append(AnswerError(error.code, (key,), error.params))
        return Reading(values, tuple(errors))

    def schemas(self) -> dict[str, Json]:
        words: dict[str, Json] = {"type": "string", "maxLength": FREE_TEXT_MAX}
        return {**super().schemas(), **dict.fromkeys(map(self.text_key, self.in_own_words), words)}

    def _words(self, choice: Choice, answers: Answers) -> str:
        text = answers.get(self.text_key(choice)) if choice.free_text else None
        return f"{choice.label}: {text}" if text else choice.label

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        chosen = value if isinstance(value, list) else [value]
        return [self._words(choice, answers) for choice in self.choices if choice.value in chosen]

    def _text_columns(self) -> tuple[Column, ...]:
        return tuple(Column(self.text_key(choice), f"{self.label}: {choice.label}") for choice in self.in_own_words)

    def _text_cells(self, answers: Answers) -> tuple[Cell, ...]:
        texts = (answers.get(column.name) for column in self._text_columns())
        return tuple(text if isinstance(text, str) else None for text in texts)


class Scorable(OptionQuestion[Choice]):
    """A question whose choices can have points: then the answer counts towards `theme` with its weight."""

    theme: Key | None = None
    weight: Weight = 1
    weight_by: WeightBy | None = None
    effort: int = Field(default=1, ge=1, le=3)
    more_tags: tuple[Tag, ...] = ()

    @abstractmethod
    def judged(self, answers: Answers) -> Sequence[Judged]:
        """What the cleaned answer judges, each with the choice that was made for it."""

    @cached_property
    def max_score(self) -> int | None:
        """The highest score there is to get; None for a question without scores."""
        return max((choice.score for choice in self.choices if choice.score is not None), default=None)

    def weight_for(self, answers: Answers) -> int:
        """What the answer weighs, given the other answers."""
        if self.weight_by is None:
            return self.weight
        deciding = answers.get(self.weight_by.question)
        return self.weight_by.weights.get(deciding, self.weight) if isinstance(deciding, str) else self.weight


class OneChoice(ChoiceQuestion, Scorable):
    """One of several. `strength` and `improvement` are what the result says of the best answer and of any other."""

    strength: str = ""
    improvement: str = ""

    def clean(self, raw: Json, locale: str) -> str:
        if not isinstance(raw, str):
            raise InvalidAnswer("wrong_type_choice")
        choice = self.choice(raw)
        if choice is None:
            raise InvalidAnswer("choice_unknown")
        return choice.value

    def judged(self, answers: Answers) -> Sequence[Judged]:
        choice = self.choice(answers.get(self.key))
        return () if choice is None else (Judged(choice, self.label, self.strength, self.improvement),)

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "enum": [choice.value for choice in self.choices]}

    def columns(self) -> tuple[Column, ...]:
        return (Column(self.key, self.label), *self._text_columns())

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        value = answers.get(self.key)
        return (value if isinstance(value, str) else None, *self._text_cells(answers))


class SingleChoice(OneChoice):
    """One of several, as radio buttons or as a list that opens."""

    type: Literal["single_choice"]
    display_as: Literal["radio", "select"] = "radio"


class Scale(OneChoice):
    """A step on a scale that is the same for many questions."""

    type: Literal["scale"]
    choices: ScalePoints


class MultipleChoice(ChoiceQuestion):
    """Several of several, kept in the order of the choices."""

    multiple: ClassVar[bool] = True

    type: Literal["multiple_choice"]
    min_selected: int | None = Field(default=None, ge=0)
    max_selected: int | None = Field(default=None, ge=1)

    def clean(self, raw: Json, locale: str) -> list[Json]:
        values = [raw] if isinstance(raw, str) else raw
        if not isinstance(values, Sequence) or not all(isinstance(value, str) for value in values):
            raise InvalidAnswer("wrong_type_choices")
        given = {value for value in values if isinstance(value, str) and value.strip()}
        chosen = [choice for choice in self.choices if choice.value in given]
        if len(chosen) != len(given):
            raise InvalidAnswer("choice_unknown")
        if len(chosen) > 1 and (alone := next((choice for choice in chosen if choice.exclusive), None)):
            raise InvalidAnswer("choice_exclusive", choice=alone.label)
        if self.min_selected is not None and len(chosen) < self.min_selected:
            raise InvalidAnswer("choices_min", min=self.min_selected)
        if self.max_selected is not None and len(chosen) > self.max_selected:
            raise InvalidAnswer("choices_max", max=self.max_selected)
        return [choice.value for choice in chosen]

    def json_schema(self) -> dict[str, Json]:
        schema: dict[str, Json] = {
            "type": "array",
            "uniqueItems": True,
            "items": {"type": "string", "enum": [choice.value for choice in self.choices]},
            "minItems": max(self.min_selected or 0, 1),
        }
        return schema if self.max_selected is None else schema | {"maxItems": self.max_selected}

    def columns(self) -> tuple[Column, ...]:
        """A column for each choice, and one for each text beside it."""
        ticks = (Column(f"{self.key}.{choice.value}", f"{self.label}: {choice.label}") for choice in self.choices)
        return (*ticks, *self._text_columns())

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        value = answers.get(self.key)
        if not isinstance(value, list):
            return (None,) * len(self.columns())
        return (*(choice.value in value for choice in self.choices), *self._text_cells(answers))
