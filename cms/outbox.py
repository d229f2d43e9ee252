"""Work that must not be lost: a row in the transaction of what caused it, done by the worker, again until it works.

A row is done at least once. A worker that is killed leaves it `RUNNING`; the clock's job `sweep` puts such a row back
in the queue, and one whose task was lost.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from traceback import format_tb
from typing import ClassVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import Task

from cms.retrying import wait_after

logger = logging.getLogger(__name__)

WAITING, RUNNING, FAILED = "waiting", "running", "failed"
"""The states that every outbox has; the one of what is done it names itself."""
LEASE = timedelta(minutes=15)
"""How long an attempt may take before its worker is given up, and how late a task may be before it is thought lost."""


def after_lease() -> datetime:
    """When a row that is written or claimed now is overdue."""
    return timezone.now() + LEASE


def overdue_index(name: str) -> models.Index:
    """The index by which `sweep` finds its rows; each model of an outbox has one."""
    return models.Index(fields=["overdue_at"], condition=Q(state__in=[WAITING, RUNNING]), name=name)


class NotDone(Exception):
    """An attempt that failed for a reason that staff are told in these words, which hold nothing of anybody.

    `not_before` is how long the other side has asked to be left alone.
    """

    def __init__(self, words: str, not_before: timedelta = timedelta()) -> None:
        super().__init__(words)
        self.not_before = not_before


class Outgoing(models.Model):
    """A row of an outbox. Its model has a `state`, and registers how a row gets to the worker."""

    DONE: ClassVar[str]

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)
    overdue_at = models.DateTimeField(default=after_lease, editable=False)

    class Meta:
        abstract = True

    state: str

    def error_words(self, error: Exception) -> str:
        """What is kept of `error`: its kind, since its words may hold an address or an answer."""
        return str(error) if isinstance(error, NotDone) else type(error).__name__


class WorkState(models.TextChoices):
    """How far a row has come that is not an e-mail."""

    WAITING = WAITING, _("Waiting")
    RUNNING = RUNNING, _("Under way")
    DONE = "done", _("Done")
    FAILED = FAILED, _("Failed")


class EmailState(models.TextChoices):
    """How far an e-mail has come."""

    WAITING = WAITING, _("Waiting")
    RUNNING = RUNNING, _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = FAILED, _("Failed")


class OutgoingEmail(Outgoing):
    """One e-mail to one recipient. What it says is for the model that inherits this."""

    DONE = EmailState.SENT

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EmailState.choices, default=EmailState.WAITING)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        abstract = True


_tasks: dict[type[Outgoing], Task[[int], None]] = {}


def register(model: type[Outgoing], task: Task[[int], None]) -> None:
    """Let the worker do rows of `model` by `task`, which is given a row's key; called from an app's `ready()`."""
    _tasks[model] = task


def enqueue(row: Outgoing, after: timedelta | None = None) -> None:
    """Hand `row`, which waits, to the worker, at once or `after` a while; in the transaction that writes the row."""
    task = _tasks[type(row)]
    work = task.using(run_after=timezone.now() + after) if after else task
    work.enqueue(row.pk)


def send_again(row: Outgoing) -> bool:
    """Put `row` back in the queue with all its attempts; not while a worker has it, which is False."""
    with transaction.atomic():
        others = type(row)._default_manager.filter(pk=row.pk).exclude(state=RUNNING)
        if not others.update(state=WAITING, attempts=0, last_error="", overdue_at=after_lease()):
            return False
        row.refresh_from_db(fields=["state", "attempts", "last_error", "overdue_at"])
        enqueue(row)
    return True


def attempt(row: Outgoing, work: Callable[[], object], *, on_failure: Callable[[], object] = lambda: None) -> None:
    """Do `work` for `row` once, unless another worker has it. No transaction spans it: the database must not wait.

    After a failure `on_failure` takes back what the work left behind, such as a link that nobody got, and the row waits
    for its next attempt; after the last one it is left for staff. What `work` sets on the row it saves itself.
    """
    if not _is_claimed(row):
        return
    try:
        work()
    except Exception as error:
        # Not the error's own words: they may hold an answer, such as the address that a mail server refused.
        place = "".join(format_tb(error.__traceback__))
        logger.error("%s %s failed with %s\n%s", row._meta.model_name, row.pk, type(error).__name__, place)
        on_failure()
        _failed(row, error)
        return
    row.state, row.last_error = row.DONE, ""
    row.save(update_fields=["state", "last_error"])


def _is_claimed(row: Outgoing) -> bool:
    waiting = type(row)._default_manager.filter(pk=row.pk, state=WAITING)
    if not waiting.update(state=RUNNING, attempts=models.F("attempts") + 1, overdue_at=after_lease()):
        return False
    row.refresh_from_db(fields=["state", "attempts", "overdue_at"])
    return True


def _failed(row: Outgoing, error: Exception) -> None:
    wait = wait_after(row.attempts - 1, error.not_before if isinstance(error, NotDone) else timedelta())
    row.state = WAITING if wait else FAILED
    row.last_error = row.error_words(error)[:500]
    row.overdue_at = after_lease() + (wait or timedelta())
    with transaction.atomic():
        row.save(update_fields=["state", "last_error", "overdue_at"])
        if wait:
            enqueue(row, wait)


def send(row: OutgoingEmail, message: EmailMessage) -> None:
    """Send `message` and write down that and when it left: the work of an e-mail's attempt."""
    message.send()
    row.subject, row.sent_at = message.subject[:200], timezone.now()
    row.save(update_fields=["subject", "sent_at"])


def sweep() -> None:
    """The clock's job: what a killed worker left, and what no task is there for, goes back into the queue."""
    for model in _tasks:
        overdue = Q(state__in=[WAITING, RUNNING], overdue_at__lt=timezone.now())
        for row in model._default_manager.filter(overdue).iterator():
            with transaction.atomic():
                as_seen = model._default_manager.filter(overdue, pk=row.pk)
                if as_seen.update(state=WAITING, overdue_at=after_lease()):
                    logger.warning("%s %s goes back into the queue", model._meta.model_name, row.pk)
                    enqueue(row)
