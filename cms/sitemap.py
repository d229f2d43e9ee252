"""The list of public pages for search engines, each with its address in the other languages."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

Entry = dict[str, Any]


def pages_of(site: Site) -> Q:
    """The pages below the site's front page and its translations."""
    below = Q(pk__in=[])
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk:
            below |= Q(url_path__startswith=root.root_path)
    return below


def entries(request: HttpRequest, site: Site | None) -> list[Entry]:
    """What every public page of `site` gives the sitemap: `location`, `language`, `lastmod`, `alternates` by language.

    A page may list several addresses, such as one for each of its records; its translations list theirs in the same
    order.
    """
    if site is None:
        return []
    pages = Page.objects.filter(pages_of(site)).live().public().order_by("path").select_related("locale").specific()
    by_key: dict[Any, dict[str, list[Entry]]] = defaultdict(dict)
    for page in pages:
        by_key[page.translation_key][page.locale.language_code] = page.get_sitemap_urls(request)
    return [entry for languages in by_key.values() for entry in _with_alternates(languages)]


def _with_alternates(languages: dict[str, list[Entry]]) -> list[Entry]:
    same_length = len({len(found) for found in languages.values()}) == 1
    return [
        {
            **entry,
            "language": language,
            "alternates": [(code, other[index]["location"]) for code, other in languages.items()]
            if same_length
            else [],
        }
        for language, found in languages.items()
        for index, entry in enumerate(found)
    ]


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    found = entries(request, Site.find_for_request(request))
    return render(request, "sitemap.xml", {"entries": found}, content_type="application/xml")
