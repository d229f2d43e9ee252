"""The register of yearly follow-ups."""

from typing import Any

from django.contrib.admin import display
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms.models import User
from cms.translated import LANGUAGES
from partners import pledges
from partners.models import FollowUp
from partners.registers.base import Line, Part, Register, named
from partners.registers.filters import CaseStateFilter, LanguageFilter, OneOf, OneWordFilter, YearOfDayFilter

WAITING, ANSWERED, CLOSED = "waiting", "answered", "closed"
STANDINGS = {
    WAITING: gettext_lazy("Waits for an answer"),
    ANSWERED: gettext_lazy("Answered"),
    CLOSED: gettext_lazy("Closed without an answer"),
}


def standing(follow_up: FollowUp) -> str:
    if follow_up.answered_at:
        return ANSWERED
    return CLOSED if follow_up.closed_at else WAITING


class StandingFilter(OneWordFilter):
    """Whether the organisation has answered."""

    title = gettext_lazy("state")
    parameter_name = "standing"

    def lookups(self, request: Any, register: Any) -> list[tuple[str, Any]]:
        return list(STANDINGS.items())

    def queryset(self, request: Any, rows: "QuerySet[FollowUp]") -> "QuerySet[FollowUp]":
        if self.value() not in STANDINGS:
            return rows
        if self.value() == ANSWERED:
            return rows.filter(answered_at__isnull=False)
        return rows.filter(answered_at__isnull=True, closed_at__isnull=self.value() == WAITING)


class FollowUpRegister(Register):
    """Every year's follow-up of every partner: the three parts, and how they were answered."""

    model = FollowUp
    menu_label = gettext_lazy("Follow-ups")
    menu_icon = "rotate"
    base_url_path = "partners/follow-ups"
    list_display = (
        "organisation",
        "due_on",
        "standing",
        "answered_at",
        "continuation_name",
        "support_name",
        "case_state",
    )
    list_filter = (
        StandingFilter,
        ("due_on", YearOfDayFilter),
        ("continuation", OneOf),
        ("support", OneOf),
        ("partner__contact_language", LanguageFilter),
        ("partner__state", CaseStateFilter),
    )
    list_select_related = ("partner", "recorded_by")
    list_export = (
        "organisation",
        "business_id",
        "due_on",
        "standing",
        "answered_at",
        "channel_name",
        "answered_by",
        "continuation_name",
        "wishes",
        "support_name",
        "support_note",
        "first_reminder_at",
        "second_reminder_at",
        "closed_at",
        "language",
        "case_state",
    )
    inspect_view_fields = [
        "organisation",
        "due_on",
        "standing",
        "first_reminder_at",
        "second_reminder_at",
        "answered_at",
        "channel_name",
        "answered_by",
        "recorded_by",
        "continuation_name",
        "wishes",
        "support_name",
        "support_note",
        "closed_at",
        "case_state",
    ]
    search_fields = ("partner__name", "partner__business_id", "answered_by", "wishes", "support_note")
    ordering = ("-due_on",)

    channel_name = named("channel", gettext_lazy("channel"))
    continuation_name = named("continuation", gettext_lazy("going on"))
    support_name = named("support", gettext_lazy("support"))

    @display(description=gettext_lazy("state"))
    def standing(self, follow_up: FollowUp) -> str:
        return str(STANDINGS[standing(follow_up)])

    def parts(self, follow_up: FollowUp, user: User) -> list[Part]:
        reports = follow_up.reports.select_related("goal__unit")
        lines = tuple(Line(report.goal.pledge, _reported(report)) for report in reports)
        return [Part(_("How the goals were going"), lines, _("Nothing has been said of the goals yet."))]


def _reported(report: Any) -> str:
    number = "" if report.value is None else pledges.number(report.value, get_language() or LANGUAGES[0])
    value = f"{number} {report.goal.unit or ''}".strip() if number else ""
    return " · ".join(filter(None, (str(report.get_state_display()), value, report.note)))
