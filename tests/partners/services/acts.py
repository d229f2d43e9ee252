"""How a test takes a step of a case: with the records that the step needs, by its real service."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.models import User
from partners import services
from partners.lifecycle import Actor
from partners.models import (
    Channel,
    Commitment,
    CommitmentState,
    ContactChannel,
    ContactOutcome,
    Continuation,
    FollowUp,
    Partner,
    SentLetter,
    SupportNeed,
)
from partners.services import FollowUpAnswer, Pick, Report
from partners.services.moves import held, move
from partners.states import UNDER_WAY, GoalState
from tests.factories.partners import (
    ContactAttemptFactory,
    EndingNoticeFactory,
    SigningOccasionFactory,
    ThemeFactory,
)


def own_goal(**changed: Any) -> Pick:
    """A goal in the organisation's own words."""
    values = {"theme": ThemeFactory(), "pledge": {"sv": "Vi cyklar."}, "effect": {"sv": "Färre bilar."}}
    return Pick(**values | {"target_year": 2030} | changed)


def answer(partner: Partner, *, states: GoalState = GoalState.ON_TRACK, **changed: Any) -> FollowUpAnswer:
    """All three parts, the same of every goal."""
    reports = [Report(goal, states) for goal in partner.goals.filter(state__in=UNDER_WAY)]
    values: dict[str, Any] = {"continuation": Continuation.KEEP, "support": SupportNeed.NONE}
    return FollowUpAnswer(reports, **values | changed)


def letters_of(partner: Partner) -> list[str]:
    return list(SentLetter.objects.filter(partner=partner).order_by("pk").values_list("name", flat=True))


def snapshot(partner: Partner) -> dict[str, Any]:
    """All that a refused step must leave as it was."""
    now = Partner.objects.get(pk=partner.pk)
    rows = {name: list(getattr(now, name).order_by("pk").values()) for name in RELATED}
    casework = (now.state, now.signed_on, now.follow_up_on, now.case_version, now.live)
    return rows | {"case": casework, "letters": letters_of(now)}


RELATED = ("goals", "commitments", "invitations", "follow_ups", "attempts", "tasks")


def prepare(partner: Partner, action: str) -> None:
    """Put in place what the step's guard asks for, as far as the case has anything to hang it on."""
    today = timezone.localdate()
    in_force = Commitment.objects.in_force().filter(partner=partner).first()
    if action == "activate":
        Commitment.objects.filter(partner=partner, state=CommitmentState.DRAFT).update(
            organisation_signed_on=today, city_signed_on=today
        )
    if action == "fall_due":
        Partner.objects.filter(pk=partner.pk).update(follow_up_on=today)
    if action == "stop_waiting":
        long_ago = timezone.now() - timedelta(days=14)
        FollowUp.objects.filter(partner=partner).open().update(
            due_on=today - timedelta(days=42), first_reminder_at=long_ago, second_reminder_at=long_ago
        )
    if action == "end_unanswered" and in_force:
        ContactAttemptFactory.create_batch(3, partner=partner)
        EndingNoticeFactory(commitment=in_force, run_out=True)
    if action == "end_uninterested" and in_force:
        ContactAttemptFactory(partner=partner, outcome=ContactOutcome.NOT_INTERESTED)
        EndingNoticeFactory(commitment=in_force, run_out=True, ground="not_interested")


def act(partner: Partner, action: str, actor: Actor, user: User | None = None) -> None:
    """Take the step by its service; where `actor` has none, by what all services move with."""
    service = SERVICES.get((action, actor))
    if service is not None:
        service(partner, user)
        return
    with transaction.atomic():
        move(held(partner), action, actor=actor, user=user)


STAFF, ORGANISATION, CLOCK = Actor.STAFF, Actor.ORGANISATION, Actor.CLOCK
SERVICES: dict[tuple[str, Actor], Any] = {
    ("receive_mapping", STAFF): lambda partner, user: services.receive_mapping(partner=partner, user=user),
    ("discuss_mapping", STAFF): lambda partner, user: services.discuss_mapping(
        partner=partner, channel=ContactChannel.PHONE, user=user
    ),
    ("agree_goals", STAFF): lambda partner, user: services.agree_goals(partner=partner, picks=[own_goal()], user=user),
    ("draw_up", STAFF): lambda partner, user: services.draw_up_commitment(partner=partner, user=user),
    ("change_goals", STAFF): lambda partner, user: services.change_goals(partner=partner, user=user),
    ("schedule", STAFF): lambda partner, user: services.schedule_signing(
        partner=partner, occasion=SigningOccasionFactory(), signatory_name="Demo Person", user=user
    ),
    ("postpone", STAFF): lambda partner, user: services.postpone_signing(partner=partner, was_absent=True, user=user),
    ("activate", STAFF): lambda partner, user: services.activate_partner(partner=partner, user=user),
    ("fall_due", CLOCK): lambda partner, user: services.fall_due(partner=partner),
    ("answer", STAFF): lambda partner, user: services.answer_follow_up(
        partner=partner, answer=answer(partner), channel=Channel.PHONE, user=user
    ),
    ("answer", ORGANISATION): lambda partner, user: services.answer_follow_up(
        partner=partner, answer=answer(partner), channel=Channel.LINK
    ),
    ("stop_waiting", CLOCK): lambda partner, user: services.stop_waiting(partner=partner),
    ("revise", STAFF): lambda partner, user: services.revise_goals(partner=partner, actor=STAFF, user=user),
    ("revise", ORGANISATION): lambda partner, user: services.revise_goals(partner=partner, actor=ORGANISATION),
    ("renew", STAFF): lambda partner, user: services.renew_commitment(partner=partner, picks=[own_goal()], user=user),
    ("end_unanswered", STAFF): lambda partner, user: services.end_commitment(partner=partner, user=user),
    ("end_uninterested", STAFF): lambda partner, user: services.end_commitment(partner=partner, user=user),
    ("withdraw", STAFF): lambda partner, user: services.withdraw(partner=partner, actor=STAFF, user=user),
    ("withdraw", ORGANISATION): lambda partner, user: services.withdraw(partner=partner, actor=ORGANISATION),
    ("close", STAFF): lambda partner, user: services.close_case(partner=partner, actor=STAFF, user=user),
    ("close", ORGANISATION): lambda partner, user: services.close_case(partner=partner, actor=ORGANISATION),
    ("reopen", STAFF): lambda partner, user: services.reopen_case(partner=partner, actor=STAFF, user=user),
    ("reopen", ORGANISATION): lambda partner, user: services.reopen_case(partner=partner, actor=ORGANISATION),
}
