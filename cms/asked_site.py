"""Which of the installation's sites a request is about."""

from typing import Annotated

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
