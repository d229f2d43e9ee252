"""A plain HTML form elsewhere: what it sends is stored once, or is mended on our pages with nothing lost."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from forms.models import Draft, Submission, SurveyPage, Upload
from tests.factories.question_types import ROWS, TEXTS, every_type, question
from tests.factories.surveys import publish

pytestmark = pytest.mark.django_db

POST = "/f/demo-survey/"
ELSEWHERE = "https://www.city.example"
ANSWERS = {"name": "Demo Ab", "heating": "sun", "saving": "started"}


@pytest.fixture
def survey(db) -> SurveyPage:
    page = publish()
    SurveyPage.objects.update(origins=ELSEWHERE)
    return page


def test_answers_are_stored_and_lead_back_to_the_website(client, survey):
    data = ANSWERS | {"_next": f"{ELSEWHERE}/thanks?a=1#top", "_mode": "together", "unknown": "x", "litres": "5"}
    response = client.post(POST, data, headers={"Origin": ELSEWHERE})
    submission = Submission.objects.get()
    assert (submission.answers, submission.door, submission.mode) == (ANSWERS, "form", "together")
    assert response.status_code == 303
    assert response.url == f"{ELSEWHERE}/thanks?a=1&reference={submission.reference}#top"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/sv/",
        "https://evil.example/",
        "//www.city.example/",
        "javascript:alert(1)",
        f"{ELSEWHERE}.evil.example/",
        f"{ELSEWHERE}@evil.example/",
        f"{ELSEWHERE}\\@evil.example/",
        f"{ELSEWHERE}\n/",
        "https://[",
        "http://www.city.example/",
    ],
)
def test_no_other_address_is_led_to(client, survey, address):
    response = client.post(POST, ANSWERS | {"_next": address})
    assert response.url.startswith("/sv/survey/demo-survey/receipt/")
    assert client.get(response.url).status_code == 200


def test_our_own_pages_may_be_led_to(client, survey):
    response = client.post(POST, ANSWERS | {"_next": "http://testserver/sv/"}, headers={"Origin": "http://testserver"})
    assert response.url.startswith("http://testserver/sv/?reference=")


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_website_is_told_what_to_ask_for(client, survey, origin):
    response = client.post(POST, ANSWERS | {"_locale": "sv"}, headers={"Origin": origin, "Accept-Language": "fi"})
    page = BeautifulSoup(response.content, "html5lib")
    assert (response.status_code, Submission.objects.count(), Draft.objects.count()) == (403, 0, 0)
    assert page.html["lang"] == "sv"
    assert page.select_one("main a.button")["href"].endswith("/sv/demoenkat/")
    assert (origin in page.main.text) == (origin != "null")


def test_what_is_wrong_is_mended_on_our_pages_with_nothing_lost(client, survey):
    response = client.post(POST, ANSWERS | {"saving": "bogus", "email": "nobody@demo.example"})
    draft = Draft.objects.get()
    assert (response.status_code, draft.steps_done) == (303, ["you"])
    assert draft.answers == {"name": "Demo Ab", "heating": "sun", "email": "nobody@demo.example", "saving": "bogus"}
    assert response.url.endswith("/energy/?mend")
    assert BeautifulSoup(client.get(response.url).content, "html5lib").select_one("#error-summary")
    assert not Submission.objects.exists()


def test_a_field_that_only_programs_fill_in_leads_to_a_page_of_ours(client, survey):
    assert client.post(POST, ANSWERS | {"contact_website": "x"}).url.endswith("/you/?mend")
    assert (Draft.objects.get().answers, Submission.objects.count()) == (ANSWERS, 0)


def test_the_same_form_again_within_a_minute_is_the_same_submission(client, survey):
    with time_machine.travel(timezone.now().replace(second=59), tick=False) as clock:
        first = client.post(POST, ANSWERS)
        clock.shift(30)
        assert client.post(POST, ANSWERS).url == first.url
        client.post(POST, ANSWERS | {"name": "Annan Ab"})
        client.post(POST, ANSWERS, REMOTE_ADDR="192.0.2.7")
        assert Submission.objects.count() == 3
        clock.shift(120)
        client.post(POST, ANSWERS)
    assert Submission.objects.count() == 4


def test_an_id_of_its_own_tells_posts_apart_for_good(client, survey):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = client.post(POST, ANSWERS | {"_id": "a"})
        assert client.post(POST, ANSWERS | {"_id": "b"}).url != first.url
        clock.shift(3600)
        assert client.post(POST, ANSWERS | {"_id": "a"}, REMOTE_ADDR="192.0.2.7").url == first.url
        client.post(POST, ANSWERS | {"_id": "a", "name": "Annan Ab"})
    assert Submission.objects.count() == 3


@pytest.fixture
def with_files(db) -> SurveyPage:
    questions = [question("file", "cv", "Bilaga", accept=["text"]), question("text", "name", "Namn")]
    return publish({"steps": [{"key": "you", "title": "Ni", "questions": questions}]})


def test_files_come_along_once(client, with_files):
    for _twice in range(2):
        client.post(POST, {"name": "Demo", "cv": SimpleUploadedFile("a.txt", b"Hej", "text/plain")})
    (kept,) = Submission.objects.get().answers["cv"]
    assert (kept["name"], kept["size"]) == ("a.txt", 3)


def test_a_file_that_is_refused_is_told_and_the_rest_kept(client, with_files):
    response = client.post(POST, {"name": "Demo", "cv": SimpleUploadedFile("a.exe", b"MZ\x90\x00\x03")})
    page = BeautifulSoup(response.content, "html5lib")
    assert (response.status_code, Draft.objects.get().answers) == (422, {"name": "Demo"})
    assert page.select_one("#error-summary a[href='#id-cv']")
    assert page.select_one("#id-name")["value"] == "Demo"


def test_a_survey_that_takes_no_answers_says_so(client, survey):
    SurveyPage.objects.update(closes_at=timezone.now())
    assert client.post(POST, ANSWERS).status_code == 410
    assert client.post("/f/no-survey/", ANSWERS).status_code == 404
    assert not Submission.objects.exists()


def test_only_those_invited_answer_a_survey_by_invitation(client, survey):
    SurveyPage.objects.update(invitation_only=True)
    assert client.post(POST, ANSWERS).status_code == 403


def test_a_look_leads_to_the_survey(client, survey):
    assert client.get(POST).url.endswith("/sv/demoenkat/")


def test_more_fields_than_any_form_has_are_not_read(client, survey):
    body = "&".join(f"f{number}=1" for number in range(2100))
    response = client.post(POST, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413


def test_a_program_is_led_on_without_its_files_being_received(client):
    publish(every_type(steps=[{"key": "one", "title": "Ett", "questions": [TEXTS[2], ROWS[1]]}]))
    file = SimpleUploadedFile("a.txt", b"Plan", "text/plain")
    response = client.post("/f/every-type/", {"name": "Demo Ab", "plan": file, "contact_website": "x"})
    assert (response.status_code, Upload.objects.count()) == (200, 0)
    page = BeautifulSoup(response.content, "html5lib")
    assert page.select_one(".message[role=status]")
    assert page.select_one("[name=name]")["value"] == "Demo Ab"
