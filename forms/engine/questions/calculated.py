"""A number that follows from the answers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Literal

from pydantic import Field

from forms.engine.base import Answers, Json, Rule
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import FREELY, UNANSWERED, Asked, BaseQuestion, Reading
from forms.engine.questions.number import LARGEST, figure


class Calculated(BaseQuestion):
    """A number calculated by `formula`, rounded to `decimals` with halves away from zero; nobody types it."""

    by_hand: ClassVar[bool] = False

    type: Literal["calculated"]
    formula: Rule
    decimals: int = Field(default=2, ge=0, le=6)
    unit: str = ""

    @property
    def formula_rule(self) -> Rule | None:
        return self.formula

    def read(self, answers: Answers, locale: str, asked: Asked = FREELY) -> Reading:
        """What the formula came to; no answer where that is no number. What anybody else gives is not read."""
        value = asked.computed
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > LARGEST:
            return UNANSWERED
        rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return Reading({self.key: int(rounded) if rounded == int(rounded) else float(rounded)})

    def clean(self, raw: Json, locale: str) -> Json:
        raise InvalidAnswer("not_a_question")

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        return [f"{figure(value, locale)} {self.unit}".strip()] if isinstance(value, int | float) else []

    def json_schema(self) -> dict[str, Json]:
        return {"type": "number", "readOnly": True}
