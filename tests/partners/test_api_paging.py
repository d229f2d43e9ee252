"""Lists of the programme, page by page, searched and filtered; and the programme at a glance."""

import base64
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from partners.states import GoalState
from tests.factories.home import make_small_site
from tests.factories.partners import (
    AwardFactory,
    EventFactory,
    GoalFactory,
    PartnerFactory,
    SectorFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

API = "/api/v1/"
BY_NAME, BY_GOAL = "partners.partner:name,pk", "partners.goal:partner__name,pk"
KEY = {"partners": "slug", "goals": "id", "awards": "year", "events": "slug"}


@pytest.fixture
def many():
    """Seven of everything, some of which are called or begin the same."""
    make_small_site()
    begins = timezone.now() + timedelta(days=1)
    for number in range(7):
        partner = PartnerFactory(active=True, name=f"Demo {number // 2}", slug=f"demo-{number}")
        GoalFactory(partner=partner)
        AwardFactory(partner=partner, year=2010 + number)
        starts = begins + timedelta(days=number // 3)
        EventFactory(is_public=True, slug=f"event-{number}", starts_at=starts, ends_at=starts + timedelta(hours=2))


def page(client, name, **params):
    response = client.get(f"{API}{name}/", params)
    assert response.status_code == 200, response.content
    return response.json()


def problem(response, code):
    assert (response.status_code, response.json()["code"]) == (422, code), response.content
    return response.json()


@pytest.mark.parametrize("name", KEY)
@pytest.mark.parametrize("limit", [1, 3, 7])
def test_the_pages_together_are_the_list(client, many, name, limit):
    whole = page(client, name, limit=100)
    assert whole["next"] is None
    found, cursor = [], {}
    while cursor is not None:
        part = page(client, name, limit=limit, **cursor)
        assert part["count"] == 7
        assert len(part["items"]) <= limit
        found += part["items"]
        cursor = {"cursor": part["next"]} if part["next"] else None
    assert found == whole["items"]


def test_what_comes_in_meanwhile_moves_nothing(client, many):
    first = page(client, "partners", limit=3)
    PartnerFactory(active=True, name="Demo 0", slug="demo-new")
    PartnerFactory(active=True, name="Aaa", slug="aaa")
    second = page(client, "partners", limit=100, cursor=first["next"])
    assert [item["slug"] for item in second["items"]] == ["demo-3", "demo-4", "demo-5", "demo-6"]
    assert second["count"] == 9


def test_past_events_have_cursors_of_their_own(client, many):
    for number in range(3):
        starts = timezone.now() - timedelta(days=number + 2)
        EventFactory(is_public=True, slug=f"past-{number}", starts_at=starts, ends_at=starts + timedelta(hours=2))
    first = page(client, "events", when="past", limit=1)
    second = page(client, "events", when="past", limit=5, cursor=first["next"])
    assert [item["slug"] for item in second["items"]] == ["past-1", "past-2"]
    problem(client.get(f"{API}events/", {"cursor": first["next"]}), "cursor_invalid")


def made(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        *("", "x", "=", "é", "a" * 500, "_w", made(), made(BY_NAME), made(BY_GOAL, "a", 1)),
        *(made(BY_NAME, "a", key) for key in ("x", None, [1], 2**70)),
        *(made(BY_NAME, name, 1) for name in (None, {}, True, "a\x00", "a" * 201)),
    ],
    ids=str,
)
def test_a_cursor_that_was_not_given_out_is_refused(client, many, cursor):
    response = client.get(f"{API}partners/", {"cursor": cursor}, headers={"accept-language": "fi"})
    found = problem(response, "cursor_invalid")
    assert found["errors"][0]["pointer"] == "/cursor"
    assert found["detail"].startswith("Kohdistin")


@pytest.mark.parametrize("moment", ["x", "2026-01-01", "2026-01-01T10:00:00", 7])
def test_a_moment_in_a_cursor_is_one(client, many, moment):
    cursor = made("partners.event:starts_at,pk", moment, 1)
    problem(client.get(f"{API}events/", {"cursor": cursor}), "cursor_invalid")


def test_a_cursor_and_an_offset_do_not_go_together(client, many):
    cursor = page(client, "goals", limit=1)["next"]
    problem(client.get(f"{API}goals/", {"cursor": cursor, "offset": 1}), "cursor_and_offset")


def test_awards_and_events_are_searched_in_the_language_asked_for(client, many):
    assert [item["year"] for item in page(client, "awards", q="demo 3")["items"]] == [2016]
    EventFactory(is_public=True, slug="sought", title_sv="Demoträff om värme", title_fi="Demotapaaminen lämmöstä")
    assert [item["slug"] for item in page(client, "events", q="om v", locale="sv")["items"]] == ["sought"]
    assert page(client, "events", q="om v", locale="fi")["items"] == []


@pytest.mark.parametrize(
    ("url", "parameter", "known"),
    [
        ("partners", "theme", "energy"),
        ("goals", "theme", "energy"),
        ("partners", "sector", "retail"),
        ("goals", "state", "signed, on_track, behind, reached"),
    ],
)
def test_a_value_that_there_is_not_is_no_empty_list(client, url, parameter, known):
    ThemeFactory()
    SectorFactory()
    for value in ("nothing", "draft"):
        found = problem(client.get(f"{API}{url}/", {parameter: value}), "value_unknown")
        assert known in found["detail"]
        assert found["errors"][0]["pointer"] == f"/{parameter}"


def test_a_choice_that_there_is_not_names_those_there_are(client):
    found = problem(client.get(f"{API}events/", {"when": "soon"}), "request_invalid")
    assert "'coming' or 'past'" in found["errors"][0]["detail"]


@pytest.mark.parametrize("name", KEY)
def test_a_page_takes_the_same_queries_however_long_it_is(client, many, name, django_assert_num_queries):
    cursor = page(client, name, limit=1)["next"]
    counted = []
    for limit in (1, 6):
        with django_assert_num_queries(KEY_QUERIES[name]) as queries:
            page(client, name, limit=limit, cursor=cursor)
        counted.append(len(queries))
    assert counted[0] == counted[1]


KEY_QUERIES = {"partners": 4, "goals": 2, "awards": 2, "events": 3}


def test_the_programme_at_a_glance(client, django_assert_max_num_queries):
    make_small_site()
    theme = ThemeFactory(key="energy")
    ThemeFactory(key="mobility", name_sv="Resor", name_fi="Matkat", name_en="Travel")
    partner = PartnerFactory(active=True, name="Demobageriet", sector=SectorFactory())
    GoalFactory(partner=partner, theme=theme)
    GoalFactory(partner=partner, theme=theme, state=GoalState.AGREED)
    GoalFactory(partner=PartnerFactory(withdrawn=True, name="Demo Borta"), theme=theme)
    PartnerFactory(mapped=True, name="Demo Hemlig", sector=partner.sector)
    AwardFactory(partner=partner, year=2024)
    EventFactory(is_public=True)
    EventFactory(is_public=False, slug="hidden")
    with django_assert_max_num_queries(9):
        response = client.get(f"{API}programme/", {"locale": "fi"})
    found = response.json()
    assert {name: found[name] for name in ("partners", "goals", "awards", "events_coming")} == {
        "partners": 1, "goals": 1, "awards": 1, "events_coming": 1,
    }  # fmt: skip
    assert found["languages"] == ["sv", "fi", "en"]
    assert {each["key"]: each["count"] for each in found["themes"]} == {"energy": 1, "mobility": 0}
    assert found["sectors"] == [{"key": "retail", "name": "Kauppa", "count": 1}]
    assert sum(each["count"] for each in found["goal_states"]) == 1
    for name in ("partners", "goals", "awards", "events", "surveys"):
        assert client.get(found["links"][name]).status_code == 200
