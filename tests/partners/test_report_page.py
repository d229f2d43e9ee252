"""The yearly report as visitors read it."""

from datetime import date

import pytest
import wagtail_factories
from django.test import RequestFactory
from django.utils import timezone

from partners.models import ReportPage
from tests.factories.partners import CommitmentFactory, GoalFactory, PartnerFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 34
"""Wagtail's routing, the menu, the footer and the language links included."""


class ReportPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ReportPage


@pytest.fixture
def report(pages):
    """The report in every language: /sv/report-sv/."""
    key = {}
    for code, home in pages.homes.items():
        page = ReportPageFactory(parent=home, title=f"Report {code}", slug=f"report-{code}", locale=home.locale, **key)
        key = {"translation_key": page.translation_key}
    return pages


@pytest.fixture
def signed(report):
    """One partner that signed in 2025."""
    partner = PartnerFactory(active=True, name="Demobageriet")
    GoalFactory(partner=partner)
    day = date(2025, 6, 5)
    return CommitmentFactory(partner=partner, in_force=True, organisation_signed_on=day, city_signed_on=day)


@pytest.mark.parametrize("code", ["sv", "fi", "en"])
def test_the_newest_year_is_shown_with_the_others_to_choose_from(client, signed, code):
    response = client.get(f"/{code}/report-{code}/")
    this_year = timezone.localdate().year
    assert response.context["figures"].year == this_year
    assert response.context["years"] == list(range(this_year, 2024, -1))
    assert f'href="/{code}/report-{code}/2025/"' in response.content.decode()


@pytest.mark.parametrize(("code", "theme"), [("sv", "Energi"), ("fi", "Energia"), ("en", "Energy")])
def test_a_year_reads_in_the_pages_language(client, signed, code, theme):
    content = client.get(f"/{code}/report-{code}/2025/").content.decode()
    assert f"<strong>{theme}</strong>" in content
    assert "2 025" not in content
    assert "2,025" not in content
    assert f'href="/{code}/report-{code}/2025/pdf/"' in content


@pytest.mark.parametrize("code", ["sv", "fi", "en"])
def test_a_year_is_a_pdf_too(client, signed, code):
    response = client.get(f"/{code}/report-{code}/2025/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("path", ["2024/", "2024/pdf/", "9999/", "99999/pdf/"])
def test_a_year_of_which_nothing_is_known_is_not_found(client, signed, path):
    assert client.get(f"/sv/report-sv/{path}").status_code == 404


def test_before_the_first_signing_the_page_says_so(client, report):
    response = client.get("/sv/report-sv/")
    assert response.status_code == 200
    assert response.context["figures"] is None


def test_the_page_leads_to_the_open_data_in_its_language(client, signed):
    content = client.get("/fi/report-fi/").content.decode()
    for name in ("partners", "goals", "awards", "figures"):
        assert f'href="/api/v1/open-data/{name}.csv?locale=fi"' in content
    assert 'rel="license"' in content


def test_the_page_costs_the_same_however_long_the_history_is(client, signed, django_assert_max_num_queries):
    client.get("/sv/report-sv/")
    with django_assert_max_num_queries(MOST_QUERIES) as before:
        client.get("/sv/report-sv/")
    for _ in range(4):
        partner = PartnerFactory(active=True)
        GoalFactory(partner=partner)
        CommitmentFactory(partner=partner, in_force=True)
    with django_assert_max_num_queries(len(before)):
        client.get("/sv/report-sv/")


def test_search_engines_are_told_of_every_year(signed):
    page = ReportPage.objects.get(locale__language_code="fi")
    locations = [entry["location"] for entry in page.get_sitemap_urls(RequestFactory().get("/"))]
    assert [location.removeprefix(locations[0]) for location in locations][-1] == "2025/"
    assert len(locations) == timezone.localdate().year - 2025 + 2
