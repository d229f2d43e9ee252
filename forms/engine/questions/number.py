"""Questions answered with a number, in a unit where there is one."""

import math
import re
from decimal import Decimal
from typing import Literal

from babel.numbers import format_decimal
from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion

LARGEST = Decimal(10) ** 15
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
    if len(text) > 40 or not PLAIN.fullmatch(text):
        raise InvalidAnswer("number")
    return Decimal(text.replace(",", "."))


class Number(BaseQuestion):
    """A number. `decimals` bounds how many decimals are accepted; None accepts any."""

    type: Literal["number"]
    min: float | None = None
    max: float | None = None
    decimals: int | None = Field(default=None, ge=0, le=6)
    unit: str = ""

    def clean(self, raw: Json, locale: str) -> int | float:
        number = self._parse(raw, locale)
        if not -LARGEST <= number <= LARGEST:
            raise InvalidAnswer("number_too_large")
        if self.min is not None and number < Decimal(str(self.min)):
            raise InvalidAnswer("number_min", min=self.min)
        if self.max is not None and number > Decimal(str(self.max)):
            raise InvalidAnswer("number_max", max=self.max)
        if self.decimals is not None and number != round(number, self.decimals):
            raise InvalidAnswer("number_decimals", decimals=self.decimals)
        value = float(number)
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

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        if not isinstance(value, int | float):
            return []
        figure = format_decimal(value, format="#,##0.######", locale=locale)
        return [f"{figure} {self.unit}".strip()]

    def json_schema(self) -> dict[str, Json]:
        bounds = {"minimum": self.min, "maximum": self.max}
        return {"type": "number"} | {name: bound for name, bound in bounds.items() if bound is not None}
