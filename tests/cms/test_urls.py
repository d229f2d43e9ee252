"""The addresses of the site as a whole."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import server_error
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction, Site

from tests.factories.home import SmallSite

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CODES = ["sv", "fi", "en"]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [("sv-FI,sv;q=0.9", "/sv/"), ("fi;q=0.9,de", "/fi/"), ("en-GB", "/en/"), ("de", "/sv/"), ("", "/sv/")],
)
def test_front_door_follows_the_browsers_language(small_site: SmallSite, accepted: str, expected: str) -> None:
    response = Client(headers={"accept-language": accepted}).get("/")
    assert (response.status_code, response["Location"]) == (302, expected)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_robots_names_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in response.text.splitlines()
    assert "Disallow: /admin/" in response.text.splitlines()


def sitemap_of(client: Client) -> dict[str, dict[str, str]]:
    """Each address with those of its translations."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  (our own document)
    return {
        url.findtext("s:loc", namespaces=SITEMAP): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
        }
        for url in tree.findall("s:url", SITEMAP)
    }


def test_sitemap_has_every_page_with_its_translations(small_site: SmallSite, client: Client) -> None:
    addresses = {code: f"http://testserver/{code}/sida-{code}/" for code in CODES}
    homes = {code: f"http://testserver/{code}/" for code in CODES}
    assert sitemap_of(client) == {
        **dict.fromkeys(homes.values(), homes),
        **dict.fromkeys(addresses.values(), addresses),
    }


def test_sitemap_leaves_out_what_is_not_public(small_site: SmallSite, client: Client) -> None:
    small_site.pages["fi"].unpublish()
    PageViewRestriction.objects.create(page=small_site.pages["en"], restriction_type=PageViewRestriction.LOGIN)
    found = sitemap_of(client)
    assert "http://testserver/fi/sida-fi/" not in found
    assert found["http://testserver/sv/sida-sv/"] == {"sv": "http://testserver/sv/sida-sv/"}


def test_sitemap_without_a_site_is_empty(db: None, client: Client) -> None:
    Site.objects.all().delete()
    assert sitemap_of(client) == {}


@pytest.mark.parametrize("code", CODES)
def test_missing_page_says_so_in_the_readers_language(small_site: SmallSite, client: Client, code: str) -> None:
    response = client.get(f"/{code}/finns-inte/")
    soup = BeautifulSoup(response.content, "html.parser")
    with translation.override(code):
        heading = translation.gettext("There is no page here")
    assert response.status_code == 404
    assert (soup.html["lang"], soup.h1.text) == (code, heading)
    assert {link["href"] for link in soup.select("nav.languages a")} == {"/sv/", "/fi/", "/en/"}
    assert soup.select('link[rel="alternate"]') == []


def test_server_error_page_needs_no_database() -> None:
    response = server_error(RequestFactory().get("/sv/"))
    assert response.status_code == 500
    assert BeautifulSoup(response.content, "html.parser").html["lang"] == "sv"


def write_media(name: str) -> None:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"content")


@pytest.mark.parametrize("folder", ["images", "original_images"])
def test_images_are_served(client: Client, folder: str) -> None:
    write_media(f"{folder}/bild.png")
    response = client.get(f"/media/{folder}/bild.png")
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue() == b"content"


@pytest.mark.parametrize("name", ["documents/plan.pdf", "secret.txt", "images/../secret.txt", "images/sub/secret.txt"])
def test_nothing_else_of_the_media_folder_is_served(small_site: SmallSite, client: Client, name: str) -> None:
    write_media(name)
    assert client.get(f"/media/{name}", follow=True).status_code == 404


def test_uploaded_html_is_never_shown_in_the_site(db: None, client: Client) -> None:
    document = get_document_model().objects.create(
        title="Sida", file=ContentFile(b"<script>alert(1)</script>", name="sida.html")
    )
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"alert" in response.getvalue()


def test_public_pages_set_no_cookie_and_a_strict_policy(small_site: SmallSite, client: Client) -> None:
    response: Any = client.get("/sv/sida-sv/")
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert not response.cookies
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"


@pytest.mark.django_db
def test_an_address_below_the_api_that_leads_nowhere_is_a_problem_in_the_readers_language(client: Client) -> None:
    response = client.get("/api/v1/nowhere/", headers={"accept-language": "fi"})
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "Tässä osoitteessa ei ole mitään."
