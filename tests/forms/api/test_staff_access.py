"""Whom staff's routes let in, and what they show to whom."""

import json
import uuid
from typing import get_args

import pytest
from wagtail.models import APIToken

from cms.models import User
from forms.api.staff.filters import Door, State
from forms.api.staff.shapes import DeliveryState
from forms.models import Delivery, Submission
from tests.factories.surveys import publish
from tests.forms.api.staff import JSON, bearer, changer_of, reader_of, received

pytestmark = pytest.mark.django_db

ROUTES = {
    "list": ("get", "surveys/demo-survey/submissions/"),
    "results": ("get", "surveys/demo-survey/results/"),
    "read": ("get", "submissions/{submission}/"),
    "file": ("get", "submissions/{submission}/files/{unknown}/"),
    "decide": ("patch", "submissions/{submission}/"),
    "correct": ("post", "submissions/{submission}/corrections/"),
    "deliver": ("post", "submissions/{submission}/deliveries/{delivery}/send-again/"),
}
BODIES = {"decide": {"state": "in_review"}, "correct": {"questions": [{"key": "name"}]}}
CHANGING = ("decide", "correct", "deliver")
ALLOWED = {"list": 200, "results": 200, "read": 200, "file": 404, "decide": 200, "correct": 201, "deliver": 202}


@pytest.fixture
def page():
    return publish(handlers=[{"type": "handler", "value": {"handler": "confirmation", "to": ""}}])


@pytest.fixture
def submission(page):
    return received(page)


def call(client, submission, route, headers):
    method, address = ROUTES[route]
    delivery = submission.deliveries.get().pk
    url = "/api/v1/" + address.format(submission=submission.pk, unknown=uuid.uuid4(), delivery=delivery)
    body = json.dumps(BODIES[route]) if route in BODIES else ""
    more = {} if method == "get" else {"data": body, "content_type": JSON}
    return getattr(client, method)(url, headers={"accept-language": "sv", **headers}, **more)


def codes(client, submission, headers):
    """The status of each route, and the code of its problem if it is one."""
    found = {}
    for route in ROUTES:
        response = call(client, submission, route, headers)
        assert "no-store" in response["Cache-Control"], route
        is_problem = response.status_code >= 400
        assert (response["Content-Type"] == "application/problem+json") == is_problem, response.content
        found[route] = (response.status_code, response.json()["code"]) if is_problem else response.status_code
    return found


def revoked(page):
    headers = bearer(changer_of(page))
    for token in APIToken.objects.all():
        token.revoke()
    return headers


def inactive(page):
    user = changer_of(page)
    headers = bearer(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return headers


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        (lambda page: {}, "token_missing"),
        (lambda page: {"authorization": "Bearer"}, "token_invalid"),
        (lambda page: {"authorization": "Bearer wagtail_" + "a" * 48}, "token_invalid"),
        (lambda page: {"authorization": "Basic c3RhZmY6eA=="}, "token_invalid"),
        (revoked, "token_invalid"),
        (inactive, "token_invalid"),
    ],
)
def test_who_has_no_valid_token_gets_nothing(client, page, submission, headers, code):
    # A session opens nothing, whoever has it.
    client.force_login(User.objects.create_superuser("root", password="x"))
    headers = headers(page)
    assert codes(client, submission, headers) == dict.fromkeys(ROUTES, (401, code))
    assert call(client, submission, "read", headers)["WWW-Authenticate"] == "Bearer"
    submission.refresh_from_db()
    assert submission.state == Submission.State.NEW


def test_what_may_not_be_read_does_not_exist(client, submission):
    other = publish({"key": "other-survey"})
    for user in (changer_of(other), User.objects.create_user("nobody", password="x")):
        assert codes(client, submission, bearer(user)) == dict.fromkeys(ROUTES, (404, "submissions_unknown"))


def test_who_is_of_the_group_but_may_not_read_answers_reads_none(client, page, submission):
    user = reader_of(page)
    user.user_permissions.clear()
    assert codes(client, submission, bearer(user)) == dict.fromkeys(ROUTES, (404, "submissions_unknown"))


def test_who_may_only_read_changes_nothing(client, page, submission):
    found = codes(client, submission, bearer(reader_of(page)))
    assert {route: found[route] for route in CHANGING} == dict.fromkeys(CHANGING, (403, "change_not_allowed"))
    assert found["list"] == found["results"] == found["read"] == 200
    submission.refresh_from_db()
    assert submission.state == Submission.State.NEW


@pytest.mark.parametrize("user", [changer_of, lambda page: User.objects.create_superuser("root", password="x")])
def test_who_may_change_does(client, page, submission, user):
    found = codes(client, submission, bearer(user(page)))
    assert found == ALLOWED | {"file": (404, "not_found")}


def test_errors_are_told_in_the_callers_language(client, page, submission):
    told = {
        language: call(client, submission, "read", {"accept-language": language}).json()["detail"]
        for language in ("sv", "fi", "en")
    }
    assert len(set(told.values())) == 3


def test_too_many_wrong_tokens_are_not_looked_up_any_more(client, settings, page, submission):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "staff_refused": "2/minute"}
    valid = bearer(reader_of(page))
    for _attempt in range(2):
        assert call(client, submission, "read", {}).status_code == 401
        assert call(client, submission, "read", {"authorization": "Bearer wrong"}).status_code == 401
    refused = call(client, submission, "read", {"authorization": "Bearer wrong"})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert int(refused["Retry-After"]) > 0
    assert call(client, submission, "read", valid).status_code == 429
    elsewhere = client.get(f"/api/v1/submissions/{submission.pk}/", headers=valid, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_scripts_of_other_websites_reach_none_of_it(client, page, submission):
    page.origins = "https://www.city.example"
    page.save_revision().publish()
    headers = {**bearer(changer_of(page)), "origin": "https://www.city.example"}
    for route, (method, address) in ROUTES.items():
        response = call(client, submission, route, headers)
        assert "Access-Control-Allow-Origin" not in response, route
        url = "/api/v1/" + address.format(submission=submission.pk, unknown=uuid.uuid4(), delivery=1)
        asked = {"origin": headers["origin"], "access-control-request-method": method.upper()}
        asked["access-control-request-headers"] = "authorization"
        preflight = client.options(url, headers=asked)
        assert "Access-Control-Allow-Origin" not in preflight, route
        assert "authorization" not in preflight.get("Access-Control-Allow-Headers", "")
    assert "POST" in _allowed(client, "surveys/demo-survey/submissions/", headers["origin"], "POST")


def test_the_description_says_where_a_token_is_needed(client):
    document = client.get("/api/v1/openapi.json").json()
    schemes = document["components"]["securitySchemes"]
    assert {name: (one["type"], one["scheme"]) for name, one in schemes.items()} == {"bearer": ("http", "bearer")}
    guarded = set()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if "security" not in operation:
                continue
            guarded.add((method, path))
            assert operation["security"] == [{"bearer": []}]
            assert {"401", "404", "422", "429"} <= set(operation["responses"]), path
            assert ("403" in operation["responses"]) == (method != "get"), path
    names = {"unknown": "{upload}", "submission": "{submission}", "delivery": "{delivery}"}
    addresses = {
        (method, "/api/v1/" + address.format(**names).replace("demo-survey", "{key}"))
        for method, address in ROUTES.values()
    }
    assert guarded == addresses


@pytest.mark.parametrize(
    ("described", "kept"),
    [(State, Submission.State), (Door, Submission.Door), (DeliveryState, Delivery.State)],
)
def test_the_described_states_are_those_that_there_are(described, kept):
    assert list(get_args(described)) == kept.values


def _allowed(client, address, origin, method):
    asked = {"origin": origin, "access-control-request-method": method}
    return client.options(f"/api/v1/{address}", headers=asked)["Access-Control-Allow-Methods"]
