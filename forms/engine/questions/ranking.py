"""Putting things in order."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import FREELY, Asked, Cell, Column, Reading, is_empty
from forms.engine.questions.choice import Option, OptionQuestion


class Ranking(OptionQuestion):
    """Choices in the respondent's order, the first one first, kept as a list of values.

    Given so, or as a position for each: `{"price": "2", "climate": "1"}`. `most` bounds how many are put in order;
    without it, all that are offered.
    """

    type: Literal["ranking"]
    choices: tuple[Option, ...] = Field(min_length=2, max_length=50)
    most: int | None = Field(default=None, ge=1)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(choice.value for choice in self.choices)

    def places(self, offered: int | None = None) -> int:
        """How many choices are put in order, of those `offered`."""
        offered = len(self.choices) if offered is None else offered
        return offered if self.most is None else min(self.most, offered)

    def read(self, answers: Answers, locale: str, asked: Asked = FREELY) -> Reading:
        raw = answers.get(self.key)
        if is_empty(raw):
            return Reading()
        offered = [choice.value for choice in self.choices if choice.value not in asked.withheld]
        try:
            return Reading({self.key: self._ranked(raw, offered)})
        except InvalidAnswer as error:
            return Reading(errors=(self.error(error),))

    def clean(self, raw: Json, locale: str) -> list[str]:
        return self._ranked(raw, [choice.value for choice in self.choices])

    def _ranked(self, raw: Json, offered: Sequence[str]) -> list[str]:
        ranked = self._by_position(raw) if isinstance(raw, Mapping) else self._listed(raw)
        if unknown := next((value for value in ranked if value not in offered), None):
            code = "choice_withheld" if unknown in self.parts else "choice_unknown"
            raise InvalidAnswer(code, choice=self.label_of(unknown))
        places = self.places(len(offered))
        if len(ranked) != places:
            raise InvalidAnswer("ranking_count", count=places)
        return ranked

    @staticmethod
    def _listed(raw: Json) -> list[str]:
        if not isinstance(raw, Sequence) or isinstance(raw, str):
            raise InvalidAnswer("wrong_type_choices")
        ranked = [value for value in raw if isinstance(value, str)]
        if len(ranked) != len(raw):
            raise InvalidAnswer("wrong_type_choices")
        if len(set(ranked)) != len(ranked):
            raise InvalidAnswer("ranking_twice")
        return ranked

    def _by_position(self, raw: Mapping[str, Json]) -> list[str]:
        positions: dict[int, str] = {}
        for value, position in raw.items():
            if is_empty(position):
                continue
            text = str(position).strip()
            if isinstance(position, bool) or not text.isascii() or not text.isdigit() or not 1 <= int(text[:4]) <= 50:
                raise InvalidAnswer("ranking_position", at=(value,), max=self.places())
            if int(text) in positions:
                raise InvalidAnswer("ranking_twice", at=(value,))
            positions[int(text)] = value
        if sorted(positions) != list(range(1, len(positions) + 1)):
            raise InvalidAnswer("ranking_gap", count=len(positions))
        return [positions[position] for position in sorted(positions)]

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        ranked = value if isinstance(value, list) else []
        return [f"{position}. {self.label_of(choice)}" for position, choice in enumerate(ranked, start=1)]

    def json_schema(self) -> dict[str, Json]:
        return {
            "type": "array",
            "uniqueItems": True,
            "items": {"type": "string", "enum": list(self.parts)},
            "maxItems": self.places(),
        }

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(f"{self.key}.{choice.value}", f"{self.label}: {choice.label}") for choice in self.choices)

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        value = answers.get(self.key)
        ranked = value if isinstance(value, list) else []
        return tuple(ranked.index(part) + 1 if part in ranked else None for part in self.parts)
