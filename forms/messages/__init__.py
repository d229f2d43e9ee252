"""The words for every code of the engine and of the doors, in each language. HTML and API share them."""

from collections.abc import Mapping
from string import Template

from babel.numbers import format_decimal

from forms.engine.errors import AnswerError, Param, Problem
from forms.messages.answers import ANSWERS
from forms.messages.problems import PROBLEMS
from forms.messages.refusals import REFUSALS

FALLBACK = "en"

PARTS: dict[str, dict[str, str]] = {
    "row": {"sv": "Rad", "fi": "Rivi", "en": "Row"},
    "street": {"sv": "Gatuadress", "fi": "Katuosoite", "en": "Street address"},
    "postal_code": {"sv": "Postnummer", "fi": "Postinumero", "en": "Postal code"},
    "city": {"sv": "Postort", "fi": "Postitoimipaikka", "en": "City"},
    "date": {"sv": "Datum", "fi": "Päivämäärä", "en": "Date"},
    "time": {"sv": "Klockslag", "fi": "Kellonaika", "en": "Time"},
}


def _words(texts: Mapping[str, str], params: Mapping[str, Param], locale: str) -> str:
    shown = {
        name: format_decimal(value, format="#,##0.######", locale=locale) if isinstance(value, int | float) else value
        for name, value in params.items()
    }
    return Template(texts.get(locale, texts[FALLBACK])).substitute(shown)


def answer_error(error: AnswerError, locale: str) -> str:
    """What to do about `error`, in the reader's language."""
    return _words(ANSWERS[error.code], error.params, locale)


def refusal(code: str, locale: str, **params: Param) -> str:
    """Why nothing was taken in, and what to do, in the reader's language."""
    return _words(REFUSALS[code], params, locale)


def problem(found: Problem, locale: str) -> str:
    """What to do about a form's `found` problem, in the editor's language."""
    return _words(PROBLEMS[found.code], found.params, locale)


def part(name: str, locale: str) -> str:
    """What a part of an answer is called in the form's language; its own name where there are no words for it."""
    texts = PARTS.get(name, {})
    return texts.get(locale) or texts.get(FALLBACK, name)


def row(label: str, number: int, locale: str) -> str:
    """What the row `number`, counted from one, of a group is called whose rows are called `label`, if anything."""
    return f"{label or part('row', locale)} {number}"
