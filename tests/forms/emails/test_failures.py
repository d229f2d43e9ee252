"""E-mails that cannot be sent: delayed, never lost, and no link is left that nobody got."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.outbox import EmailState
from cms.retrying import BACKOFF
from forms.models import Draft, DraftLink, SurveyEmail
from forms.services import drafts, emails, resuming
from forms.services.emails import deliver_email
from tests.forms.emails import records
from tests.forms.emails.records import REFUSED, Kind
from tests.mail_server import links_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_on_the_site(db, settings):
    """The queue of the site itself: rows in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def draft(survey):
    return records.begun(survey)


@pytest.fixture
def waiting(draft):
    return resuming.send_link(draft, email="person@demo.example", language="fi")


def queued():
    return DBTaskResult.objects.filter(task_path=deliver_email.module_path)


def run_queue():
    """Does what the worker would do with the one e-mail in the queue, and returns how long that had to wait."""
    [task] = queued()
    waited = timedelta(0) if task.run_after == get_date_max() else task.run_after - timezone.now()
    [email_id] = task.args_kwargs["args"]
    task.delete()
    deliver_email.call(email_id)
    return waited


def test_a_refused_address_is_left_in_the_end_without_a_link_that_works(inbox, waiting):
    inbox.refusal = REFUSED
    with time_machine.travel(timezone.now(), tick=False):
        waits = [run_queue() for _attempt in range(len(BACKOFF) + 1)]
    waiting.refresh_from_db()
    assert waits == [timedelta(0), *BACKOFF]
    assert (waiting.state, waiting.last_error) == (EmailState.FAILED, "SMTPRecipientsRefused")
    assert not DraftLink.objects.valid().exists()
    assert (queued().count(), inbox.messages) == (0, [])


def test_a_server_that_is_down_delays_and_the_next_attempt_arrives(port, waiting, request):
    run_queue()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.last_error) == (EmailState.WAITING, "ConnectionRefusedError")
    up = request.getfixturevalue("inbox")
    run_queue()
    waiting.refresh_from_db()
    assert waiting.state == EmailState.SENT
    [link] = links_in(up.messages[0])
    assert drafts.find(link.rstrip("/").split("/")[-3]) is not None
    assert DraftLink.objects.valid().count() == 1


@pytest.mark.parametrize("kind", [Kind.RESUME, Kind.REMINDER])
def test_nothing_is_sent_about_answers_that_are_gone(inbox, survey, kind):
    row = records.row(kind, survey)
    Draft.objects.all().delete()
    deliver_email.call(row.pk)
    assert inbox.messages == []
    assert not SurveyEmail.objects.exists()


@pytest.mark.parametrize("kind", [Kind.INVITATION, Kind.CORRECTION])
def test_nothing_is_sent_about_what_was_withdrawn(inbox, survey, kind):
    row = records.row(kind, survey)
    about = row.invitation or row.correction
    closed = "revoked_at" if row.invitation else "withdrawn_at"
    type(about).objects.filter(pk=about.pk).update(**{closed: timezone.now()})
    deliver_email.call(row.pk)
    assert inbox.messages == []


def test_a_reminder_is_not_sent_to_who_has_closed_the_links_or_gone_on(inbox, survey):
    closed, gone_on = records.row(Kind.REMINDER, survey), records.row(Kind.REMINDER, survey)
    DraftLink.objects.filter(draft_hash=closed.draft_hash).update(revoked_at=timezone.now())
    Draft.objects.filter(token_hash=gone_on.draft_hash).update(changed_at=timezone.now())
    for row in (closed, gone_on):
        deliver_email.call(row.pk)
    assert inbox.messages == []


def test_a_link_that_waits_while_all_are_closed_is_not_sent(inbox, waiting, draft):
    resuming.close_links(draft)
    run_queue()
    assert (inbox.messages, DraftLink.objects.count()) == ([], 0)


def test_an_e_mail_is_queued_with_what_causes_it_or_not_at_all(survey):
    with transaction.atomic():
        emails.send(Kind.INVITATION, survey=survey, recipient="a@demo.example", language="sv")
        transaction.set_rollback(True)
    assert (SurveyEmail.objects.count(), queued().count()) == (0, 0)


def test_the_log_of_a_failure_holds_no_address(inbox, waiting, caplog):
    inbox.refusal = f"550 {waiting.recipient} is unknown"
    run_queue()
    assert "SMTPRecipientsRefused" in caplog.text
    assert waiting.recipient not in caplog.text
