"""The language links, the menu and the drawings that every page shows."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from cms.illustrations import TITLES, Illustration, inline
from cms.languages import urls_of_path
from tests.factories.home import ContentPageFactory, SmallSite

CODES = ["sv", "fi", "en"]


def soup_of(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def language_urls(soup: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in soup.select("nav.languages a")}


def alternates(soup: BeautifulSoup) -> dict[str, str]:
    return {link["hreflang"]: link["href"] for link in soup.select('link[rel="alternate"]')}


@pytest.mark.parametrize("code", CODES)
def test_language_links_lead_to_the_same_page(small_site: SmallSite, client: Client, code: str) -> None:
    soup = soup_of(client, small_site.pages[code].url)
    assert language_urls(soup) == {other: f"/{other}/sida-{other}/" for other in CODES}
    assert soup.select_one("nav.languages a[aria-current]")["hreflang"] == code


def test_alternates_are_whole_addresses(small_site: SmallSite, client: Client) -> None:
    soup = soup_of(client, small_site.pages["sv"].url)
    assert alternates(soup) == {other: f"http://testserver/{other}/sida-{other}/" for other in CODES}


def test_missing_translation_falls_back_to_the_front_page(small_site: SmallSite, client: Client) -> None:
    small_site.pages["en"].unpublish()
    response = client.get(small_site.pages["sv"].url)
    links = {link.code: link for link in response.context["languages"]}
    assert links["en"].url == "/en/"
    assert [code for code, link in links.items() if link.fallback] == ["en"]
    assert "en" not in alternates(BeautifulSoup(response.content, "html.parser"))


def render_links(path: str, **context: object) -> dict[str, str]:
    template = Template("{% load site_tags %}{% language_links as languages %}")
    values = Context({"request": RequestFactory().get(path), **context})
    template.render(values)
    return {link.code: link.url for link in values["languages"]}


def test_address_below_a_page_is_kept(small_site: SmallSite) -> None:
    links = render_links("/sv/sida-sv/en-partner/", page=small_site.pages["sv"])
    assert links == {code: f"/{code}/sida-{code}/en-partner/" for code in CODES}


def test_other_views_differ_by_prefix() -> None:
    assert render_links("/sv/survey/initial-mapping/abc/") == {
        code: f"/{code}/survey/initial-mapping/abc/" for code in CODES
    }


def test_view_may_give_the_addresses() -> None:
    assert render_links("/sv/survey/x/", language_urls={"fi": "/fi/muu/"}) == {
        "sv": "/sv/",
        "fi": "/fi/muu/",
        "en": "/en/",
    }


@pytest.mark.parametrize("path", ["/", "", "/svx/", "/admin/"])
def test_path_without_a_language_has_no_translations(path: str) -> None:
    assert urls_of_path(path) == {}


def test_path_of_a_front_page_has_translations() -> None:
    assert urls_of_path("/sv/") == {"sv": "/sv/", "fi": "/fi/", "en": "/en/"}


@pytest.mark.parametrize("code", CODES)
def test_menu_has_the_pages_of_the_language(small_site: SmallSite, client: Client, code: str) -> None:
    ContentPageFactory(parent=small_site.homes[code], slug="hidden")
    links = soup_of(client, f"/{code}/").select("nav.menu a")
    assert [(link.text, link["href"]) for link in links] == [(f"Sida {code}", f"/{code}/sida-{code}/")]


def test_menu_marks_where_the_reader_is(small_site: SmallSite, client: Client) -> None:
    ContentPageFactory(parent=small_site.pages["sv"], slug="under")
    marks = {
        path: soup_of(client, path).select_one("nav.menu a").get("aria-current")
        for path in ("/sv/", "/sv/sida-sv/", "/sv/sida-sv/under/")
    }
    assert marks == {"/sv/": None, "/sv/sida-sv/": "page", "/sv/sida-sv/under/": "true"}


@pytest.mark.parametrize("name", Illustration.values)
def test_drawing_has_one_title(name: str) -> None:
    with translation.override("en"):
        drawing = BeautifulSoup(inline(name), "html.parser").svg
        title = str(TITLES[Illustration(name)])
    assert drawing["role"] == "img"
    assert [found.text for found in drawing.find_all("title")] == [title]


@pytest.mark.parametrize("name", ["", "../symbol-demo", "unknown"])
def test_unknown_drawing_is_nothing(name: str) -> None:
    assert inline(name) == ""
