"""The languages of a survey as its editor should know of them, each with the way to what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from forms.builder.findings import named
from forms.engine.errors import pointer
from forms.models import SurveyPage
from forms.services.translations import LanguageVersion, Text, language_versions

FIRST = 8
"""Of many texts without a translation, so many are listed."""
LONGEST = 80
NAMES = frozenset({"label", "title", "name"})
"""The fields of a block by which it is known."""


@dataclass(frozen=True, slots=True)
class Language:
    """What lags in one language. `url` leads to where it is mended; empty for who may not."""

    name: str
    notes: tuple[str, ...]
    texts: tuple[str, ...]
    more: int
    url: str
    action: str


def languages(page: SurveyPage, user: AbstractUser) -> list[Language]:
    """The languages of the survey of `page` in which something is missing, stale or not published."""
    lagging = [version for version in language_versions(page) if not version.is_complete]
    return [_language(page, version, user) for version in lagging]


def language_name(code: str) -> str:
    return str(get_language_info(code)["name_translated"]).capitalize()


def _language(page: SurveyPage, version: LanguageVersion, user: AbstractUser) -> Language:
    url, action = _way(page, version, user)
    first = version.untranslated[:FIRST]
    known = version.source.content.plain() if version.source and first else {}
    return Language(
        name=language_name(version.locale),
        notes=tuple(_notes(version)),
        texts=tuple(_described(text, known) for text in first),
        more=len(version.untranslated) - len(first),
        url=url,
        action=action,
    )


def _notes(version: LanguageVersion) -> Iterator[str]:
    if version.page is None:
        yield _("Not begun.")
        return
    if version.version is None:
        yield _("Not published.")
    elif version.newer is not None:
        words = {"own": version.version.number, "newest": version.newer.number}
        words["language"] = language_name(version.newer.locale)
        yield _("Still at version %(own)s. The newest version is %(newest)s (%(language)s).") % words
        if version.asks_otherwise:
            yield _("It does not ask the same as the newest version.")
    if version.unsent:
        yield _("The latest changes have not been sent to translation.")
    if count := len(version.untranslated):
        words = _("Texts not translated yet: %(count)s. They are shown in the original language.")
        yield words % {"count": count}


def _described(text: Text, known: Mapping[str, Any]) -> str:
    """The text, and where it stands; a label is not told as standing within what it is the label of."""
    place = text.place[:-1] if text.place[-1] in NAMES else text.place
    names = named(pointer(*place), known)
    if place is not text.place:
        names = names[:-1]
    words = Truncator(text.words).chars(LONGEST)
    return f"{words} ({', '.join(names)})" if names else words


def _way(page: SurveyPage, version: LanguageVersion, user: AbstractUser) -> tuple[str, str]:
    """Where what is missing is mended, and what the link there says."""
    may_translate = user.has_perm("wagtail_localize.submit_translation")
    if version.page is None:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return (url, _("Translate")) if may_translate else ("", "")
    if version.unsent and version.translated_from and may_translate:
        url = reverse("wagtail_localize:update_translations", args=[version.translated_from.source_id])
        return url, _("Send the changes to translation")
    if version.page.pk == page.pk or not version.page.permissions_for_user(user).can_edit():
        return "", ""
    url = reverse("wagtailadmin_pages:edit", args=[version.page.pk])
    return url, _("Open the translation") if version.translated_from else _("Open the page")
