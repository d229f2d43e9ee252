"""Sending letters: a row in the step's own transaction, an e-mail by the worker, and again until it works."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from cms.retrying import wait_after
from partners.letters.writing import written
from partners.models import Letter, LetterState, Partner, SentLetter

logger = logging.getLogger(__name__)


def send(
    partner: Partner | None,
    letter: Letter,
    context: Mapping[str, Any] | None = None,
    *,
    to: str = "",
    language: str = "",
) -> SentLetter:
    """Put `letter` in the queue, for the partner's contact person unless `to` names another.

    `context` is what the letter needs besides the partner, as JSON: keys of records, never a token.
    """
    recipient = to or (partner.contact_email if partner else "")
    row = SentLetter(
        partner=partner,
        name=letter,
        language=language or (partner.contact_language if partner else "sv"),
        recipient=recipient,
        context=dict(context or {}),
    )
    if not recipient:
        row.state, row.last_error = LetterState.FAILED, "no address"
    row.save()
    if recipient:
        _enqueue(row)
    return row


def send_again(row: SentLetter) -> None:
    """Put a letter back in the queue, whatever became of it."""
    row.state = LetterState.WAITING
    with transaction.atomic():
        row.save(update_fields=["state"])
        _enqueue(row)


@task()
def deliver_letter(letter_id: int) -> None:
    """The worker's task. No transaction spans it: an e-mail must not hold the database while it is being sent."""
    row = SentLetter.objects.select_related("partner").filter(pk=letter_id, state=LetterState.WAITING).first()
    if row is None:
        return
    try:
        message = written(row)
        message.send()
    except Exception as error:
        logger.error("letter %s (%s) failed with %s", row.pk, row.name, type(error).__name__)
        _failed(row, error)
        return
    row.state, row.sent_at, row.subject, row.last_error = LetterState.SENT, timezone.now(), message.subject[:200], ""
    row.attempts += 1
    row.save(update_fields=["state", "sent_at", "subject", "last_error", "attempts"])


def _enqueue(row: SentLetter, after: timedelta | None = None) -> None:
    work = deliver_letter.using(run_after=timezone.now() + after) if after else deliver_letter
    work.enqueue(row.pk)


def _failed(row: SentLetter, error: Exception) -> None:
    """Only the error's kind is kept: its words may hold an address."""
    wait = wait_after(row.attempts)
    row.attempts += 1
    row.state = LetterState.WAITING if wait else LetterState.FAILED
    row.last_error = type(error).__name__[:200]
    with transaction.atomic():
        row.save(update_fields=["state", "attempts", "last_error"])
        if wait:
            _enqueue(row, after=wait)
