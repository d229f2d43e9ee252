"""Links by which an organisation opens its own page, without an account."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.partner import Partner


class AccessLinkQuerySet(models.QuerySet["AccessLink"]):
    """Links."""

    def valid(self) -> "AccessLinkQuerySet":
        """Those that open something now."""
        return self.filter(Q(revoked_at__isnull=True), expires_at__gt=timezone.now())


class AccessLink(models.Model):
    """A link to one organisation's own page. Only the token's hash is kept."""

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_to = models.EmailField(_("sent to"))
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to the own page")
        verbose_name_plural = _("links to the own page")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["partner", "expires_at"], name="access_link_partner")]

    def __str__(self) -> str:
        return f"{self.partner} · {self.sent_to}"
