"""Questions answered with text: a line, several lines, or an e-mail address."""

import re
import unicodedata
from typing import Literal

from pydantic import Field

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion

UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, lone surrogates and non-characters: none can be typed, and each breaks some database, spreadsheet
or XML file further down the road."""
LONGEST_NAME = 64
EMAIL = re.compile(r"[^\s@\"'(),:;<>\[\]\\]+@[^\s@\"'(),:;<>\[\]\\.]+(\.[^\s@\"'(),:;<>\[\]\\.]+)+")


def clean_text(raw: Json, max_length: int, *, lines: bool) -> str:
    """`raw` as tidy text of at most `max_length` characters, in one line or several. Raises InvalidAnswer."""
    if not isinstance(raw, str):
        raise InvalidAnswer("wrong_type_text")
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if UNSTORABLE.search(text):
        raise InvalidAnswer("unstorable_characters")
    if not lines:
        text = " ".join(text.split())
    # Composing makes a few characters longer, and a text of any length could keep it busy for minutes.
    if len(text) <= max_length:
        text = unicodedata.normalize("NFC", text)
    if len(text) > max_length:
        raise InvalidAnswer("too_long", max=max_length, length=len(text))
    return text


def shown(name: str) -> str:
    """A name that nobody has checked, such as a stranger's key: cut, and fit to be stored and shown in an error."""
    return UNSTORABLE.sub("\ufffd", name[:LONGEST_NAME])


class Text(BaseQuestion):
    """One line of text."""

    type: Literal["text"]
    max_length: int = Field(default=500, ge=1, le=2000)

    def clean(self, raw: Json, locale: str) -> str:
        return clean_text(raw, self.max_length, lines=False)

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": self.max_length}


class LongText(BaseQuestion):
    """Text in several lines."""

    type: Literal["long_text"]
    max_length: int = Field(default=5000, ge=1, le=50_000)

    def clean(self, raw: Json, locale: str) -> str:
        return clean_text(raw, self.max_length, lines=True)

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "maxLength": self.max_length}


class Email(BaseQuestion):
    """An e-mail address, checked for its shape only: whether it reaches anyone is for the e-mail to find out."""

    type: Literal["email"]

    def clean(self, raw: Json, locale: str) -> str:
        text = clean_text(raw, 254, lines=False)
        if not EMAIL.fullmatch(text):
            raise InvalidAnswer("email")
        return text

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "email", "maxLength": 254}
