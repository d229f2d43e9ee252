"""How a partner's case moves: one row for each change of state, with what it needs first and who may do it.

Services make the moves; the admin asks here what can be done next and what is still missing. A new move is a new row.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners.models import Partner
from partners.states import BEFORE_SIGNING, ENDED, IN_FORCE, SIGNED_AND_ENDED, GoalState, PartnerState

Words = str | Promise
Guard = Callable[[Partner], list[str]]
"""What is missing before the move, in words; nothing missing, nothing returned."""

CHANGE = "partners.change_partner"
PUBLISH = "partners.publish_partner"


def nothing(partner: Partner) -> list[str]:
    return []


def agreed_goal(partner: Partner) -> list[str]:
    if any(goal.state == GoalState.AGREED for goal in partner.goals.all()):
        return []
    return [_("Agree on at least one goal with the organisation.")]


def effective_goal(partner: Partner) -> list[str]:
    """One goal is enough if it has real effect: what that effect is must have been noted."""
    goals = [goal for goal in partner.goals.all() if goal.state == GoalState.AGREED]
    if not goals or any(goal.has_effect for goal in goals):
        return agreed_goal(partner)
    return [
        _("Note why at least one of the goals matters for the organisation, such as this one: %(goal)s")
        % {"goal": goals[0].pledge}
    ]


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table. `label` is what staff choose, `done` what the audit log says afterwards."""

    action: str
    sources: tuple[PartnerState, ...]
    target: PartnerState
    label: Words
    done: Words
    guard: Guard = nothing
    permission: str = CHANGE

    @property
    def log_action(self) -> str:
        return f"partners.{self.action}"


TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        action="receive_mapping",
        sources=(PartnerState.CONTACT, PartnerState.MAPPING_RECEIVED, PartnerState.CLOSED),
        target=PartnerState.MAPPING_RECEIVED,
        label=gettext_lazy("Note the mapping as received"),
        done=gettext_lazy("Mapping received"),
    ),
    Transition(
        action="agree_goals",
        sources=(PartnerState.MAPPING_RECEIVED, PartnerState.GOALS),
        target=PartnerState.GOALS,
        label=gettext_lazy("Agree on goals"),
        done=gettext_lazy("Goals agreed"),
        guard=agreed_goal,
    ),
    Transition(
        action="activate",
        sources=(PartnerState.GOALS,),
        target=PartnerState.ACTIVE,
        label=gettext_lazy("Set active and publish"),
        done=gettext_lazy("Commitment signed, partner published"),
        guard=effective_goal,
        permission=PUBLISH,
    ),
    Transition(
        action="close",
        sources=BEFORE_SIGNING,
        target=PartnerState.CLOSED,
        label=gettext_lazy("Close the case"),
        done=gettext_lazy("Case closed before signing"),
    ),
    Transition(
        action="withdraw",
        sources=(PartnerState.ACTIVE,),
        target=PartnerState.WITHDRAWN,
        label=gettext_lazy("End the partnership at the organisation's wish"),
        done=gettext_lazy("The organisation withdrew"),
    ),
    Transition(
        action="reopen",
        sources=(PartnerState.CLOSED, PartnerState.WITHDRAWN),
        target=PartnerState.CONTACT,
        label=gettext_lazy("Reopen the case"),
        done=gettext_lazy("Case reopened"),
    ),
)

_BY_ACTION = {transition.action: transition for transition in TRANSITIONS}


def transition(action: str) -> Transition:
    return _BY_ACTION[action]


def allowed(partner: Partner) -> list[Transition]:
    """The moves that start where the case stands, whether or not something is missing for them."""
    return [row for row in TRANSITIONS if partner.state in row.sources]


def can(partner: Partner, action: str) -> bool:
    return partner.state in transition(action).sources


def next_step(partner: Partner) -> Transition | None:
    """The move that takes an open case onwards; None where the programme asks nothing more of it."""
    if partner.state not in BEFORE_SIGNING:
        return None
    return next((row for row in allowed(partner) if row.target != partner.state), None)


def check(partner: Partner, action: str) -> Transition:
    """The row of `action`, if the case may make that move now. Raises ValidationError saying why it may not."""
    row = transition(action)
    if partner.state not in row.sources:
        message = _("“%(action)s” cannot be done while the case is in the state “%(state)s”.")
        raise ValidationError(message, params={"action": row.label, "state": partner.get_state_display()}, code="state")
    if missing := row.guard(partner):
        raise ValidationError(missing, code="missing")
    return row


PATH: tuple[Words, ...] = (
    gettext_lazy("Contact and initial mapping"),
    gettext_lazy("Goals"),
    gettext_lazy("Commitment"),
    gettext_lazy("Follow-up"),
)
_GOALS, _COMMITMENT, _FOLLOW_UP = 1, 2, 3


def path_for(partner: Partner) -> list[dict[str, str]]:
    """The programme's step marks for this case, as `templates/components/path.html` reads them."""
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
    if partner.state == PartnerState.MAPPING_RECEIVED or agreed_goal(partner):
        return _GOALS, _GOALS
    return _COMMITMENT, _COMMITMENT
