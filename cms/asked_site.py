"""Which of the installation's sites a request is about, and the pages of a site."""

from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from ninja import Query
from wagtail.models import Site

from cms.problems import Problem, ProblemItem

SITE_UNKNOWN = {
    "sv": "Det finns ingen sådan webbplats. Använd en av: {sites}.",
    "fi": "Tällaista sivustoa ei ole. Käyttäkää yhtä näistä: {sites}.",
    "en": "There is no such site. Use one of: {sites}.",
}

SiteName = Annotated[
    str | None, Query(max_length=260, description="`host` or `host:port` of a site; the one asked where it is left out")
]


def asked_site(request: HttpRequest, name: str | None, language: str) -> Site:
    """The site called `name`, or the one that `request` is for. Raises Problem."""
    if name is None:
        found = Site.find_for_request(request)
    else:
        host, _, port = name.partition(":")
        named = Site.objects.filter(hostname=host.lower())
        found = (named.filter(port=port) if port.isdecimal() else named.filter(port__isnull=bool(port))).first()
    if found is not None:
        return found
    sites = ", ".join(f"{site.hostname}:{site.port}" for site in Site.objects.all())
    detail = SITE_UNKNOWN[language].format(sites=sites)
    raise Problem(422, "site_unknown", detail, [ProblemItem(code="site_unknown", pointer="/site", detail=detail)])


def pages_of(site: Site) -> Q:
    """The pages below the site's front page and its translations."""
    below = Q(pk__in=[])
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk:
            below |= Q(url_path__startswith=root.root_path)
    return below
