"""Things that are agreed to: a consent, a document that was read, a name in place of a signature."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from forms.engine.base import Answers, Json
from forms.engine.errors import AnswerError, InvalidAnswer
from forms.engine.questions.base import FREELY, UNANSWERED, Asked, BaseQuestion, Reading, is_empty
from forms.engine.questions.text import clean_text

TICKED = ("true", "on", "1")
UNTICKED = ("false", "0")


class Agreement(BaseQuestion):
    """A box to tick beside `statement`. Ticked, the answer keeps what was agreed to; not ticked, there is none."""

    unanswered: ClassVar[str] = "agreement_required"

    statement: str = Field(min_length=1, max_length=5000)

    def read(self, answers: Answers, locale: str, asked: Asked = FREELY) -> Reading:
        raw = answers.get(self.key)
        if isinstance(raw, Mapping):
            raw = raw.get("accepted")
        if raw is False or raw in UNTICKED or is_empty(raw):
            return UNANSWERED
        if raw is not True and raw not in TICKED:
            return Reading(errors=(AnswerError("wrong_type_agreement", (self.key,)),))
        return Reading({self.key: self.agreed()})

    def clean(self, raw: Json, locale: str) -> Json:
        reading = self.read({self.key: raw}, locale)
        if not reading.values:
            raise InvalidAnswer("wrong_type_agreement")
        return reading.values[self.key]

    def agreed(self) -> dict[str, Json]:
        """What is kept of the agreement."""
        return {"accepted": True, "text": self.statement}

    def typed(self, value: Json, locale: str) -> str:
        accepted = value.get("accepted") if isinstance(value, Mapping) else value
        return "true" if accepted is True or accepted in TICKED else ""

    def display(self, answers: Answers, locale: str) -> list[str]:
        return [self.statement] if self.key in answers else []

    def json_schema(self) -> dict[str, Json]:
        kept: dict[str, Json] = {name: {"type": "string"} for name in self.agreed()}
        agreed: dict[str, Json] = {
            "type": "object",
            "properties": kept | {"accepted": {"type": "boolean", "const": True}},
            "required": ["accepted"],
            "additionalProperties": False,
        }
        return {"anyOf": [{"const": True}, agreed]}


class Consent(Agreement):
    """Consent to something, kept with the very text that was shown: `{"accepted": true, "text": …}`."""

    type: Literal["consent"]


class Acknowledgement(Agreement):
    """A document that was read, kept with its name and version: `{"accepted": true, "document": …, "version": …}`."""

    type: Literal["acknowledgement"]
    document: str = Field(min_length=1, max_length=300)
    document_version: str = Field(min_length=1, max_length=64)
    document_url: str = Field(default="", max_length=2000, pattern=r"^(https?://|/|$)")

    def agreed(self) -> dict[str, Json]:
        return {"accepted": True, "document": self.document, "version": self.document_version}

    def display(self, answers: Answers, locale: str) -> list[str]:
        return [f"{self.statement} ({self.document}, {self.document_version})"] if self.key in answers else []


class SignatureName(BaseQuestion):
    """A full name, written in place of a signature."""

    type: Literal["signature_name"]

    def clean(self, raw: Json, locale: str) -> str:
        name = clean_text(raw, 200, lines=False)
        if sum(part[:1].isalpha() for part in name.split()) < 2:
            raise InvalidAnswer("signature_name")
        return name

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": 200}
