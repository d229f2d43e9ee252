"""E-mails to respondents that are not about what was just sent; that one is a delivery's."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.outbox import OutgoingEmail, overdue_index
from forms.models.correction import Correction
from forms.models.invitation import Invitation
from forms.models.survey import Survey


class SurveyEmail(OutgoingEmail):
    """One e-mail. `kind` is its template in `templates/forms/emails/`; what it is about is one of the others.

    `draft_hash` names a draft, as in `DraftLink`. A link's token is made while the e-mail is written and never kept.
    """

    class Kind(models.TextChoices):
        RESUME = "resume", _("Link to go on with the answers")
        REMINDER = "reminder", _("Answers that will be deleted soon")
        INVITATION = "invitation", _("Invitation")
        CORRECTION = "correction", _("Request for a correction")
        CORRECTED = "corrected", _("Receipt of the correction")

    kind = models.CharField(_("e-mail"), max_length=20, choices=Kind.choices)
    survey = models.ForeignKey(Survey, verbose_name=_("survey"), on_delete=models.CASCADE, related_name="emails")
    draft_hash = models.CharField(max_length=64, blank=True, db_index=True)
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="emails")
    correction = models.ForeignKey(Correction, null=True, on_delete=models.CASCADE, related_name="emails")

    idempotency_key = models.CharField(max_length=200, null=True, editable=False)  # noqa: DJ001  (NULLs may repeat)

    class Meta:
        verbose_name = _("survey e-mail")
        verbose_name_plural = _("survey e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            overdue_index("survey_email_overdue"),
            models.Index(fields=["created_at"], condition=Q(state="waiting"), name="survey_email_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["survey", "idempotency_key"], name="survey_email_idempotency"),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.get_kind_display())
