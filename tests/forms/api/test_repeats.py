"""Requests that are sent again because their answer was lost: nothing is made twice."""

import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from forms.models import Draft, SurveyEmail, Upload
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

SURVEY = "/api/v1/surveys/demo-survey/"
KEY = "7f9c2ba4-e88f-427d-9a60-6a1f0e4d7c11"


def png(size):
    file = io.BytesIO()
    Image.new("RGB", (size, size)).save(file, "PNG")
    return file.getvalue()


PNG = png(8)


def post(client, url, body, key=KEY, **headers):
    headers |= {"idempotency_key": key} if key is not None else {}
    return client.post(url, json.dumps(body), content_type="application/json", headers=headers)


def begin(client, body=None, key=KEY):
    return post(client, f"{SURVEY}drafts/", {"answers": {"name": "Demo Ab"}} if body is None else body, key)


def problem(response, status, code):
    assert response.status_code == status, response.content
    assert response.json()["code"] == code
    return response.json()


def with_file():
    page = definition()
    page["steps"][0]["questions"] += [
        {"key": "picture", "type": "file", "label": "Bild", "accept": ["image"]},
        {"key": "other_picture", "type": "file", "label": "Annan bild", "accept": ["image"]},
    ]
    publish(page)


def upload(client, key=KEY, *, question="picture", content=None, name="a.png"):
    file = SimpleUploadedFile(name, content or PNG)
    return client.post(
        f"{SURVEY}uploads/", {"question": question, "file": file}, headers={"idempotency_key": key} if key else {}
    )


def test_a_draft_that_is_begun_again_with_its_key_is_the_same(client):
    publish()
    first = begin(client)
    again = begin(client)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    assert Draft.objects.count() == 1
    assert len(first.json()["token"]) >= 43
    assert begin(client, key=None).json()["token"] != first.json()["token"]


def test_another_request_with_the_key_of_a_draft_is_refused_and_learns_no_token(client):
    publish()
    token = begin(client).json()["token"]
    for body in ({"answers": {}}, {"answers": {"name": "Demo Ab"}, "locale": "sv"}):
        refused = begin(client, body)
        problem(refused, 409, "idempotency_conflict")
        assert token not in refused.content.decode()
    assert Draft.objects.count() == 1


def test_a_key_says_nothing_of_another_survey(client):
    publish()
    publish({"key": "other"})
    other = post(client, "/api/v1/surveys/other/drafts/", {"answers": {"name": "Demo Ab"}})
    assert begin(client).json()["token"] != other.json()["token"]


def test_a_draft_that_was_sent_meanwhile_is_gone_and_its_receipt_is_named(client):
    publish()
    token = begin(client, {"answers": ANSWERS}).json()["token"]
    sent = post(client, f"/api/v1/drafts/{token}/submit/", {}, key=None)
    assert sent.status_code == 201
    assert problem(begin(client, {"answers": ANSWERS}), 410, "draft_sent")["receipt"] == sent.json()["receipt"]


@pytest.mark.parametrize(("language", "word"), [("sv", "slumpad"), ("fi", "satunnaista"), ("en", "random")])
def test_a_key_that_could_be_guessed_makes_no_token(client, language, word):
    with_file()
    for response in (
        begin(client, {"locale": language}, key="1" * 21),
        client.post(
            f"{SURVEY}uploads/?locale={language}",
            {"question": "picture", "file": SimpleUploadedFile("a.png", PNG)},
            headers={"idempotency_key": "1" * 21},
        ),
    ):
        found = problem(response, 422, "idempotency_key_short")
        assert word in found["detail"]
        assert found["errors"][0]["pointer"] == "/Idempotency-Key"
    assert not Draft.objects.exists()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "key",
    ["", "x" * 181, "å" * 30, "a b" * 10, "x\x00" * 12],
    ids=["empty", "long", "letters", "spaces", "null"],
)
def test_a_key_that_is_none(client, key):
    publish()
    found = problem(begin(client, key=key), 422, "request_invalid")
    assert found["errors"][0]["pointer"] == "/Idempotency-Key"


def test_a_file_that_is_sent_again_with_its_key_has_the_same_ticket(client):
    with_file()
    first, again = upload(client), upload(client, name="other.png")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    kept = Upload.objects.get()
    assert KEY not in kept.idempotency_key
    assert kept.file.storage.exists(kept.file.name)
    assert upload(client, key=None).json()["upload"] != first.json()["upload"]


def test_another_file_or_question_with_the_same_key_is_refused(client):
    with_file()
    assert upload(client).status_code == 201
    problem(upload(client, question="other_picture"), 409, "idempotency_conflict")
    problem(upload(client, content=png(9)), 409, "idempotency_conflict")
    assert Upload.objects.count() == 1


def test_a_link_that_is_asked_for_again_with_its_key_is_sent_once(client):
    publish()
    links = f"/api/v1/drafts/{begin(client).json()['token']}/links/"
    for _time in range(2):
        assert post(client, links, {"email": "demo@demo.example"}, key="a").status_code == 202
    assert SurveyEmail.objects.count() == 1
    problem(post(client, links, {"email": "other@demo.example"}, key="a"), 409, "idempotency_conflict")
    other = begin(client, key=str(uuid.uuid4())).json()["token"]
    assert post(client, f"/api/v1/drafts/{other}/links/", {"email": "a@demo.example"}, key="a").status_code == 202
    assert SurveyEmail.objects.count() == 2
