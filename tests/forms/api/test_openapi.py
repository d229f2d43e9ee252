"""The description of the API says what its routes answer."""

import json

import pytest

from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


def test_every_route_declares_its_errors(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            declared = set(operation["responses"])
            if path.startswith("/api/v1/drafts/"):
                assert {"404", "422"} <= declared, (method, path)
            if "requestBody" in operation:
                assert {"400", "413", "422"} <= declared, (method, path)
            assert declared & {"200", "201", "202", "204"}, (method, path)


def test_every_reference_leads_somewhere(document):
    text = json.dumps(document)
    names = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(document["components"]["schemas"])
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    ids = [operation["operationId"] for operation in operations]
    assert len(ids) == len(set(ids))


def test_head_is_answered_as_get_and_other_methods_in_words(client):
    publish()
    for url in ("/api/v1/surveys/", "/api/v1/surveys/demo-survey/", "/api/v1/goals/"):
        head = client.head(url)
        assert (head.status_code, head.content) == (200, b"")
        refused = client.put(url, headers={"accept-language": "sv"})
        assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
        assert "GET" in refused["Allow"]
        assert refused.json()["code"] == "method_not_allowed"


def test_every_error_is_a_problem_and_those_of_any_route_are_told_for_all(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            responses = operation["responses"]
            for status, response in responses.items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"], (method, path, status)
            assert {"422", "500"} <= set(responses)
            assert ("415" in responses) == ("requestBody" in operation)
            assert ("406" in responses) == (method == "get")
    for path in ("partners/", "goals/", "awards/", "events/", "figures/", "programme/", "surveys/{key}/"):
        assert "304" in document["paths"][f"/api/v1/{path}"]["get"]["responses"]


def test_every_post_that_creates_takes_a_key(document):
    creating = {path for path, operations in document["paths"].items() for method in operations if method == "post"}
    creating = {path for path in creating if path.rstrip("/").endswith(("submissions", "drafts", "uploads", "links"))}
    assert len(creating) >= 4
    for path in creating:
        names = {parameter["name"].lower() for parameter in document["paths"][path]["post"]["parameters"]}
        assert "idempotency-key" in names, path
