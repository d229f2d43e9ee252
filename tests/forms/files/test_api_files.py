"""Files that a front end sends before the answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forms.engine.questions.upload import MEGABYTE
from forms.models import Submission, Upload
from tests.forms.files.making import image, pdf, uploaded
from tests.forms.files.surveys import facts

pytestmark = pytest.mark.django_db

UPLOADS = "/api/v1/surveys/demo-survey/uploads/"
SUBMISSIONS = "/api/v1/surveys/demo-survey/submissions/"


def put(client, question="plan", content=None, name="plan.pdf", **headers):
    return client.post(UPLOADS, {"question": question, "file": uploaded(content or pdf(), name)}, headers=headers)


def test_the_api_takes_a_file_and_then_the_answers_that_name_it(client, page):
    response = put(client)
    assert response.status_code == 201
    ticket = response.json()
    assert ticket == facts(Upload.objects.get())
    body = {"answers": {"plan": [ticket["upload"]]}, "locale": "sv"}
    assert client.post(SUBMISSIONS, body, content_type="application/json").status_code == 201
    assert Submission.objects.get().answers["plan"] == [ticket]
    again = client.post(SUBMISSIONS, body, content_type="application/json")
    assert again.status_code == 422
    assert (again.json()["errors"][0]["code"], again.json()["errors"][0]["pointer"]) == (
        "file_unknown",
        "/answers/plan",
    )


def test_the_api_takes_a_file_for_a_question_in_a_row(client, page):
    assert put(client, "cv", b"Hej", "cv.txt").json()["type"] == "text/plain"


@pytest.mark.parametrize(
    ("question", "content", "status", "code", "pointer"),
    [
        ("plan", b"MZ\0\0", 422, "file_type", "/file"),
        ("plan", b"", 422, "file_empty", "/file"),
        ("logo", image(size=(1200, 1200), quality=100) + b"\0" * MEGABYTE, 413, "file_size", "/file"),
        ("name", b"Hej", 422, "question_not_file", "/question"),
        ("nothing", b"Hej", 422, "question_not_file", "/question"),
    ],
    ids=["type", "empty", "size", "another question", "no question"],
)
def test_the_api_says_what_is_wrong_in_the_readers_language(client, page, question, content, status, code, pointer):
    file = uploaded(content, "plan.pdf")
    response = client.post(UPLOADS, {"question": question, "file": file}, headers={"Accept-Language": "sv"})
    problem = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, problem["code"], problem["errors"][0]["pointer"]) == (status, code, pointer)
    assert problem["detail"] != client.post(f"{UPLOADS}?locale=sv", {"question": "x", "file": file}).json()["title"]


def test_the_api_asks_to_come_again_when_too_much_waits(client, page, settings):
    settings.UPLOADS_UNSENT_MAX_COUNT = 0
    response = put(client)
    assert (response.status_code, response.json()["code"]) == (429, "uploads_busy")
    assert int(response.headers["Retry-After"]) > 0


def test_the_api_takes_no_file_for_a_closed_or_unknown_survey(client, page):
    page.closes_at = timezone.now() - timedelta(hours=1)
    page.save_revision().publish()
    assert put(client).status_code == 409
    assert client.post(UPLOADS.replace("demo", "no"), {"question": "plan", "file": uploaded(pdf())}).status_code == 404


def test_the_api_refuses_a_body_that_is_too_large_before_it_is_read(client, page, settings):
    settings.FILES_MAX_BODY_SIZE = [(r"/api/v1/surveys/[^/]+/uploads/$", 100)]
    response = Client().post(UPLOADS, {"question": "plan", "file": uploaded(pdf())})
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_the_api_takes_a_body_of_files_where_it_expects_one_only(client, page):
    response = client.post(SUBMISSIONS, {"answers": "{}", "file": uploaded(b"a" * 3_000_000)})
    assert response.status_code in {400, 413, 415, 422}
    assert not Upload.objects.exists()


def test_the_route_is_in_the_openapi_document(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    route = paths["/api/v1/surveys/{key}/uploads/"]["post"]
    assert set(route["responses"]) == {"201", "400", "403", "404", "409", "411", "413", "415", "422", "429", "500"}
    assert "multipart/form-data" in route["requestBody"]["content"]
