"""The yearly follow-up: it falls due, is reminded of, and is answered by link or with staff on the telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import User
from partners import calendar_days, letters
from partners.lifecycle import Actor
from partners.models import (
    Channel,
    ContactAttempt,
    ContactChannel,
    ContactOutcome,
    Continuation,
    FollowUp,
    Goal,
    GoalReport,
    Letter,
    Partner,
    ProgrammeSettings,
    SupportNeed,
    TaskKind,
)
from partners.models.follow_up import REPORTED
from partners.services.endings import withdraw_notices
from partners.services.moves import held, move
from partners.services.tasks import add_task, finish_tasks
from partners.states import UNDER_WAY, GoalState, PartnerState


@dataclass(frozen=True, slots=True)
class Report:
    """How one goal is going. The number and the note are optional."""

    goal: Goal
    state: GoalState
    value: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpAnswer:
    """The three parts, exactly: the goals, whether they stay, and support."""

    reports: Sequence[Report]
    continuation: Continuation
    support: SupportNeed
    wishes: str = ""
    support_note: str = ""
    answered_by: str = ""


def fall_due(*, partner: Partner) -> FollowUp:
    """The clock's step: the day has come. The organisation gets a link, staff a task.

    Its days are counted from today, so that nobody is reminded at once where the clock has stood still.
    """
    with transaction.atomic():
        partner = held(partner)
        follow_up = FollowUp(partner=partner, due_on=timezone.localdate())
        follow_up.full_clean()
        follow_up.save()
        move(partner, "fall_due", actor=Actor.CLOCK, letter={"follow_up": follow_up.pk})
        wait = timedelta(days=ProgrammeSettings.load().first_reminder_days)
        add_task(partner=partner, kind=TaskKind.FOLLOW_UP, due_on=timezone.localdate() + wait)
    return follow_up


def remind(*, follow_up: FollowUp) -> Letter | None:
    """The clock's step: send the reminder whose day has come, once, and log it as an attempt at contact."""
    settings = ProgrammeSettings.load()
    with transaction.atomic():
        partner = Partner.objects.select_for_update().get(pk=follow_up.partner_id)
        waiting = FollowUp.objects.open().filter(pk=follow_up.pk).first()
        if waiting is None or partner.state != PartnerState.FOLLOW_UP_DUE:
            return None
        follow_up = waiting
        waited, letter = follow_up.days_waited, None
        if follow_up.first_reminder_at is None and waited >= settings.first_reminder_days:
            follow_up.first_reminder_at, letter = timezone.now(), Letter.FIRST_REMINDER
        elif follow_up.second_reminder_at is None and _next_is_due(follow_up, waited, settings):
            follow_up.second_reminder_at, letter = timezone.now(), Letter.SECOND_REMINDER
        if letter is None:
            return None
        follow_up.save()
        ContactAttempt.objects.create(
            partner=partner, channel=ContactChannel.EMAIL, outcome=ContactOutcome.NO_ANSWER, note=str(letter.label)
        )
        letters.send(partner, letter, {"follow_up": follow_up.pk})
    return letter


def stop_waiting(*, partner: Partner) -> None:
    """The clock's step: the reminders are unanswered. Staff are asked to try a second channel."""
    with transaction.atomic():
        partner = held(partner)
        move(partner, "stop_waiting", actor=Actor.CLOCK)
        finish_tasks(partner=partner, kinds=(TaskKind.FOLLOW_UP,), user=None)
        add_task(partner=partner, kind=TaskKind.SECOND_CHANNEL)


def answer_follow_up(
    *, partner: Partner, answer: FollowUpAnswer, channel: Channel, user: User | None = None
) -> FollowUp:
    """Take the answer, by the organisation's link or written down by staff, and move the case on.

    Support becomes a task, for the city or the development company; a goal that is behind an offer of support. A wish
    for a change, or all goals reached, opens the goals for revision. Raises ValidationError where a part is missing.
    """
    actor = Actor.STAFF if user else Actor.ORGANISATION
    with transaction.atomic():
        partner = held(partner)
        follow_up = FollowUp.objects.select_for_update().filter(partner=partner).open().first()
        if follow_up is None:
            raise ValidationError(_("The follow-up has already been answered. Thank you."), code="answered")
        _keep(follow_up, answer, channel, user)
        _report(partner, follow_up, answer.reports)
        settings = ProgrammeSettings.load()
        partner.follow_up_on = calendar_days.months_after(timezone.localdate(), settings.follow_up_months)
        kinds = (TaskKind.FOLLOW_UP, TaskKind.SECOND_CHANNEL)
        finish_tasks(partner=partner, kinds=kinds, user=user)
        withdraw_notices(partner)
        move(partner, "answer", actor=actor, user=user, letter={"follow_up": follow_up.pk})
        _act_on(partner, answer, actor, user)
    return follow_up


def _next_is_due(follow_up: FollowUp, waited: int, settings: ProgrammeSettings) -> bool:
    """Not on the same day as the first, even where the clock has stood still for weeks."""
    first = follow_up.first_reminder_at
    if first is None or waited < settings.second_reminder_days:
        return False
    between = settings.second_reminder_days - settings.first_reminder_days
    return timezone.localdate() >= timezone.localdate(first) + timedelta(days=between)


def _keep(follow_up: FollowUp, answer: FollowUpAnswer, channel: Channel, user: User | None) -> None:
    follow_up.answered_at = timezone.now()
    follow_up.channel = channel
    follow_up.answered_by = answer.answered_by
    follow_up.recorded_by = user
    follow_up.continuation = answer.continuation
    follow_up.wishes = answer.wishes
    follow_up.support = answer.support
    follow_up.support_note = answer.support_note
    follow_up.full_clean()
    follow_up.save()


def _report(partner: Partner, follow_up: FollowUp, reports: Sequence[Report]) -> None:
    asked = {goal.pk: goal for goal in partner.goals.filter(state__in=UNDER_WAY)}
    said = {report.goal.pk: report for report in reports}
    if said.keys() != asked.keys() or any(report.state not in REPORTED for report in reports):
        raise ValidationError(_("Say of each goal how it is going."), code="goals")
    for pk, report in said.items():
        row = GoalReport(follow_up=follow_up, goal=asked[pk], state=report.state, value=report.value, note=report.note)
        row.full_clean()
        row.save()
        asked[pk].state = report.state
        asked[pk].save(update_fields=["state"])


def _act_on(partner: Partner, answer: FollowUpAnswer, actor: Actor, user: User | None) -> None:
    if answer.support == SupportNeed.CITY:
        add_task(partner=partner, kind=TaskKind.SUPPORT_CITY, note=answer.support_note)
    if answer.support == SupportNeed.BUSINESS:
        add_task(partner=partner, kind=TaskKind.SUPPORT_BUSINESS, note=answer.support_note)
        if to := ProgrammeSettings.load().business_support_email:
            letters.send(partner, Letter.BUSINESS_SUPPORT, {"note": answer.support_note}, to=to)
    behind = [report.goal.pledge for report in answer.reports if report.state == GoalState.BEHIND]
    if behind:
        add_task(partner=partner, kind=TaskKind.OFFER_SUPPORT, note=" ".join(behind)[:1000])
    none_left = not partner.goals.filter(state__in=UNDER_WAY).exists()
    if answer.continuation == Continuation.KEEP and not none_left:
        return
    if answer.continuation == Continuation.NOT_INTERESTED:
        add_task(partner=partner, kind=TaskKind.ASK_TO_CONTINUE, note=answer.wishes)
    else:
        add_task(partner=partner, kind=TaskKind.NEW_GOALS, note=answer.wishes)
    is_silent = answer.continuation == Continuation.NOT_INTERESTED
    move(partner, "revise", actor=actor, user=user, data={"reason": answer.wishes}, is_silent=is_silent)
