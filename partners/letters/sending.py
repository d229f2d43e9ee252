"""Sending letters: a row in the step's own transaction, an e-mail by the worker, and again until it works."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from cms import outbox
from cms.outbox import EmailState
from partners.letters.writing import written
from partners.models import AccessLink, Letter, Partner, SentLetter

TO_THE_CITY = (Letter.STAFF_TASK, Letter.BUSINESS_SUPPORT)
"""Letters that no organisation reads: they are in the site's own language."""
TO_OTHERS = (*TO_THE_CITY, Letter.SIGNED_UP, Letter.WAITING_LIST, Letter.PLACE_FREE)
"""Letters whose recipient is not, or need not be, the organisation's contact person."""


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
        language=language or _language_of(partner, letter),
        recipient=recipient,
        context=dict(context or {}),
    )
    if not recipient:
        row.state, row.last_error = EmailState.FAILED, "no address"
    row.save()
    if recipient:
        outbox.enqueue(row)
    return row


def send_again(row: SentLetter) -> None:
    """Put a letter back in the queue with all its attempts, whatever became of it.

    One that had no address goes to the contact person whom the organisation has now.
    """
    recipient = row.recipient or (row.partner.contact_email if row.partner else "")
    if not recipient:
        raise ValidationError(_("Fill in the contact person's e-mail address first."), code="no_address")
    row.recipient = recipient
    row.save(update_fields=["recipient"])
    outbox.send_again(row)


@task()
def deliver_letter(letter_id: int) -> None:
    """The worker's task. No transaction spans it: an e-mail must not hold the database while it is being sent.

    Of two workers that have the same letter the later leaves it alone.
    """
    row = SentLetter.objects.select_related("partner").filter(pk=letter_id, state=EmailState.WAITING).first()
    if row is None:
        return
    begun_at = timezone.now()
    outbox.attempt(
        row,
        lambda: outbox.send(row, written(_readdressed(row))),
        on_failure=lambda: _revoke_links(row, begun_at),
    )


def _readdressed(row: SentLetter) -> SentLetter:
    """A letter to an organisation goes to its contact person of today: its link must not reach a former one."""
    if row.partner is not None and row.name not in TO_OTHERS and row.recipient != row.partner.contact_email:
        row.recipient = row.partner.contact_email
        row.save(update_fields=["recipient"])
    return row


def _language_of(partner: Partner | None, letter: Letter) -> str:
    return settings.LANGUAGE_CODE if partner is None or letter in TO_THE_CITY else partner.contact_language


def _revoke_links(row: SentLetter, since: datetime) -> None:
    """A letter that never left must leave no link that works: the next attempt makes its own."""
    made = AccessLink.objects.valid().filter(partner=row.partner, sent_to=row.recipient, created_at__gte=since)
    made.filter(last_used_at=None).update(revoked_at=timezone.now())
