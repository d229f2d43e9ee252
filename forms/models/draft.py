"""Answers on their way: what a respondent has filled in and not yet sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.models.survey import SurveyVersion


class Draft(models.Model):
    """Answers as typed, reached by an unguessable token of which only the hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    version = models.ForeignKey(
        SurveyVersion, verbose_name=_("version"), on_delete=models.CASCADE, related_name="drafts"
    )
    answers = models.JSONField(_("answers"), default=dict)
    steps_done = models.JSONField(_("steps answered"), default=list)
    idempotency_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["changed_at"], name="draft_changed")]

    def __str__(self) -> str:
        return f"{self.version} · {self.changed_at:%Y-%m-%d}"
