"""Invitations to surveys that only the invited may answer."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models.survey import Survey
from forms.tokens import INVITATION, hashed, signed


class Invitation(models.Model):
    """One set of answers to one survey. Its token is signed from its id (`forms.tokens`), so that none is kept.

    The draft that an invitation begins has the hash of the token for its own, so that the same link goes on with it,
    and leads to the receipt after it was sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    survey = models.ForeignKey(Survey, verbose_name=_("survey"), on_delete=models.CASCADE, related_name="invitations")
    name = models.CharField(_("for whom"), max_length=120, blank=True)
    recipient = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("invited"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "name"]

    def __str__(self) -> str:
        return self.name or self.recipient or str(self.pk).split("-")[0].upper()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.token_hash = self.token_hash or hashed(self.token)
        super().save(*args, **kwargs)

    @property
    def token(self) -> str:
        """What opens it: the same each time."""
        return signed(INVITATION, self.pk)

    @property
    def is_valid(self) -> bool:
        """Whether it lets anybody begin now."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())
