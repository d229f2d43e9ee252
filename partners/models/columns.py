"""Labels of the columns that hold one text in every language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

# Within a label Swedish and Finnish write their names with a small letter.
_LANGUAGES: Mapping[str, str | Promise] = {
    "sv": pgettext_lazy("after a label", "Swedish"),
    "fi": pgettext_lazy("after a label", "Finnish"),
    "en": pgettext_lazy("after a label", "English"),
}


def column_label(text: str | Promise, language: str) -> Promise:
    """What the column of `text` in `language` is called, such as "name (Swedish)"."""
    return format_lazy("{text} ({language})", text=text, language=_LANGUAGES[language])
