"""Text that one record keeps in every language, in a column each.

Records that staff handle as cases exist once, not once per language: a partner's state or an award's year must not be
able to differ between languages. Their words have a column for each language and are read through `Translated`.
"""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language

LANGUAGES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)


def in_language(record: object, name: str, language: str | None) -> str:
    """`<name>_<language>` of `record`, or the first language that has words where that one has none."""
    order = [language, *LANGUAGES] if language in LANGUAGES else LANGUAGES
    return next((text for code in order if (text := getattr(record, f"{name}_{code}"))), "")


class Translated:
    """Reads `<name>_sv`, `<name>_fi` or `<name>_en` of its record in the language that is active.

    `short_description` is what lists in the admin call it.
    """

    def __init__(self, short_description: str | Promise = "") -> None:
        self.short_description = short_description

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, record: Any, owner: type | None = None) -> Any:
        return self if record is None else in_language(record, self.name, get_language())


def translated_names(name: str) -> list[str]:
    """The columns of the translated text `name`."""
    return [f"{name}_{code}" for code in LANGUAGES]
