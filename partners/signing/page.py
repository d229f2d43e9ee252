"""What an occasion's page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from partners import lifecycle
from partners.models import (
    Commitment,
    CommitmentState,
    DataProtectionDescription,
    Goal,
    InvitationState,
    OccasionState,
    Partner,
    SigningInvitation,
    SigningOccasion,
)
from partners.models.signing import STANDING
from partners.signing import years
from partners.states import GoalState


@dataclass(frozen=True, slots=True)
class Invited:
    """A line of the list of names."""

    invitation: SigningInvitation
    commitment: Commitment | None
    missing: tuple[str, ...]

    @property
    def partner(self) -> Partner:
        partner: Partner = self.invitation.partner
        return partner

    @property
    def is_standing(self) -> bool:
        return self.invitation.state in STANDING

    @property
    def is_coming(self) -> bool:
        return bool(self.invitation.state == InvitationState.COMING)

    @property
    def reply(self) -> str:
        if self.invitation.state == InvitationState.INVITED:
            return _("No answer yet")
        return str(self.invitation.get_state_display())


@dataclass(frozen=True, slots=True)
class Ready:
    """A case that can be invited, with the name that signed or was to sign last."""

    partner: Partner
    name: str
    title: str


class Occasion:
    """One signing occasion as its page and its papers need it."""

    def __init__(self, record: SigningOccasion) -> None:
        self.record = record

    @property
    def is_open(self) -> bool:
        return bool(self.record.state == OccasionState.OPEN)

    @property
    def has_begun(self) -> bool:
        return bool(self.record.starts_at <= timezone.now())

    @property
    def can_be_held(self) -> bool:
        """The day has come: the services refuse to record signatures before it."""
        return self.is_open and timezone.localdate(self.record.starts_at) <= timezone.localdate()

    @property
    def is_published_later(self) -> bool:
        return bool(self.record.publish_at and self.record.publish_at > timezone.now())

    @cached_property
    def hint(self) -> str:
        return years.hint(self.record)

    @cached_property
    def rows(self) -> list[Invited]:
        """Everyone who was invited, by name."""
        commitments = Commitment.objects.select_related("description").order_by("-pk")
        goals = Goal.objects.filter(state=GoalState.AGREED)
        invitations = (
            self.record.invitations.select_related("partner")
            .prefetch_related(Prefetch("partner__commitments", commitments), Prefetch("partner__goals", goals))
            .order_by("partner__name", "pk")
        )
        has_description = DataProtectionDescription.objects.exists()
        return [self._invited(invitation, has_description) for invitation in invitations]

    def _invited(self, invitation: SigningInvitation, has_description: bool) -> Invited:
        commitment = _commitment(invitation)
        missing = _missing(invitation, commitment, has_description) if invitation.state in STANDING else []
        return Invited(invitation, commitment, tuple(missing))

    @property
    def standing(self) -> list[Invited]:
        """Those whose invitation still holds."""
        return [row for row in self.rows if row.is_standing]

    @property
    def signers(self) -> list[Invited]:
        """Whom the papers are about: those invited to an open occasion, those that signed at one that was held."""
        return [row for row in self.rows if row.is_standing or row.invitation.state == InvitationState.SIGNED]

    @property
    def to_print(self) -> list[Commitment]:
        return [row.commitment for row in self.signers if row.commitment is not None]

    @cached_property
    def ready(self) -> list[Ready]:
        """The cases that are ready to sign and have no invitation, by name."""
        if not self.is_open:
            return []
        earlier = SigningInvitation.objects.order_by("-invited_at", "-pk")
        partners = (
            Partner.objects.filter(state__in=lifecycle.transition("schedule").sources)
            .prefetch_related(Prefetch("invitations", earlier))
            .order_by("name")
        )
        return [_ready(partner) for partner in partners]


def _ready(partner: Partner) -> Ready:
    last = next(iter(partner.invitations.all()), None)
    if last is not None:
        return Ready(partner, last.signatory_name, last.signatory_title)
    return Ready(partner, partner.contact_name[:120], "")


def _commitment(invitation: SigningInvitation) -> Commitment | None:
    """The commitment that the invitation is about: what was signed at the occasion, else the draft to be signed."""
    commitments = list(invitation.partner.commitments.all())
    here = (row for row in commitments if row.occasion_id == invitation.occasion_id)
    drafts = (row for row in commitments if row.state == CommitmentState.DRAFT)
    if invitation.state in STANDING:
        return next(drafts, None)
    return next(here, None) if invitation.state == InvitationState.SIGNED else None


def _missing(invitation: SigningInvitation, commitment: Commitment | None, has_description: bool) -> list[str]:
    """What would stop the signatures from being recorded, as `partners.guards` asks for it."""
    if commitment is None:
        return [_("Draw up the commitment.")]
    missing = []
    if not invitation.partner.goals.all():
        missing.append(_("Agree on at least one goal with the organisation."))
    if not has_description:
        missing.append(_("Write the data-protection description of the partnership."))
    if not invitation.signatory_name:
        missing.append(_("Name who signs for the organisation."))
    return missing
