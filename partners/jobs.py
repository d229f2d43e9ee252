"""What the clock does for the programme: each job what is due, and no case keeps another from its turn."""

import logging
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.models import FollowUp, Partner
from partners.services import fall_due, remind, stop_waiting
from partners.states import PartnerState

logger = logging.getLogger(__name__)


def begin_follow_ups() -> None:
    """Cases whose day has come."""
    due = Partner.objects.filter(
        state__in=(PartnerState.ACTIVE, PartnerState.REVISING), follow_up_on__lte=timezone.localdate()
    )
    _each(due, lambda partner: fall_due(partner=partner))


def remind_of_follow_ups() -> None:
    """Follow-ups that wait for an answer."""
    waiting = FollowUp.objects.open().filter(partner__state=PartnerState.FOLLOW_UP_DUE, second_reminder_at=None)
    for follow_up in waiting:
        remind(follow_up=follow_up)


def stop_waiting_for_answers() -> None:
    """Cases whose reminders are unanswered, where the time for it has passed."""
    due = Partner.objects.filter(
        state=PartnerState.FOLLOW_UP_DUE,
        follow_ups__in=FollowUp.objects.open().filter(second_reminder_at__isnull=False),
    )
    _each(due, lambda partner: stop_waiting(partner=partner))


def _each(partners: Iterable[Partner], act: Callable[[Partner], object]) -> None:
    """A case for which it is too early, or that someone has just moved, is left as it is."""
    for partner in partners:
        try:
            act(partner)
        except ValidationError as refused:
            if getattr(refused, "code", None) not in ("missing", "changed", "state"):
                logger.exception("case %s could not be moved by the clock", partner.pk)


JOBS = {
    "follow-ups begin": begin_follow_ups,
    "follow-ups are reminded of": remind_of_follow_ups,
    "follow-ups wait no longer": stop_waiting_for_answers,
}
