"""The API where a survey is not published in the language that is asked for: it comes in another, and says so."""

import json

import pytest

from forms.models import Submission
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db
SURVEYS = "/api/v1/surveys/"
SURVEY = f"{SURVEYS}demo-survey/"


def test_a_survey_comes_in_the_language_that_it_has(client):
    publish()
    response = client.get(SURVEY, {"locale": "fi"})
    assert response.status_code == 200
    assert response["Content-Language"] == "sv"
    assert (response.json()["locale"], response.json()["languages"]) == ("sv", ["sv"])


def test_the_languages_of_the_site_decide_which_comes_first(client):
    publish({"locale": "en", "title": "Survey"})
    publish({"locale": "fi", "title": "Kysely"})
    assert client.get(SURVEY, {"locale": "sv"}).json()["locale"] == "fi"


def test_answers_in_a_language_that_a_survey_does_not_have_go_to_the_version_that_it_has(client):
    publish()
    body = json.dumps({"answers": {**ANSWERS, "litres": "1 250,5"}, "locale": "fi", "version": 1})
    response = client.post(f"{SURVEY}submissions/", body, content_type="application/json")
    assert response.status_code == 201
    submission = Submission.objects.get()
    assert submission.version.locale == "sv"
    assert submission.answers["litres"] == 1250.5


def test_errors_are_in_the_language_that_was_asked_for(client):
    publish()
    body = json.dumps({"answers": {}, "locale": "fi"})
    found = client.post(f"{SURVEY}submissions/", body, content_type="application/json").json()
    assert found["errors"][0]["detail"] == "Vastatkaa kysymykseen."


def test_the_list_has_every_survey_once_in_the_nearest_language(client):
    publish()
    publish({"locale": "fi", "title": "Kysely"})
    publish({"key": "other"})
    found = client.get(SURVEYS, {"locale": "fi"}).json()["items"]
    assert {(item["key"], item["locale"]) for item in found} == {("demo-survey", "fi"), ("other", "sv")}


def test_a_survey_that_is_published_in_no_language_is_unknown(client):
    publish(definition(key="other"))
    assert client.get(SURVEY, {"locale": "sv"}).status_code == 404
