"""Ready-made surveys to begin from. A starter is a definition in every language of the site.

Those of the form builder are files beside this module: a definition of `survey/1` in which every text is written
`{"sv", "fi", "en"}`. Other apps register theirs; `forms` knows nothing of what they ask.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILES = ("contact", "event-sign-up", "yearly-follow-up", "award-application")
LANGUAGES = frozenset({"sv", "fi", "en"})

Definition = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Starter:
    """`about` says in a sentence what it asks, by language; `definition` makes it in one language."""

    key: str
    about: Mapping[str, str]
    definition: Callable[[str], Definition]

    def title(self, locale: str) -> str:
        return str(self.definition(locale)["title"])


_registered: dict[str, Starter] = {}


def register(starter: Starter) -> None:
    """Offer a starter; called from an app's `ready()`."""
    _registered[starter.key] = starter


def register_built_in() -> None:
    for key in FILES:
        register(Starter(key, _file(key)["about"], lambda locale, key=key: _in_language(key, locale)))


def all_starters() -> list[Starter]:
    """In the order in which they were registered."""
    return list(_registered.values())


def get(key: str) -> Starter | None:
    return _registered.get(key)


@cache
def _file(key: str) -> Mapping[str, Any]:
    content: Mapping[str, Any] = json.loads(Path(__file__).with_name(f"{key}.json").read_text(encoding="utf-8"))
    return content


def _in_language(key: str, locale: str) -> Definition:
    definition: Definition = _translated(_file(key)["definition"], locale)
    return definition | {"locale": locale}


def _translated(value: Any, locale: str) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == LANGUAGES:
            return value[locale]
        return {name: _translated(item, locale) for name, item in value.items()}
    return [_translated(item, locale) for item in value] if isinstance(value, list) else value
