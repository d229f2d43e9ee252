"""Pages of the content app: what they show, where they may stand, and what they cost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale, Page

from home.models import ContentPage, HomePage, ProgrammePage
from tests.factories.home import ContentPageFactory, HomePageFactory, ProgrammePageFactory, SmallSite

LANGUAGES = ["sv", "fi", "en"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_says_its_language(small_site: SmallSite, client: Client, code: str) -> None:
    soup = BeautifulSoup(client.get(small_site.pages[code].url).content, "html.parser")
    assert soup.html["lang"] == code
    assert soup.h1.text == f"Sida {code}"


def test_front_page_button_leads_to_the_translation(small_site: SmallSite, client: Client) -> None:
    for home in small_site.homes.values():
        home.action_label, home.action_page = "Go", small_site.pages["sv"]
        home.save()
    for code in LANGUAGES:
        soup = BeautifulSoup(client.get(f"/{code}/").content, "html.parser")
        assert soup.select_one(".hero a.button")["href"] == f"/{code}/sida-{code}/"


def test_front_page_has_no_button_to_an_unpublished_page(small_site: SmallSite, client: Client) -> None:
    page = small_site.pages["sv"]
    home = small_site.homes["sv"]
    home.action_label, home.action_page = "Go", page
    home.save()
    page.unpublish()
    soup = BeautifulSoup(client.get("/sv/").content, "html.parser")
    assert soup.select_one(".hero a.button") is None


def test_button_needs_both_text_and_page(small_site: SmallSite) -> None:
    home = small_site.homes["sv"]
    home.action_label = "Go"
    with pytest.raises(ValidationError) as error:
        home.full_clean()
    assert "action_page" in error.value.message_dict


def test_one_front_page_for_each_language(small_site: SmallSite) -> None:
    with pytest.raises(ValidationError) as error:
        HomePageFactory(
            parent=Page.get_first_root_node(), title="Ny", slug="ny", locale=Locale.objects.get(language_code="fi")
        )
    assert "title" in error.value.message_dict


@pytest.mark.parametrize(
    ("child", "parent", "allowed"),
    [
        (HomePage, Page, True),
        (HomePage, HomePage, False),
        (ProgrammePage, HomePage, True),
        (ProgrammePage, Page, False),
        (ProgrammePage, ContentPage, False),
        (ContentPage, HomePage, True),
        (ContentPage, ProgrammePage, True),
        (ContentPage, ContentPage, True),
        (ContentPage, Page, False),
    ],
)
def test_page_types_stand_where_they_belong(child: type[Page], parent: type[Page], allowed: bool) -> None:
    assert (child in parent.allowed_subpage_models()) is allowed


@pytest.mark.parametrize("code", LANGUAGES)
def test_rich_text_link_leads_to_the_translation(small_site: SmallSite, client: Client, code: str) -> None:
    page = small_site.pages[code]
    page.body = [("rich_text", f'<p><a linktype="page" id="{small_site.homes["sv"].pk}">hem</a></p>')]
    page.save()
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert soup.select_one(".prose a")["href"] == f"/{code}/"


def test_rich_text_link_to_a_deleted_page_leads_nowhere(small_site: SmallSite, client: Client) -> None:
    page = small_site.pages["sv"]
    page.body = [("rich_text", '<p><a linktype="page" id="99999">borta</a></p>')]
    page.save()
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert not soup.select_one(".prose a").has_attr("href")


# Wagtail finds the site, the language's root, the page at each level, and who may see it; the site adds the language
# links, the menu, the footer's setting and its pages.
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/sv/", 8), ("/fi/", 9), ("/fi/sida-fi/", 11), ("/sv/program/", 10), ("/sv/program/mer/", 12)],
)
def test_queries_of_a_page(
    small_site: SmallSite, client: Client, django_assert_num_queries: Any, path: str, queries: int
) -> None:
    programme = ProgrammePageFactory(parent=small_site.homes["sv"], slug="program")
    ContentPageFactory(parent=programme, slug="mer")
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


def test_a_text_of_many_links_costs_one_query(
    small_site: SmallSite, client: Client, django_assert_num_queries: Any
) -> None:
    page = small_site.pages["fi"]
    links = [f'<a linktype="page" id="{target.pk}">länk</a>' for target in small_site.homes.values()]
    page.body = [("rich_text", f"<p>{' '.join(links)}</p>")]
    page.save()
    client.get(page.url)
    with django_assert_num_queries(12):
        client.get(page.url)
