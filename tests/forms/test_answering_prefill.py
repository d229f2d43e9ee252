"""Answers that come with the address: read as if typed, carried to their steps, silent where they do not hold."""

import pytest
from bs4 import BeautifulSoup

from forms.models import Draft
from tests.factories.question_types import CHOICES, TEXTS, every_type, question
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

PAGE, START = "/sv/alla-slags-fragor/", "/sv/survey/every-type/"
ASKED = {asked["key"]: asked for asked in (*TEXTS, *CHOICES)}
SHOWN = "name email"


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html5lib")


@pytest.fixture
def survey(db):
    """Two steps; each asks something that the address may fill in."""
    several = {**ASKED["energy"], "prefill": "energy"}
    later = [ASKED["size"], ASKED["source"], several, question("datetime", "when", "När?", prefill="when")]
    publish(
        every_type(
            steps=[
                {"key": "first", "title": "Ett", "questions": [ASKED["name"], ASKED["email"]]},
                {"key": "later", "title": "Två", "questions": later},
            ]
        )
    )


def hidden(page: BeautifulSoup) -> list[tuple[str, str]]:
    inputs = page.select("form.survey-form input[type=hidden]")
    return [(field["name"], field["value"]) for field in inputs if not field["name"].startswith("_")]


def test_the_address_fills_in_the_first_step(client, survey):
    page = soup(client.get(PAGE, {"email": " a@demo.example ", "name": "Demo"}))
    assert page.select_one("#id-email")["value"] == "a@demo.example"
    assert page.select_one("#id-name")["value"] == ""


def test_answers_for_later_steps_travel_with_the_first_form(client, survey):
    parameters = {"size": "large", "from": "brev", "energy": ["sun", "wind"], "when": "2026-11-24T13:05"}
    travelling = hidden(soup(client.get(PAGE, parameters)))
    assert travelling == [
        ("size", "large"),
        ("source", "brev"),
        ("energy", "wind"),
        ("energy", "sun"),
        ("when:date", "24.11.2026"),
        ("when:time", "13:05"),
    ]
    data = {name: [value for key, value in travelling if key == name] for name, _value in travelling}
    again = hidden(soup(client.post(START, {**data, "name": "", "_shown": SHOWN})))
    assert again == travelling
    step = client.post(START, {**data, "name": "Demo", "_shown": SHOWN}).url
    kept = {"size": "large", "source": "brev", "energy": ["wind", "sun"], "when": "2026-11-24T13:05"}
    assert Draft.objects.get().answers == {"name": "Demo", **kept}
    page = soup(client.get(step))
    assert page.select_one("#id-size option[selected]")["value"] == "large"
    assert page.select_one("[name=source]")["value"] == "brev"
    client.post(step, {"source": "brev", "size": "small", "_shown": "size source energy when"})
    assert Draft.objects.get().answers == {"name": "Demo", "source": "brev", "size": "small"}


@pytest.mark.parametrize(
    "parameters", [{"size": "huge"}, {"from": "x" * 201}, {"from": "a\x00"}, {"email": "x", "q": "1"}]
)
def test_what_does_not_hold_is_left_out_without_a_word(client, survey, parameters):
    response = client.get(PAGE, parameters)
    page = soup(response)
    assert (hidden(page), page.select(".error-summary")) == ([], [])
    assert page.select_one("#id-email")["value"] == ""


def test_only_a_page_that_was_filled_in_is_nobody_elses(client, survey):
    plain = client.get(PAGE)
    assert client.get(PAGE, {"utm": "x"}).content == plain.content
    assert "no-store" in client.get(PAGE, {"email": "a@demo.example"})["Cache-Control"]
    assert "no-store" not in plain.get("Cache-Control", "")
    assert client.get(PAGE).content == plain.content


def test_what_was_filled_in_comes_along_to_another_language(client, survey):
    page = soup(client.get(PAGE, {"email": "a@demo.example"}))
    assert page.select_one('header a[hreflang="sv"]')["href"] == f"{PAGE}?email=a%40demo.example"
