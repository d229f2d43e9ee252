"""Every letter that the programme sends an organisation or staff: its row is written with the step that caused it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.outbox import OutgoingEmail, overdue_index
from partners.models.partner import Partner


class Letter(models.TextChoices):
    """What the programme writes about. Each has a template of its own name in `templates/partners/letters/`."""

    WELCOME = "welcome", _("Receipt of the first contact")
    MAPPING_RECEIVED = "mapping_received", _("Receipt of the mapping")
    SUGGESTED_GOALS = "suggested_goals", _("Suggested goals")
    DRAFT_COMMITMENT = "draft_commitment", _("Draft commitment")
    INVITATION = "invitation", _("Invitation to sign")
    NEW_DATE = "new_date", _("The signing has moved")
    SIGNED = "signed", _("Signed commitment")
    SYMBOL = "symbol", _("Symbol and graphic guideline")
    FOLLOW_UP = "follow_up", _("Link to the follow-up")
    FIRST_REMINDER = "first_reminder", _("First reminder")
    SECOND_REMINDER = "second_reminder", _("Second reminder")
    THANKS = "thanks", _("Thanks and summary of the follow-up")
    NEXT_GOALS = "next_goals", _("Suggestions for the next goals")
    ANNEX = "annex", _("Annex to the commitment")
    NOTICE = "notice", _("Notice of ending")
    ENDED = "ended", _("The city has ended the commitment")
    WITHDRAWN = "withdrawn", _("Confirmation of leaving")
    CLOSED = "closed", _("The case is closed")
    ACCESS_LINK = "access_link", _("New link to the own page")
    BUSINESS_SUPPORT = "business_support", _("Wish for support, to the development company")
    STAFF_TASK = "staff_task", _("A task, to staff")
    SIGNED_UP = "signed_up", _("Sign-up for an event")
    WAITING_LIST = "waiting_list", _("Place on an event's waiting list")
    PLACE_FREE = "place_free", _("A place has become free")
    NEWS = "news", _("News to partners")


class SentLetter(OutgoingEmail):
    """One e-mail. `name` is its template; `context` what the template needs besides the partner, as JSON."""

    partner = models.ForeignKey(
        Partner, verbose_name=_("partner"), null=True, on_delete=models.CASCADE, related_name="letters"
    )
    name = models.CharField(_("letter"), max_length=40, choices=Letter.choices)
    context: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        indexes = [
            overdue_index("sent_letter_overdue"),
            models.Index(fields=["created_at"], condition=Q(state="waiting"), name="sent_letter_waiting"),
        ]

    def __str__(self) -> str:
        return self.subject or str(self.get_name_display())
