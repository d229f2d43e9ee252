"""Files that are sent with a step: received at once, kept by a ticked box, shown by name."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from forms.models import Draft, Submission, Upload
from tests.factories.question_types import ROWS, TEXTS, every_type
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

START = "/sv/survey/every-type/"
NAME, PLAN = TEXTS[2], ROWS[1]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html5lib")


def text(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, f"Vår plan {name}".encode(), "text/plain")


def publish_questions(*questions) -> None:
    publish(every_type(steps=[{"key": "one", "title": "Ett", "questions": list(questions)}]))


def kept(page: BeautifulSoup) -> list[str]:
    return [box.find_parent("label").get_text(" ", strip=True) for box in page.select("input[type=checkbox][checked]")]


def test_what_is_accepted_is_said_and_tied_to_the_control(client):
    publish_questions(PLAN)
    control = soup(client.get("/sv/alla-slags-fragor/")).select_one("input[type=file]")
    page = control.find_parent("form")
    said = page.find(id=control["aria-describedby"].strip()).get_text(" ", strip=True)
    assert all(words in said for words in ("PDF", "TXT", "1 MB", "2"))
    assert (control["accept"], control.has_attr("multiple")) == ("application/pdf,text/plain,text/csv", True)


def test_a_file_is_kept_where_something_else_must_be_mended(client):
    publish_questions(NAME, PLAN)
    response = client.post(START, {"plan": [text("a.txt"), text("b.txt")], "_shown": "name plan"})
    page = soup(response)
    assert response.status_code == 422
    assert [words.split(" (")[0].split(" ", 1)[1] for words in kept(page)] == ["a.txt", "b.txt"]
    ids = [box["value"] for box in page.select("input[type=checkbox][checked]")]
    review = client.post(START, {"name": "Demo", "plan": ids[1:], "_shown": "name plan"}).url
    answers = soup(client.get(review)).select_one(".answers").get_text()
    assert ("b.txt" in answers, "a.txt" in answers) == (True, False)
    client.post(review, {"_send": "1"})
    submission = Submission.objects.get()
    assert [file["name"] for file in submission.answers["plan"]] == ["b.txt"]
    assert Upload.objects.get(submission=submission).name == "b.txt"


def test_a_file_that_is_refused_is_named_and_the_others_stay(client):
    publish_questions(NAME, PLAN)
    wrong = SimpleUploadedFile("plan.exe", b"MZ\x00\x01", "text/plain")
    page = soup(client.post(START, {"name": "Demo", "plan": [text("a.txt"), wrong], "_shown": "name plan"}))
    (link,) = page.select(".error-summary a")
    assert "plan.exe" in link.get_text()
    assert page.select_one(link["href"])["type"] == "file"
    assert len(kept(page)) == 1


def test_a_file_of_a_row_goes_with_its_row(client):
    group = {**ROWS[0], "questions": [ROWS[0]["questions"][0], {**PLAN, "key": "cv", "max_files": 1}]}
    publish_questions(group)
    rows = {"staff:0:": "", "staff:0:person": "A", "staff:1:": "", "staff:1:person": "B", "staff:1:cv": text("b.txt")}
    page = soup(client.post(START, {**rows, "_shown": "staff", "_add": "staff"}))
    (box,) = page.select("input[type=checkbox][checked]")
    assert box["name"] == "staff:1:cv"
    again = {"staff:0:": "", "staff:0:person": "A", "staff:1:": "", "staff:1:person": "B", "staff:1:cv": box["value"]}
    page = soup(client.post(START, {**again, "_remove": "staff:0"}))
    assert page.select_one("input[type=checkbox][checked]")["name"] == "staff:0:cv"


def test_a_large_file_passes_and_a_body_that_no_question_takes_does_not(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
    publish_questions(NAME, PLAN)
    large = SimpleUploadedFile("stor.txt", b"Plan. " * 100_000, "text/plain")
    review = client.post(START, {"name": "Demo", "plan": large, "_shown": "name plan"})
    assert review.status_code == 302
    assert Draft.objects.get().answers["plan"][0]["name"] == "stor.txt"
    too_large = SimpleUploadedFile("stor.txt", b"Plan. " * 500_000, "text/plain")
    assert client.post(START, {"name": "Demo", "plan": too_large}).status_code == 413
