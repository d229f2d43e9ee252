"""What no outbox may do: lose a row, do one twice at once, or leave one that a killed worker had."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms import outbox
from forms.models import Delivery, Submission
from forms.services import deliveries
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_on_the_site(settings):
    """The queue of the site itself: rows in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def delivery():
    page = publish(handlers=[{"type": "handler", "value": {"handler": "staff_email", "to": "stab@borga.example"}}])
    submit(version=page.live_version, answers=ANSWERS, door=Submission.Door.PAGE)
    return Delivery.objects.get()


def later(by):
    return time_machine.travel(timezone.now() + by, tick=False)


def a_minute_after_the_lease():
    return later(outbox.LEASE + timedelta(minutes=1))


def test_what_a_killed_worker_had_goes_back_into_the_queue_and_is_done(delivery, mailoutbox):
    with pytest.raises(KeyboardInterrupt):
        outbox.attempt(delivery, _killed)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (Delivery.State.RUNNING, 1)
    DBTaskResult.objects.all().delete()
    with a_minute_after_the_lease():
        outbox.sweep()
        [task] = DBTaskResult.objects.all()
        deliveries.deliver.call(*task.args_kwargs["args"])
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, len(mailoutbox)) == (Delivery.State.DONE, 2, 1)


def _killed():
    raise KeyboardInterrupt


def test_a_row_whose_task_was_lost_is_queued_again_once(delivery):
    DBTaskResult.objects.all().delete()
    outbox.sweep()
    assert not DBTaskResult.objects.exists()
    with a_minute_after_the_lease():
        outbox.sweep()
        outbox.sweep()
    assert DBTaskResult.objects.count() == 1


def test_what_waits_for_its_next_attempt_is_left_to_wait(delivery, monkeypatch):
    outbox.attempt(delivery, _failing)
    DBTaskResult.objects.all().delete()
    with later(outbox.LEASE - timedelta(minutes=1)):
        outbox.sweep()
    assert not DBTaskResult.objects.exists()


def _failing():
    raise ConnectionRefusedError


def test_a_row_that_another_worker_has_is_left_alone_and_is_not_sent_again(delivery, mailoutbox):
    def meanwhile():
        deliveries.deliver.call(delivery.pk)
        assert not outbox.send_again(Delivery.objects.get())

    outbox.attempt(delivery, meanwhile)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, mailoutbox) == (Delivery.State.DONE, 1, [])


@pytest.mark.parametrize("state", [Delivery.State.DONE, Delivery.State.FAILED])
def test_what_is_finished_is_not_swept(delivery, state):
    Delivery.objects.update(state=state)
    DBTaskResult.objects.all().delete()
    with a_minute_after_the_lease():
        outbox.sweep()
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("asked", "waited"),
    [(timedelta(seconds=2), timedelta(minutes=1)), (timedelta(hours=2), timedelta(hours=2))],
)
def test_it_is_not_tried_again_before_the_other_side_wants_it(delivery, asked, waited):
    def refused():
        raise outbox.NotDone("Later.", asked)

    DBTaskResult.objects.all().delete()
    with later(timedelta()):
        outbox.attempt(delivery, refused)
        [task] = DBTaskResult.objects.all()
        assert task.run_after == timezone.now() + waited
        assert delivery.overdue_at == timezone.now() + waited + outbox.LEASE


def test_no_other_side_may_put_it_off_for_longer_than_the_longest_wait(delivery):
    def refused():
        raise outbox.NotDone("Next year.", timedelta(days=365))

    with later(timedelta()):
        outbox.attempt(delivery, refused)
        assert delivery.overdue_at == timezone.now() + timedelta(hours=12) + outbox.LEASE
