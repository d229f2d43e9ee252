"""Links by which answers are gone on with later: each made for one e-mail, and closed on its own."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models.draft import Draft


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    """Links."""

    def valid(self) -> Self:
        """Those that open something now."""
        return self.filter(_is_alive(), revoked_at=None)

    def ended(self) -> Self:
        """The others."""
        return self.exclude(_is_alive(), revoked_at=None)


def _is_alive() -> Q:
    """A link lives as long as its draft, which every change makes live longer; after it was sent, its own time."""
    return Q(expires_at__gt=timezone.now()) | Q(Exists(Draft.objects.filter(token_hash=OuterRef("draft_hash"))))


class DraftLink(models.Model):
    """Opens one draft, and after that was sent its receipt. Only the token's hash is kept.

    `draft_hash` is the hash by which the draft is known: it outlives the draft, as the key of what was sent.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    draft_hash = models.CharField(max_length=64, db_index=True)
    sent_to = models.EmailField(_("sent to"))
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to a draft")
        verbose_name_plural = _("links to drafts")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
