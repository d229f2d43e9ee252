"""The yearly follow-up as a form: the same for the organisation by its link and for staff on the telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partners.case.fields import AmountField
from partners.models import Continuation, Goal, GoalReport, Partner, SupportNeed
from partners.models.follow_up import REPORTED
from partners.services import FollowUpAnswer, Report
from partners.states import UNDER_WAY, GoalState

CHOOSE_STATE = _("Choose how the goal is going.")
CHOOSE_CONTINUATION = _("Choose what you want to do about the goals.")
CHOOSE_SUPPORT = _("Choose whether you need support.")
GOAL_STATES = (
    (GoalState.ON_TRACK.value, pgettext_lazy("how a goal is going", "On track")),
    (GoalState.BEHIND.value, pgettext_lazy("how a goal is going", "Behind: it goes slower than planned")),
    (GoalState.REACHED.value, pgettext_lazy("how a goal is going", "Reached")),
    (GoalState.DROPPED.value, pgettext_lazy("how a goal is going", "Dropped: we no longer work towards it")),
)


def asked_goals(partner: Partner) -> list[Goal]:
    """The goals that a follow-up asks about, each with its earlier reports in `earlier_reports`, the newest first."""
    reports = GoalReport.objects.select_related("follow_up").order_by("-follow_up__due_on", "-pk")
    goals: QuerySet[Goal] = partner.goals.filter(state__in=UNDER_WAY).select_related("theme", "unit").order_by("pk")
    return list(goals.prefetch_related(Prefetch("reports", reports, to_attr="earlier_reports")))


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with its fields, and what was said of it last time."""

    goal: Goal
    last: GoalReport | None
    state: forms.BoundField
    value: forms.BoundField
    note: forms.BoundField


class FollowUpForm(forms.Form):
    """The three parts: how each goal is going, whether the goals stay, and support.

    `goals` come from `asked_goals`; what was said last time is filled in to begin with.
    """

    continuation = forms.ChoiceField(
        label=_("What do you want to do about your goals?"),
        choices=Continuation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_CONTINUATION, "invalid_choice": CHOOSE_CONTINUATION},
    )
    wishes = forms.CharField(
        label=_("What should change? (you may leave this empty)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    support = forms.ChoiceField(
        label=_("Do you need support?"),
        help_text=_("If you choose Posintra, we give it your contact details and what you write here."),
        choices=SupportNeed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_SUPPORT, "invalid_choice": CHOOSE_SUPPORT},
    )
    support_note = forms.CharField(
        label=_("What do you need support for? (you may leave this empty)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, goals: Sequence[Goal], data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.goals = goals
        of_goals = {name: field for goal in goals for name, field in _fields(goal).items()}
        self.fields = of_goals | self.fields

    @property
    def rows(self) -> list[GoalRow]:
        """One for each goal, in their order."""
        return [
            GoalRow(goal, _last(goal), *(self[_name(goal, part)] for part in ("state", "value", "note")))
            for goal in self.goals
        ]

    def answer(self) -> FollowUpAnswer:
        """What a valid form says, as `services.answer_follow_up` takes it."""
        said = self.cleaned_data
        return FollowUpAnswer(
            reports=[
                Report(
                    goal=goal,
                    state=GoalState(said[_name(goal, "state")]),
                    value=said[_name(goal, "value")],
                    note=said[_name(goal, "note")],
                )
                for goal in self.goals
            ],
            continuation=Continuation(said["continuation"]),
            support=SupportNeed(said["support"]),
            wishes=said["wishes"],
            support_note=said["support_note"],
            answered_by=said.get("answered_by", ""),
        )


def _name(goal: Goal, part: str) -> str:
    return f"goal-{goal.pk}-{part}"


def _last(goal: Goal) -> GoalReport | None:
    return next(iter(getattr(goal, "earlier_reports", ())), None)


def _fields(goal: Goal) -> dict[str, forms.Field]:
    last = _last(goal)
    return {
        _name(goal, "state"): forms.ChoiceField(
            label=_("How is it going?"),
            choices=GOAL_STATES,
            initial=goal.state if goal.state in REPORTED else None,
            widget=forms.RadioSelect,
            error_messages={"required": CHOOSE_STATE, "invalid_choice": CHOOSE_STATE},
        ),
        _name(goal, "value"): AmountField(
            label=_("Figure now (you may leave this empty)"), initial=last.value if last else None, required=False
        ),
        _name(goal, "note"): forms.CharField(
            label=_("A few words (you may leave this empty)"),
            max_length=600,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }
