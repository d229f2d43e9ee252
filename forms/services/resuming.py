"""A link to go on with answers later: sent to the address that its reader gives, and closed again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms.outbox import EmailState
from forms.models import Draft, SurveyEmail
from forms.services import draft_links, emails
from forms.services.refusals import IdempotencyConflict
from forms.tokens import hashed

A_DAY = timedelta(days=1)
MOST_FOR_A_DRAFT = 5
MOST_FOR_AN_ADDRESS = 10
"""Links a day: enough for whoever fills in the survey with colleagues, useless for flooding a stranger's mailbox."""


class TooManyLinks(Exception):
    """So many links were asked for today that no more are sent until tomorrow."""


def send_link(draft: Draft, *, email: str, language: str, idempotency_key: str | None = None) -> SurveyEmail:
    """Send a link that opens `draft` to `email`. A repeated `idempotency_key` sends no second one.

    The draft is held meanwhile, so that of many requests at once no more are sent than may be. Raises TooManyLinks, or
    IdempotencyConflict where the key was used for another address or language.
    """
    key = f"link:{hashed(f'{draft.token_hash}:{idempotency_key}')}" if idempotency_key else None
    with transaction.atomic():
        Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if key and (earlier := SurveyEmail.objects.filter(survey=draft.version.survey, idempotency_key=key).first()):
            if (earlier.recipient, earlier.language) != (email, language):
                raise IdempotencyConflict
            return earlier
        sent = SurveyEmail.objects.filter(kind=SurveyEmail.Kind.RESUME, created_at__gt=timezone.now() - A_DAY)
        if sent.filter(draft_hash=draft.token_hash).count() >= MOST_FOR_A_DRAFT:
            raise TooManyLinks
        if sent.filter(recipient__iexact=email).count() >= MOST_FOR_AN_ADDRESS:
            raise TooManyLinks
        return emails.send(
            SurveyEmail.Kind.RESUME,
            survey=draft.version.survey,
            recipient=email,
            language=language,
            draft_hash=draft.token_hash,
            idempotency_key=key,
        )


def close_links(draft: Draft, *, keep: str = "") -> int:
    """Close all links to `draft` that were sent, and send none of those that wait. Returns how many were closed.

    `keep` is the token by which the draft is open just now: who closes the others is not shut out.
    """
    with transaction.atomic():
        waiting = SurveyEmail.objects.filter(draft_hash=draft.token_hash, state=EmailState.WAITING)
        waiting.update(state=EmailState.FAILED, last_error="closed")
        return draft_links.revoke_all(draft.token_hash, keep=keep)
