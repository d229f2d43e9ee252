"""What has happened between a demo partner's first contact and today, written as if it had been done at its time."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from partners import calendar_days, frozen_goals
from partners.models import (
    Channel,
    Commitment,
    CommitmentState,
    ContactAttempt,
    ContactChannel,
    ContactOutcome,
    Continuation,
    DataProtectionDescription,
    FollowUp,
    Goal,
    GoalReport,
    Partner,
    SigningInvitation,
    SigningMethod,
    SigningOccasion,
    SupportNeed,
    TargetMode,
    Task,
    TaskKind,
)
from partners.states import BEFORE_SIGNING, UNDER_WAY, GoalState, PartnerState

CITY_SIGNATORY = "Demo Direktör"
WITH_COMMITMENT = (PartnerState.READY, PartnerState.SCHEDULED)


def day_of(entry: Mapping[str, Any], today: date) -> date | None:
    """The day of signing: given as a date, or as months and days before today."""
    if entry["signed_on"]:
        return date.fromisoformat(entry["signed_on"])
    ago = entry.get("signed_ago")
    return today - relativedelta(months=ago["months"], days=ago["days"]) if ago else None


def write(partner: Partner, today: date) -> None:
    """The commitment, its yearly follow-ups up to `today`, and what the state of the case implies."""
    if partner.signed_on:
        _commitment(partner, CommitmentState.IN_FORCE)
        _follow_ups(partner, today)
    elif partner.state in WITH_COMMITMENT:
        _commitment(partner, CommitmentState.DRAFT)
    if partner.state == PartnerState.MAPPING_RECEIVED:
        _task(partner, TaskKind.DISCUSS_MAPPING, today + timedelta(days=2))
    if partner.state in BEFORE_SIGNING:
        _attempt(partner, today - timedelta(days=3), ContactOutcome.REACHED)


def invite(partner: Partner, occasion: SigningOccasion) -> None:
    """The place of a demo partner that is to sign."""
    SigningInvitation.objects.create(
        partner=partner, occasion=occasion, signatory_name=partner.contact_name, invited_at=timezone.now()
    )
    Commitment.objects.filter(partner=partner).update(occasion=occasion)


def _commitment(partner: Partner, state: CommitmentState) -> None:
    signed_on, description = partner.signed_on, DataProtectionDescription.objects.current()
    year = signed_on.year if signed_on else timezone.localdate().year
    number = Commitment.objects.filter(number__startswith=f"{year}-").count() + 1
    commitment = Commitment(
        partner=partner,
        number=f"{year}-{number:04d}",
        state=state,
        goals=[frozen_goals.freeze(goal) for goal in partner.goals.select_related("theme", "unit")],
        description=description,
    )
    if signed_on:
        commitment.organisation_signatory, commitment.organisation_signed_on = partner.contact_name, signed_on
        commitment.city_signatory, commitment.city_signed_on = CITY_SIGNATORY, signed_on
        commitment.organisation_signed_how = commitment.city_signed_how = SigningMethod.AT_OCCASION
    commitment.full_clean()
    commitment.save()


def _follow_ups(partner: Partner, today: date) -> None:
    """One a year. The last one waits for an answer where the case says so; all others have been answered."""
    waits = partner.state in (PartnerState.FOLLOW_UP_DUE, PartnerState.NO_REPLY)
    due_on = calendar_days.months_after(partner.signed_on, 12)
    while due_on <= today:
        following = calendar_days.months_after(due_on, 12)
        if waits and following > today:
            _waiting(partner, due_on)
            break
        _answered(partner, due_on)
        due_on = following
    partner.follow_up_on = due_on
    partner.take_validity_code()
    partner.save()


def _answered(partner: Partner, due_on: date) -> None:
    revising = partner.state == PartnerState.REVISING
    follow_up = FollowUp.objects.create(
        partner=partner,
        due_on=due_on,
        answered_at=_at(due_on + timedelta(days=4)),
        channel=Channel.LINK,
        answered_by=partner.contact_name,
        continuation=Continuation.REVISE if revising else Continuation.KEEP,
        support=SupportNeed.NONE,
    )
    for goal in partner.goals.filter(state__in=(*UNDER_WAY, GoalState.REACHED)):
        state = GoalState.ON_TRACK if goal.state == GoalState.SIGNED else goal.state
        GoalReport.objects.create(follow_up=follow_up, goal=goal, state=state, value=_value(goal))


def _value(goal: Goal) -> Decimal | None:
    """Nobody has to give a number, and not everybody has one: part of the way from a baseline, or to a target."""
    if goal.target_mode == TargetMode.RELATIVE:
        return round(goal.baseline * Decimal("0.94")) if goal.baseline else None
    return round(goal.target * Decimal("0.6")) if goal.target else None


def _waiting(partner: Partner, due_on: date) -> None:
    follow_up = FollowUp.objects.create(partner=partner, due_on=due_on)
    if partner.state == PartnerState.FOLLOW_UP_DUE:
        _task(partner, TaskKind.FOLLOW_UP, due_on + timedelta(days=14))
        return
    for name, days in (("first_reminder_at", 14), ("second_reminder_at", 28)):
        day = due_on + timedelta(days=days)
        setattr(follow_up, name, _at(day))
        _attempt(partner, day, ContactOutcome.NO_ANSWER)
    follow_up.save()
    _task(partner, TaskKind.SECOND_CHANNEL, due_on + timedelta(days=49))


def _attempt(partner: Partner, day: date, outcome: ContactOutcome) -> None:
    ContactAttempt.objects.create(partner=partner, made_at=_at(day), channel=ContactChannel.EMAIL, outcome=outcome)


def _task(partner: Partner, kind: TaskKind, due_on: date) -> None:
    Task.objects.create(partner=partner, kind=kind, due_on=due_on)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
