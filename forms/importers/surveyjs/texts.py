"""SurveyJS's texts: one string, or one for each language with `default` for the survey's own."""

import re
from collections.abc import Mapping

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from forms.importers.naming import plain
from forms.importers.report import Report

LANGUAGE = re.compile(r"([a-z]{2})([-_][A-Za-z]{2,4})?")
PIPED = re.compile(r"\{[^{}]{1,200}\}")
OWN = "default"


def own_language(survey: Mapping[str, object]) -> str:
    """The language of a survey's plain texts: the one it names, else English where it has translations at all."""
    if isinstance(named := survey.get("locale"), str) and (match := LANGUAGE.fullmatch(named)):
        return match[1]
    waiting: list[object] = [survey]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            if OWN in value and len(value) > 1 and all(isinstance(text, str) for text in value.values()):
                return "en"
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return ""


class Texts:
    """Picks the texts of one language, and remembers which there are and which were missing.

    `own` is the language of its plain texts and of what stands under `default`; empty where nothing says which it is.
    """

    def __init__(self, locale: str, own: str, report: Report) -> None:
        self.locale, self.own, self.report = locale, own, report
        self.languages: set[str] = {own} if own else set()
        self.missing: list[str] = []

    def of(self, value: object, where: str) -> str:
        """The text in the language asked for, else in the survey's own, else in the first there is."""
        text = self._picked(value)
        if PIPED.search(text):
            words = _("“%(text)s”: what stands in braces is not filled in with an answer here.")
            self.report.leave(where, words % {"text": plain(text)[:120]})
        return text

    def _picked(self, value: object) -> str:
        if isinstance(value, bool | int | float):
            return str(value)
        if isinstance(value, str):
            self._note(value, self.own)
            return value
        if not isinstance(value, Mapping):
            return ""
        by_language = {self._language(name): text for name, text in value.items() if isinstance(text, str)}
        by_language.pop("", None)
        self.languages |= by_language.keys() - {OWN}
        if self.locale in by_language:
            return by_language[self.locale]
        text = by_language.get(OWN) or next(iter(by_language.values()), "")
        self._note(text, self.own if OWN in by_language else "??")
        return text

    def _note(self, text: str, language: str) -> None:
        if text.strip() and language != self.locale:
            self.missing.append(text)

    @staticmethod
    def _language(name: object) -> str:
        match = LANGUAGE.fullmatch(str(name))
        return OWN if name == OWN else match[1] if match else ""

    def tell(self, where: str) -> None:
        """Say which texts came over in another language than that of the pages."""
        if not self.missing:
            return
        if not self.own:
            words = _("The file does not say what language it is in. It was taken for “%(here)s”, as the pages are.")
            self.report.change(where, words % {"here": self.locale})
            return
        words = _("Texts not in the language “%(here)s” came over in another: %(count)s. The first: “%(first)s”.")
        first = next((text for text in self.missing if "<" not in text), self.missing[0])
        said = {"count": len(self.missing), "here": self.locale, "first": plain(strip_tags(first))[:60]}
        self.report.change(where, words % said)
