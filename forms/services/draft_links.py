"""Links by which a draft is gone on with: asked for by e-mail, found by their token, closed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forms.models import DraftLink
from forms.tokens import hashed, new_token


def new_link(draft_hash: str, *, sent_to: str, expires_at: datetime) -> tuple[DraftLink, str]:
    """A fresh link to the draft that is known by `draft_hash`, with the token that opens it."""
    token, token_hash = new_token()
    link = DraftLink.objects.create(
        token_hash=token_hash, draft_hash=draft_hash, sent_to=sent_to, expires_at=expires_at
    )
    return link, token


def draft_hash(token: str) -> str:
    """The hash by which the draft is known that `token` opens, be it the draft's own token or that of a link to it."""
    token_hash = hashed(token)
    link = DraftLink.objects.valid().filter(token_hash=token_hash).values_list("draft_hash", flat=True).first()
    return link or token_hash


def revoke_all(known_by: str) -> int:
    """Close every link to the draft that is known by this hash. Returns how many there were."""
    with transaction.atomic():
        return DraftLink.objects.valid().filter(draft_hash=known_by).update(revoked_at=timezone.now())
