"""The yearly follow-up: how the goals are going, whether they need revising, whether support is needed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.goal import Goal
from partners.models.partner import Partner
from partners.states import GoalState


class Channel(models.TextChoices):
    """How a follow-up was answered."""

    LINK = "link", _("By the link")
    PHONE = "phone", _("By telephone")
    MEETING = "meeting", _("At a meeting")


class Continuation(models.TextChoices):
    """The second part: what the organisation wants to do about its goals."""

    KEEP = "keep", _("The goals stay as they are")
    REVISE = "revise", _("The goals need revising, or new ones setting")
    NOT_INTERESTED = "not_interested", _("We do not want to go on")


class SupportNeed(models.TextChoices):
    """The third part: whose help is wanted."""

    NONE = "none", _("No support is needed")
    CITY = "city", _("Support from the city")
    BUSINESS = "business", _("Support with business development from Posintra")


REPORTED = (GoalState.ON_TRACK, GoalState.BEHIND, GoalState.REACHED, GoalState.DROPPED)
"""What a follow-up can say of a goal."""


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Follow-ups."""

    def open(self) -> "FollowUpQuerySet":
        """Those that wait for an answer; a partner has one at most."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)

    def answered(self) -> "FollowUpQuerySet":
        return self.filter(answered_at__isnull=False)


class FollowUp(models.Model):
    """One year's follow-up of one partner. Closed without an answer when the goals are revised instead, or it ends."""

    partner = models.ForeignKey(Partner, verbose_name=_("partner"), on_delete=models.CASCADE, related_name="follow_ups")
    due_on = models.DateField(_("due"))
    first_reminder_at = models.DateTimeField(_("first reminder"), null=True, blank=True)
    second_reminder_at = models.DateTimeField(_("second reminder"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed without an answer"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("written down by"), null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    continuation = models.CharField(_("going on"), max_length=16, choices=Continuation.choices, blank=True)
    wishes = models.TextField(_("what should change"), max_length=1000, blank=True)
    support = models.CharField(_("support"), max_length=10, choices=SupportNeed.choices, blank=True)
    support_note = models.TextField(_("what support is needed for"), max_length=1000, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["-due_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="follow_up_one_open",
                violation_error_message=_("The organisation already has a follow-up waiting for an answer."),
            ),
            models.UniqueConstraint(fields=["partner", "due_on"], name="follow_up_once_a_day"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(channel="") & ~Q(continuation="") & ~Q(support="")),
                name="follow_up_answered_in_three_parts",
                violation_error_message=_("An answered follow-up has all three parts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.due_on}"

    @property
    def days_waited(self) -> int:
        """Days since it fell due, as the city's calendar counts them."""
        return (timezone.localdate() - self.due_on).days


class GoalReport(models.Model):
    """How one goal was going at a follow-up. The number is optional, always."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="reports")
    goal = models.ForeignKey(Goal, verbose_name=_("goal"), on_delete=models.CASCADE, related_name="reports")
    state = models.CharField(_("state"), max_length=12, choices=[(state.value, state.label) for state in REPORTED])
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("goal's report")
        verbose_name_plural = _("goals' reports")
        ordering = ["follow_up", "goal"]
        constraints = [models.UniqueConstraint(fields=["follow_up", "goal"], name="goal_report_once")]

    def __str__(self) -> str:
        return f"{self.goal}: {self.get_state_display()}"
