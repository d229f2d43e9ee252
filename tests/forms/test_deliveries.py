"""What is done after a submission: in the end, once, and never at the respondent's cost."""

import pytest
from django.core import mail

from cms import outbox
from cms.retrying import BACKOFF
from forms import handlers
from forms.models import Delivery, Submission
from forms.services import deliveries
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, definition, publish

pytestmark = pytest.mark.django_db

BUILT_IN = (handlers.StaffEmail.identifier, handlers.Confirmation.identifier)


class Failing:
    identifier = "failing"
    label = "Fails until it does not"
    words = "nobody is there"

    def __init__(self) -> None:
        self.fails = True
        self.handled = []

    def handle(self, event):
        if self.fails:
            raise ConnectionRefusedError(self.words)
        self.handled.append(event.submission.pk)


@pytest.fixture
def failing(monkeypatch):
    handler = Failing()
    monkeypatch.setitem(handlers._handlers, handler.identifier, handler)
    return handler


@pytest.fixture
def delivery(failing, monkeypatch):
    monkeypatch.setattr(outbox, "enqueue", lambda delivery, after=None: None)
    page = publish()
    submission = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission
    return Delivery.objects.create(submission=submission, handler=failing.identifier)


def test_a_failure_is_recorded_and_tried_again(delivery, failing):
    deliveries.deliver.call(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (Delivery.State.WAITING, 1)
    assert "nobody is there" in delivery.last_error
    failing.fails = False
    deliveries.deliver.call(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.last_error) == (Delivery.State.DONE, 2, "")
    assert failing.handled == [delivery.submission_id]


def test_each_wait_is_longer_and_the_last_failure_is_left_to_staff(delivery, failing, monkeypatch):
    waits = []
    monkeypatch.setattr(outbox, "enqueue", lambda delivery, after=None: waits.append(after))
    for _attempt in range(len(BACKOFF) + 1):
        deliveries.deliver.call(delivery.pk)
    delivery.refresh_from_db()
    assert waits == BACKOFF == sorted(BACKOFF)
    assert delivery.state == Delivery.State.FAILED


def test_a_delivery_that_is_done_is_not_done_again(delivery, failing):
    failing.fails = False
    deliveries.deliver.call(delivery.pk)
    deliveries.deliver.call(delivery.pk)
    assert failing.handled == [delivery.submission_id]


def test_a_failing_handler_does_not_fail_the_respondent(failing):
    page = publish()
    submission = submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE).submission
    outbox.enqueue(Delivery.objects.create(submission=submission, handler=failing.identifier))
    assert Submission.objects.filter(pk=submission.pk).exists()


def test_the_receipt_is_sent_in_the_language_of_the_answers_without_confidential_ones():
    changes = {"steps": definition()["steps"]}
    changes["steps"][0]["questions"][0]["data"] = {"confidential": True}
    page = publish(changes, handlers=[{"type": "handler", "value": {"handler": "confirmation", "to": ""}}])
    submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE)
    (message,) = mail.outbox
    assert message.to == ["demo@demo.example"]
    assert "Demoenkät" in message.subject
    assert "1 200 l/år" in message.body.replace("\xa0", " ")
    assert "Demo Ab" not in message.body
    assert "/sv/survey/demo-survey/receipt/" in message.body


def test_a_title_of_several_lines_makes_a_subject_of_one():
    chosen = [{"type": "handler", "value": {"handler": name, "to": "stab@borga.example"}} for name in BUILT_IN]
    page = publish({"title": "Demoenkät\r\nBcc: alla@borga.example"}, handlers=chosen)
    submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE)
    assert [message.subject for message in mail.outbox] == [
        "Nytt svar: Demoenkät Bcc: alla@borga.example",
        "Mottaget: Demoenkät Bcc: alla@borga.example",
    ]
    assert [message.bcc for message in mail.outbox] == [[], []]


@pytest.mark.parametrize("answer", ["a@demo.example, b@demo.example", "a@demo.example\nBcc: b@demo.example", "ring"])
def test_what_is_not_one_address_gets_no_receipt(answer):
    steps = definition()["steps"]
    steps[0]["questions"][1]["type"] = "long_text"
    page = publish({"steps": steps}, handlers=[{"type": "handler", "value": {"handler": "confirmation", "to": ""}}])
    submission = submit(version=page.live_version, answers={**ANSWERS, "email": answer}, door=Submission.Door.PAGE)
    assert mail.outbox == []
    assert submission.submission.deliveries.get().state == Delivery.State.DONE


def test_the_log_of_a_failure_holds_no_answer(delivery, caplog):
    deliveries.deliver.call(delivery.pk)
    assert "ConnectionRefusedError" in caplog.text
    assert "in handle" in caplog.text
    assert "nobody is there" not in caplog.text


def test_the_e_mail_to_staff_holds_no_answers():
    handler = {"handler": "staff_email", "to": "stab@borga.example, chef@borga.example"}
    page = publish(handlers=[{"type": "handler", "value": handler}])
    submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE)
    (message,) = mail.outbox
    assert message.to == ["stab@borga.example", "chef@borga.example"]
    assert "/admin/surveys/inbox/" in message.body
    assert "Demo Ab" not in message.body
