"""The commitment: drawn up with its goals, signed by both sides, and in force."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from partners import calendar_days, frozen_goals, letters
from partners.lifecycle import Actor
from partners.models import (
    Commitment,
    CommitmentState,
    DataProtectionDescription,
    Goal,
    InvitationState,
    Letter,
    Partner,
    ProgrammeSettings,
    SigningInvitation,
    SigningMethod,
    TaskKind,
)
from partners.models.signing import STANDING
from partners.services.moves import held, move, require, step
from partners.services.tasks import add_task
from partners.states import GoalState

SIGNATURE_RECORDED = "partners.record_signature"
SCAN_KEPT = "partners.keep_scan"


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, when and how."""

    name: str
    on: date
    how: SigningMethod
    title: str = ""


def draw_up_commitment(*, partner: Partner, user: User) -> Commitment:
    """Draw up the commitment with the agreed goals and send it as a draft, with the data-protection description."""
    with transaction.atomic():
        partner = held(partner)
        require(partner, "draw_up", actor=Actor.STAFF, user=user)
        commitment = Commitment(
            partner=partner,
            number=_next_number(),
            goals=_frozen(partner),
            description=DataProtectionDescription.objects.current(),
        )
        commitment.full_clean()
        commitment.save()
        letter = {"commitment": commitment.pk}
        move(partner, "draw_up", actor=Actor.STAFF, user=user, data={"commitment": commitment.number}, letter=letter)
    return commitment


def record_signatures(
    *, partner: Partner, organisation: Signed | None = None, city: Signed | None = None, user: User
) -> Commitment:
    """Record one signature or both. The goals are frozen as they read, and the description of the day is accepted."""
    with transaction.atomic():
        partner = held(partner)
        commitment = _draft_of(partner)
        if organisation is not None:
            _check(organisation)
            commitment.organisation_signatory = organisation.name
            commitment.organisation_title = organisation.title
            commitment.organisation_signed_on = organisation.on
            commitment.organisation_signed_how = organisation.how
            commitment.description = DataProtectionDescription.objects.current()
            commitment.goals = _frozen(partner)
        if city is not None:
            _check(city)
            commitment.city_signatory = city.name
            commitment.city_signed_on = city.on
            commitment.city_signed_how = city.how
        commitment.full_clean()
        commitment.save()
        step(partner)
        names = ", ".join(signed.name for signed in (organisation, city) if signed)
        log(instance=partner, action=SIGNATURE_RECORDED, user=user, data={"reason": names})
    return commitment


def keep_scan(*, commitment: Commitment, scan: File, user: User) -> None:  # type: ignore[type-arg]  # bytes or text
    """Keep the signed paper as a file that only staff can open. It must have been checked before."""
    with transaction.atomic():
        commitment.scan.save(f"{commitment.number}.pdf", scan, save=False)
        commitment.save(update_fields=["scan"])
        log(instance=commitment.partner, action=SCAN_KEPT, user=user, data={"commitment": commitment.number})


def activate_partner(*, partner: Partner, user: User, publish_at: datetime | None = None) -> None:
    """Both have signed: the commitment is in force, its goals are signed, and the partner is shown to visitors.

    With a `publish_at` in the future visitors see it from then on. Raises ValidationError naming what is missing, and
    PermissionDenied for a user who may not publish.
    """
    with transaction.atomic():
        partner = held(partner)
        commitment = Commitment.objects.filter(partner=partner, state=CommitmentState.DRAFT).first()
        if commitment is not None and commitment.is_signed_by_both:
            _take_dates(partner, commitment)
        letter = {"commitment": commitment.pk} if commitment else {}
        move(partner, "activate", actor=Actor.STAFF, user=user, data=letter, letter=letter)
        assert commitment is not None  # noqa: S101  (the move's guard has seen it)
        commitment.state = CommitmentState.IN_FORCE
        commitment.full_clean()
        commitment.save()
        SigningInvitation.objects.filter(partner=partner, state__in=STANDING).update(state=InvitationState.SIGNED)
        partner.goals.filter(state=GoalState.AGREED).update(state=GoalState.SIGNED)
        letters.send(partner, Letter.SYMBOL)
        add_task(partner=partner, kind=TaskKind.DELIVER_SYMBOL)
        _publish(partner, publish_at, user)


def in_force_of(partner: Partner) -> Commitment:
    """The commitment that holds, kept from others until the transaction ends."""
    commitment = Commitment.objects.select_for_update().in_force().filter(partner=partner).first()
    if commitment is None:
        raise ValidationError(_("The organisation has no commitment in force."), code="missing")
    return commitment


def cancel_drafts(partner: Partner) -> None:
    """A commitment that will not be signed. Its invitation, if any, no longer leads to it."""
    Commitment.objects.filter(partner=partner, state=CommitmentState.DRAFT).update(state=CommitmentState.CANCELLED)


def _take_dates(partner: Partner, commitment: Commitment) -> None:
    signed_on = max(filter(None, (commitment.organisation_signed_on, commitment.city_signed_on)))
    partner.signed_on = signed_on
    partner.follow_up_on = calendar_days.months_after(signed_on, ProgrammeSettings.load().follow_up_months)
    partner.take_validity_code()


def _publish(partner: Partner, publish_at: datetime | None, user: User) -> None:
    """Show the partner, draft changes included, now or from `publish_at` on."""
    words = partner.get_latest_revision_as_object()
    words.go_live_at = publish_at if publish_at and publish_at > timezone.now() else None
    if words.go_live_at and partner.live:
        words.live = False
        Partner.objects.filter(pk=partner.pk).update(live=False)
    words.save_revision(user=user).publish(user=user)


def _frozen(partner: Partner) -> list[frozen_goals.Frozen]:
    goals = Goal.objects.filter(partner=partner, state=GoalState.AGREED).select_related("theme", "unit")
    return [frozen_goals.freeze(goal) for goal in goals]


def _draft_of(partner: Partner) -> Commitment:
    commitment = Commitment.objects.select_for_update().filter(partner=partner, state=CommitmentState.DRAFT).first()
    if commitment is None:
        raise ValidationError(_("Draw up the commitment."), code="missing")
    return commitment


def _check(signed: Signed) -> None:
    if signed.on > timezone.localdate():
        raise ValidationError(_("The date of signing cannot be in the future."))


def _next_number() -> str:
    """The year and the first number that is free in it, such as 2026-0007. One is given at a time."""
    first = ProgrammeSettings.load()
    ProgrammeSettings.objects.select_for_update().get(pk=first.pk)
    year = timezone.localdate().year
    last = Commitment.objects.filter(number__startswith=f"{year}-").order_by("-number").first()
    return f"{year}-{int(last.number[5:]) + 1 if last else 1:04d}"
