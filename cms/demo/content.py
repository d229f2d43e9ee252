"""Reads the demo pages: picks one language's words and turns references into the records they name."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from cms.translated import LANGUAGES

FILE = Path(__file__).with_name("pages.json")
BLOCK_IDS = UUID("5f0e4e4e-3a0c-4a36-9a0f-5f3f1f3f7f10")
RICH_TEXT_REFERENCE = re.compile(r'id="@([a-z0-9-]+)"')

# What an entry says of the page's place, which the loader reads by itself.
PLACE = {"id", "parent", "type", "menu", "footer", "survey"}

Entry = Mapping[str, Any]


def read() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))


def in_language(value: Any, language: str) -> Any:
    """The words in one language of a value that has them in all; any other value as it is."""
    return value[language] if isinstance(value, Mapping) and set(value) == set(LANGUAGES) else value


class Reader:
    """Turns entries of the file into field values; `references` has the key of every record that they may name."""

    def __init__(self, references: Mapping[str, int]) -> None:
        self.references = references

    def texts(self, entry: Entry, language: str) -> dict[str, Any]:
        """The plain fields of a page, in one language."""
        skipped = PLACE | {"body", "action_page"}
        return {name: in_language(value, language) for name, value in entry.items() if name not in skipped}

    def related(self, entry: Entry, language: str) -> dict[str, Any]:
        """The fields of a page that name other pages, and may do so once all pages exist."""
        fields: dict[str, Any] = {}
        if entry.get("action_page"):
            fields["action_page_id"] = self.references[entry["action_page"]]
        if entry.get("body"):
            fields["body"] = json.dumps(self.body(entry, language))
        return fields

    def body(self, entry: Entry, language: str) -> list[dict[str, Any]]:
        """Stream data whose block ids depend on the page and the place only: the same in every language."""
        identify = _identifier(entry["id"])
        return [
            {
                "type": block["type"],
                "value": self._value(block["value"], language, f"{index}", identify),
                "id": identify(f"{index}"),
            }
            for index, block in enumerate(entry["body"])
        ]

    def _value(self, value: Any, language: str, place: str, identify: Callable[[str], str]) -> Any:
        value = in_language(value, language)
        if isinstance(value, Mapping):
            return {name: self._value(child, language, f"{place}.{name}", identify) for name, child in value.items()}
        if isinstance(value, list):
            return [
                {
                    "type": "item",
                    "value": self._value(child, language, f"{place}.{index}", identify),
                    "id": identify(f"{place}.{index}"),
                }
                for index, child in enumerate(value)
            ]
        if isinstance(value, str):
            return self._text(value)
        return value

    def _text(self, text: str) -> Any:
        if text.startswith("@"):
            return self.references[text[1:]]
        return RICH_TEXT_REFERENCE.sub(lambda found: f'id="{self.references[found[1]]}"', text)


def _identifier(page: str) -> Callable[[str], str]:
    return lambda place: str(uuid5(BLOCK_IDS, f"{page}:{place}"))
