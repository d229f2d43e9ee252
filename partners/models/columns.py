"""Labels of the columns that hold one text in every language."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy

_LANGUAGES: Mapping[str, str | Promise] = dict(settings.LANGUAGES)


def column_label(text: str | Promise, language: str) -> Promise:
    """What the column of `text` in `language` is called, such as "name (Swedish)"."""
    return format_lazy("{text} ({language})", text=text, language=_LANGUAGES[language])
