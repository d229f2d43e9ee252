"""Corrections that staff ask for, and the earlier answers that are kept beside the corrected ones."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models.submission import Submission
from forms.models.survey import SurveyVersion


class Correction(models.Model):
    """A request to mend single answers. Its token is signed from its id (`forms.tokens`), so that none is kept.

    `questions` are the marked ones: a list of {"key", "note"}, the note for the respondent to read, or empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.CASCADE, related_name="corrections"
    )
    questions = models.JSONField(_("questions"), default=list)
    message = models.TextField(_("message"), blank=True)
    recipient = models.EmailField(_("e-mail"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    idempotency_key = models.CharField(max_length=200, null=True, editable=False)  # noqa: DJ001  (NULLs may repeat)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(answered_at=None, withdrawn_at=None),
                name="correction_one_open",
            ),
            models.UniqueConstraint(fields=["submission", "idempotency_key"], name="correction_idempotency"),
        ]

    def __str__(self) -> str:
        return f"{self.submission} · {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer now."""
        return self.answered_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()


class Revision(models.Model):
    """Answers of a submission as they were before a correction. Never changed; the submission has the latest.

    `number` counts from 1, which is what was sent first.
    """

    submission = models.ForeignKey(
        Submission, verbose_name=_("submission"), on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    version = models.ForeignKey(SurveyVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"))
    scores = models.JSONField(_("scores"), null=True)
    title = models.CharField(_("from"), max_length=200, blank=True)
    given_at = models.DateTimeField(_("given"))
    replaced_at = models.DateTimeField(_("replaced"), auto_now_add=True)

    class Meta:
        verbose_name = _("earlier answers")
        verbose_name_plural = _("earlier answers")
        ordering = ["submission", "number"]
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.submission} · {self.number}"
