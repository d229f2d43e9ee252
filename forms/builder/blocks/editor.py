"""What the builder's script in the browser says and knows, in the editor's language."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forms import explanations
from forms.builder.comparisons import (
    CHOICES,
    DATE,
    DATETIME,
    FITTING,
    NUMBER,
    PRESENCE,
    SEVERAL,
    TIME,
)
from forms.messages import FALLBACK

COMPARISONS = {
    "one_of": _("is one of"),
    "none_of": _("is none of"),
    "includes": _("includes any of"),
    "includes_none": _("includes none of"),
    "yes": _("is yes"),
    "no": _("is no"),
    "is": _("is"),
    "is_not": _("is not"),
    "at_least": _("is at least"),
    "at_most": _("is at most"),
    "more_than": _("is more than"),
    "less_than": _("is less than"),
    "answered": _("is answered"),
    "not_answered": _("is not answered"),
}
DATES = {
    "less_than": _("is before"),
    "more_than": _("is after"),
    "is": _("is on"),
    "at_least": _("is on or after"),
    "at_most": _("is on or before"),
}
MOMENTS = DATES | {
    "is": _("is exactly at"),
    "at_least": _("is no earlier than"),
    "at_most": _("is no later than"),
}
OF_A_KIND = {
    DATE: DATES,
    TIME: MOMENTS,
    DATETIME: MOMENTS,
    NUMBER: {"is": _("is exactly"), "is_not": _("is not exactly")},
    CHOICES: {"answered": _("has any answer"), "not_answered": _("has no answer")},
    PRESENCE: {"answered": _("is given"), "not_answered": _("is not given")},
}
"""The words of a comparison where the kind of answer has words of its own."""


def comparisons_of(kind: str) -> list[list[str]]:
    """The comparisons that fit `kind`, each with its words."""
    words = COMPARISONS | OF_A_KIND.get(kind, {})
    return [[comparison, str(words[comparison])] for comparison in FITTING[kind]]


def editor_words() -> dict[str, Any]:
    """The builder's words, as JSON."""
    locale = (get_language() or FALLBACK)[:2]
    return {
        "locale": locale,
        "explanations": explanations.words(locale),
        "fitting": {kind: comparisons_of(kind) for kind in FITTING},
        "comparisons": {comparison: str(words) for comparison, words in COMPARISONS.items()},
        "several": sorted(SEVERAL),
        "ui": {
            "gone": str(_("does not exist")),
            "insert": str(_("Add a question")),
        },
    }
