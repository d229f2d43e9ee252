"""The notice that the city gives before it ends a commitment."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from partners.models.commitment import Commitment, EndingGround


class EndingNotice(models.Model):
    """A notice stands until it is withdrawn: an answer withdraws it. The commitment may be ended from `ends_on` on."""

    commitment = models.ForeignKey(
        Commitment, verbose_name=_("commitment"), on_delete=models.CASCADE, related_name="notices"
    )
    ground = models.CharField(
        _("ground"),
        max_length=16,
        choices=[
            (EndingGround.NO_ANSWER.value, EndingGround.NO_ANSWER.label),
            (EndingGround.NOT_INTERESTED.value, EndingGround.NOT_INTERESTED.label),
        ],
    )
    given_on = models.DateField(_("given on"))
    ends_on = models.DateField(_("the commitment may be ended from"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice of ending")
        verbose_name_plural = _("notices of ending")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(withdrawn_on__isnull=True),
                name="ending_notice_one_standing",
                violation_error_message=_("Notice has already been given."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("given_on")),
                name="ending_notice_ends_after_given",
                violation_error_message=_("The notice runs from the day it is given."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment} · {self.ends_on}"
