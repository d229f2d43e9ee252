"""Putting things in order."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import FREELY, UNANSWERED, Asked, Cell, Column, Reading, is_empty
from forms.engine.questions.choice import Option, OptionQuestion
from forms.engine.questions.text import shown

MOST_PLACES = 50
PLACE = re.compile("[0-9]{1,2}")


class Ranking(OptionQuestion[Option]):
    """Choices in the respondent's order, the first one first, kept as a list of values.

    Given so, or as a position for each: `{"price": "2", "climate": "1"}`. `most` bounds how many are put in order;
    without it, all that are offered.
    """

    type: Literal["ranking"]
    choices: tuple[Option, ...] = Field(min_length=2, max_length=MOST_PLACES)
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
            return UNANSWERED
        offered = [choice.value for choice in self.choices if choice.value not in asked.withheld]
        try:
            return Reading({self.key: self._ranked(raw, offered)})
        except InvalidAnswer as error:
            return Reading(errors=(self.error(error),))

    def clean(self, raw: Json, locale: str) -> list[str]:
        return self._ranked(raw, [choice.value for choice in self.choices])

    def _ranked(self, raw: Json, offered: Sequence[str]) -> list[str]:
        ranked = self._by_position(raw) if isinstance(raw, Mapping) else self._listed(raw)
        if (unknown := next((value for value in ranked if value not in offered), None)) is not None:
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
            if value not in self.parts:
                raise InvalidAnswer("unknown_key", key=shown(value))
            place = _place(position)
            if place is None or not 1 <= place <= MOST_PLACES:
                raise InvalidAnswer("ranking_position", at=(value,), max=self.places())
            if place in positions:
                raise InvalidAnswer("ranking_twice", at=(value,))
            positions[place] = value
        if sorted(positions) != list(range(1, len(positions) + 1)):
            raise InvalidAnswer("ranking_gap", count=len(positions))
        return [positions[position] for position in sorted(positions)]

    def typed_parts(self, value: Json, locale: str) -> dict[str, str]:
        if isinstance(value, Sequence) and not isinstance(value, str):
            value = {choice: place for place, choice in enumerate(value, start=1) if isinstance(choice, str)}
        given = value if isinstance(value, Mapping) else {}
        placed = {part: given.get(part) for part in self.parts}
        return {part: raw if isinstance(raw, str) else str(_place(raw) or "") for part, raw in placed.items()}

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


def _place(position: Json) -> int | None:
    """The place that `position` names, as a number or in digits; None where it names none."""
    if isinstance(position, str):
        return int(position) if PLACE.fullmatch(position.strip()) else None
    if isinstance(position, bool) or not isinstance(position, int | float):
        return None
    return int(position) if 1 <= position <= MOST_PLACES and position == int(position) else None
