"""Letters that cannot be sent: how long the worker waits, when it gives up, and what is left behind."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.outbox import EmailState
from cms.retrying import BACKOFF
from partners import letters
from partners.letters.sending import deliver_letter
from partners.models import AccessLink, Letter
from tests.partners.letters import records

REFUSED = "550 No such person"


@pytest.fixture(autouse=True)
def as_on_the_site(db, settings):
    """The queue of the site itself: rows in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def waiting():
    return letters.send(records.case("sv"), Letter.WELCOME)


def queued():
    return DBTaskResult.objects.filter(task_path=deliver_letter.module_path)


def run_queue():
    """Does what the worker would do with the one letter in the queue, and returns how long that had to wait."""
    [task] = queued()
    waited = timedelta(0) if task.run_after == get_date_max() else task.run_after - timezone.now()
    [letter_id] = task.args_kwargs["args"]
    task.delete()
    deliver_letter.call(letter_id)
    return waited


def test_a_refused_address_is_tried_again_after_longer_and_longer_waits_and_then_left_to_staff(inbox, waiting):
    inbox.refusal = REFUSED
    with time_machine.travel(timezone.now(), tick=False):
        waits = [run_queue() for _attempt in range(len(BACKOFF) + 1)]
    waiting.refresh_from_db()
    assert waits == [timedelta(0), *BACKOFF]
    assert (waiting.state, waiting.attempts) == (EmailState.FAILED, len(BACKOFF) + 1)
    assert waiting.last_error == "SMTPRecipientsRefused"
    assert (queued().count(), inbox.messages) == (0, [])


def test_a_letter_waits_for_a_server_that_is_down(port, waiting):
    run_queue()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts, waiting.last_error) == (EmailState.WAITING, 1, "ConnectionRefusedError")
    assert queued().count() == 1


def test_a_letter_that_was_refused_once_is_sent_by_the_next_attempt(inbox, waiting):
    inbox.refusal = REFUSED
    run_queue()
    inbox.refusal = ""
    run_queue()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts, waiting.last_error) == (EmailState.SENT, 2, "")
    assert (len(inbox.messages), queued().count()) == (1, 0)


def test_only_the_link_in_the_letter_that_arrived_works(inbox, waiting):
    before = AccessLink.objects.create(
        partner=waiting.partner,
        token_hash="0" * 64,
        sent_to=waiting.recipient,
        expires_at=timezone.now() + timedelta(days=1),
    )
    inbox.refusal = REFUSED
    run_queue()
    run_queue()
    assert list(AccessLink.objects.valid()) == [before]
    inbox.refusal = ""
    run_queue()
    assert AccessLink.objects.count() == 4
    assert AccessLink.objects.valid().count() == 2


def test_a_letter_that_was_sent_is_not_sent_twice(inbox, waiting):
    run_queue()
    deliver_letter.call(waiting.pk)
    assert len(inbox.messages) == 1


def test_the_log_of_a_failure_holds_no_address(inbox, waiting, caplog):
    inbox.refusal = f"550 {waiting.recipient} is unknown"
    run_queue()
    assert "SMTPRecipientsRefused" in caplog.text
    assert waiting.recipient not in caplog.text


def test_sending_again_begins_with_all_attempts(inbox, waiting):
    queued().delete()
    waiting.state, waiting.attempts, waiting.last_error = EmailState.FAILED, 7, "SMTPRecipientsRefused"
    waiting.save()
    letters.send_again(waiting)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts, waiting.last_error) == (EmailState.WAITING, 0, "")
    run_queue()
    assert len(inbox.messages) == 1


def test_a_letter_without_an_address_fails_at_once_and_is_sent_again_to_the_present_one(inbox):
    partner = records.case("sv", contact_email="")
    row = letters.send(partner, Letter.WELCOME)
    assert (row.state, queued().count()) == (EmailState.FAILED, 0)
    with pytest.raises(ValidationError) as refused:
        letters.send_again(row)
    assert refused.value.code == "no_address"
    partner.contact_email = "new@demo.example"
    partner.save()
    row.refresh_from_db()
    letters.send_again(row)
    run_queue()
    assert inbox.messages[0]["to"] == "new@demo.example"


def test_a_letter_that_waited_goes_to_the_contact_person_of_today(inbox, waiting):
    waiting.partner.contact_email = "new@demo.example"
    waiting.partner.save()
    run_queue()
    waiting.refresh_from_db()
    assert waiting.recipient == "new@demo.example"
    assert [message["To"] for message in inbox.messages] == ["new@demo.example"]
    assert set(AccessLink.objects.valid().values_list("sent_to", flat=True)) <= {"new@demo.example"}


def test_a_letter_to_someone_else_keeps_its_address(inbox):
    letters.send(records.case("sv"), Letter.BUSINESS_SUPPORT, {"note": "El"}, to="support@city.example")
    run_queue()
    assert [message["To"] for message in inbox.messages] == ["support@city.example"]


def test_of_two_workers_with_the_same_letter_one_sends_it(inbox, waiting, monkeypatch):
    from cms import outbox

    claimed = outbox._is_claimed

    def after_the_other(row):
        monkeypatch.setattr(outbox, "_is_claimed", claimed)
        deliver_letter.call(row.pk)
        return claimed(row)

    monkeypatch.setattr(outbox, "_is_claimed", after_the_other)
    run_queue()
    waiting.refresh_from_db()
    assert (len(inbox.messages), waiting.state, waiting.attempts) == (1, EmailState.SENT, 1)
