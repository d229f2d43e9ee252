"""An organisation's initial mapping: the submission that it came as, and the goals that it suggests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models import Submission
from partners.models.goal_template import GoalTemplate
from partners.models.partner import Partner


class Mapping(models.Model):
    """A submission attached to the case of its organisation."""

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="mappings")
    submission = models.OneToOneField(
        Submission, verbose_name=_("submission"), on_delete=models.PROTECT, related_name="partner_mapping"
    )
    received_at = models.DateTimeField(_("received"))

    class Meta:
        verbose_name = _("mapping")
        verbose_name_plural = _("mappings")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.partner} · {self.received_at:%Y-%m-%d}"


class SuggestedGoal(models.Model):
    """A goal that the answers suggest; `reason` is in the language of the submission, as the respondent saw it."""

    mapping = models.ForeignKey(Mapping, on_delete=models.CASCADE, related_name="suggestions")
    template = models.ForeignKey(
        GoalTemplate, verbose_name=_("goal of the library"), on_delete=models.CASCADE, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rank"))
    question = models.CharField(_("question"), max_length=64)
    reason = models.CharField(_("reason"), max_length=400)

    class Meta:
        verbose_name = _("suggested goal")
        verbose_name_plural = _("suggested goals")
        ordering = ["mapping", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["mapping", "template"], name="suggested_goal_once"),
            models.UniqueConstraint(fields=["mapping", "rank"], name="suggested_goal_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.template}"
