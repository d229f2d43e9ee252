"""Answering in the browser without JavaScript: what each address shows, keeps and refuses."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from forms.models import Draft, Submission
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

FIRST = {"name": "Demo Ab", "heating": "sun", "_shown": "name email heating", "_next": "1"}
START = "/sv/survey/demo-survey/"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def begin(client, **changes):
    response = client.post(START, {**FIRST, **changes})
    assert response.status_code == 302, soup(response).get_text()
    return response.url


def answer_all(client):
    step = begin(client)
    review = client.post(step, {"saving": "started", "_shown": "saving more", "_next": "1"})
    return review.url


def test_the_first_view_is_the_same_for_everybody(client, django_assert_max_num_queries):
    url = publish().url
    client.get(url)
    with django_assert_max_num_queries(12):
        response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert [field["name"] for field in soup(response).select("[data-question] input[type=text]")] == ["name", "litres"]


def test_a_question_with_an_unmet_condition_is_hidden(client):
    page = soup(client.get(publish().url))
    assert page.select_one("#q-litres").has_attr("hidden")
    assert not page.select_one("#q-heating").has_attr("hidden")


def test_the_first_answers_begin_a_draft_and_lead_to_the_next_step(client):
    publish()
    url = begin(client)
    assert url.endswith("/energy/")
    draft = Draft.objects.get()
    assert draft.answers == {"name": "Demo Ab", "heating": "sun"}
    token = url.split("/")[-3]
    assert len(token) > 40
    assert token not in draft.token_hash
    assert client.get(url).status_code == 200


def test_an_error_names_its_question_and_keeps_what_was_typed(client):
    publish()
    response = client.post(START, {**FIRST, "name": "", "email": "inte en adress"})
    page = soup(response)
    assert response.status_code == 422
    links = {link["href"]: link.get_text() for link in page.select(".error-summary a")}
    assert set(links) == {"#id-name", "#id-email"}
    assert links["#id-name"] == "Namn: Svara på frågan."
    assert page.select_one("#id-email")["value"] == "inte en adress"
    assert page.select_one("#id-email")["aria-invalid"] == "true"
    assert not Draft.objects.exists()


def test_a_question_that_an_answer_brings_up_is_shown_before_it_is_asked_for(client):
    publish()
    response = client.post(START, {**FIRST, "heating": "oil"})
    page = soup(response)
    assert response.status_code == 200
    assert not page.select_one("#q-litres").has_attr("hidden")
    assert page.select(".error-summary") == []
    shown = page.select_one("input[name=_shown]")["value"]
    again = client.post(START, {**FIRST, "heating": "oil", "_shown": shown})
    assert [link["href"] for link in soup(again).select(".error-summary a")] == ["#id-litres"]


def test_going_back_keeps_everything(client):
    publish()
    step = begin(client)
    back = client.post(step, {"saving": "started", "more": "Mer", "_shown": "saving more", "_back": "1"})
    assert back.url.endswith("/you/")
    assert soup(client.get(back.url)).select_one("#id-name")["value"] == "Demo Ab"
    assert soup(client.get(step)).select_one("#id-more").get_text() == "Mer"
    assert soup(client.get(step)).select_one("input[value=started]").has_attr("checked")


def test_what_cannot_be_accepted_yet_is_kept_for_its_writer(client):
    publish()
    step = begin(client)
    client.post(step, {"saving": "started", "more": "x" * 300, "_shown": "saving more", "_back": "1"})
    assert soup(client.get(step)).select_one("#id-more").get_text() == "x" * 300


def test_a_changed_answer_takes_its_hidden_followers_with_it(client):
    publish()
    shown = "name email heating litres"
    step = begin(client, heating="oil", litres="1 200,5", _shown=shown)
    assert Draft.objects.get().answers["litres"] == 1200.5
    you = step.replace("/energy/", "/you/")
    client.post(you, {**FIRST, "heating": "sun", "litres": "1200"})
    assert "litres" not in Draft.objects.get().answers


def test_the_last_step_shows_what_will_be_sent(client):
    publish()
    response = client.get(answer_all(client))
    text = soup(response).get_text()
    assert "Demo Ab" in text
    assert "Påbörjat" in text
    assert not Submission.objects.exists()


def test_sending_stores_the_answers_once_and_shows_the_result(client):
    publish()
    review = answer_all(client)
    receipt = client.post(review, {"mode": "together", "_send": "1"})
    submission = Submission.objects.get()
    assert submission.answers == {"name": "Demo Ab", "heating": "sun", "saving": "started"}
    assert (submission.mode, submission.door) == ("together", Submission.Door.PAGE)
    assert not Draft.objects.exists()
    page = client.get(receipt.url)
    assert "Ert resultat" in page.content.decode()
    assert submission.reference in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0")


def test_sending_twice_leads_to_the_same_receipt(client):
    publish()
    review = answer_all(client)
    first = client.post(review, {"mode": "self", "_send": "1"})
    second = client.post(review, {"mode": "self", "_send": "1"})
    assert second.url == first.url
    assert Submission.objects.count() == 1
    assert client.get(review).url == first.url


def test_a_step_left_out_is_asked_for_before_sending(client):
    publish()
    step = begin(client)
    review = step.replace("energy/", "")
    response = client.post(review, {"mode": "self", "_send": "1"})
    (link,) = soup(response).select(".error-summary a")
    assert response.status_code == 422
    assert link["href"].endswith("/energy/?mend#id-saving")
    assert soup(client.get(link["href"].split("#")[0])).select(".error-summary a")
    assert not Submission.objects.exists()


def test_unknown_and_hidden_names_are_not_kept(client):
    publish()
    begin(client, litres="99", is_admin="1", answers="{}")
    assert Draft.objects.get().answers == {"name": "Demo Ab", "heating": "sun"}


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m", "\ufffe"])
def test_characters_that_cannot_be_stored_are_refused_in_words(client, text):
    publish()
    response = client.post(START, {**FIRST, "name": text})
    assert response.status_code == 422
    assert "osynliga tecken" in soup(response).get_text()


def test_a_very_long_text_is_an_error_of_its_question(client):
    publish()
    step = begin(client)
    response = client.post(step, {"saving": "started", "more": "å" * 500_000, "_shown": "saving more"})
    assert response.status_code == 422
    assert "500\xa0000 tecken" in soup(response).get_text()
    assert "more" not in Draft.objects.get().answers


def test_a_body_past_the_limit_is_answered_in_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    publish()
    response = client.post(START, "name=" + "x" * 2000, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert response["Content-Type"].startswith("text/html")


def test_a_closed_survey_says_so_and_keeps_nothing(client):
    page = publish(closes_at=timezone.now() + timedelta(hours=1))
    step = begin(client)
    type(page).objects.update(closes_at=timezone.now() - timedelta(seconds=1))
    assert client.get(page.url).status_code == 410
    assert client.post(START, FIRST).status_code == 410
    assert client.post(step, {"saving": "started"}).status_code == 410
    assert "tar inte emot svar" in client.get(page.url).content.decode()


def test_a_draft_ends_on_the_version_it_began_on(client):
    publish()
    step = begin(client)
    changed = definition()
    changed["steps"][1]["questions"][0]["label"] = "Vi sparar mycket energi."
    publish({"steps": changed["steps"]})
    assert "Vi sparar energi." in soup(client.get(step)).get_text()
    client.post(step, {"saving": "started", "_shown": "saving more"})
    client.post(step.replace("energy/", ""), {"mode": "self"})
    assert Submission.objects.get().version.number == 1


def test_a_page_opened_before_a_change_is_answered_as_it_was_shown(client):
    publish()
    changed = definition()
    changed["steps"][0]["questions"][1] = {"key": "new", "type": "text", "label": "Ny fråga", "required": True}
    publish({"steps": changed["steps"]})
    begin(client, email="a@demo.example", _version="1")
    draft = Draft.objects.get()
    assert draft.version.number == 1
    assert draft.answers["email"] == "a@demo.example"


@pytest.mark.parametrize("number", ["", "x", "²", "0", "7", "9" * 30])
def test_a_page_that_names_no_version_is_answered_on_the_live_one(client, number):
    publish()
    publish({"notice": "Andra ord"})
    begin(client, _version=number)
    assert Draft.objects.get().version.number == 2


def test_a_guessed_token_opens_nothing(client):
    publish()
    begin(client)
    assert client.get("/sv/survey/demo-survey/guess/").status_code == 410
    assert client.get("/sv/survey/demo-survey/guess/you/").status_code == 410
    assert client.get("/sv/survey/demo-survey/receipt/guess:guess/").status_code == 404


def test_a_token_opens_only_its_own_survey(client):
    publish()
    publish({"key": "other-survey"})
    step = begin(client)
    assert client.get(step.replace("demo-survey", "other-survey")).status_code == 410


def test_a_draft_can_go_on_in_another_language(client):
    publish()
    fi = definition(locale="fi", title="Demokysely")
    publish({**fi, "locale": "fi"})
    step = begin(client, heating="oil", litres="1 200,5", _shown="name email heating litres")
    finnish = step.replace("/sv/", "/fi/").replace("/energy/", "/you/")
    page = soup(client.get(finnish))
    assert page.html["lang"] == "fi"
    assert page.select_one("#id-litres")["value"] == "1200,5"
    client.post(finnish, {**ANSWERS, "litres": "1 200,5", "_shown": "name email heating litres"})
    assert Draft.objects.get().version.locale == "fi"
    assert Draft.objects.get().answers["litres"] == 1200.5


def test_a_step_takes_few_queries(client, django_assert_max_num_queries):
    publish()
    step = begin(client)
    client.get(step)
    with django_assert_max_num_queries(8):
        client.get(step)


def test_the_receipt_can_be_read_in_another_language(client):
    publish()
    publish(definition(locale="fi", title="Demokysely", result={"title": "Tuloksenne"}))
    receipt = client.post(answer_all(client), {"mode": "self"})
    page = soup(client.get(receipt.url))
    finnish = page.select_one('header a[hreflang="fi"]')["href"]
    assert finnish == receipt.url.replace("/sv/", "/fi/", 1)
    assert soup(client.get(finnish)).h1.get_text(strip=True) == "Tuloksenne"


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", None])
def test_a_body_of_many_fields_is_answered_in_words(client, content_type):
    publish()
    many = {f"field{number}": "x" for number in range(3000)}
    if content_type:
        response = client.post(START, "&".join(f"{name}=x" for name in many), content_type=content_type)
    else:
        response = client.post(START, many)
    assert response.status_code == 413


def test_what_is_under_way_is_said_as_it_was_asked_not_as_something_to_begin(client):
    publish({"result": {"title": "Ert resultat", "on_the_way_heading": "På gång", "improvements_heading": "Att göra"}})
    page = soup(client.get(client.post(answer_all(client), {"mode": "self"}).url))
    assert "Vi sparar energi." in page.select_one("#on-the-way").parent.get_text()
    assert "Börja spara energi" in page.select_one("#improvements").parent.get_text()
