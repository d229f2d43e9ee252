"""A question of every type, answered without JavaScript: wrong, told where and why, mended, looked over, sent."""

from typing import Any

import html5lib
import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile

from forms.engine.questions import QUESTION_TYPES
from forms.models import Submission
from tests.factories.question_types import CHOICES, FIGURES, ROWS, STEPS, TEXTS, every_type, question
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/every-type/"
QUESTIONS = {asked["key"]: asked for asked in (*TEXTS, *FIGURES, *CHOICES, *ROWS)}
SHOWN = " ".join(QUESTIONS) + " heating=own staff:0:person staff:0:contact staff:0:role staff:1:person"
Post = dict[str, Any]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html5lib")


def alone(key: str) -> dict[str, Any]:
    """The question, its choices offered to everybody: nothing else is asked for their conditions to read."""
    asked = QUESTIONS[key]
    choices = [
        {name: value for name, value in choice.items() if name != "show_if"} for choice in asked.get("choices", ())
    ]
    return {**asked, "choices": choices} if choices else asked


def publish_with(*questions: dict[str, Any]) -> None:
    publish(every_type(steps=[{"key": "one", "title": "Ett", "questions": list(questions)}]))


def post(client, url: str, data: Post):
    return client.post(url, {"_shown": SHOWN, **data})


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def described(page: BeautifulSoup, control: Tag) -> str:
    """What a reader is told about `control` besides its name, the words of the fieldsets around it included."""
    holders = [control, *control.find_parents("fieldset")]
    ids = " ".join(holder.get("aria-describedby", "") for holder in holders).split()
    return " ".join(page.find(id=name).get_text(" ", strip=True) for name in ids)


def pdf(name: str = "plan.txt", content: bytes = "Plan för klimatet".encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


OTHER = {"heating": "other", "heating:other": "x" * 301}
NAMED = {"staff:0:person": "Anna Demo"}
MATRIX = {f"matrix:{row}": "started" for row in ("waste", "travel", "food")}

# The question, what is wrong, the control that the summary leads to, what is said there.
WRONG = [
    ("name", {"name": " "}, "name", "Svara på frågan"),
    ("story", {"story": "x" * 201}, "story", "Korta den till högst 200"),
    ("email", {"email": "inte en adress"}, "email", "Skriv en e-postadress"),
    ("phone", {"phone": "12"}, "phone", "Skriv ett telefonnummer"),
    ("site", {"site": "ftp://demo.example"}, "site", "Skriv en webbadress"),
    ("business_id", {"business_id": "1234567-2"}, "business_id", "Kontrollsiffran"),
    ("code", {"code": "Borgå"}, "code", "Skriv postnumret"),
    ("address", {"address:street": "Ågatan 1"}, "address:postal_code", "Svara på frågan"),
    ("signature", {"signature": "Kalle"}, "signature", "både för- och efternamn"),
    ("area", {"area": "många"}, "area", "Skriv ett tal"),
    ("start", {"start": "31.2.2026"}, "start", "inget sådant datum"),
    ("opens", {"opens": "25:00"}, "opens", "Skriv klockslaget"),
    ("meeting", {"meeting:date": "3.3.2027"}, "meeting:time", "Svara på frågan"),
    ("meeting", {"meeting:date": "3.3.2027", "meeting:time": "sent"}, "meeting:time", "Skriv klockslaget"),
    ("happy", {"happy": "11"}, "happy", "från 1 till 10"),
    ("owns", {}, "owns", "Svara på frågan"),
    ("heating", OTHER, "heating:other", "Korta den till högst 300"),
    ("size", {"size": "huge"}, "size", "Välj ett av alternativen"),
    ("energy", {"energy": ["wind", "sun", "other"]}, "energy", "Välj högst 2"),
    ("energy", {"energy": ["wind", "none"]}, "energy", "Inget av dessa"),
    ("saving", {"saving": "x"}, "saving", "Välj ett av alternativen"),
    ("matrix", {**MATRIX, "matrix:travel": ""}, "matrix:travel", "Svara på frågan"),
    ("ranking", {"ranking:price": "1", "ranking:climate": "1"}, "ranking:climate", "ett enda alternativ"),
    ("ranking", {"ranking:climate": "1"}, "ranking:price", "precis 3"),
    ("staff", {"staff:0:contact": "anna@demo.example"}, "staff:0:person", "Svara på frågan"),
    ("staff", {**NAMED, "staff:1:person": "Bo", "staff:1:contact": "fel"}, "staff:1:contact", "Skriv en e-postadress"),
    ("plan", {"plan": pdf("plan.txt", b"MZ\x00\x01\x02")}, "plan", "plan.txt"),
    ("privacy", {}, "privacy", "Kryssa i rutan"),
]

# The question, an answer, what is kept of it, how it is said.
RIGHT = [
    ("name", {"name": "Demo Ab"}, "Demo Ab", ["Demo Ab"]),
    ("story", {"story": "Vi\r\nodlar"}, "Vi\nodlar", ["Vi\nodlar"]),
    ("email", {"email": "a@demo.example"}, "a@demo.example", ["a@demo.example"]),
    ("phone", {"phone": "040 123 4567"}, "0401234567", ["0401234567"]),
    ("site", {"site": "demo.example"}, "https://demo.example", ["https://demo.example"]),
    ("business_id", {"business_id": "1234567-1"}, "1234567-1", ["1234567-1"]),
    ("code", {"code": "06100"}, "06100", ["06100"]),
    (
        "address",
        {"address:street": "Ågatan 1", "address:postal_code": "06100", "address:city": "Borgå"},
        {"street": "Ågatan 1", "postal_code": "06100", "city": "Borgå"},
        ["Ågatan 1, 06100 Borgå"],
    ),
    ("signature", {"signature": "Kalle Demo"}, "Kalle Demo", ["Kalle Demo"]),
    ("area", {"area": "1 200,5"}, 1200.5, ["1\xa0200,5 m²"]),
    ("start", {"start": "1.2.2010"}, "2010-02-01", ["1.2.2010"]),
    ("opens", {"opens": "9.30"}, "09:30", ["09:30"]),
    ("meeting", {"meeting:date": "3.3.2027", "meeting:time": "13"}, "2027-03-03T13:00", ["3.3.2027 13:00"]),
    ("happy", {"happy": "8"}, 8, ["8 / 10"]),
    ("owns", {"owns": "false"}, False, ["Nej"]),
    ("heating", {"heating": "other", "heating:other": "Flis"}, "other", ["På annat sätt: Flis"]),
    ("size", {"size": "large"}, "large", ["Stor"]),
    ("energy", {"energy": ["sun", "wind"]}, ["wind", "sun"], ["Vindkraft", "Solkraft"]),
    ("saving", {"saving": "in_place"}, "in_place", ["På plats"]),
    (
        "matrix",
        MATRIX,
        {"waste": "started", "travel": "started", "food": "started"},
        ["Sortering av avfall", "Påbörjat"],
    ),
    (
        "ranking",
        {"ranking:price": "2", "ranking:climate": "1", "ranking:image": "3"},
        ["climate", "price", "image"],
        ["1. Klimatet", "2. Kostnaderna", "3. Hur andra ser på oss"],
    ),
    ("staff", NAMED, [{"person": "Anna Demo"}], ["Person 1", "Anna Demo"]),
    ("news", {"news": "true"}, {"accepted": True, "text": "Ni får skicka oss nyhetsbrev."}, ["Ni får skicka oss"]),
    (
        "privacy",
        {"privacy": "true"},
        {"accepted": True, "document": "Dataskyddsbeskrivning", "version": "2"},
        ["Vi har läst beskrivningen.", "Dataskyddsbeskrivning"],
    ),
]


def test_the_survey_asks_a_question_of_every_type():
    asked = {inner["type"] for inner in QUESTIONS.values()}
    assert asked == set(QUESTION_TYPES)


@pytest.mark.parametrize(("key", "answer", "control", "words"), WRONG)
def test_an_error_leads_to_its_control_and_keeps_what_was_given(client, key, answer, control, words):
    publish_with(alone(key))
    response = post(client, START, answer)
    page = soup(response)
    assert response.status_code == 422
    (link, *_others) = page.select(".error-summary a")
    target = page.select_one(link["href"].replace(":", "\\:"))
    assert (target["name"], target.name in ("input", "select", "textarea")) == (control, True)
    assert words in link.get_text()
    assert words in described(page, target)
    assert posted_again(page, answer) == {name: as_list(value) for name, value in answer.items() if kept(value)}


def kept(value: Any) -> bool:
    """Whether a browser would show it again: no control can hold a file, or a choice that there is not."""
    return not isinstance(value, SimpleUploadedFile) and value not in ("", " ", "11", "huge", "x")


def posted_again(page: BeautifulSoup, answer: Post) -> dict[str, list[str]]:
    """What the page would post as it stands, of the controls that `answer` was given in."""
    found = {name: values_of(page.select(f'[name="{name}"]')) for name in answer}
    return {name: values for name, values in found.items() if any(value.strip() for value in values)}


def values_of(controls: list[Tag]) -> list[str]:
    values = []
    for control in controls:
        if control.name == "select":
            values += [option["value"] for option in control.select("option[selected]")]
        elif control.name == "textarea":
            values.append(control.get_text())
        elif control.get("type") not in ("radio", "checkbox") or control.has_attr("checked"):
            values.append(control.get("value", ""))
    return values


@pytest.mark.parametrize(("key", "answer", "value", "words"), RIGHT)
def test_an_answer_is_kept_looked_over_sent_and_shown_on_the_receipt(client, key, answer, value, words):
    publish_with(alone(key))
    review = post(client, START, answer).url
    opened_again = posted_again(soup(client.get(f"{review}one/")), answer)
    assert set(opened_again) == set(answer)
    assert post(client, f"{review}one/", opened_again).url == review
    assert said(soup(client.get(review)), words) == words
    receipt = client.post(review, {"_send": "1"}).url
    assert Submission.objects.get().answers[key] == value
    assert said(soup(client.get(receipt)), words) == words


def said(page: BeautifulSoup, words: list[str]) -> list[str]:
    """Those of the words that stand among the answers, in their order."""
    text = page.select_one(".answers dl").get_text()
    found = [text.find(part) for part in words]
    return [part for part, at in zip(words, found, strict=True) if at >= 0 and found == sorted(found)]


def walk(client) -> list[str]:
    """Every step of the survey as it is first seen and as it is after a post with nothing in it, and the review."""
    publish(every_type())
    first = client.get("/sv/alla-slags-fragor/").content.decode()
    pages = [first, post(client, START, {"email": "x"}).content.decode()]
    url = post(client, START, {"name": "Demo Ab"}).url
    for answers in ({"area": "10"}, {"owns": "true", **MATRIX}, {**NAMED, "privacy": "true"}):
        pages += [client.get(url).content.decode(), post(client, url, {"_shown": SHOWN}).content.decode()]
        url = post(client, url, answers).url
        if not url.startswith("/"):
            break
    return [*pages, client.get(url).content.decode()]


def test_every_page_is_html_whose_references_lead_somewhere(client):
    pages = walk(client)
    assert len(pages) == 9
    for html in pages:
        html5lib.HTMLParser(strict=True).parse(html)
        page = BeautifulSoup(html, "html5lib")
        ids = [element["id"] for element in page.select("[id]") if not element.find_parent("template")]
        assert len(ids) == len(set(ids))
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            for element in page.select(f"[{attribute}]"):
                if not element.find_parent("template"):
                    assert set(element[attribute].split()) <= set(ids), element
        controls = page.select("form.survey-form :is(input:not([type=hidden]), select, textarea)")
        unnamed = [control for control in controls if not named(page, control)]
        assert unnamed == []


def named(page: BeautifulSoup, control: Tag) -> bool:
    return control.has_attr("aria-labelledby") or bool(page.select(f'label[for="{control["id"]}"]'))


def test_a_step_with_only_a_text_is_a_step(client):
    publish(every_type(steps=[{"key": "read", "title": "Läs", "questions": [QUESTIONS["welcome"]]}, STEPS[1]]))
    page = soup(client.get("/sv/alla-slags-fragor/"))
    assert page.select_one("#q-welcome").get_text(" ", strip=True) == "Innan ni börjar Ha elräkningen till hands."
    response = client.post(START, {"_shown": "welcome"})
    assert (response.status_code, response.url.split("/")[-2]) == (302, "figures")


def test_text_that_comes_up_is_no_question_to_be_shown_first(client):
    shows = {"==": [{"var": "owns"}, True]}
    text = {**QUESTIONS["welcome"], "show_if": shows}
    sums = question("calculated", "one", "Ett", formula={"+": [{"var": "owns"}, 0]}, show_if=shows)
    publish_with(QUESTIONS["owns"], text, {**QUESTIONS["about"], "show_if": shows}, sums)
    response = client.post(START, {"owns": "true", "_shown": "owns"})
    assert response.status_code == 302
    answers = soup(client.get(response.url)).select_one(".answers").get_text(" ", strip=True)
    assert "Ett 1" in answers
    assert "Innan ni börjar" not in answers


def test_what_is_calculated_is_shown_when_the_step_is_shown_again(client):
    publish_with(*FIGURES[:3], QUESTIONS["name"])
    response = post(client, START, {"area": "120", "power": "12 000"})
    output = soup(response).select_one("output")
    assert output.get_text() == "100 kWh/m²"
    assert soup(response).select_one(f'label[for="{output["id"]}"]').get_text(strip=True) == "El per kvadratmeter"


def test_a_choice_that_the_answers_bring_up_is_shown_before_one_goes_on(client):
    publish_with(QUESTIONS["owns"], QUESTIONS["heating"])
    page = soup(client.get("/sv/alla-slags-fragor/"))
    own = page.select_one('[name=heating][value="own"]')
    assert own.has_attr("disabled")
    assert own.find_parent(attrs={"data-choice": "own"}).has_attr("hidden")
    shown = page.select_one("[name=_shown]")["value"]
    response = client.post(START, {"owns": "true", "_shown": shown})
    page = soup(response)
    assert (response.status_code, page.select(".error-summary")) == (200, [])
    assert (
        "fler alternativ" in page.select_one(".message").get_text()
        or "choices" in page.select_one(".message").get_text()
    )
    assert not page.select_one('[name=heating][value="own"]').has_attr("disabled")
    shown = page.select_one("[name=_shown]")["value"]
    assert client.post(START, {"owns": "true", "_shown": shown}).status_code == 302


def test_a_choice_that_the_answers_rule_out_is_taken_back_in_words(client):
    publish_with(QUESTIONS["owns"], QUESTIONS["heating"])
    response = post(client, START, {"owns": "false", "heating": "own"})
    page = soup(response)
    (link,) = page.select(".error-summary a")
    assert "Egen panna" in link.get_text()
    assert page.select_one(link["href"])["value"] == "district"
    assert not page.select_one('[name=heating][value="own"]').has_attr("checked")


def test_an_error_leads_to_the_first_choice_that_is_offered(client):
    choices = [{"value": "a", "label": "A", "show_if": {"==": [{"var": "owns"}, True]}}, {"value": "b", "label": "B"}]
    publish_with(QUESTIONS["owns"], question("single_choice", "one", "Ett", required=True, choices=choices))
    page = soup(client.post(START, {"owns": "false", "_shown": "owns one"}))
    (link,) = page.select(".error-summary a")
    assert page.select_one(link["href"])["value"] == "b"


def test_a_condition_may_make_a_row_of_a_matrix_say_less(client):
    matrix = {
        **QUESTIONS["matrix"],
        "choices": [{**QUESTIONS["matrix"]["choices"][0], "show_if": {"!!": {"var": "name"}}}],
    }
    matrix["choices"] += QUESTIONS["matrix"]["choices"][1:]
    publish_with(QUESTIONS["name"], matrix)
    page = soup(client.get("/sv/alla-slags-fragor/"))
    hidden = page.select("#q-matrix [data-choice=not_relevant]")
    assert len(hidden) == 4
    assert all(cell.has_attr("hidden") for cell in hidden)
    assert page.select_one("#id-matrix")["value"] == "not_started"


def test_the_editors_preview_shows_every_question(client, rf):
    from forms.views import preview_survey

    page = publish(every_type())
    response = preview_survey(rf.get("/"), page, page.live_version.form).render()
    html = soup(response)
    for key in QUESTIONS.keys() - {"source"}:
        assert html.select_one(f"#q-{key}"), key
    assert "from" in html.get_text()
