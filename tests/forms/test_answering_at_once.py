"""Answering while something else goes on: in another tab, in another language, on a survey that is being changed."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from forms.models import Draft, Submission
from forms.services import drafts
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

FIRST = {"name": "Demo Ab", "heating": "sun", "_shown": "name email heating", "_next": "1"}
SECOND = {"saving": "started", "_shown": "saving more"}
START = "/sv/survey/demo-survey/"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def begin(client):
    return client.post(START, FIRST).url


def review_of(step):
    return step.replace("energy/", "")


def before(monkeypatch, name, happening):
    """Let `happening` come between finding a draft and the service `name`, as in another tab."""
    service = getattr(drafts, name)

    def late(*args, **options):
        monkeypatch.setattr(drafts, name, service)
        happening()
        return service(*args, **options)

    monkeypatch.setattr(drafts, name, late)


def test_what_another_tab_answers_at_the_last_moment_is_sent_too(client, monkeypatch):
    publish()
    step = begin(client)
    client.post(step, SECOND)
    before(monkeypatch, "send", lambda: client.post(step, {**SECOND, "more": "I sista stund"}))
    client.post(review_of(step), {"mode": "self"})
    assert Submission.objects.get().answers["more"] == "I sista stund"


def test_sending_in_two_tabs_at_once_leads_to_one_receipt(client, monkeypatch):
    publish()
    step = begin(client)
    client.post(step, SECOND)
    before(monkeypatch, "send", lambda: client.post(review_of(step), {"mode": "together"}))
    response = client.post(review_of(step), {"mode": "self"})
    assert response.status_code == 302
    assert "/receipt/" in response.url
    assert Submission.objects.get().mode == "together"


def test_an_answer_that_comes_after_sending_leads_to_the_receipt(client, monkeypatch):
    publish()
    step = begin(client)
    client.post(step, SECOND)
    before(monkeypatch, "answer_step", lambda: client.post(review_of(step), {"mode": "self"}))
    response = client.post(step, {**SECOND, "more": "För sent"})
    assert response.status_code == 302
    assert "/receipt/" in response.url
    assert "more" not in Submission.objects.get().answers


def test_a_sent_draft_is_looked_for_in_its_own_survey_only(client):
    publish()
    publish({"key": "other-survey"})
    step = begin(client)
    client.post(step, SECOND)
    client.post(review_of(step), {"mode": "self"})
    assert client.get(review_of(step)).status_code == 302
    assert client.get(review_of(step).replace("demo-survey", "other-survey")).status_code == 410


def test_a_question_that_moved_to_another_step_keeps_its_answer(client):
    publish(accept_older_days=0)
    first, second = definition()["steps"]
    new = {"key": "new", "title": "Nytt", "questions": [{"key": "size", "type": "number", "label": "Hur många?"}]}
    publish({"steps": [new, first, second]})
    step = client.post(START, {**FIRST, "_version": "1"}).url
    there = client.get(step, follow=True).redirect_chain[-1][0]
    assert there.endswith("/energy/")
    client.post(there.replace("/energy/", "/new/"), {"size": "5", "_shown": "size"})
    assert soup(client.get(there.replace("/energy/", "/you/"))).select_one("#id-name")["value"] == "Demo Ab"
    assert Draft.objects.get().answers == {"name": "Demo Ab", "heating": "sun", "size": 5}


def test_a_draft_is_read_in_its_own_versions_translation(client):
    publish()
    publish(definition(locale="fi", title="Ensimmäinen kysely"))
    step = begin(client)
    for title in ("Enkät två", "Enkät tre"):
        publish({"title": title})
    publish(definition(locale="fi", title="Kolmas kysely"))
    assert "Ensimmäinen kysely" in soup(client.get(step.replace("/sv/", "/fi/"))).title.get_text()


def test_an_unpublished_survey_goes_on_where_it_was_when_it_is_back(client):
    page = publish()
    step = begin(client)
    page.unpublish()
    assert client.get(step).status_code == 410
    assert client.post(step, SECOND).status_code == 410
    assert client.post(review_of(step), {"mode": "self"}).status_code == 410
    page.get_latest_revision().publish()
    client.post(step, SECOND)
    assert client.post(review_of(step), {"mode": "self"}).status_code == 302
    assert Submission.objects.get().answers == {"name": "Demo Ab", "heating": "sun", "saving": "started"}


def test_the_way_of_filling_in_is_kept_where_answers_must_be_mended(client):
    publish()
    response = client.post(review_of(begin(client)), {"mode": "together"})
    assert response.status_code == 422
    assert soup(response).select_one("input[name=mode][checked]")["value"] == "together"


def test_what_was_written_beside_choices_that_must_be_mended_is_kept(client):
    steps = definition()["steps"]
    choices = [{"value": "a", "label": "A"}, {"value": "other", "label": "Annat", "free_text": True}]
    several = {"key": "several", "type": "multiple_choice", "label": "Välj", "max_selected": 1, "choices": choices}
    steps[1]["questions"].append(several)
    publish({"steps": steps})
    step = begin(client)
    client.post(step, {**SECOND, "several": ["a", "other"], "several:other": "Med egna ord", "_back": "1"})
    shown = soup(client.get(step))
    assert shown.select_one('input[name="several:other"]')["value"] == "Med egna ord"
    assert len(shown.select("input[name=several][checked]")) == 2


def test_a_private_survey_begins_at_its_door_only(client):
    page = publish()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="only-for-tests")
    response = client.post(START, FIRST)
    assert (response.status_code, response.url) == (302, page.url)
    assert not Draft.objects.exists()
    assert client.get("/api/v1/surveys/demo-survey/", {"locale": "sv"}).status_code == 404
    assert client.get("/api/v1/surveys/", {"locale": "sv"}).json()["count"] == 0
    body = {"answers": ANSWERS, "locale": "sv"}
    assert client.post("/api/v1/surveys/demo-survey/submissions/", body, "application/json").status_code == 404
    door = soup(client.get(page.url)).select_one("form[action*=authenticate_with_password]")
    client.post(door["action"], {"password": "only-for-tests", "return_url": page.url})
    assert client.post(START, FIRST).url.endswith("/energy/")
