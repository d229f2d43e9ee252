"""What stands before the first answers: nobody is let through unseen, and no answer of a person is lost."""

import base64
import hashlib
import json
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from forms.models import Draft, Upload
from tests.factories.question_types import ROWS, TEXTS, every_type
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/demo-survey/"
FIRST = {"name": "Demo Ab", "heating": "sun", "_shown": "name email heating", "_next": "1"}
TRAP = "contact_website"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def solved(challenge):
    numbers = range(challenge["maxNumber"] + 1)
    salt, wanted = challenge["salt"], challenge["challenge"]
    number = next(n for n in numbers if hashlib.sha256(f"{salt}{n}".encode()).hexdigest() == wanted)
    payload = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**payload, "number": number}).encode()).decode()


def test_the_trap_is_out_of_the_way_of_people(client):
    trap = soup(client.get(publish().url)).select_one(f"[name={TRAP}]")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.find_parent(attrs={"aria-hidden": "true"})["class"] == ["question", "survey-trap"]


def test_who_fills_in_the_trap_sees_it_and_keeps_everything(client):
    publish()
    response = client.post(START, {**FIRST, TRAP: "https://spam.example"})
    page = soup(response)
    assert response.status_code == 422
    assert page.select_one("#id-name")["value"] == "Demo Ab"
    assert not page.select_one(f"[name={TRAP}]").find_parent(attrs={"aria-hidden": "true"})
    assert not Draft.objects.exists()
    assert client.post(START, FIRST).status_code == 302


def test_too_quick_is_asked_to_press_again_and_then_goes_on(client, settings):
    settings.FIRST_PAGE_MIN_SECONDS = 2
    url = publish().url
    with time_machine.travel("2026-05-01 12:00:00Z", tick=False) as clock:
        stamp = soup(client.get(url)).select_one("[name=_opened]")["value"]
        again = client.post(START, {**FIRST, "_opened": stamp})
        assert again.status_code == 200
        assert soup(again).select_one("#id-name")["value"] == "Demo Ab"
        assert soup(again).select_one("[role=status]")
        clock.shift(timedelta(seconds=3))
        stamp = soup(again).select_one("[name=_opened]")["value"]
        assert client.post(START, {**FIRST, "_opened": stamp}).status_code == 302


@pytest.mark.parametrize("stamp", ["", "demo-survey:1abc:forged"])
def test_a_stamp_that_was_not_made_here_gives_a_fresh_one(client, settings, stamp):
    settings.FIRST_PAGE_MIN_SECONDS = 2
    publish()
    with time_machine.travel("2026-05-01 12:00:00Z", tick=False) as clock:
        again = soup(client.post(START, {**FIRST, "_opened": stamp}))
        clock.shift(timedelta(seconds=3))
        fresh = again.select_one("[name=_opened]")["value"]
        assert client.post(START, {**FIRST, "_opened": fresh}).status_code == 302


def test_too_often_is_told_how_long_to_wait_and_keeps_the_answers(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "starts": "1/hour"}
    publish()
    client.post(START, FIRST)
    response = client.post(START, FIRST)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert soup(response).select_one("#id-name")["value"] == "Demo Ab"
    assert Draft.objects.count() == 1


def test_a_solution_counts_once_and_without_one_the_rate_is_stricter(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "starts_without_proof": "1/hour"}
    publish(proof_of_work=True)
    proof = solved(client.get(f"{START}-/challenge/").json())
    assert client.post(START, {**FIRST, "_proof": proof}).status_code == 302
    assert client.post(START, {**FIRST, "_proof": proof}).status_code == 302  # the one that is allowed without
    assert client.post(START, {**FIRST, "_proof": proof}).status_code == 429
    assert client.post(START, {**FIRST, "_proof": "bm90IGpzb24="}).status_code == 429
    assert client.post(START, {**FIRST, "_proof": solved(client.get(f"{START}-/challenge/").json())}).status_code == 302


def test_sending_has_its_own_rate_and_the_draft_stays(client, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "submissions": "1/hour"}
    publish()
    for status in (302, 429):
        step = client.post(START, FIRST).url
        review = client.post(step, {"saving": "started", "_shown": "saving more", "_next": "1"}).url
        assert client.post(review, {"mode": "self"}).status_code == status
    assert Draft.objects.count() == 1


def test_a_file_is_not_received_before_the_guard_has_let_it_through(client):
    publish(every_type(steps=[{"key": "one", "title": "Ett", "questions": [TEXTS[2], ROWS[1]]}]))
    file = SimpleUploadedFile("a.txt", b"Plan", "text/plain")
    response = client.post("/sv/survey/every-type/", {"plan": file, "_shown": "name plan", TRAP: "x", "_save": "1"})
    assert response.status_code == 422
    assert not Upload.objects.exists()


def test_who_saves_too_quickly_is_not_asked_for_the_rest_yet(client, settings):
    settings.FIRST_PAGE_MIN_SECONDS = 2
    stamp = soup(client.get(publish().url)).select_one("[name=_opened]")["value"]
    again = client.post(START, {"name": "Demo Ab", "_shown": "name email heating", "_save": "1", "_opened": stamp})
    page = soup(again)
    assert page.select_one("#error-summary li") is None
    assert page.select_one("#id-name")["value"] == "Demo Ab"
    assert not Draft.objects.exists()
