"""The Finnish business ID (FO-nummer, Y-tunnus)."""

import re
from typing import Literal

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.text import clean_text

WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
SHAPE = re.compile(r"([0-9]{6,7})\s?[-–]?\s?([0-9])")


def check_digit(digits: str) -> int | None:
    """The check digit of a business ID's seven digits, or None where no ID can begin with them."""
    remainder = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    if remainder == 1:
        return None
    return 11 - remainder if remainder else 0


class BusinessIdFi(BaseQuestion):
    """A business ID, kept as `1234567-8`. IDs of six digits, given before 1979, get their leading zero."""

    type: Literal["business_id_fi"]

    def clean(self, raw: Json, locale: str) -> str:
        match = SHAPE.fullmatch(clean_text(raw, 20, lines=False))
        if not match:
            raise InvalidAnswer("business_id_shape")
        digits, check = match[1].zfill(7), int(match[2])
        if check_digit(digits) != check:
            raise InvalidAnswer("business_id_check_digit")
        return f"{digits}-{check}"

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": "^[0-9]{7}-[0-9]$"}
