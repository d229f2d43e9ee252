"""Saving on the way: the button, what the script is told, conflicts in words, printing, and the ways on."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forms.models import Draft, Submission, SurveyPage
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/demo-survey/"
FIRST = {"name": "Demo Ab", "heating": "sun", "_shown": "name email heating"}
SCRIPT = {"Accept": "application/json"}
KEY = "0123456789abcdef" * 4


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def fields(page):
    """What a browser would post of a step as it stands, its buttons apart."""
    form = page.select_one("#step-form")
    given = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden], input[type=text]")}
    given |= {field["name"]: field.get_text() for field in form.select("textarea")}
    return given | {field["name"]: field["value"] for field in form.select("input[checked]")}


@pytest.fixture
def step(client):
    publish()
    return client.post(START, {**FIRST, "_next": "1"}).url


def opened(client, url):
    return fields(soup(client.get(url)))


def test_saving_the_first_step_begins_a_draft_and_accuses_nobody(client):
    publish()
    response = client.post(START, {"name": "", "email": "halv@", "_shown": "name email heating", "_save": "1"})
    page = soup(client.get(response.url))
    draft = Draft.objects.get()
    assert (draft.answers, draft.steps_done) == ({"email": "halv@"}, [])
    assert page.select_one("[role=status].message")
    assert page.select(".error-summary") == []
    assert page.select_one("#id-email")["value"] == "halv@"
    assert client.get(page.select_one("[data-link]")["href"]).status_code == 200


def test_saving_stays_on_the_step_and_tells_only_what_was_filled_in_wrongly(client, step):
    response = client.post(step, {"saving": "", "more": "", "_shown": "saving more", "_save": "1"})
    assert response.url == f"{step}?saved"
    wrong = client.post(step, {"more": "x" * 300, "_shown": "saving more", "_save": "1"})
    assert [link["href"] for link in soup(wrong).select(".error-summary a")] == ["#id-more"]
    assert Draft.objects.get().answers["more"] == "x" * 300
    assert "energy" not in Draft.objects.get().steps_done


def test_the_script_is_told_where_to_go_on_from_the_first_page(client):
    publish()
    told = client.post(START, {**FIRST, "_save": "1"}, headers=SCRIPT).json()
    assert told["saved"] is True
    assert told["page"] == told["action"]
    assert told["page"].endswith("/you/")
    assert told["seen"] == opened(client, told["page"])["_seen"]
    again = client.post(told["action"], {**FIRST, "name": "B", "_seen": told["seen"], "_save": "1"}, headers=SCRIPT)
    assert again.json()["conflicts"] == []
    assert Draft.objects.get().answers["name"] == "B"


def test_a_conflict_is_told_in_words_and_settled_by_the_next_press(client, step):
    page = opened(client, step)
    client.post(step, {**page, "saving": "started", "more": "Deras"})
    response = client.post(step, {**page, "saving": "in_place", "more": "", "_next": "1"})
    shown = soup(response)
    told = shown.select_one("#meanwhile")
    assert response.status_code == 409
    assert "Påbörjat" in told.get_text()
    assert [link["href"] for link in told.select("a")] == ["#id-saving"]
    assert shown.select_one("#id-more").get_text() == "Deras"
    assert Draft.objects.get().answers["saving"] == "started"
    again = client.post(step, {**fields(shown), "_next": "1"})
    assert again.status_code == 302
    assert Draft.objects.get().answers["saving"] == "in_place"
    assert Draft.objects.get().answers["more"] == "Deras"


@pytest.mark.parametrize("button", ["_back", "_go", "_save"])
def test_no_button_leaves_a_conflict_behind_unseen(client, step, button):
    page = opened(client, step)
    client.post(step, {**page, "saving": "started"})
    response = client.post(step, {**page, "saving": "in_place", button: "you"})
    assert soup(response).select_one("#meanwhile")
    assert response.status_code == 409


def test_the_same_post_from_two_tabs_is_no_conflict(client, step):
    page = {**opened(client, step), "saving": "started", "_next": "1"}
    assert client.post(step, page).status_code == 302
    assert client.post(step, page).status_code == 302


def test_a_page_that_stays_is_not_said_to_show_what_was_saved_elsewhere(client, step):
    page = opened(client, step)
    client.post(step, {**page, "saving": "started"})
    told = client.post(step, {**page, "more": "Mitt", "_save": "1"}, headers=SCRIPT).json()
    client.post(step, {**page, "more": "Mitt igen", "_seen": told["seen"], "_next": "1"})
    assert Draft.objects.get().answers["saving"] == "started"
    assert Draft.objects.get().answers["more"] == "Mitt igen"


def test_the_script_is_given_a_conflict_as_a_notice(client, step):
    page = opened(client, step)
    client.post(step, {**page, "more": "<b>Deras</b>"})
    told = client.post(step, {**page, "more": "Mitt", "_save": "1"}, headers=SCRIPT).json()
    assert told["conflicts"] == ["more"]
    assert "&lt;b&gt;Deras" in told["notice"]
    assert Draft.objects.get().answers["more"] == "<b>Deras</b>"


def test_the_path_takes_along_what_was_typed(client, step):
    page = soup(client.get(step))
    button = page.select_one(".path button[form=step-form]")
    posted = {**fields(page), "more": "Halvfärdigt", button["name"]: button["value"]}
    response = client.post(step, posted)
    assert response.url.endswith("/you/")
    assert Draft.objects.get().answers["more"] == "Halvfärdigt"
    later = soup(client.get(response.url)).select(".path button")
    assert [button["value"] for button in later] == []


def test_the_path_leads_forward_to_what_is_done_too(client, step):
    client.post(step, {**opened(client, step), "saving": "started", "_next": "1"})
    first = step.replace("/energy/", "/you/")
    page = soup(client.get(first))
    assert [button["value"] for button in page.select(".path button")] == ["energy"]
    assert client.post(first, {**fields(page), "_go": "energy"}).url == step


def test_a_changed_draft_is_shown_once_more_before_it_is_sent(client, step):
    review = client.post(step, {**opened(client, step), "saving": "started", "_next": "1"}).url
    seen = soup(client.get(review)).select_one("input[name=_seen]")["value"]
    client.post(step, {**opened(client, step), "more": "Nytt"})
    response = client.post(review, {"mode": "together", "_seen": seen})
    page = soup(response)
    assert response.status_code == 409
    assert "Nytt" in page.select_one(".answers").get_text()
    assert page.select_one(".message[role=status]")
    assert page.select_one("input[name=mode][checked]")["value"] == "together"
    assert not Submission.objects.exists()
    client.post(review, {"mode": "together", "_seen": page.select_one("input[name=_seen]")["value"]})
    assert Submission.objects.get().answers["more"] == "Nytt"


def test_each_answer_can_be_changed_from_the_last_look(client, step):
    review = client.post(step, {**opened(client, step), "saving": "started", "_next": "1"}).url
    for link in soup(client.get(review)).select(".answers a"):
        address, _hash, anchor = link["href"].partition("#")
        assert soup(client.get(address)).find(id=anchor), link["href"]


def test_answers_are_printed_as_they_are_and_not_said_to_be_sent(client, step):
    printed = soup(client.get(step.replace("energy/", "-/print/")))
    assert "Demo Ab" in printed.main.get_text()
    assert printed.main.time
    assert printed.select("main form") == []
    assert not {"skickat", "tagit emot", "mottag"} & set(printed.main.get_text().casefold().split())


def test_until_when_answers_are_kept_is_said_on_every_page_of_a_draft(client, step):
    Draft.objects.update(changed_at=timezone.datetime(2026, 3, 2, 12, tzinfo=timezone.get_default_timezone()))
    for url in (step, step.replace("energy/", "")):
        assert "1 april 2026" in soup(client.get(url)).select_one("[data-kept]").get_text()


def test_the_script_is_told_where_a_sent_draft_has_gone(client, step):
    page = opened(client, step)
    review = client.post(step, {**page, "saving": "started", "_next": "1"}).url
    receipt = client.post(review, {"mode": "self"}).url
    response = client.post(step, {**page, "_save": "1"}, headers=SCRIPT)
    assert response.status_code == 410
    assert response.json() == {"saved": False, "detail": response.json()["detail"], "page": receipt}


def test_the_script_is_told_that_a_draft_is_gone_and_that_a_survey_has_closed(client, step):
    Draft.objects.all().delete()
    gone = client.post(step, {"_save": "1"}, headers=SCRIPT)
    assert (gone.status_code, gone.json()["saved"]) == (410, False)
    assert gone.json()["page"] == "/sv/demoenkat/"
    SurveyPage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    closed = client.post(START, {**FIRST, "_save": "1"}, headers=SCRIPT)
    assert (closed.status_code, closed.json()["saved"]) == (410, False)
    assert "tar inte emot svar" in closed.json()["detail"]


def test_the_script_is_told_of_a_body_that_is_too_large(client, step, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(step, {"more": "x" * 2000, "_save": "1"}, headers=SCRIPT)
    assert (response.status_code, response.json()["saved"]) == (413, False)


def test_saving_without_the_files_leaves_those_that_were_sent_before(client):
    plan = {"key": "plan", "type": "file", "label": "Plan", "accept": ["text"]}
    name = {"key": "name", "type": "text", "label": "Namn"}
    publish({"steps": [{"key": "one", "title": "Ett", "questions": [plan, name]}], "scoring": {}})
    file = SimpleUploadedFile("plan.txt", b"Plan", "text/plain")
    url = client.post(START, {"plan": file, "_shown": "plan name", "_save": "1"}).url
    page = opened(client, url)
    told = client.post(url, {**page, "name": "B", "_save": "1"}, headers=SCRIPT).json()
    assert told["conflicts"] == []
    assert Draft.objects.get().answers["plan"][0]["name"] == "plan.txt"


def test_a_first_save_whose_answer_was_lost_is_repeated_into_the_same_draft(client):
    publish()
    first = client.post(START, {**FIRST, "_draft": KEY, "_save": "1"}, headers=SCRIPT).json()
    again = client.post(START, {**FIRST, "name": "B", "_draft": KEY, "_save": "1"}, headers=SCRIPT).json()
    assert (again["saved"], again["page"]) == (True, first["page"])
    assert Draft.objects.get().answers["name"] == "B"
    assert client.post(START, {**FIRST, "_draft": KEY, "_next": "1"}).url.startswith(first["page"].removesuffix("you/"))
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 65])
def test_a_key_that_could_be_guessed_finds_nobodys_draft(client, key):
    publish()
    for _time in range(2):
        client.post(START, {**FIRST, "_draft": key, "_save": "1"})
    assert Draft.objects.count() == 2


def test_a_first_page_that_is_used_again_after_sending_begins_other_answers(client):
    publish()
    step = client.post(START, {**FIRST, "_draft": KEY, "_next": "1"}).url
    review = client.post(step, {"saving": "started", "_shown": "saving more", "_next": "1"}).url
    client.post(review, {"mode": "self"})
    client.post(START, {**FIRST, "name": "Annan Ab", "_draft": KEY, "_next": "1"})
    assert Draft.objects.get().answers["name"] == "Annan Ab"
    assert Submission.objects.get().answers["name"] == "Demo Ab"


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_conflict_in_a_survey_that_has_closed_is_not_dropped_without_a_word(client, step, headers):
    page = opened(client, step)
    client.post(step, {**page, "more": "Deras"})
    SurveyPage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    response = client.post(step, {**page, "more": "Mitt", "_save": "1"}, headers=headers)
    assert response.status_code == 410
    assert Draft.objects.get().answers["more"] == "Deras"
    if headers:
        assert "Kopiera" in response.json()["detail"]
    else:
        assert "Mitt" in soup(response).select_one("main dl").get_text()
