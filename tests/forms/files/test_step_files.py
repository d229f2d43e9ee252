"""Files that are sent with a step of a survey, and how large what is sent may be."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client, RequestFactory

from cms.middleware import BodySizeMiddleware
from forms.engine.questions.upload import MEGABYTE
from forms.models import Draft, Submission, Upload
from tests.forms.files.making import image, pdf, uploaded
from tests.forms.files.surveys import facts

pytestmark = pytest.mark.django_db

START = "/sv/survey/demo-survey/"
UPLOADS = "/api/v1/surveys/demo-survey/uploads/"
SUBMISSIONS = "/api/v1/surveys/demo-survey/submissions/"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def post(client, address, **fields):
    rows = " ".join(f"staff:{number}:who staff:{number}:cv" for number in range(8))
    return client.post(address, {"_shown": f"name plan logo staff {rows}", **fields})


def test_files_are_sent_with_a_step(client, page):
    response = post(client, START, name="Demo", plan=uploaded(pdf(), "plan.pdf"), _next="1")
    assert response.status_code == 302
    assert Draft.objects.get().answers["plan"] == [facts(Upload.objects.get())]


def test_a_refused_file_is_said_at_its_question_and_nothing_else_is_lost(client, page):
    response = post(client, START, name="Demo", plan=uploaded(pdf(), "plan.pdf"), logo=uploaded(b"MZ\0\0", "logo.png"))
    assert response.status_code == 422
    shown = soup(response)
    assert "”logo.png” är av en typ" in shown.select_one("[role=alert], .error-summary").get_text()
    assert shown.select_one("input[name=name]")["value"] == "Demo"
    assert shown.select_one("input[name=plan][type=checkbox]")["value"] == str(Upload.objects.get().pk)


def test_kept_files_and_new_ones_stand_side_by_side(client, page):
    step = post(client, START, name="Demo", plan=uploaded(pdf(), "a.pdf")).url.replace("more", "you")
    first = Upload.objects.get()
    post(client, step, name="Demo", plan=[str(first.pk), uploaded(pdf(), "b.pdf")])
    assert [file["name"] for file in Draft.objects.get().answers["plan"]] == ["a.pdf", "b.pdf"]


def test_more_files_than_asked_for_are_refused(client, page):
    files = [uploaded(pdf(), f"{letter}.pdf") for letter in "abc"]
    response = post(client, START, name="Demo", plan=files)
    assert response.status_code == 422
    assert "högst så här många filer: 2" in soup(response).get_text()
    assert Upload.objects.count() == 2


def test_a_new_file_takes_the_place_of_the_only_one(client, page):
    step = post(client, START, name="Demo", logo=uploaded(image(), "a.jpg")).url.replace("more", "you")
    post(client, step, name="Demo", logo=[str(Upload.objects.get().pk), uploaded(image(), "b.jpg")])
    assert [file["name"] for file in Draft.objects.get().answers["logo"]] == ["b.jpg"]


def test_a_file_in_a_row_stays_in_its_row(client, page):
    fields = {
        "staff:0:who": "First",
        "staff:3:who": "Second",
        "staff:3:cv": uploaded(b"Second", "two.txt"),
        "staff:7:cv": uploaded(b"Third", "three.txt"),
    }
    post(client, START, name="Demo", **fields)
    rows = Draft.objects.get().answers["staff"]
    assert [(row.get("who"), [file["name"] for file in row.get("cv", [])]) for row in rows] == [
        ("First", []),
        ("Second", ["two.txt"]),
        (None, ["three.txt"]),
    ]


def test_a_refused_file_in_a_row_is_said_there(client, page):
    fields = {"staff:0:who": "First", "staff:1:who": "Second", "staff:1:cv": uploaded(pdf(), "cv.pdf")}
    response = post(client, START, name="Demo", **fields)
    assert response.status_code == 422
    assert soup(response).select_one('input[type=file][name="staff:1:cv"]')["aria-invalid"] == "true"


def test_files_travel_from_the_first_step_to_the_inbox(client, page):
    step = post(client, START, name="Demo", plan=uploaded(pdf(), "plan.pdf")).url
    client.post(step, {"else": "", "_shown": "else", "_next": "1"})
    response = client.post(step.replace("more/", ""), {"mode": "self"})
    assert response.status_code == 302
    assert Submission.objects.get().answers["plan"] == [facts(Upload.objects.get())]
    assert "plan.pdf" in soup(client.get(response.url)).get_text()


def test_a_body_beyond_what_the_questions_take_is_not_read(client, page, monkeypatch):
    monkeypatch.setattr("forms.views.files.MEGABYTE", 1)
    response = post(client, START, name="Demo", plan=uploaded(b"a" * 3 * MEGABYTE, "a.txt"))
    assert response.status_code == 413
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("address", "megabytes"),
    [
        ("/sv/survey/demo-survey/", 104),
        ("/fi/survey/demo-survey/token/you/", 104),
        (UPLOADS, 52),
        (SUBMISSIONS, 2),
        ("/admin/images/add/", 200),
        ("/sv/", 2),
        ("/x/sv/survey/", 2),
    ],
)
def test_a_body_with_files_has_a_limit_by_its_address(address, megabytes):
    assert BodySizeMiddleware(lambda request: HttpResponse()).largest(address) == megabytes * MEGABYTE


def test_a_step_with_a_large_file_is_taken_in(page, client):
    large = uploaded(b"a" * 3 * MEGABYTE, "a.txt")
    assert post(client, START, name="Demo", **{"staff:0:cv": large}).status_code == 302
    assert Upload.objects.get().size == 3 * MEGABYTE


def test_a_step_beyond_the_limit_is_not_read(page, settings):
    settings.FILES_MAX_BODY_SIZE = [(r"/sv/survey/", 1_000)]
    response = Client().post(START, {"name": "Demo", "plan": uploaded(b"a" * MEGABYTE, "a.pdf")})
    assert response.status_code == 413
    assert not Upload.objects.exists()


def test_what_is_refused_unread_is_read_away_before_the_answer():
    """Else a browser, which is still sending, shows that the connection was lost."""
    request = RequestFactory().post("/sv/survey/demo-survey/", {"plan": uploaded(b"a" * MEGABYTE, "a.pdf")})
    response = BodySizeMiddleware(lambda request: HttpResponse(status=413))(request)
    assert response.status_code == 413
    assert request.read() == b""
