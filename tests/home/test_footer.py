"""The footer leads to the pages that the site's details name, and to an organisation's own page."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from home.models import SiteDetails
from tests.factories.home import SmallSite


@pytest.fixture
def details(small_site: SmallSite) -> SiteDetails:
    return SiteDetails.objects.create(
        site=Site.objects.get(is_default_site=True), data_protection_page=small_site.pages["sv"]
    )


def footer_links(client: Client, path: str) -> list[str]:
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    *named, own_page = [link["href"] for link in soup.select("footer nav a")]
    assert own_page == f"{path}partnership/link/"
    return named


@pytest.mark.parametrize("code", ["sv", "fi", "en"])
def test_footer_page_is_in_the_readers_language(details: SiteDetails, client: Client, code: str) -> None:
    assert footer_links(client, f"/{code}/") == [f"/{code}/sida-{code}/"]


def test_footer_page_without_translation_is_shown_as_written(
    details: SiteDetails, small_site: SmallSite, client: Client
) -> None:
    small_site.pages["fi"].unpublish()
    assert footer_links(client, "/fi/") == ["/sv/sida-sv/"]


def test_unpublished_footer_page_is_left_out(details: SiteDetails, small_site: SmallSite, client: Client) -> None:
    small_site.pages["sv"].unpublish()
    assert footer_links(client, "/sv/") == []


def test_footer_without_details_names_no_pages(small_site: SmallSite, client: Client) -> None:
    assert footer_links(client, "/sv/") == []
