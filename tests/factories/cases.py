"""Cases with all that they have gathered on their way."""

from typing import Any

import factory

from partners.models import EndingGround
from partners.states import IN_FORCE, SIGNED_AND_ENDED, GoalState, PartnerState
from tests.factories.partners import (
    CommitmentFactory,
    DataProtectionDescriptionFactory,
    EndingNoticeFactory,
    FollowUpFactory,
    GoalFactory,
    PartnerFactory,
    SigningInvitationFactory,
)


class CaseFactory(PartnerFactory):
    """A case with every record that its state implies: `CaseFactory(scheduled=True)`."""

    @factory.post_generation
    def records(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            _make_records(self)


def _make_records(partner: Any) -> None:
    """One goal with its effect, and what the case has gathered on its way."""
    DataProtectionDescriptionFactory()
    drafted = partner.state in (PartnerState.READY, PartnerState.SCHEDULED)
    signed = partner.state in (*IN_FORCE, *SIGNED_AND_ENDED)
    if partner.state == PartnerState.GOALS or drafted:
        GoalFactory(partner=partner, state=GoalState.AGREED, effect_sv="Elen är dyr.")
    if signed:
        GoalFactory(partner=partner, effect_sv="Elen är dyr.")
    if drafted:
        invited = SigningInvitationFactory(partner=partner) if partner.state == PartnerState.SCHEDULED else None
        CommitmentFactory(partner=partner, occasion=invited.occasion if invited else None)
    if partner.state in IN_FORCE:
        CommitmentFactory(partner=partner, in_force=True)
    if partner.state == PartnerState.FOLLOW_UP_DUE:
        FollowUpFactory(partner=partner, due_on=partner.follow_up_on)
    if partner.state == PartnerState.NO_REPLY:
        FollowUpFactory(partner=partner, reminded=True)
    if partner.state in SIGNED_AND_ENDED:
        is_terminated = partner.state == PartnerState.TERMINATED
        ground = EndingGround.NO_ANSWER if is_terminated else EndingGround.OWN_WISH
        commitment = CommitmentFactory(partner=partner, ended=True, ending_ground=ground)
        if is_terminated:
            EndingNoticeFactory(commitment=commitment, run_out=True)
