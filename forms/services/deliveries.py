"""Running a submission's handlers: after the respondent has been answered, and again until it works."""

import logging
from datetime import timedelta
from traceback import format_tb

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from cms.retrying import wait_after
from forms import handlers
from forms.models import Delivery, Submission, SurveyPage

logger = logging.getLogger(__name__)


def enqueue(delivery: Delivery, after: timedelta | None = None) -> None:
    """Hand `delivery` to the worker, at once or after a while."""
    work = deliver.using(run_after=timezone.now() + after) if after else deliver
    work.enqueue(delivery.pk)


@task()
def deliver(delivery_id: int) -> None:
    """The worker's task: run a delivery's handler once; a failure is recorded and tried again later.

    No transaction spans the handler: an e-mail must not hold the database while it is being sent.
    """
    delivery = (
        Delivery.objects.select_related("submission__version__survey")
        .filter(pk=delivery_id)
        .exclude(state=Delivery.State.DONE)
    ).first()
    if delivery is None:
        return
    try:
        handler = handlers.get(delivery.handler)
        if handler is None:
            raise LookupError(f"no handler is called {delivery.handler}")
        event = handlers.event_for(delivery.submission, delivery.options)
        if delivery.revision == 1:
            handler.handle(event)
        elif isinstance(handler, handlers.CorrectionHandler):
            handler.corrected(event)
    except Exception as error:
        # Not the error's own words: they may hold an answer, such as the address that a mail server refused.
        place = "".join(format_tb(error.__traceback__))
        logger.error("delivery %s failed with %s\n%s", delivery.pk, type(error).__name__, place)
        _failed(delivery, error)
    else:
        _record(delivery, state=Delivery.State.DONE, last_error="")


def deliver_corrected(submission: Submission) -> None:
    """A delivery for each handler that had the submission and does something with corrected answers.

    It has the options of today where the survey still has the handler, such as the address of staff.
    """
    page = SurveyPage.objects.answering(submission.version)
    today = dict(page.chosen_handlers()) if page else {}
    for first in submission.deliveries.filter(revision=1):
        if isinstance(handlers.get(first.handler), handlers.CorrectionHandler):
            options = today.get(first.handler, first.options)
            enqueue(
                Delivery.objects.create(
                    submission=submission, handler=first.handler, revision=submission.revision, options=options
                )
            )


def send_again(delivery: Delivery) -> None:
    """Put a delivery back in the queue, whatever became of it."""
    delivery.state = Delivery.State.WAITING
    with transaction.atomic():
        delivery.save(update_fields=["state", "changed_at"])
        enqueue(delivery)


def _failed(delivery: Delivery, error: Exception) -> None:
    wait = wait_after(delivery.attempts)
    state = Delivery.State.WAITING if wait else Delivery.State.FAILED
    with transaction.atomic():
        _record(delivery, state=state, last_error=f"{type(error).__name__}: {error}"[:500])
        if wait:
            enqueue(delivery, after=wait)


def _record(delivery: Delivery, *, state: Delivery.State, last_error: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, last_error=last_error, attempts=F("attempts") + 1, changed_at=timezone.now()
    )
