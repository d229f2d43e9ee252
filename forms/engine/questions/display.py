"""What stands among the questions without asking anything, and what answers without being asked."""

from typing import ClassVar, Literal

from pydantic import Field

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.text import clean_text


class Words(BaseQuestion):
    """Common to what takes no answer."""

    asks: ClassVar[bool] = False
    by_hand: ClassVar[bool] = False

    def clean(self, raw: Json, locale: str) -> Json:
        raise InvalidAnswer("not_a_question")


class Statement(Words):
    """Text to read. `body` is HTML; the label is its heading."""

    html_fields: ClassVar[tuple[str, ...]] = ("body",)

    type: Literal["statement"]
    body: str = ""


class Section(Words):
    """A heading over the questions that follow it within the step."""

    type: Literal["section"]


class Hidden(BaseQuestion):
    """A value that came with the page's address, such as where a link was; nobody sees it while answering."""

    by_hand: ClassVar[bool] = False

    type: Literal["hidden"]
    prefill: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    max_length: int = Field(default=200, ge=1, le=2000)

    def clean(self, raw: Json, locale: str) -> str:
        return clean_text(raw, self.max_length, lines=False)

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": self.max_length}
