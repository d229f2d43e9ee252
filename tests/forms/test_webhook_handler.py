"""The handler that tells another system: what is said, to whom, and what is kept back."""

import json
import uuid
from datetime import datetime

import pytest
from django.utils import translation
from standardwebhooks.webhooks import Webhook as Verifier

from cms import outbox
from cms.models import User, Webhook
from forms import handlers
from forms.builder.blocks.survey import HandlersBlock
from forms.handlers.webhook import open_answers
from forms.models import Delivery, Submission, SurveyPage
from forms.services import corrections, deliveries
from forms.services.portable import export_survey, import_survey
from forms.services.submissions import submit
from tests.cms.webhooks.receiver import receiver, webhook_to
from tests.factories.surveys import ANSWERS, definition, home, publish

pytestmark = pytest.mark.django_db

__all__ = ["receiver"]


@pytest.fixture
def webhook(receiver):
    return webhook_to(receiver.url)


def chosen(*webhooks):
    values = [{"handler": "webhook", "to": "", "webhook": str(webhook.pk)} for webhook in webhooks]
    return [{"type": "handler", "value": value} for value in values]


def send_to(*webhooks, changes=None, answers=ANSWERS):
    page = publish(changes, handlers=chosen(*webhooks))
    return submit(version=page.live_version, answers=answers, door=Submission.Door.API).submission


def told(request):
    return json.loads(request.body)


def test_the_message_says_which_submission_and_how_it_scored_but_no_answer(receiver, webhook):
    submission = send_to(webhook)
    [request] = receiver.requests
    message = told(request)
    assert message["type"] == "submission.received"
    assert datetime.fromisoformat(message["timestamp"]) == submission.received_at
    assert message["data"] == {
        "id": str(submission.pk),
        "reference": submission.reference,
        "survey": "demo-survey",
        "version": 1,
        "locale": "sv",
        "door": "api",
        "state": "new",
        "revision": 1,
        "received_at": submission.received_at.isoformat(),
        "scores": {"percent": 100, "themes": {"energy": 100}},
    }


def test_the_message_is_signed_and_its_id_is_the_deliverys(receiver, webhook):
    submission = send_to(webhook)
    [request] = receiver.requests
    Verifier(webhook.secret).verify(request.body, request.headers)
    assert request.headers["webhook-id"] == f"msg_delivery_{submission.deliveries.get().pk}"


def test_answers_go_along_where_the_webhook_asks_for_them_but_no_confidential_ones(receiver, webhook):
    Webhook.objects.update(with_answers=True)
    steps = definition()["steps"]
    steps[0]["questions"][1]["data"] = {"confidential": True}
    send_to(webhook, changes={"steps": steps})
    data = told(receiver.requests[0])["data"]
    assert data["answers"] == {key: value for key, value in ANSWERS.items() if key != "email"}
    assert data["title"] == "Demo Ab"


def test_whom_it_is_from_is_kept_back_where_that_was_told_in_confidence(receiver, webhook):
    Webhook.objects.update(with_answers=True)
    steps = definition()["steps"]
    steps[0]["questions"][0]["data"] = {"confidential": True}
    send_to(webhook, changes={"steps": steps})
    assert "Demo Ab" not in receiver.requests[0].body.decode()


def test_rows_leave_out_their_confidential_answers_and_files_what_opens_them():
    file = {"key": "plan", "type": "file", "label": "Plan"}
    secret = {"key": "pay", "type": "text", "label": "Lön", "data": {"confidential": True}}
    asked = [
        file,
        {**file, "key": "contract", "data": {"confidential": True}},
        {
            "key": "staff",
            "type": "group",
            "label": "Personal",
            "row_label": "Person",
            "questions": [secret, {**file, "key": "map"}],
        },
    ]
    page = publish({"steps": [{"key": "all", "title": "Allt", "questions": asked}], "scoring": {}, "result": {}})
    facts = {"name": "plan.pdf", "type": "application/pdf", "size": 12}
    sent = [{"upload": str(uuid.uuid4()), **facts}]
    answers = {"plan": sent, "contract": sent, "staff": [{"pay": "1", "map": sent}]}
    found = open_answers(page.live_version.form.questions(), answers)
    assert found == {"plan": [facts], "staff": [{"map": [facts]}]}


def test_what_the_receiver_answered_is_kept(receiver, webhook):
    receiver.status, receiver.body = 200, b"tack"
    assert send_to(webhook).deliveries.get().last_answer == "200 OK: tack"


def test_every_attempt_has_the_same_id_and_time(receiver, webhook, monkeypatch):
    monkeypatch.setattr(outbox, "enqueue", lambda delivery, after=None: None)
    delivery = send_to(webhook).deliveries.get()
    receiver.status = 503
    deliveries.deliver.call(delivery.pk)
    receiver.status = 204
    deliveries.deliver.call(delivery.pk)
    first, second = receiver.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert told(first) == told(second)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (Delivery.State.DONE, 2)


def test_each_webhook_of_a_survey_gets_a_message_of_its_own(receiver, webhook):
    submission = send_to(webhook, webhook_to(receiver.url))
    sent = {request.headers["webhook-id"] for request in receiver.requests}
    assert sent == {f"msg_delivery_{delivery.pk}" for delivery in submission.deliveries.all()}
    assert len(sent) == 2


def test_corrected_answers_are_told_under_an_id_of_their_own(receiver, webhook, mailoutbox):
    Webhook.objects.update(with_answers=True)
    submission = send_to(webhook)
    correction = corrections.ask(
        submission=submission,
        questions=[("name", "")],
        message="",
        recipient="demo@demo.example",
        user=User.objects.create_user("reviewer"),
    )
    corrections.answer(correction, version=submission.version, posted={"name": "Demo Oy"})
    first, second = receiver.requests
    assert first.headers["webhook-id"] != second.headers["webhook-id"]
    message = told(second)
    assert (message["type"], message["data"]["revision"]) == ("submission.corrected", 2)
    assert message["data"]["answers"]["name"] == "Demo Oy"
    assert datetime.fromisoformat(message["timestamp"]) == submission.revisions.get().replaced_at


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (lambda: Webhook.objects.all().delete(), "The webhook has been deleted. Choose another one in the survey."),
        (lambda: Webhook.objects.update(is_active=False), "The webhook is not in use."),
    ],
)
def test_a_webhook_that_takes_no_messages_says_what_staff_should_do(receiver, webhook, lost, words, monkeypatch):
    monkeypatch.setattr(outbox, "enqueue", lambda delivery, after=None: None)
    delivery = send_to(webhook).deliveries.get()
    lost()
    with translation.override("en"):
        deliveries.deliver.call(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.last_error.startswith(words)
    assert receiver.requests == []


def test_the_editor_offers_it_and_wants_a_webhook(webhook):
    assert "webhook" in dict(handlers.choices())
    block = HandlersBlock()
    with pytest.raises(Exception, match="Validation error"):
        block.clean(block.to_python([{"type": "handler", "value": {"handler": "webhook", "to": ""}}]))
    block.clean(block.to_python(chosen(webhook)))


def test_a_survey_as_a_file_names_no_webhook_and_an_import_sends_to_none(webhook):
    exported = export_survey(publish(handlers=chosen(webhook)))
    assert "webhook" not in json.dumps(exported)
    imported = import_survey({**exported, "key": "imported"}, parent=home("sv"), publish=True)
    assert imported.chosen_handlers() == []


def test_an_import_of_a_survey_that_is_here_keeps_its_webhook(webhook):
    publish(handlers=chosen(webhook))
    page = import_survey(definition(title="Ny titel"), parent=home("sv"), publish=True)
    assert page.chosen_handlers() == [("webhook", {"webhook": str(webhook.pk)})]


def test_translations_send_to_the_webhook_of_their_source(webhook):
    [field] = [field for field in SurveyPage.override_translatable_fields if field.field_name == "handlers"]
    assert field.is_synchronized(publish(handlers=chosen(webhook)))
    assert not field.overridable
