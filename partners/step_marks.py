"""The programme's numbered step marks, and where a case stands on them."""

from django.utils.translation import gettext_lazy

from partners import guards
from partners.models import Partner
from partners.states import ENDED, IN_FORCE, SIGNED_AND_ENDED, PartnerState

PATH = (
    gettext_lazy("Contact and initial mapping"),
    gettext_lazy("Goals"),
    gettext_lazy("Commitment"),
    gettext_lazy("Follow-up"),
)
_GOALS, _COMMITMENT, _FOLLOW_UP = 1, 2, 3


def path_for(partner: Partner) -> list[dict[str, str]]:
    """The step marks for this case, as `templates/components/path.html` reads them."""
    done, current = _position(partner)
    states = ["done" if mark < done else "current" if mark == current else "todo" for mark in range(len(PATH))]
    return [{"title": str(title), "state": state} for title, state in zip(PATH, states, strict=True)]


def _position(partner: Partner) -> tuple[int, int | None]:
    """How many step marks are behind the case, and the one it stands at; an ended case stands at none."""
    if partner.state in ENDED:
        return (_FOLLOW_UP if partner.state in SIGNED_AND_ENDED else 0), None
    if partner.state in IN_FORCE:
        return _FOLLOW_UP, _FOLLOW_UP
    if partner.state == PartnerState.CONTACT:
        return 0, 0
    if partner.state in (PartnerState.READY, PartnerState.SCHEDULED):
        return _COMMITMENT, _COMMITMENT
    if partner.state == PartnerState.MAPPING_RECEIVED or guards.agreed_goal(partner):
        return _GOALS, _GOALS
    return _COMMITMENT, _COMMITMENT
