"""What visitors see of partners and awards."""

import gc
import warnings

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from django.utils import translation
from wagtail_factories import ImageFactory

from partners.models import PartnerIndexPage
from partners.states import GoalState
from tests.factories.partners import AwardFactory, GoalFactory, PartnerFactory, ThemeFactory

pytestmark = pytest.mark.django_db
LIST_QUERIES = 25
"""Wagtail's routing, the menu, the footer and the language links included."""


@pytest.fixture
def bakery(pages):
    """A public partner with an energy goal."""
    partner = PartnerFactory(active=True, name="Demobageriet", slug="demobageriet")
    GoalFactory(partner=partner, pledge_fi="Vähennämme sähköä.")
    return partner


def test_the_list_shows_public_partners_with_their_goal(client, bakery):
    PartnerFactory(mapped=True, name="Inte ännu")
    PartnerFactory(withdrawn=True, name="Inte längre")
    response = client.get("/fi/partners-fi/")
    [card] = response.context["partners"]
    assert (card.name, card.url, card.goal.pledge) == (
        "Demobageriet",
        "/fi/partners-fi/demobageriet/",
        "Vähennämme sähköä.",
    )
    assert response.context["partner_total"] == 1


def test_the_list_can_be_narrowed_to_a_theme(client, bakery):
    water = ThemeFactory(key="water", name_sv="Vatten")
    other = PartnerFactory(active=True, name="Demobadet")
    GoalFactory(partner=other, pledge_sv="Energi först.")
    GoalFactory(partner=other, theme=water, pledge_sv="Mindre vatten.")
    response = client.get("/sv/partners-sv/?theme=water")
    assert [(card.name, card.goal.pledge) for card in response.context["partners"]] == [("Demobadet", "Mindre vatten.")]
    assert (response.context["active_theme"], response.context["partner_total"]) == (water, 2)


def test_only_themes_with_something_to_show_are_offered(client, bakery):
    GoalFactory(partner=PartnerFactory(withdrawn=True), theme=ThemeFactory(key="water"))
    GoalFactory(partner=bakery, theme=ThemeFactory(key="nature"), state=GoalState.DRAFT)
    response = client.get("/sv/partners-sv/?theme=water")
    assert [theme.key for theme in response.context["themes"]] == ["energy"]
    assert len(response.context["partners"]) == 1


def queries_for(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(LIST_QUERIES) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("path", ["/sv/partners-sv/", "/sv/partners-sv/?theme=energy", "/sv/awards-sv/"])
def test_a_list_costs_the_same_however_long_it_is(client, bakery, path, django_assert_max_num_queries):
    AwardFactory(partner=bakery)
    client.get(path)
    before = queries_for(client, path, django_assert_max_num_queries)
    for _ in range(5):
        partner = PartnerFactory(active=True)
        GoalFactory.create_batch(2, partner=partner)
        AwardFactory(partner=partner)
    assert queries_for(client, path, django_assert_max_num_queries) == before


def test_a_partner_has_a_page_with_its_signed_goals(client, bakery, django_assert_max_num_queries):
    GoalFactory(partner=bakery, state=GoalState.DRAFT, pledge_sv="Hemligt utkast")
    AwardFactory(partner=bakery, year=2025)
    with django_assert_max_num_queries(LIST_QUERIES):
        response = client.get("/sv/partners-sv/demobageriet/")
    assert response.context["partner"] == bakery
    assert [goal.pledge for goal in response.context["goals"]] == ["Vi minskar elen."]
    assert [award.year for award in response.context["awards"]] == [2025]
    assert "Hemligt utkast" not in response.content.decode()


def first_shown(client, path):
    """A page whose pictures are made now. Wagtail leaves their temporary files to the garbage collector."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        page = client.get(path)
        gc.collect()
    return BeautifulSoup(page.text, "html.parser")


def test_a_partners_page_shows_its_logo_and_costs_the_same(client, bakery, django_assert_max_num_queries):
    client.get("/sv/partners-sv/demobageriet/")
    bakery.logo = ImageFactory(file__width=640, file__height=320)
    bakery.save()
    page = first_shown(client, "/sv/partners-sv/demobageriet/")
    logo = page.select_one(".partner-logo img")
    assert (logo["alt"], logo["width"], logo["height"]) == ("Demobageriet", "320", "160")
    assert [source["type"] for source in page.select(".partner-logo source")] == ["image/avif", "image/webp"]
    first = queries_for(client, "/sv/partners-sv/demobageriet/", django_assert_max_num_queries)
    GoalFactory.create_batch(3, partner=bakery)
    assert queries_for(client, "/sv/partners-sv/demobageriet/", django_assert_max_num_queries) == first


def test_a_partners_page_never_shows_whom_to_contact(client, bakery):
    page = client.get("/sv/partners-sv/demobageriet/").content.decode()
    assert bakery.contact_email not in page
    assert bakery.contact_name not in page


@pytest.mark.parametrize(
    "changed", [{"live": False}, {"state": "withdrawn"}, {"state": "terminated"}, {"state": "closed"}]
)
def test_a_partner_that_is_not_public_has_no_page(client, bakery, changed):
    for name, value in changed.items():
        setattr(bakery, name, value)
    bakery.save()
    assert client.get("/sv/partners-sv/demobageriet/").status_code == 404


def test_an_unknown_partner_is_not_found(client, pages):
    assert client.get("/sv/partners-sv/nobody/").status_code == 404


def test_the_other_languages_of_a_partners_page_lead_to_the_same_partner(client, bakery):
    assert 'href="/fi/partners-fi/demobageriet/"' in client.get("/sv/partners-sv/demobageriet/").content.decode()


def test_awards_come_newest_first_and_outlive_the_partnership(client, bakery):
    AwardFactory(partner=bakery, year=2024)
    AwardFactory(partner=PartnerFactory(withdrawn=True, name="Demo som slutade"), year=2025)
    AwardFactory(partner=bakery, year=2026, live=False)
    awards = client.get("/sv/awards-sv/").context["awards"]
    assert [(award.year, award.partner_name, award.url) for award in awards] == [
        (2025, "Demo som slutade", ""),
        (2024, "Demobageriet", "/sv/partners-sv/demobageriet/"),
    ]


def test_the_address_of_the_list_is_looked_up_once_for_a_request(pages, django_assert_num_queries):
    request = RequestFactory().get("/sv/")
    assert PartnerIndexPage.url_for(request) == "/sv/partners-sv/"
    with django_assert_num_queries(0):
        assert PartnerIndexPage.url_for(request) == "/sv/partners-sv/"
    with translation.override("en"):
        assert PartnerIndexPage.url_for(request) == "/en/partners-en/"


def test_a_list_in_another_language_is_better_than_none(pages):
    PartnerIndexPage.objects.get(locale__language_code="en").unpublish()
    with translation.override("en"):
        assert PartnerIndexPage.url_for(RequestFactory().get("/en/")) in {"/sv/partners-sv/", "/fi/partners-fi/"}


def test_search_engines_are_told_of_every_public_partner(bakery):
    PartnerFactory(mapped=True)
    page = PartnerIndexPage.objects.get(locale__language_code="fi")
    locations = [entry["location"] for entry in page.get_sitemap_urls(RequestFactory().get("/"))]
    assert [location.removeprefix(locations[0]) for location in locations] == ["", "demobageriet/"]
