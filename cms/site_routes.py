"""What a website that is built from this one's content asks besides the pages: which there are, and what has moved."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.contrib.redirects.models import Redirect

from cms.asked_site import SiteName, asked_site
from cms.etags import PUBLIC
from cms.problems import Locale, ProblemOut, requested_locale
from cms.sitemap import entries

router = Router(tags=["content"])

MOST = 1_000
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


class AddressOut(Schema):
    """A public address: a page, or a record that a page shows."""

    url: str
    locale: str
    changed_at: datetime | None
    alternates: dict[str, str] = Field(description="By language, the same in all languages; empty where it is in one")


class SitemapOut(Schema):
    count: int
    items: list[AddressOut]


class RedirectOut(Schema):
    """An address that has moved."""

    old_path: str
    location: str = Field(description="A path or an address")
    permanent: bool


class RedirectList(Schema):
    count: int
    items: list[RedirectOut]


@router.get("/sitemap/", response={200: SitemapOut, 422: ProblemOut}, summary="Public addresses")
def get_sitemap(
    request: HttpRequest,
    response: HttpResponse,
    site: SiteName = None,
    locale: Locale = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> SitemapOut:
    """Every page that visitors may read, and every record with a page; with `locale` those in one language."""
    language = requested_locale(request, locale)
    response["Cache-Control"] = PUBLIC
    found = entries(request, asked_site(request, site, language))
    if locale is not None:
        found = [entry for entry in found if entry["language"] == locale]
    items = [
        AddressOut(
            url=entry["location"],
            locale=entry["language"],
            changed_at=entry.get("lastmod"),
            alternates=dict(entry["alternates"]),
        )
        for entry in found[offset : offset + limit]
    ]
    return SitemapOut(count=len(found), items=items)


@router.get("/redirects/", response={200: RedirectList, 422: ProblemOut}, summary="Addresses that have moved")
def list_redirects(
    request: HttpRequest,
    response: HttpResponse,
    site: SiteName = None,
    locale: Locale = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> RedirectList:
    """The site's redirects and those of all sites, by their old path."""
    response["Cache-Control"] = PUBLIC
    of_site = Redirect.get_for_site(asked_site(request, site, requested_locale(request, locale)))
    rows = of_site.select_related("redirect_page", "site").order_by("old_path", "pk")
    items = [
        RedirectOut(old_path=row.old_path, location=row.link or "", permanent=row.is_permanent)
        for row in rows[offset : offset + limit]
    ]
    return RedirectList(count=of_site.count(), items=items)
