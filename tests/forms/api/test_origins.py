"""Scripts on other websites: which may call what, and what they are told."""

import json
import re

import pytest

from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

LISTED = "https://www.city.example"
STRANGER = "https://other.example"
SURVEY = "/api/v1/surveys/demo-survey/"
JSON = "application/json"


@pytest.fixture(autouse=True)
def survey():
    publish(origins=f"{LISTED}\nhttps://intra.city.example:8443")
    publish({"key": "other-survey"})


def preflight(client, url, method, origin):
    asked = {"origin": origin, "access-control-request-method": method, "access-control-request-headers": "if-match"}
    return client.options(url, headers=asked)


def begin(client, origin):
    body = json.dumps({"answers": {"name": "Demo Ab"}})
    return client.post(f"{SURVEY}drafts/", body, content_type=JSON, headers={"origin": origin})


@pytest.mark.parametrize(
    ("address", "method"),
    [("", "GET"), ("validate/", "POST"), ("submissions/", "POST"), ("uploads/", "POST"), ("drafts/", "POST")],
)
def test_a_survey_is_for_the_origins_that_it_lists(client, address, method):
    allowed = preflight(client, SURVEY + address, method, LISTED)
    assert allowed.status_code == 200
    assert allowed["Access-Control-Allow-Origin"] == LISTED
    assert {"PATCH", "DELETE"} <= set(allowed["Access-Control-Allow-Methods"].split(", "))
    assert {"content-type", "idempotency-key", "if-match"} <= set(allowed["Access-Control-Allow-Headers"].split(", "))
    assert "Access-Control-Allow-Credentials" not in allowed
    for origin in (STRANGER, "null", f"{LISTED}.evil.example", "https://intra.city.example", "http://www.city.example"):
        refused = preflight(client, SURVEY + address, method, origin)
        assert not [name for name in refused.headers if name.lower().startswith("access-control")]
        assert "origin" in refused["Vary"].lower()
    other = SURVEY.replace("demo", "other")
    assert "Access-Control-Allow-Origin" not in preflight(client, other + address, method, LISTED)


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_draft_is_for_the_origins_that_surveys_list(client, method):
    url = f"/api/v1/drafts/{begin(client, LISTED).json()['token']}/"
    assert preflight(client, url, method, LISTED)["Access-Control-Allow-Origin"] == LISTED
    assert "Access-Control-Allow-Origin" not in preflight(client, url, method, STRANGER)


def test_answers_and_errors_can_be_read_by_the_script_that_asked(client):
    created = begin(client, LISTED)
    assert created["Access-Control-Allow-Origin"] == LISTED
    assert {"etag", "location", "retry-after"} <= set(created["Access-Control-Expose-Headers"].split(", "))
    assert "Access-Control-Allow-Origin" not in begin(client, STRANGER)
    for body in (b"{", json.dumps({"answers": {}}).encode()):
        refused = client.post(f"{SURVEY}submissions/", body, content_type=JSON, headers={"origin": LISTED})
        assert refused.status_code in {400, 422}
        assert refused["Access-Control-Allow-Origin"] == LISTED
    sent = json.dumps({"answers": ANSWERS})
    sent = client.post(f"{SURVEY}submissions/", sent, content_type=JSON, headers={"origin": LISTED})
    assert (sent.status_code, sent["Access-Control-Allow-Origin"]) == (201, LISTED)
    gone = client.get("/api/v1/drafts/unknown/", headers={"origin": LISTED})
    assert (gone.status_code, gone["Access-Control-Allow-Origin"]) == (404, LISTED)


def test_any_language_page_lists_for_the_survey(client):
    publish({**definition(locale="fi", title="Demokysely")}, origins=STRANGER)
    assert preflight(client, SURVEY, "GET", STRANGER)["Access-Control-Allow-Origin"] == STRANGER


def test_what_is_public_is_for_everybody_to_read_and_nothing_else_is(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    bound = re.compile(r"/api/v1/(surveys/\{key\}|drafts|submissions)/")
    for path, operations in paths.items():
        url = re.sub(r"\{\w+\}", "x", path)
        for method in operations:
            allowed = "Access-Control-Allow-Origin" in preflight(client, url, method.upper(), STRANGER)
            assert allowed == (method == "get" and not bound.match(path)), (method, path)
    found = client.get("/api/v1/goals/", headers={"origin": STRANGER})
    assert found["Access-Control-Allow-Origin"] == STRANGER
    assert "Access-Control-Allow-Origin" not in client.get("/sv/", headers={"origin": LISTED})


def test_the_origin_costs_at_most_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        preflight(client, SURVEY, "POST", LISTED)
    with django_assert_num_queries(0):
        preflight(client, "/api/v1/goals/", "GET", STRANGER)
        client.options(SURVEY)
