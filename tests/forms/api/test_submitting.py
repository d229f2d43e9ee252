"""The JSON door."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from forms.models import Submission, SurveyPage
from partners.models import AwardIndexPage
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

SURVEYS = "/api/v1/surveys/"
SURVEY = "/api/v1/surveys/demo-survey/"
SUBMIT = "/api/v1/surveys/demo-survey/submissions/"


def post(client, body, **headers):
    body = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(SUBMIT, body, content_type="application/json", headers=headers)


def problem(response, status, code):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert (found["status"], found["code"]) == (status, code)
    return found


def test_open_surveys_are_listed_in_the_language_asked_for(client):
    publish()
    publish({**definition(locale="fi", title="Demokysely")})
    publish({"key": "closed-survey"}, closes_at=timezone.now() - timedelta(days=1))
    found = client.get(SURVEYS, {"locale": "fi"}).json()
    assert found["count"] == 1
    (item,) = found["items"]
    assert (item["key"], item["title"], item["locales"], item["version"]) == (
        "demo-survey",
        "Demokysely",
        ["sv", "fi"],
        1,
    )
    assert item["url"].endswith("/demokysely/")


def test_each_site_lists_its_own_surveys(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    publish()
    home = Page.get_first_root_node().add_child(instance=AwardIndexPage(title="Annan", slug="other"))
    Site.objects.create(hostname="other.example", root_page=home)
    assert client.get(SURVEYS, {"site": "other.example"}).json() == {"count": 0, "items": []}
    assert client.get(SURVEYS, headers={"host": "other.example"}).json()["count"] == 0
    SurveyPage.objects.get().move(home, "last-child")
    assert client.get(SURVEYS).json()["count"] == 0
    for found in (
        client.get(SURVEYS, {"site": "other.example"}),
        client.get(SURVEYS, headers={"host": "other.example"}),
    ):
        assert [item["key"] for item in found.json()["items"]] == ["demo-survey"]


def test_a_site_that_is_not_there_is_told(client):
    publish()
    found = problem(client.get(SURVEYS, {"site": "nobody.example"}), 422, "site_unknown")
    assert [item["pointer"] for item in found["errors"]] == ["/site"]


def test_the_definition_is_what_was_imported(client):
    publish()
    found = client.get(SURVEY, {"locale": "sv"}).json()
    assert found.pop("languages") == ["sv"]
    assert found.pop("version") == 1
    assert found == definition()


def test_the_language_follows_accept_language(client):
    publish()
    publish({**definition(locale="fi", title="Demokysely")})
    response = client.get(SURVEY, headers={"accept-language": "fi"})
    assert response.json()["title"] == "Demokysely"
    assert "Accept-Language" in response["Vary"]


def test_a_definition_that_has_not_changed_is_not_sent_again(client):
    publish()
    first = client.get(SURVEY)
    again = client.get(SURVEY, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    changed = definition()
    changed["steps"][0]["title"] = "Er organisation"
    publish({"steps": changed["steps"]})
    assert client.get(SURVEY, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_answers_are_stored_and_answered_with_their_outcome(client):
    publish()
    response = post(client, {"answers": ANSWERS, "locale": "sv", "version": 1, "mode": "self"})
    assert response.status_code == 201
    found = response.json()
    submission = Submission.objects.get()
    assert found["id"] == str(submission.pk)
    assert (submission.door, submission.mode) == (Submission.Door.API, "self")
    assert found["outcome"]["scores"]["percent"] == 100
    assert [finding["title"] for finding in found["outcome"]["strengths"]] == ["Ni sparar energi"]
    assert client.get(found["receipt"]).status_code == 200


def test_the_same_idempotency_key_gives_the_same_answer(client):
    publish()
    body = {"answers": ANSWERS, "locale": "sv"}
    first = post(client, body, idempotency_key="a1")
    second = post(client, body, idempotency_key="a1")
    assert second.status_code == first.status_code == 201
    assert second.json() == first.json()
    problem(post(client, {"answers": {**ANSWERS, "name": "B"}}, idempotency_key="a1"), 409, "idempotency_conflict")
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_every_error_has_a_pointer_and_words_in_the_readers_language(client, language):
    publish({**definition(locale=language)})
    found = problem(
        post(client, {"answers": {"name": 7, "heating": "oil", "litres": -1, "saving": "maybe"}, "locale": language}),
        422,
        "answers_invalid",
    )
    assert {error["pointer"]: error["code"] for error in found["errors"]} == {
        "/answers/name": "wrong_type_text",
        "/answers/litres": "number_min",
        "/answers/saving": "choice_unknown",
    }
    words = {"sv": "Svara med text.", "fi": "Vastatkaa tekstillä.", "en": "Answer with text."}
    assert found["errors"][0]["detail"] == words[language]
    assert not Submission.objects.exists()


def test_an_unknown_key_is_refused_rather_than_lost(client):
    publish()
    found = problem(post(client, {"answers": {**ANSWERS, "nmae": "x", "a/b~": "y"}}), 422, "answers_invalid")
    assert {error["pointer"] for error in found["errors"]} == {"/answers/nmae", "/answers/a~1b~0"}


def test_a_hidden_key_is_not_stored_and_the_caller_is_told(client):
    publish()
    response = post(client, {"answers": {**ANSWERS, "heating": "sun"}})
    assert response.json()["outcome"]["hidden"] == ["litres"]
    assert "litres" not in Submission.objects.get().answers


def test_a_version_that_is_no_longer_live_is_refused(client):
    publish()
    problem(post(client, {"answers": ANSWERS, "version": 7}), 409, "version_stale")


def test_a_closed_survey_refuses_and_an_unknown_one_is_not_found(client):
    publish(closes_at=timezone.now() - timedelta(days=1))
    problem(post(client, {"answers": ANSWERS}), 409, "survey_closed")
    problem(client.get("/api/v1/surveys/none/"), 404, "survey_unknown")


def test_an_unknown_language_is_refused_with_those_there_are(client):
    publish()
    found = problem(client.get(SURVEY, {"locale": "de"}), 422, "locale_unknown")
    assert "sv, fi, en" in found["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"answers": {"name": NaN}}',
        b'{"answers": {"name": "a", "name": "b"}}',
        b"[" * 5000,
        b'{"answers": {"name": ' + b"9" * 6000 + b"}}",
    ],
)
def test_what_is_not_json_is_refused(client, body):
    publish()
    problem(post(client, body), 400, "body_invalid")


@pytest.mark.parametrize(
    "body",
    [
        "",
        {},
        {"answers": ANSWERS, "extra": 1},
        {"answers": []},
        {"answers": "x"},
        {"answers": {}, "version": "one"},
        {"answers": {}, "version": {}},
        {"answers": ANSWERS, "mode": "nobody"},
        {"answers": {"name": {"deep": ["x", {"y": None}]}, "heating": ["oil"], "saving": True}},
        {"answers": {"name": "\x00", "heating": "oil\ud800", "litres": 1e999, "saving": [[]]}},
        {"answers": {f"key{number}": "x" for number in range(10_000)}},
    ],
)
def test_a_body_of_the_wrong_shape_is_refused_with_places(client, body):
    publish()
    response = post(client, body)
    assert response.status_code in {400, 422}, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert not Submission.objects.exists()


def test_a_body_past_the_limit_is_refused(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    publish()
    problem(post(client, {"answers": {"more": "x" * 2000}}), 413, "body_too_large")


def test_the_api_sets_no_cookie_and_needs_few_queries(client, django_assert_max_num_queries):
    publish()
    client.get(SURVEY)
    with django_assert_max_num_queries(4):
        response = client.get(SURVEY)
    assert not response.cookies
    with django_assert_max_num_queries(5):
        client.get(SURVEYS)
    with django_assert_max_num_queries(8):
        post(client, {"answers": ANSWERS})


def test_an_unexpected_error_is_a_problem_with_a_number_that_is_in_the_log(client, monkeypatch, caplog):
    publish()

    def fail(**_options):
        raise RuntimeError("broken")

    monkeypatch.setattr("forms.api.submissions.submit", fail)
    found = problem(post(client, {"answers": ANSWERS}), 500, "internal")
    number = found["detail"].rstrip(".").split()[-1]
    assert number in caplog.text


def test_openapi_describes_the_routes(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {
        "/api/v1/surveys/",
        "/api/v1/surveys/{key}/",
        "/api/v1/surveys/{key}/submissions/",
        "/api/v1/partners/",
    } <= set(document["paths"])
    assert set(document["paths"]["/api/v1/surveys/{key}/submissions/"]["post"]["responses"]) >= {"201", "409", "422"}
