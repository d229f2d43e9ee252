"""How a partnership ends: by the organisation at any time, by the city on two grounds and after notice."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from partners import letters, lifecycle
from partners.lifecycle import Actor
from partners.models import (
    Commitment,
    CommitmentState,
    EndingGround,
    EndingNotice,
    FollowUp,
    Letter,
    Partner,
    ProgrammeSettings,
    TaskKind,
)
from partners.services.commitments import in_force_of
from partners.services.moves import held, move, step
from partners.services.tasks import add_task, finish_tasks
from partners.states import PartnerState

NOTICE_GIVEN = "partners.give_notice"
NOTICE_WITHDRAWN = "partners.withdraw_notice"

GROUNDS = {PartnerState.NO_REPLY: EndingGround.NO_ANSWER, PartnerState.REVISING: EndingGround.NOT_INTERESTED}
"""The one ground that each state can lead to. From any other state the city cannot end a commitment."""

ENDINGS = {EndingGround.NO_ANSWER: "end_unanswered", EndingGround.NOT_INTERESTED: "end_uninterested"}


def give_notice(*, partner: Partner, user: User) -> EndingNotice:
    """Give the organisation notice, on the ground that its state allows. An answer withdraws it."""
    if not user.has_perm(lifecycle.END):
        raise PermissionDenied
    with transaction.atomic():
        partner = held(partner)
        if partner.state not in GROUNDS:
            raise ValidationError(
                _("Notice can be given only when the organisation does not answer, or does not want to go on."),
                code="state",
            )
        today = timezone.localdate()
        commitment, ground = in_force_of(partner), GROUNDS[PartnerState(partner.state)]
        commitment.notices.filter(withdrawn_on=None).exclude(ground=ground).update(withdrawn_on=today)
        notice = EndingNotice(
            commitment=commitment,
            ground=ground,
            given_on=today,
            ends_on=today + timedelta(days=ProgrammeSettings.load().notice_days),
            given_by=user,
        )
        notice.full_clean()
        notice.save()
        step(partner)
        log(instance=partner, action=NOTICE_GIVEN, user=user, data={"reason": str(notice.get_ground_display())})
        letters.send(partner, Letter.NOTICE, {"notice": notice.pk})
    return notice


def end_commitment(*, partner: Partner, user: User) -> None:
    """End the commitment on the city's behalf, on the ground that notice was given for."""
    with transaction.atomic():
        partner = held(partner)
        ground = GROUNDS.get(PartnerState(partner.state), EndingGround.NO_ANSWER)
        partner.follow_up_on = None
        move(
            partner,
            ENDINGS[ground],
            actor=Actor.STAFF,
            user=user,
            data={"reason": str(ground.label)},
            letter={"ground": ground.value},
        )
        _end(partner, ground, user)


def withdraw(*, partner: Partner, actor: Actor, user: User | None = None, reason: str = "") -> None:
    """The organisation leaves. It leaves the site at once; its history and awards stay."""
    with transaction.atomic():
        partner = held(partner)
        partner.follow_up_on = None
        move(partner, "withdraw", actor=actor, user=user, data={"reason": reason} if reason else {})
        _end(partner, EndingGround.OWN_WISH, user)


def withdraw_notices(partner: Partner) -> None:
    """The organisation has answered or set new goals, so that no notice stands any longer."""
    standing = EndingNotice.objects.filter(
        commitment__partner=partner, commitment__state=CommitmentState.IN_FORCE, withdrawn_on=None
    )
    if standing.update(withdrawn_on=timezone.localdate()):
        log(instance=partner, action=NOTICE_WITHDRAWN)


def _end(partner: Partner, ground: EndingGround, user: User | None) -> None:
    today = timezone.localdate()
    Commitment.objects.filter(partner=partner).in_force().update(
        state=CommitmentState.ENDED, ended_on=today, ending_ground=ground
    )
    FollowUp.objects.filter(partner=partner).open().update(closed_at=timezone.now())
    finish_tasks(partner=partner, kinds=tuple(TaskKind), user=user)
    add_task(partner=partner, kind=TaskKind.REMOVE_SYMBOL)
