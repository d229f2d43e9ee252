"""Where the same content is found in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override
from wagtail.models import Page

CODES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class LanguageLink:
    """A link to the content in one language; `fallback` when only that language's front page can be offered."""

    code: str
    name: str
    url: str
    absolute_url: str
    current: bool
    fallback: bool


def home_url(code: str) -> str:
    with override(code):
        return reverse("wagtail_serve", args=[""])


def links(request: HttpRequest, urls: Mapping[str, str]) -> list[LanguageLink]:
    """A link for every language of the site; `urls` has an address for each language that has the content."""
    current = get_language()
    found = []
    for code in CODES:
        url = urls.get(code) or home_url(code)
        name = get_language_info(code)["name_local"].capitalize()
        found.append(
            LanguageLink(code, name, url, request.build_absolute_uri(url), code == current, not urls.get(code))
        )
    return found


def urls_of_page(request: HttpRequest, page: Page) -> dict[str, str]:
    """The page's address in each language that it is published in, with what the request adds below the page."""
    here = page.get_url(request)
    below = request.path.removeprefix(here) if here and request.path.startswith(here) else ""
    translations = Page.objects.live().filter(translation_key=page.translation_key).select_related("locale")
    urls = {translation.locale.language_code: translation.get_url(request) for translation in translations}
    return {code: url + below for code, url in urls.items() if url}


def urls_of_path(path: str) -> dict[str, str]:
    """The path with each language's prefix; empty when the path has no language prefix."""
    _start, prefix, rest = (*path.split("/", 2), "", "")[:3]
    return {code: f"/{code}/{rest}" for code in CODES} if prefix in CODES else {}


def in_readers_language(keys: Iterable[int]) -> dict[int, Page]:
    """For each page's key its published translation in the reader's language, else the page itself.

    One query however many pages there are, where `Page.localized` asks twice for each.
    """
    wanted, language = set(keys), get_language()
    if not wanted:
        return {}
    translation_keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    pages = (
        Page.objects.filter(translation_key__in=translation_keys)
        .filter(Q(pk__in=wanted) | Q(live=True, locale__language_code=language))
        .select_related("locale")
    )
    translations = {page.translation_key: page for page in pages if page.live and page.locale.language_code == language}
    return {page.pk: translations.get(page.translation_key, page) for page in pages if page.pk in wanted}
