"""The open data: read back as anyone would, safe in a spreadsheet, and only what is public."""

import csv
from datetime import date

import pytest
from django.test import RequestFactory

from partners import open_data
from partners.states import GoalState
from tests.factories.home import make_small_site
from tests.factories.partners import AwardFactory, CommitmentFactory, GoalFactory, PartnerFactory, SectorFactory

pytestmark = pytest.mark.django_db

FILES = ["partners", "goals", "awards", "figures"]
MOST_QUERIES = 14


@pytest.fixture
def partner():
    make_small_site()
    found = PartnerFactory(active=True, name='Åboländska; "Demo", Ab', slug="demo", sector=SectorFactory())
    GoalFactory(partner=found, target=10)
    CommitmentFactory(partner=found, in_force=True)
    GoalFactory(partner=found, state=GoalState.DRAFT, pledge_sv="Hemligt")
    return found


def text(response) -> str:
    return b"".join(response.streaming_content).decode("utf-8")


def rows(client, name, **params):
    response = client.get(f"/api/v1/open-data/{name}.csv", params)
    assert response.status_code == 200
    content = text(response)
    assert content.startswith("\ufeff")
    return list(csv.DictReader(content.removeprefix("\ufeff").splitlines()))


def test_partners_read_back_as_they_are(client, partner):
    (row,) = rows(client, "partners", locale="fi")
    assert (row["name"], row["sector"], row["sector_name"]) == ('Åboländska; "Demo", Ab', "retail", "Kauppa")
    assert (row["goals"], row["partner_since"]) == ("1", partner.signed_on.isoformat())


def test_goals_are_in_the_language_asked_for_and_only_those_signed(client, partner):
    (row,) = rows(client, "goals", locale="fi")
    assert (row["pledge"], row["partner"], row["target"], row["theme"]) == (
        "Vähennämme sähköä.",
        "demo",
        "10.0",
        "energy",
    )


def test_awards_stay_when_the_winner_has_left(client, partner):
    AwardFactory(partner=PartnerFactory(withdrawn=True, name="Demo Borta"), year=2023)
    AwardFactory(partner=partner, year=2024, live=False)
    (row,) = rows(client, "awards", locale="sv")
    assert (row["year"], row["partner"], row["partner_name"]) == ("2023", "", "Demo Borta")


def test_figures_say_of_how_many_in_every_year(client, partner):
    found = rows(client, "figures", locale="en")
    assert {row["year"] for row in found} >= {str(partner.signed_on.year), str(date.today().year)}
    goals = [row for row in found if row["figure"] == "partners_with_goals"]
    assert (goals[0]["value"], goals[0]["of"]) == ("1", "1")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_name_is_no_formula_to_a_spreadsheet(client, partner, name):
    PartnerFactory(active=True, name=name, slug="canary")
    row = next(row for row in rows(client, "partners") if row["slug"] == "canary")
    assert row["name"] == f"'{name}"


def test_nothing_that_is_not_public_is_in_any_file(client, partner):
    for number, values in enumerate(({"mapped": True}, {"withdrawn": True}, {"active": True, "live": False})):
        hidden = PartnerFactory(**values, name=f"Hemlig {number}")
        GoalFactory(partner=hidden, pledge_sv="Hemligt mål")
    for name in FILES:
        content = text(client.get(f"/api/v1/open-data/{name}.csv"))
        assert "Heml" not in content
        assert partner.contact_email not in content
        assert partner.contact_name not in content


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_licence_language_and_how_long_it_keeps(client, partner, name):
    response = client.get(f"/api/v1/open-data/{name}.csv", {"locale": "fi"})
    assert response.streaming
    assert response["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{name}-fi.csv"'
    assert (response["Content-Language"], response["Cache-Control"]) == ("fi", "public, max-age=60")
    assert not response.cookies
    text(response)


@pytest.mark.parametrize("name", FILES)
def test_a_file_takes_the_same_queries_however_long_it_is(client, partner, name, django_assert_max_num_queries):
    url = f"/api/v1/open-data/{name}.csv"
    text(client.get(url))
    with django_assert_max_num_queries(MOST_QUERIES) as before:
        text(client.get(url))
    for year in range(2001, 2006):
        one = PartnerFactory(active=True)
        GoalFactory(partner=one)
        AwardFactory(partner=one, year=year)
        CommitmentFactory(partner=one, in_force=True)
    with django_assert_max_num_queries(len(before)):
        text(client.get(url))


def test_a_file_is_begun_with_its_first_row_and_written_while_it_is_sent(partner, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        response = open_data.goals_csv(request, locale="sv")
        assert next(iter(response.streaming_content)).startswith(b"\xef\xbb\xbfid,partner,")


def test_a_language_that_is_not_offered_is_told_as_a_problem(client, partner):
    response = client.get("/api/v1/open-data/goals.csv", {"locale": "de"})
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "locale_unknown"


def test_a_years_figures_as_json(client, partner):
    response = client.get("/api/v1/figures/", {"year": partner.signed_on.year, "locale": "sv"})
    found = response.json()
    assert (found["year"], found["partners"], found["goals"]) == (partner.signed_on.year, 1, 1)
    assert found["by_theme"] == [{"key": "energy", "label": "Energi", "count": 1, "of": 1}]
    assert response["Link"].endswith('rel="license"')
    assert client.get("/api/v1/figures/").json()["year"] == date.today().year


@pytest.mark.parametrize(("year", "status"), [(2001, 404), (1, 422), ("x", 422)])
def test_a_year_without_figures_is_a_problem(client, partner, year, status):
    response = client.get("/api/v1/figures/", {"year": year})
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")


def test_before_the_first_signing_there_are_no_figures(client, db):
    assert client.get("/api/v1/figures/").status_code == 404
    assert rows(client, "figures") == []


def test_the_open_data_is_described(client, db):
    described = client.get("/api/v1/openapi.json").json()
    assert "CC BY 4.0" in described["info"]["description"]
    assert "text/csv" in described["paths"]["/api/v1/open-data/goals.csv"]["get"]["responses"]["200"]["content"]
