"""Drafts by the API: begun, changed by two at once, moved, sent."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms import throttling
from forms.models import Draft, DraftLink, Invitation, Submission, Upload
from forms.tokens import INVITATION, signed
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

SURVEY = "/api/v1/surveys/demo-survey/"
JSON = "application/json"


def call(client, method, url, body=None, **headers):
    body = json.dumps(body) if body is not None else ""
    return client.generic(method, url, body, content_type=JSON, headers=headers)


def begin(client, answers=None, **more):
    response = call(client, "POST", f"{SURVEY}drafts/", {"answers": answers or {}, **more})
    assert response.status_code == 201, response.content
    return response, f"/api/v1/drafts/{response.json()['token']}/"


def problem(response, status, code):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == code
    return response.json()


def test_a_draft_is_begun_read_changed_and_sent(client):
    publish()
    created, url = begin(client, {"name": "Demo Ab", "heating": "oil", "litres": "1 200"}, locale="sv", version=1)
    assert created["Location"].endswith(url)
    shown = client.get(url)
    assert shown["ETag"] == created["ETag"]
    assert shown["Cache-Control"] == "private, no-store"
    assert shown.json()["answers"] == {"name": "Demo Ab", "heating": "oil", "litres": 1200}
    assert client.get(shown.json()["url"], follow=True).status_code == 200

    patch = {"answers": {"saving": "in_place", "litres": None, "heating": "sun"}, "steps_done": ["energy", "you"]}
    changed = call(client, "PATCH", url, patch, if_match=shown["ETag"])
    assert changed.json()["answers"] == {"name": "Demo Ab", "heating": "sun", "saving": "in_place"}
    assert changed.json()["steps_done"] == ["you", "energy"]
    assert changed["ETag"] != shown["ETag"]

    sent = call(client, "POST", f"{url}submit/", {"mode": "self"})
    assert sent.status_code == 201
    submission = Submission.objects.get()
    assert (submission.door, submission.mode, str(submission.pk)) == (Submission.Door.API, "self", sent.json()["id"])
    assert not Draft.objects.exists()
    again = call(client, "POST", f"{url}submit/", {"mode": "self"})
    assert (again.status_code, again.json()) == (201, sent.json())
    for method in ("GET", "PATCH", "DELETE"):
        found = problem(call(client, method, url, {"answers": {}} if method == "PATCH" else None), 410, "draft_sent")
        assert found["receipt"] == sent.json()["receipt"]


def test_what_must_be_mended_is_kept_and_told_by_a_check_and_when_it_is_sent(client):
    publish()
    _created, url = begin(client, {"name": "Demo Ab", "email": "nowhere", "heating": "oil", "litres": "many"})
    answers = client.get(url).json()["answers"]
    assert (answers["email"], answers["litres"]) == ("nowhere", "many")
    checked = call(client, "POST", f"{SURVEY}validate/", {"answers": answers, "step": "you", "locale": "fi"}).json()
    assert [(error["pointer"], error["code"]) for error in checked["errors"]] == [
        ("/answers/email", "email"),
        ("/answers/litres", "number"),
    ]
    found = problem(call(client, "POST", f"{url}submit/"), 422, "answers_invalid")
    assert {error["pointer"] for error in found["errors"]} == {"/answers/email", "/answers/litres", "/answers/saving"}
    assert Draft.objects.count() == 1


def test_two_on_one_draft_overwrite_nothing_unseen(client):
    publish()
    created, url = begin(client, {"name": "Demo Ab", "heating": "sun"})
    old = created["ETag"]
    first = call(client, "PATCH", url, {"answers": {"name": "Annan Ab"}}, if_match=old)
    assert first.status_code == 200
    # What is there already is no change, and what nobody else has touched is in nobody's way.
    same = call(client, "PATCH", url, {"answers": {"name": "Annan Ab", "heating": "sun"}}, if_match=old)
    assert (same.status_code, same["ETag"]) == (200, first["ETag"])

    refused = call(client, "PATCH", url, {"answers": {"name": "Tredje Ab", "heating": "sun"}}, if_match=old)
    found = problem(refused, 412, "draft_changed")
    assert [error["pointer"] for error in found["errors"]] == ["/answers/name"]
    assert found["current"]["answers"]["name"] == "Annan Ab"
    assert refused["ETag"] == first["ETag"]
    problem(call(client, "POST", f"{url}submit/", if_match=old), 412, "draft_changed")

    assert (
        call(client, "PATCH", url, {"answers": {"name": "Tredje Ab"}}, if_match=f"W/{refused['ETag']}").status_code
        == 200
    )
    assert call(client, "PATCH", url, {"answers": {"name": "Fjärde Ab"}}).json()["answers"]["name"] == "Fjärde Ab"


def test_a_draft_that_has_not_changed_is_not_sent_again(client):
    publish()
    created, url = begin(client)
    assert client.get(url, headers={"if-none-match": created["ETag"]}).status_code == 304
    head = client.head(url)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", created["ETag"])


@pytest.mark.parametrize(
    ("body", "status", "places"),
    [
        ({"answers": {"nmae": "x", "a/b": 1}}, 422, {"/answers/nmae", "/answers/a~1b"}),
        ({"steps_done": ["you", "me"]}, 422, {"/steps_done"}),
        ({"answers": {}, "extra": 1}, 422, {"/extra"}),
        ({"answers": []}, 422, {"/answers"}),
        ({"locale": "de"}, 422, {"/locale"}),
        ({"answers": {"name": "\ud800"}}, 200, set()),
        ({"answers": {"name": {"deep": [[[[[["x"]]]]]]}, "litres": 1e300}}, 200, set()),
        ({"answers": {"heating": [{"oil": None}], "saving": True}}, 200, set()),
    ],
)
def test_bodies_of_any_shape(client, body, status, places):
    publish()
    _created, url = begin(client, {"name": "Demo Ab"})
    response = call(client, "PATCH", url, body)
    assert response.status_code == status, response.content
    assert {error["pointer"] for error in response.json().get("errors", [])} == places
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    "body", [b'{"answers": {"litres": NaN}}', b'{"answers": {}, "answers": {}}', b"[" * 9000, b"\xff"]
)
def test_what_is_not_json_is_refused(client, body):
    publish()
    _created, url = begin(client)
    for address, method in ((url, "PATCH"), (f"{SURVEY}validate/", "POST"), (f"{SURVEY}drafts/", "POST")):
        problem(client.generic(method, address, body, content_type=JSON), 400, "body_invalid")


def test_a_body_past_the_limit_is_refused(client, settings):
    publish()
    _created, url = begin(client)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    problem(call(client, "PATCH", url, {"answers": {"more": "x" * 2000}}), 413, "body_too_large")


def test_tokens_that_open_nothing(client):
    publish()
    for token in ("x", "x" * 500, "å"):
        problem(client.get(f"/api/v1/drafts/{token}/"), 404, "draft_unknown")
        problem(call(client, "POST", f"/api/v1/drafts/{token}/submit/"), 404, "draft_unknown")


def test_a_survey_that_has_closed_keeps_its_drafts_as_they_are(client):
    page = publish()
    _created, url = begin(client, {"name": "Demo Ab"})
    page.closes_at = timezone.now() - timedelta(days=1)
    page.save_revision().publish()
    problem(call(client, "PATCH", url, {"answers": {"name": "B"}}), 409, "survey_closed")
    problem(call(client, "POST", f"{SURVEY}drafts/", {}), 409, "survey_closed")
    assert client.get(url).json()["answers"] == {"name": "Demo Ab"}
    assert client.delete(url).status_code == 204
    problem(client.get(url), 404, "draft_unknown")


def test_a_draft_of_a_version_that_is_accepted_no_more_moves_on_when_it_is_asked_to(client):
    page = publish(accept_older_days=0)
    _created, url = begin(client, {**ANSWERS, "more": "Mer"}, steps_done=["you", "energy"])
    fewer = definition()
    fewer["steps"][1]["questions"].pop()
    publish({"steps": fewer["steps"]}, accept_older_days=0)
    stale = problem(call(client, "PATCH", url, {"answers": {"name": "B"}}), 409, "version_stale")
    page.refresh_from_db()
    current = page.live_version.number
    assert stale["current"] == current
    assert client.get(f"{url}move/").json()["lost"] == [{"key": "more", "label": "Något mer?", "value": ["Mer"]}]
    problem(call(client, "POST", f"{url}move/", {"version": 99}), 409, "version_stale")
    moved = call(client, "POST", f"{url}move/", {"version": current}).json()
    assert (moved["version"], [lost["key"] for lost in moved["lost"]]) == (current, ["more"])
    assert call(client, "POST", f"{url}move/", {"version": current}).json()["lost"] == []
    assert call(client, "PATCH", url, {"answers": {"name": "B"}}).status_code == 200


def test_a_draft_goes_on_in_another_language(client):
    publish()
    publish({**definition(locale="en", title="Demo survey")})
    _created, url = begin(client, {"name": "Demo Ab", "heating": "oil"}, locale="sv")
    changed = call(client, "PATCH", url, {"answers": {"litres": "1.5"}, "locale": "en"}).json()
    assert (changed["locale"], changed["answers"]["litres"]) == ("en", 1.5)


def test_links_are_sent_and_closed(client, django_capture_on_commit_callbacks):
    publish()
    _created, url = begin(client, {"name": "Demo Ab"})
    problem(call(client, "POST", f"{url}links/", {"email": "nobody"}), 422, "email")
    with django_capture_on_commit_callbacks(execute=True):
        assert call(client, "POST", f"{url}links/", {"email": "demo@demo.example", "locale": "fi"}).status_code == 202
    assert mail.outbox[0].to == ["demo@demo.example"]
    assert client.delete(f"{url}links/").status_code == 204
    assert DraftLink.objects.valid().count() == 0
    for _number in range(4):
        call(client, "POST", f"{url}links/", {"email": "demo@demo.example"})
    refused = call(client, "POST", f"{url}links/", {"email": "demo@demo.example"})
    problem(refused, 429, "links_too_many")
    assert int(refused["Retry-After"]) > 0


def test_files_are_kept_with_the_draft_that_names_them(client):
    question = {"key": "papers", "type": "file", "label": "Papper", "accept": ["text"]}
    shape = definition()
    shape["steps"][0]["questions"].append(question)
    publish({"steps": shape["steps"]})
    file = SimpleUploadedFile("a.txt", b"Demo", content_type="text/plain")
    ticket = client.post(f"{SURVEY}uploads/", {"question": "papers", "file": file}).json()["upload"]
    _created, url = begin(client, {"papers": [ticket]})
    upload = Upload.objects.get()
    assert upload.draft == Draft.objects.get()
    answers = client.get(url).json()["answers"]
    body = {"answers": answers, "draft": url.split("/")[-2]}
    checked = call(client, "POST", f"{SURVEY}validate/", body).json()
    assert "/answers/papers" not in {error["pointer"][:15] for error in checked["errors"]}
    call(client, "PATCH", url, {"answers": {"papers": None}})
    upload.refresh_from_db()
    assert upload.draft is None


@pytest.fixture
def invitation():
    page = publish(invitation_only=True)
    return Invitation.objects.create(survey=page.survey, language="sv")


def test_only_the_invited_answer_and_only_once(client, invitation):
    token = signed(INVITATION, invitation.pk)
    assert client.get("/api/v1/surveys/").json()["items"][0]["invitation_only"]
    for address in ("drafts/", "submissions/"):
        for wrong in ({}, {"invitation": token[:-1]}, {"invitation": "x"}):
            problem(call(client, "POST", SURVEY + address, {"answers": ANSWERS, **wrong}), 403, "invitation_needed")
    sent = call(client, "POST", f"{SURVEY}submissions/", {"answers": ANSWERS, "invitation": token})
    assert sent.status_code == 201
    again = call(client, "POST", f"{SURVEY}submissions/", {"answers": ANSWERS, "invitation": token})
    assert again.json() == sent.json()
    other = call(client, "POST", f"{SURVEY}submissions/", {"answers": {**ANSWERS, "name": "B"}, "invitation": token})
    problem(other, 403, "invitation_used")
    problem(call(client, "POST", f"{SURVEY}drafts/", {"invitation": token}), 410, "draft_sent")


def test_an_invitation_goes_on_with_the_draft_that_it_began(client, invitation):
    token = signed(INVITATION, invitation.pk)
    _created, url = begin(client, {"name": "Demo Ab"}, invitation=token)
    again, same = begin(client, {"name": "Annan Ab"}, invitation=token)
    assert (same, again.json()["answers"]) == (url, {"name": "Demo Ab"})
    refused = call(client, "POST", f"{SURVEY}submissions/", {"answers": ANSWERS, "invitation": token})
    problem(refused, 403, "invitation_begun")
    invitation.revoked_at = timezone.now()
    invitation.save()
    problem(call(client, "POST", f"{SURVEY}drafts/", {"invitation": token}), 403, "invitation_needed")


def test_whoever_asks_too_often_is_told_when_to_come_again(client, settings):
    publish()
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "drafts": "1/hour"}
    throttling.reset()
    begin(client)
    refused = call(client, "POST", f"{SURVEY}drafts/", {}, accept_language="fi")
    assert "Odottakaa" in problem(refused, 429, "too_many_requests")["detail"]
    assert 0 < int(refused["Retry-After"]) <= 3600


def test_a_change_needs_few_queries(client, django_assert_max_num_queries):
    publish()
    _created, url = begin(client, {"name": "Demo Ab"})
    with django_assert_max_num_queries(5):
        client.get(url)
    with django_assert_max_num_queries(12):
        call(client, "PATCH", url, {"answers": {"name": "B"}})
