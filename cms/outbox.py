"""E-mails on their way: a row in the transaction of what caused it, sent by the worker, and again until it works."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.retrying import wait_after

logger = logging.getLogger(__name__)


class EmailState(models.TextChoices):
    """How far an e-mail has come."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class OutgoingEmail(models.Model):
    """One e-mail to one recipient. What it says is for the model that inherits this."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EmailState.choices, default=EmailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        abstract = True


def attempt(
    row: OutgoingEmail,
    write: Callable[[], EmailMessage],
    *,
    try_again: Callable[[timedelta], object],
    on_failure: Callable[[], object] = lambda: None,
) -> None:
    """Write and send the e-mail of `row` once. No transaction spans it: the database must not wait for a mail server.

    Of two workers that have the same row the later leaves it alone. After a failure `on_failure` takes back what
    writing left behind, such as a link that nobody got, and `try_again` is called with how long to wait; after the
    last one the row is left for staff.
    """
    if not _is_claimed(row):
        return
    try:
        message = write()
        message.send()
    except Exception as error:
        # Only the error's kind is kept: its words may hold an address.
        logger.error("e-mail %s %s failed with %s", row._meta.model_name, row.pk, type(error).__name__)
        on_failure()
        _failed(row, error, try_again)
        return
    row.state, row.sent_at, row.subject, row.last_error = EmailState.SENT, timezone.now(), message.subject[:200], ""
    row.save(update_fields=["state", "sent_at", "subject", "last_error"])


def _is_claimed(row: OutgoingEmail) -> bool:
    """Count the attempt, unless another worker has counted it meanwhile."""
    as_seen = type(row)._default_manager.filter(pk=row.pk, state=EmailState.WAITING, attempts=row.attempts)
    row.attempts += 1
    return as_seen.update(attempts=row.attempts) == 1


def _failed(row: OutgoingEmail, error: Exception, try_again: Callable[[timedelta], object]) -> None:
    wait = wait_after(row.attempts - 1)
    row.state = EmailState.WAITING if wait else EmailState.FAILED
    row.last_error = type(error).__name__[:200]
    with transaction.atomic():
        row.save(update_fields=["state", "last_error"])
        if wait:
            try_again(wait)
