"""Ways to reach somebody: telephone, web address, postal code and postal address. E-mail is in `text`."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlsplit

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions.base import BaseQuestion, Cell, Column, is_empty
from forms.engine.questions.text import clean_text, shown

PHONE = re.compile(r"\+?[0-9]{5,15}")
PHONE_SEPARATORS = re.compile(r"[\s()./\u2013-]")
HOST = re.compile(r"([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}", re.IGNORECASE)
POSTAL_CODE = re.compile(r"(?:FI?-?\s*)?([0-9]{2}\s?[0-9]{3})", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
LONGEST_URL = 2000
LONGEST_PART = 200


class Phone(BaseQuestion):
    """A telephone number, kept as digits with a plus sign before the country's code where it was given."""

    type: Literal["phone"]

    def clean(self, raw: Json, locale: str) -> str:
        digits = PHONE_SEPARATORS.sub("", clean_text(raw, 40, lines=False))
        if digits.startswith("00"):
            digits = "+" + digits[2:]
        if not PHONE.fullmatch(digits):
            raise InvalidAnswer("phone")
        return digits

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": "^[+]?[0-9]{5,15}$"}


class Url(BaseQuestion):
    """A web address. Without a scheme it gets `https://`; no other scheme than the web's is accepted."""

    type: Literal["url"]

    def clean(self, raw: Json, locale: str) -> str:
        text = clean_text(raw, LONGEST_URL, lines=False)
        address = text if SCHEME.match(text) else f"https://{text}"
        if len(address) > LONGEST_URL:
            raise InvalidAnswer("too_long", max=LONGEST_URL, length=len(address))
        try:
            parts = urlsplit(address)
            host, _port = parts.hostname or "", parts.port
            ascii_host = host.encode("idna").decode()
        except ValueError:
            raise InvalidAnswer("url") from None
        if parts.scheme.lower() not in ("http", "https") or not HOST.fullmatch(ascii_host) or re.search(r"\s", text):
            raise InvalidAnswer("url")
        if parts.username is not None or parts.password is not None:
            raise InvalidAnswer("url_login")
        return address

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "uri", "maxLength": LONGEST_URL}


def clean_postal_code(raw: Json) -> str:
    """A Finnish postal code's five digits. Raises InvalidAnswer."""
    match = POSTAL_CODE.fullmatch(clean_text(raw, 20, lines=False))
    if not match:
        raise InvalidAnswer("postal_code")
    return re.sub(r"\s", "", match[1])


class PostalCode(BaseQuestion):
    """A Finnish postal code, kept as five digits."""

    type: Literal["postal_code"]

    def clean(self, raw: Json, locale: str) -> str:
        return clean_postal_code(raw)

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": "^[0-9]{5}$"}


class Address(BaseQuestion):
    """A postal address in Finland: `{"street", "postal_code", "city"}`, all three where any is given."""

    type: Literal["address"]

    @property
    def parts(self) -> tuple[str, ...]:
        return ("street", "postal_code", "city")

    def clean(self, raw: Json, locale: str) -> dict[str, Json]:
        if not isinstance(raw, Mapping):
            raise InvalidAnswer("wrong_type_address")
        for part in raw:
            if part not in self.parts:
                raise InvalidAnswer("unknown_key", key=shown(part))
        return {part: self._part(part, raw.get(part)) for part in self.parts}

    @staticmethod
    def _part(part: str, raw: Json) -> str:
        if is_empty(raw):
            raise InvalidAnswer("required", at=(part,))
        try:
            return clean_postal_code(raw) if part == "postal_code" else clean_text(raw, LONGEST_PART, lines=False)
        except InvalidAnswer as error:
            raise InvalidAnswer(error.code, at=(part,), **error.params) from None

    def display(self, answers: Answers, locale: str) -> list[str]:
        value = answers.get(self.key)
        if not isinstance(value, Mapping):
            return []
        return [f"{value['street']}, {value['postal_code']} {value['city']}"]

    def json_schema(self) -> dict[str, Json]:
        text: dict[str, Json] = {"type": "string", "minLength": 1, "maxLength": LONGEST_PART}
        return {
            "type": "object",
            "properties": {"street": text, "postal_code": {"type": "string", "pattern": "^[0-9]{5}$"}, "city": text},
            "required": list(self.parts),
            "additionalProperties": False,
        }

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(f"{self.key}.{part}", f"{self.label} ({part})") for part in self.parts)

    def cells(self, answers: Answers, locale: str) -> tuple[Cell, ...]:
        value = answers.get(self.key)
        given = value if isinstance(value, Mapping) else {}
        return tuple(text if isinstance(text := given.get(part), str) else None for part in self.parts)
