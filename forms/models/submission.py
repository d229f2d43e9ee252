"""Answers that were sent."""

import uuid
from typing import Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.engine.definition import Form
from forms.models.survey import Survey, SurveyVersion


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Submissions."""

    def readable_by(self, user: AbstractUser) -> Self:
        """Those of the surveys whose answers `user` may read."""
        return self.filter(survey__in=Survey.objects.readable_by(user))

    def with_version(self) -> Self:
        """With everything that reading the answers takes."""
        return self.select_related("survey", "version__survey")


class Submission(models.Model):
    """One set of answers, read for ever by the version it was given on.

    `organisation` is the answer mapped to `partner.business_id`, by which answers of the same organisation are told.
    `answers` are the latest: what they were before a correction is in `revisions`, and `revision` counts from 1.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        IN_REVIEW = "in_review", _("In review")
        RETURNED = "returned", _("Returned for correction")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        ARCHIVED = "archived", _("Archived")

    class Door(models.TextChoices):
        PAGE = "page", _("Web page")
        API = "api", _("API")
        FORM = "form", _("Form on another website")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(
        Survey,
        verbose_name=_("survey"),
        on_delete=models.PROTECT,
        related_name="submissions",
        db_index=False,  # three of the indexes below begin with it
    )
    version = models.ForeignKey(
        SurveyVersion, verbose_name=_("version"), on_delete=models.PROTECT, related_name="submissions"
    )
    answers = models.JSONField(_("answers"))
    scores = models.JSONField(_("scores"), null=True)
    title = models.CharField(_("from"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=64, blank=True)
    chosen_goals = models.JSONField(_("goals chosen on the result page"), default=list, blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    mode = models.CharField(_("filled in"), max_length=64, blank=True)
    door = models.CharField(_("came by"), max_length=10, choices=Door.choices)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.NEW)
    note = models.TextField(_("note"), blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    idempotency_key = models.CharField(max_length=200, null=True, editable=False)  # noqa: DJ001  (NULLs may repeat)
    idempotency_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["survey", "-received_at"], name="submission_inbox"),
            models.Index(fields=["survey", "state", "-received_at"], name="submission_state"),
            models.Index(fields=["survey", "organisation", "-received_at"], name="submission_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["survey", "idempotency_key"], name="submission_idempotency"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.survey.key}"

    @property
    def name(self) -> str:
        """Whom it is from, as far as that is known."""
        return self.title or self.reference

    @property
    def reference(self) -> str:
        """What a respondent and staff call the submission by; it opens nothing."""
        return str(self.pk).split("-")[0].upper()

    @property
    def version_words(self) -> str:
        """The version and its language, short."""
        return f"{self.version.number} ({self.version.locale})"

    @property
    def form(self) -> Form:
        """The definition that the answers were given on."""
        return self.version.form
