"""Signing occasions: who is invited, who could not come, and making all that signed active in one action."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import User
from partners.lifecycle import Actor
from partners.models import (
    Commitment,
    CommitmentState,
    InvitationState,
    OccasionState,
    Partner,
    SigningInvitation,
    SigningMethod,
    SigningOccasion,
)
from partners.models.signing import STANDING
from partners.services.commitments import Signed, activate_partner, record_signatures
from partners.services.moves import changed, held, move, require


def schedule_signing(
    *, partner: Partner, occasion: SigningOccasion, signatory_name: str, signatory_title: str = "", user: User
) -> SigningInvitation:
    """Invite the organisation to sign at `occasion`; the invitation has a calendar file."""
    with transaction.atomic():
        occasion = SigningOccasion.objects.select_for_update().get(pk=occasion.pk)
        partner = held(partner)
        require(partner, "schedule", actor=Actor.STAFF, user=user)
        invitation = SigningInvitation(
            occasion=occasion,
            partner=partner,
            signatory_name=signatory_name,
            signatory_title=signatory_title,
        )
        invitation.full_clean()
        invitation.save()
        _bind(partner, occasion)
        move(
            partner,
            "schedule",
            actor=Actor.STAFF,
            user=user,
            data={"occasion": str(occasion)},
            letter={"invitation": invitation.pk},
        )
    return invitation


def confirm_coming(*, invitation: SigningInvitation) -> None:
    """The organisation says that it will come."""
    standing = SigningInvitation.objects.filter(pk=invitation.pk, state__in=STANDING)
    if not standing.update(state=InvitationState.COMING):
        raise ValidationError(_("The invitation no longer holds. Ask the city for a new date."))
    invitation.state = InvitationState.COMING


def postpone_signing(*, partner: Partner, was_absent: bool, user: User) -> None:
    """The organisation could not sign at the occasion. It is told that a new date will follow."""
    with transaction.atomic():
        partner = held(partner)
        _postpone(partner, InvitationState.ABSENT if was_absent else InvitationState.CANCELLED, user)


def cancel_occasion(*, occasion: SigningOccasion, user: User) -> int:
    """Cancel an occasion. Everyone invited is told; how many that were is returned."""
    with transaction.atomic():
        occasion = _open(occasion)
        invited = list(occasion.invitations.filter(state__in=STANDING).select_related("partner"))
        for invitation in invited:
            _postpone(held(invitation.partner), InvitationState.CANCELLED, user)
        occasion.state = OccasionState.CANCELLED
        occasion.save(update_fields=["state"])
    return len(invited)


def hold_occasion(*, occasion: SigningOccasion, present: Sequence[SigningInvitation], user: User) -> int:
    """Record both signatures of everyone present, make them active, and postpone those who were absent.

    All or nothing: raises ValidationError naming the organisation with which something is missing. Visitors see the new
    partners at the occasion's `publish_at`. Returns how many became active.
    """
    with transaction.atomic():
        occasion = _open(occasion)
        if timezone.localdate(occasion.starts_at) > timezone.localdate():
            raise ValidationError(_("The occasion has not been held yet."))
        here = {invitation.pk for invitation in present}
        invited = list(occasion.invitations.filter(state__in=STANDING).select_related("partner"))
        if not here <= {invitation.pk for invitation in invited}:
            raise changed()
        for invitation in invited:
            if invitation.pk in here:
                _sign_and_activate(occasion, invitation, user)
            else:
                _postpone(held(invitation.partner), InvitationState.ABSENT, user)
        occasion.state = OccasionState.HELD
        occasion.save(update_fields=["state"])
    return len(here)


def _sign_and_activate(occasion: SigningOccasion, invitation: SigningInvitation, user: User) -> None:
    """Signatures that were given another way before, such as by post, are kept."""
    day = timezone.localdate(occasion.starts_at)
    partner = invitation.partner
    commitment = Commitment.objects.filter(partner=partner, state=CommitmentState.DRAFT).first()
    organisation, city = None, None
    if commitment is None or not commitment.organisation_signed_on:
        name, title = invitation.signatory_name, invitation.signatory_title
        organisation = Signed(name=name, title=title, on=day, how=SigningMethod.AT_OCCASION)
    if commitment is None or not commitment.city_signed_on:
        city = Signed(name=occasion.city_signatory, on=day, how=SigningMethod.AT_OCCASION)
    try:
        if organisation or city:
            record_signatures(partner=partner, organisation=organisation, city=city, user=user)
            partner.refresh_from_db(fields=["case_version"])
        activate_partner(partner=partner, publish_at=occasion.publish_at, user=user)
    except ValidationError as error:
        raise ValidationError([f"{partner.name}: {words}" for words in error.messages]) from error


def _postpone(partner: Partner, state: InvitationState, user: User) -> None:
    invitation = SigningInvitation.objects.filter(partner=partner, state__in=STANDING).first()
    letter = {"invitation": invitation.pk} if invitation else {}
    move(partner, "postpone", actor=Actor.STAFF, user=user, data={"reason": str(state.label)}, letter=letter)
    SigningInvitation.objects.filter(partner=partner, state__in=STANDING).update(state=state)
    _bind(partner, None)


def _bind(partner: Partner, occasion: SigningOccasion | None) -> None:
    Commitment.objects.filter(partner=partner, state=CommitmentState.DRAFT).update(occasion=occasion)


def _open(occasion: SigningOccasion) -> SigningOccasion:
    now: SigningOccasion = SigningOccasion.objects.select_for_update().get(pk=occasion.pk)
    if now.state != OccasionState.OPEN:
        raise ValidationError(_("The occasion has already been held or cancelled."))
    return now
