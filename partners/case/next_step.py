"""What is to be done next with a case, by when, and what it still waits for."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners import lifecycle
from partners.models import TaskKind
from partners.states import ENDED, PartnerState

if TYPE_CHECKING:
    from partners.case.page import Case

BUTTONS = {"receive_mapping": "receive", "discuss_mapping": "discuss"}
"""Where a button has another name than the move that it makes."""

LABELS = {
    PartnerState.FOLLOW_UP_DUE: _("See that the follow-up is answered"),
    PartnerState.NO_REPLY: _("Reach the organisation another way, such as by telephone"),
}
"""Where staff do something else than make the move."""

KINDS = {
    PartnerState.MAPPING_RECEIVED: (TaskKind.DISCUSS_MAPPING,),
    PartnerState.FOLLOW_UP_DUE: (TaskKind.FOLLOW_UP,),
    PartnerState.NO_REPLY: (TaskKind.SECOND_CHANNEL,),
    PartnerState.REVISING: (TaskKind.NEW_GOALS, TaskKind.ASK_TO_CONTINUE),
    PartnerState.TERMINATED: (TaskKind.REMOVE_SYMBOL,),
    PartnerState.WITHDRAWN: (TaskKind.REMOVE_SYMBOL,),
}
"""The tasks whose day is the day of the next step."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """`label` says what, `on` and `why` by when; `button` is the one to press, `missing` what must come before."""

    label: str
    on: date | None = None
    why: str = ""
    missing: tuple[str, ...] = ()
    button: str = ""

    @property
    def is_late(self) -> bool:
        return self.on is not None and self.on < timezone.localdate()


def next_step(case: "Case") -> NextStep:
    partner = case.partner
    day, why = _day(case)
    if partner.state in ENDED:
        label = gettext("See that the symbol has been taken away.") if day else gettext("The case has ended.")
        return NextStep(label, day, why, button="reopen")
    row = lifecycle.next_step(partner)
    if row is None:
        return NextStep(gettext("The commitment is in force. The goals are followed up once a year."), day, why)
    missing = tuple(row.guard(partner)) if row.action in ("draw_up", "activate") else ()
    return NextStep(
        str(LABELS.get(PartnerState(partner.state), row.label)),
        day,
        why,
        missing,
        _button(case, row.action, is_complete=not missing),
    )


def _button(case: "Case", action: str, *, is_complete: bool) -> str:
    """The button that makes the move, or that brings what the move waits for."""
    if action == "draw_up" and not is_complete:
        return "agree"
    if action == "activate" and not is_complete:
        draft = case.draft
        return "sign_city" if draft and draft.organisation_signed_on else "sign_organisation"
    return BUTTONS.get(action, action)


def _day(case: "Case") -> tuple[date | None, str]:
    """The day of the next step, and what happens on it."""
    partner = case.partner
    if partner.state == PartnerState.SCHEDULED and case.invitation:
        return timezone.localdate(case.invitation.occasion.starts_at), gettext("The signing occasion")
    if partner.state == PartnerState.ACTIVE:
        return partner.follow_up_on, gettext("The next follow-up begins")
    if case.notice is not None:
        return case.notice.ends_on, gettext("The time of notice is over")
    kinds = KINDS.get(PartnerState(partner.state), ())
    tasks = [task for task in case.open_tasks if task.kind in kinds]
    if tasks:
        return tasks[0].due_on, gettext("To be done by")
    return None, ""
