"""Links to an organisation's own page: made for one address, found by their token, revoked."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from forms.tokens import hashed, new_token
from partners.models import AccessLink, Partner, ProgrammeSettings

KEPT_SECONDS = 3600
"""How often the last use of a link is written down."""


def new_link(partner: Partner, sent_to: str, language: str, *, page: str = "own_page") -> str:
    """The address, in full, of the page in `language` that a fresh link to `partner` opens."""
    token, token_hash = new_token()
    days = ProgrammeSettings.load().link_days
    AccessLink.objects.create(
        partner=partner, token_hash=token_hash, sent_to=sent_to, expires_at=timezone.now() + timedelta(days=days)
    )
    with override(language):
        return f"{settings.BASE_URL}{reverse(page, args=[token])}"


def find(token: str) -> AccessLink | None:
    """The link that `token` belongs to, with its partner; None if it never was one, has expired or was revoked."""
    link = AccessLink.objects.valid().select_related("partner").filter(token_hash=hashed(token)).first()
    if link is not None and _is_stale(link):
        AccessLink.objects.filter(pk=link.pk).update(last_used_at=timezone.now())
    return link


def revoke(partner: Partner) -> int:
    """Close every link to the organisation's page. Returns how many there were."""
    with transaction.atomic():
        return AccessLink.objects.valid().filter(partner=partner).update(revoked_at=timezone.now())


def _is_stale(link: AccessLink) -> bool:
    if link.last_used_at is None:
        return True
    return (timezone.now() - link.last_used_at).total_seconds() > KEPT_SECONDS
