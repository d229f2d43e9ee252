"""One submission by staff's API: read, decided on, corrected, delivered again."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from cms.models import User
from forms.models import Correction, Delivery, Submission
from forms.services import corrections
from forms.services.submissions import submit
from forms.services.uploads import receive
from tests.factories.surveys import ANSWERS, definition, publish
from tests.forms.api.staff import JSON, bearer, changer_of, received

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return publish(handlers=[{"type": "handler", "value": {"handler": "confirmation", "to": ""}}])


@pytest.fixture
def submission(page):
    return received(page)


@pytest.fixture
def headers(page):
    return bearer(changer_of(page))


def url(submission, more=""):
    return f"/api/v1/submissions/{submission.pk}/{more}"


def patch(client, submission, body, headers):
    return client.patch(url(submission), json.dumps(body), content_type=JSON, headers=headers)


def ask(client, submission, headers, **body):
    body = {"questions": [{"key": "name", "note": "Hela namnet"}], **body}
    return client.post(url(submission, "corrections/"), json.dumps(body), content_type=JSON, headers=headers)


def code(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    return response.json()["code"]


def test_the_answers_are_by_key_and_in_words_if_asked(client, submission, headers):
    found = client.get(url(submission), headers=headers).json()
    assert found["answers"] == ANSWERS
    assert (found["state"], found["note"], found["labels"]) == ("new", "", None)
    assert found["scores"]["themes"] == [{"key": "energy", "label": "Energi", "percent": 100, "band": "Långt"}]
    labels = client.get(url(submission), {"labels": "true"}, headers=headers).json()["labels"]
    assert [step["title"] for step in labels] == ["Ni", "Energi"]
    words = {row["key"]: (row["label"], row["value"]) for step in labels for row in step["answers"]}
    assert words["heating"] == ("Hur värmer ni?", ["Olja"])
    assert words["litres"] == ("Hur mycket olja?", ["1\xa0200 l/år"])


def test_what_became_of_it_is_told(client, page, submission, headers):
    found = client.get(url(submission), headers=headers).json()
    (delivery,) = found["deliveries"]
    assert (delivery["handler"], delivery["state"], delivery["revision"]) == ("confirmation", "done", 1)
    asked = corrections.ask(
        submission=submission,
        questions=[("name", "Hela")],
        message="Hej",
        recipient="demo@demo.example",
        user=User.objects.create_superuser("root"),
    )
    corrections.answer(asked, version=page.live_version, posted={"name": "Demo Två Ab"})
    found = client.get(url(submission), headers=headers).json()
    assert (found["revision"], found["answers"]["name"]) == (2, "Demo Två Ab")
    (earlier,) = found["revisions"]
    assert (earlier["revision"], earlier["answers"]["name"]) == (1, "Demo Ab")
    (correction,) = found["corrections"]
    assert (correction["state"], correction["questions"]) == ("corrected", [{"key": "name", "note": "Hela"}])


def test_reading_takes_the_same_queries_however_much_there_is(client, submission, headers, django_assert_num_queries):
    client.get(url(submission), headers=headers)
    with django_assert_num_queries(7) as few:
        client.get(url(submission), headers=headers)
    for number in range(2, 6):
        Delivery.objects.create(submission=submission, handler="confirmation", target=str(number))
        submission.revisions.create(
            number=number, version=submission.version, answers={}, given_at=submission.received_at
        )
    with django_assert_num_queries(len(few)):
        client.get(url(submission), {"labels": "true"}, headers=headers)


def test_a_file_is_handed_out_to_be_saved(client, headers):
    steps = definition()["steps"]
    steps[0]["questions"].append({"key": "plan", "type": "file", "label": "Plan", "accept": ["text"]})
    page = publish({"steps": steps})
    version = page.live_version
    sent = SimpleUploadedFile("plan <1>.txt", b"Vi sparar energi.")
    upload = receive(survey=page.survey, question=version.form.by_key["plan"], file=sent)
    submission = submit(version=version, answers={**ANSWERS, "plan": str(upload.pk)}, door="page").submission
    (file,) = client.get(url(submission), headers=headers).json()["files"]
    assert (file["question"], file["name"], file["type"], file["current"]) == ("plan", upload.name, "text/plain", True)
    response = client.get(file["url"], headers=headers)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"Vi sparar energi."
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert code(client.get(file["url"]), 401) == "token_missing"
    another = received(page)
    moved = client.get(url(another, f"files/{upload.pk}/"), headers=headers)
    assert code(moved, 404) == "not_found"
    upload.file.storage.delete(upload.file.name)
    assert code(client.get(file["url"], headers=headers), 404) == "not_found"


def test_a_decision_is_kept_logged_and_partial(client, submission, headers):
    decided = patch(client, submission, {"state": "in_review", "note": " Ring i morgon "}, headers)
    assert decided.status_code == 200
    assert (decided.json()["state"], decided.json()["note"]) == ("in_review", "Ring i morgon")
    assert ModelLogEntry.objects.get(action="surveys.review").user == User.objects.get()
    assert patch(client, submission, {"state": "accepted"}, headers).json()["note"] == "Ring i morgon"
    assert patch(client, submission, {"note": ""}, headers).json()["state"] == "accepted"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"state": "lost"}, "/state"),
        ({"state": "returned"}, "/state"),
        ({"note": "a\x00b"}, "/note"),
        ({"note": "\ud800"}, "/note"),
        ({"note": "a" * 10_001}, "/note"),
        ({"answers": {}}, "/answers"),
    ],
)
def test_what_cannot_be_decided_is_named_and_changes_nothing(client, submission, headers, body, pointer):
    refused = patch(client, submission, {"state": "accepted", **body}, headers)
    assert refused.status_code == 422, refused.content
    (item,) = refused.json()["errors"]
    assert item["pointer"] == pointer
    submission.refresh_from_db()
    assert (submission.state, submission.note) == ("new", "")


def test_whoever_was_not_there_first_changes_nothing(client, submission, headers):
    tag = client.get(url(submission), headers=headers)["ETag"]
    first = patch(client, submission, {"state": "accepted"}, {**headers, "if-match": tag})
    assert first.status_code == 200
    second = patch(client, submission, {"state": "rejected"}, {**headers, "if-match": tag})
    assert code(second, 412) == "submission_changed"
    assert second["ETag"] == first["ETag"] != tag
    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert patch(client, submission, {"state": "rejected"}, {**headers, "if-match": first["ETag"]}).status_code == 200


def test_a_correction_is_asked_for_once(client, submission, headers, mailoutbox):
    mailoutbox.clear()
    created = ask(client, submission, headers, message="Kontrollera namnet.")
    assert created.status_code == 201, created.content
    found = created.json()
    assert (found["state"], found["recipient"]) == ("waiting", ANSWERS["email"])
    assert found["questions"] == [{"key": "name", "note": "Hela namnet"}]
    assert [mail.to for mail in mailoutbox] == [[ANSWERS["email"]]]
    submission.refresh_from_db()
    assert submission.state == Submission.State.RETURNED
    again = ask(client, submission, headers, message="Kontrollera namnet.")
    assert (again.status_code, again.json()["id"]) == (201, found["id"])
    assert code(ask(client, submission, headers, message="Något annat."), 409) == "correction_waiting"
    assert Correction.objects.count() == len(mailoutbox) == 1
    assert patch(client, submission, {"state": "in_review"}, headers).json()["corrections"][0]["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"questions": []}, "/questions"),
        ({"questions": [{"key": "unknown"}]}, "/questions"),
        ({"questions": [{"key": "name"}, {"key": "name"}]}, "/questions"),
        ({"questions": [{"key": "name", "note": "a\x00"}]}, "/questions/0/note"),
        ({"message": "a\x00"}, "/message"),
        ({"recipient": "nobody"}, "/recipient"),
        ({"recipient": "\ud800@demo.example"}, "/recipient"),
        ({"recipient": "a@b.c\n@d.example"}, "/recipient"),
        ({"recipient": "å\x85@demo.example"}, "/recipient"),
    ],
)
def test_what_cannot_be_asked_is_named(client, submission, headers, body, pointer):
    refused = ask(client, submission, headers, **body)
    assert refused.status_code == 422, refused.content
    assert [item["pointer"] for item in refused.json()["errors"]] == [pointer]
    assert not Correction.objects.exists()
    assert ask(client, submission, headers).status_code == 201
    # It is named even where another one is waited for.
    assert ask(client, submission, headers, **body).status_code in {409, 422}


def test_a_request_for_a_correction_with_a_key_asks_once_whatever_has_become_of_it(client, submission, headers):
    keyed = headers | {"idempotency-key": "ask-1"}
    first = ask(client, submission, keyed).json()
    corrections.withdraw(correction=submission.corrections.get(), user=User.objects.get())
    again = ask(client, submission, keyed)
    assert (again.status_code, again.json()["id"], again.json()["state"]) == (201, first["id"], "withdrawn")
    assert code(ask(client, submission, keyed, message="Noch etwas"), 409) == "idempotency_conflict"
    assert submission.corrections.count() == 1
    assert ask(client, submission, headers | {"idempotency-key": "ask-2"}).json()["id"] != first["id"]


def test_without_an_address_among_the_answers_one_is_needed(client, page, headers):
    submission = received(page, email=None)
    assert code(ask(client, submission, headers), 422) == "recipient_missing"
    assert ask(client, submission, headers, recipient="demo@demo.example").status_code == 201


def test_a_delivery_is_sent_again_unless_it_is_under_way(client, page, submission, headers, mailoutbox):
    delivery = submission.deliveries.get()
    send = url(submission, f"deliveries/{delivery.pk}/send-again/")
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.FAILED, attempts=9)
    mailoutbox.clear()
    sent = client.post(send, headers=headers)
    assert (sent.status_code, sent.json()["id"]) == (202, delivery.pk)
    assert len(mailoutbox) == 1
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.RUNNING)
    assert code(client.post(send, headers=headers), 409) == "delivery_running"
    other = url(received(page), f"deliveries/{delivery.pk}/send-again/")
    assert code(client.post(other, headers=headers), 404) == "not_found"
    beyond = url(submission, f"deliveries/{'9' * 40}/send-again/")
    assert code(client.post(beyond, headers=headers), 404) == "not_found"


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000", "%00"])
def test_a_submission_that_there_is_not_is_not_found(client, headers, key):
    assert client.get(f"/api/v1/submissions/{key}/", headers=headers).status_code == 404
