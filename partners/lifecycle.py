"""How a partner's case moves: one row for each change of state, with what it needs, who may do it and what is sent.

Services make the moves; every door asks here what can be done next and what is still missing. A new move is a new row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partners import guards
from partners.models import Letter, Partner
from partners.states import BEFORE_SIGNING, ENDED, IN_FORCE, PartnerState

Words = str | Promise
Guard = Callable[[Partner], list[str]]
"""What is missing before the move, in words; nothing missing, nothing returned."""

CHANGE = "partners.change_partner"
PUBLISH = "partners.publish_partner"
END = "partners.end_commitment"


class Actor(StrEnum):
    """Who moves a case."""

    STAFF = "staff"
    ORGANISATION = "organisation"
    CLOCK = "clock"


STAFF = frozenset({Actor.STAFF})
EITHER = frozenset({Actor.STAFF, Actor.ORGANISATION})
CLOCK = frozenset({Actor.CLOCK})


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table. `label` is what staff choose, `done` what the audit log says afterwards.

    `permission` is what a member of staff needs; `letter` what the organisation is sent.
    """

    action: str
    sources: tuple[PartnerState, ...]
    target: PartnerState
    label: Words
    done: Words
    guard: Guard = guards.nothing
    actors: frozenset[Actor] = STAFF
    permission: str = CHANGE
    letter: Letter | None = None

    @property
    def log_action(self) -> str:
        return f"partners.{self.action}"


S = PartnerState

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        action="receive_mapping",
        sources=(S.CONTACT, S.MAPPING_RECEIVED, *ENDED),
        target=S.MAPPING_RECEIVED,
        actors=EITHER,
        label=gettext_lazy("Note the mapping as received"),
        done=gettext_lazy("Mapping received"),
        letter=Letter.MAPPING_RECEIVED,
    ),
    Transition(
        action="discuss_mapping",
        sources=(S.MAPPING_RECEIVED,),
        target=S.GOALS,
        label=gettext_lazy("Note that the mapping has been discussed"),
        done=gettext_lazy("Mapping discussed"),
        letter=Letter.SUGGESTED_GOALS,
    ),
    Transition(
        action="agree_goals",
        sources=(S.MAPPING_RECEIVED, S.GOALS),
        target=S.GOALS,
        guard=guards.agreed_goal,
        label=gettext_lazy("Agree on goals"),
        done=gettext_lazy("Goals agreed"),
    ),
    Transition(
        action="draw_up",
        sources=(S.GOALS,),
        target=S.READY,
        guard=guards.concrete_goal_and_description,
        label=gettext_lazy("Draw up the commitment"),
        done=gettext_lazy("Commitment drawn up"),
        letter=Letter.DRAFT_COMMITMENT,
    ),
    Transition(
        action="change_goals",
        sources=(S.READY,),
        target=S.GOALS,
        label=gettext_lazy("Go back to the goals"),
        done=gettext_lazy("Commitment taken back to change the goals"),
    ),
    Transition(
        action="schedule",
        sources=(S.READY,),
        target=S.SCHEDULED,
        guard=guards.invitation,
        label=gettext_lazy("Invite to a signing occasion"),
        done=gettext_lazy("Invited to a signing occasion"),
        letter=Letter.INVITATION,
    ),
    Transition(
        action="postpone",
        sources=(S.SCHEDULED,),
        target=S.READY,
        label=gettext_lazy("Move the signing to another occasion"),
        done=gettext_lazy("Signing moved"),
        letter=Letter.NEW_DATE,
    ),
    Transition(
        action="activate",
        sources=(S.SCHEDULED,),
        target=S.ACTIVE,
        guard=guards.signed_commitment,
        permission=PUBLISH,
        label=gettext_lazy("Set active and publish"),
        done=gettext_lazy("Commitment signed"),
        letter=Letter.SIGNED,
    ),
    Transition(
        action="fall_due",
        sources=(S.ACTIVE, S.REVISING),
        target=S.FOLLOW_UP_DUE,
        actors=CLOCK,
        guard=guards.follow_up_day,
        label=gettext_lazy("Begin the yearly follow-up"),
        done=gettext_lazy("Follow-up due"),
        letter=Letter.FOLLOW_UP,
    ),
    Transition(
        action="answer",
        sources=(S.FOLLOW_UP_DUE, S.NO_REPLY),
        target=S.ACTIVE,
        actors=EITHER,
        guard=guards.follow_up_answered,
        label=gettext_lazy("Answer the follow-up"),
        done=gettext_lazy("Follow-up answered"),
        letter=Letter.THANKS,
    ),
    Transition(
        action="stop_waiting",
        sources=(S.FOLLOW_UP_DUE,),
        target=S.NO_REPLY,
        actors=CLOCK,
        guard=guards.reminders_unanswered,
        label=gettext_lazy("Try a second channel"),
        done=gettext_lazy("The reminders were not answered"),
    ),
    Transition(
        action="revise",
        sources=(S.ACTIVE, S.FOLLOW_UP_DUE),
        target=S.REVISING,
        actors=EITHER,
        label=gettext_lazy("Revise the goals"),
        done=gettext_lazy("The goals are being revised"),
        letter=Letter.NEXT_GOALS,
    ),
    Transition(
        action="renew",
        sources=(S.REVISING,),
        target=S.ACTIVE,
        guard=guards.goal_under_way,
        actors=EITHER,
        label=gettext_lazy("Agree on new goals as an annex"),
        done=gettext_lazy("New goals agreed as an annex"),
        letter=Letter.ANNEX,
    ),
    Transition(
        action="end_unanswered",
        sources=(S.NO_REPLY,),
        target=S.TERMINATED,
        guard=guards.attempts_and_notice,
        permission=END,
        label=gettext_lazy("End the commitment: the organisation does not answer"),
        done=gettext_lazy("The city ended the commitment: no answer"),
        letter=Letter.ENDED,
    ),
    Transition(
        action="end_uninterested",
        sources=(S.REVISING,),
        target=S.TERMINATED,
        guard=guards.said_not_interested,
        permission=END,
        label=gettext_lazy("End the commitment: the organisation does not want to go on"),
        done=gettext_lazy("The city ended the commitment: not interested in going on"),
        letter=Letter.ENDED,
    ),
    Transition(
        action="withdraw",
        sources=IN_FORCE,
        target=S.WITHDRAWN,
        actors=EITHER,
        label=gettext_lazy("End the partnership at the organisation's wish"),
        done=gettext_lazy("The organisation withdrew"),
        letter=Letter.WITHDRAWN,
    ),
    Transition(
        action="close",
        sources=BEFORE_SIGNING,
        target=S.CLOSED,
        actors=EITHER,
        label=gettext_lazy("Close the case"),
        done=gettext_lazy("Case closed before signing"),
        letter=Letter.CLOSED,
    ),
    Transition(
        action="reopen",
        sources=ENDED,
        target=S.CONTACT,
        actors=EITHER,
        label=gettext_lazy("Reopen the case"),
        done=gettext_lazy("Case reopened"),
        letter=Letter.WELCOME,
    ),
)

_BY_ACTION = {transition.action: transition for transition in TRANSITIONS}
ONWARDS = (
    "receive_mapping", "discuss_mapping", "agree_goals", "draw_up", "schedule", "activate", "answer", "renew",
)  # fmt: skip
"""The moves that take a case along the programme's path, in their order."""


def transition(action: str) -> Transition:
    return _BY_ACTION[action]


def allowed(partner: Partner) -> list[Transition]:
    """The moves that start where the case stands, whether or not something is missing for them."""
    return [row for row in TRANSITIONS if partner.state in row.sources]


def can(partner: Partner, action: str) -> bool:
    return partner.state in transition(action).sources


def next_step(partner: Partner) -> Transition | None:
    """The move that takes the case onwards; None where the programme waits for a day, or asks nothing more."""
    if partner.state in ENDED:
        return None
    onwards = (transition(action) for action in ONWARDS)
    return next((row for row in onwards if partner.state in row.sources and row.target != partner.state), None)


def check_place(partner: Partner, action: str, actor: Actor) -> Transition:
    """The row of `action`, if it starts where the case stands and is `actor`'s to make. ValidationError if not."""
    row = transition(action)
    if actor not in row.actors:
        raise ValidationError(_("“%(action)s” is not yours to do."), params={"action": row.label}, code="actor")
    if partner.state not in row.sources:
        message = _("“%(action)s” cannot be done while the case is in the state “%(state)s”.")
        raise ValidationError(message, params={"action": row.label, "state": partner.get_state_display()}, code="state")
    return row


def check(partner: Partner, action: str, actor: Actor) -> Transition:
    """The row of `action`, if `actor` may make that move now. Raises ValidationError saying why it may not."""
    row = check_place(partner, action, actor)
    if missing := row.guard(partner):
        raise ValidationError([ValidationError(words, code="missing") for words in missing])
    return row
