"""Links by which a draft is gone on with: asked for by e-mail, found by their token, closed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
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


def others(known_by: str, token: str = "") -> QuerySet[DraftLink]:
    """The links that open the draft that is known by this hash now, but for that of `token`."""
    return DraftLink.objects.valid().filter(draft_hash=known_by).exclude(token_hash=hashed(token))


def revoke_all(known_by: str, *, keep: str = "") -> int:
    """Close every link to the draft that is known by this hash, but for that of the token `keep`. Returns how many."""
    with transaction.atomic():
        return others(known_by, keep).update(revoked_at=timezone.now())


def revoke(links: Iterable[DraftLink]) -> None:
    """Close these links, which nobody got."""
    DraftLink.objects.filter(pk__in=[link.pk for link in links]).update(revoked_at=timezone.now())
