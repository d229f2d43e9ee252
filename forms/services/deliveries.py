"""Running a submission's handlers: after the respondent has been answered, and again until it works."""

from django.db import transaction
from django_tasks import task
from wagtail.log_actions import log

from cms import outbox
from cms.models import User
from forms import handlers
from forms.models import Delivery, Submission, SurveyPage

SENT_AGAIN = "surveys.send_delivery_again"


def deliver_received(submission: Submission, page: SurveyPage) -> None:
    """A delivery for each handler that the editor of `page` chose, in the transaction that stores the submission."""
    for handler, options in page.chosen_handlers():
        _put(submission, handler, options)


def deliver_corrected(submission: Submission) -> None:
    """A delivery for each handler that had the submission and does something with corrected answers.

    It has the options of today where the survey still has the handler, such as the address of staff.
    """
    page = SurveyPage.objects.answering(submission.version)
    chosen = page.chosen_handlers() if page else []
    today = {(name, handlers.target(name, options)): options for name, options in chosen}
    for first in submission.deliveries.filter(revision=1):
        if isinstance(handlers.get(first.handler), handlers.CorrectionHandler):
            _put(submission, first.handler, today.get((first.handler, first.target), first.options))


def _put(submission: Submission, handler: str, options: dict[str, str]) -> None:
    delivery = Delivery.objects.create(
        submission=submission,
        handler=handler,
        target=handlers.target(handler, options),
        revision=submission.revision,
        options=options,
    )
    outbox.enqueue(delivery)


def send_again(*, delivery: Delivery, user: User) -> bool:
    """Put `delivery` back in the queue with all its attempts, logged; not while a worker has it, which is False."""
    with transaction.atomic():
        if not outbox.send_again(delivery):
            return False
        submission = delivery.submission
        data = {"handler": delivery.handler}
        log(instance=submission, action=SENT_AGAIN, title=submission.reference, user=user, data=data)
    return True


@task()
def deliver(delivery_id: int) -> None:
    """The worker's task: run a delivery's handler once; a failure is recorded and tried again later."""
    delivery = Delivery.objects.select_related("submission__version__survey").filter(pk=delivery_id).first()
    if delivery is not None:
        outbox.attempt(delivery, lambda: _handle(delivery))


def _handle(delivery: Delivery) -> None:
    """Raises what the handler raises, or LookupError where it is no longer there. What it answers is kept."""
    handler = handlers.get(delivery.handler)
    if handler is None:
        raise LookupError(f"no handler is called {delivery.handler}")
    event = handlers.event_for(delivery.submission, delivery.options, f"msg_delivery_{delivery.pk}")
    answer = None
    if delivery.revision == 1:
        answer = handler.handle(event)
    elif isinstance(handler, handlers.CorrectionHandler):
        answer = handler.corrected(event)
    delivery.last_answer = (answer or "")[:500]
    delivery.save(update_fields=["last_answer", "changed_at"])
