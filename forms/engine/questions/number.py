"""Questions answered with a number, in a unit where there is one."""

import math
import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from babel.numbers import format_decimal
from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion

LARGEST = Decimal(10) ** 15
LONGEST = 400
"""Room for the digits of any number that is kept, the smallest fractions among them."""
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
SPACES = re.compile(r"(?<=[0-9])[\s\u00a0\u202f'](?=[0-9])")


def parse_number(text: str, locale: str) -> Decimal:
    """The number that `text` writes the way of `locale`.

    A comma or a point sets off decimals; spaces between digits group them. In English a comma followed by exactly
    three digits groups them too, so "1,234" is a thousand and more there and a little over one in Swedish.
    Raises InvalidAnswer.
    """
    text = SPACES.sub("", text.strip().replace("\u2212", "-"))
    if locale == "en" and GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if len(text) > LONGEST or not PLAIN.fullmatch(text):
        raise InvalidAnswer("number")
    return Decimal(text.replace(",", "."))


def figure(value: float, locale: str) -> str:
    """`value` the way people of `locale` read it."""
    return format_decimal(value, format="#,##0.############", locale=locale)


def typed_number(value: Json, locale: str) -> str:
    """A number that was kept, as it would be typed; anything else as it was typed."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST:
        written = f"{Decimal(repr(value)):f}"
        return written if locale == "en" else written.replace(".", ",")
    return value if isinstance(value, str) else ""


class Number(BaseQuestion):
    """A number. `decimals` bounds how many decimals are accepted; None accepts any.

    Where there is a `step`, the number lies a whole number of steps from `min`, or from 0.
    """

    type: Literal["number"]
    min: float | None = None
    max: float | None = None
    step: float | None = Field(default=None, gt=0)
    decimals: int | None = Field(default=None, ge=0, le=6)
    unit: str = ""

    def clean(self, raw: Json, locale: str) -> int | float:
        written = self._parse(raw, locale)
        if not -LARGEST <= written <= LARGEST:
            raise InvalidAnswer("number_too_large")
        value = float(written)
        number = Decimal(repr(value))
        if self.min is not None and number < Decimal(str(self.min)):
            raise InvalidAnswer("number_min", min=self.min)
        if self.max is not None and number > Decimal(str(self.max)):
            raise InvalidAnswer("number_max", max=self.max)
        if self.decimals is not None and number != round(number, self.decimals):
            raise InvalidAnswer("number_decimals", decimals=self.decimals)
        if self.step is not None and (Fraction(number) - Fraction(str(self.min or 0))) % Fraction(str(self.step)):
            raise InvalidAnswer("number_step", step=self.step, start=self.min or 0)
        return int(value) if value.is_integer() else value

    @staticmethod
    def _parse(raw: Json, locale: str) -> Decimal:
        if isinstance(raw, str):
            return parse_number(raw, locale)
        if isinstance(raw, float) and math.isfinite(raw):
            return Decimal(str(raw))
        if isinstance(raw, int) and not isinstance(raw, bool):
            return Decimal(raw)
        raise InvalidAnswer("number")

    def typed(self, value: Json, locale: str) -> str:
        return typed_number(value, locale)

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        if not isinstance(value, int | float):
            return []
        return [f"{figure(value, locale)} {self.unit}".strip()]

    def json_schema(self) -> dict[str, Json]:
        bounds = {"minimum": self.min, "maximum": self.max, "multipleOf": None if self.min else self.step}
        return {"type": "number"} | {name: bound for name, bound in bounds.items() if bound is not None}


class Rating(BaseQuestion):
    """A whole number from 1 to `max`, chosen among them; `low` and `high` say what the ends mean."""

    type: Literal["rating"]
    max: int = Field(default=5, ge=2, le=10)
    low: str = ""
    high: str = ""

    def clean(self, raw: Json, locale: str) -> int:
        text = raw.strip() if isinstance(raw, str) else raw
        number = int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 4 else text
        if isinstance(number, float) and number.is_integer():
            number = int(number)
        if isinstance(number, bool) or not isinstance(number, int):
            raise InvalidAnswer("rating", max=self.max)
        if not 1 <= number <= self.max:
            raise InvalidAnswer("rating", max=self.max)
        return number

    def typed(self, value: Json, locale: str) -> str:
        return typed_number(value, locale)

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        return [f"{value} / {self.max}"] if isinstance(value, int) else []

    def json_schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": 1, "maximum": self.max}
