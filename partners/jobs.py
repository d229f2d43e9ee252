"""What the clock does for the programme: each job what is due, and no case keeps another from its turn."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Q
from django.utils import timezone

from partners.models import FollowUp, Partner, ProgrammeSettings
from partners.services import fall_due, remind, stop_waiting
from partners.states import PartnerState

logger = logging.getLogger(__name__)

Record = TypeVar("Record", Partner, FollowUp)


def begin_follow_ups() -> None:
    """Cases whose day has come."""
    due = Partner.objects.filter(
        state__in=(PartnerState.ACTIVE, PartnerState.REVISING), follow_up_on__lte=timezone.localdate()
    )
    _each(due, lambda partner: fall_due(partner=partner))


def remind_of_follow_ups() -> None:
    """Follow-ups that wait for an answer."""
    settings = ProgrammeSettings.load()
    first = Q(first_reminder_at=None, due_on__lte=_days_ago(settings.first_reminder_days))
    second = Q(first_reminder_at__isnull=False, due_on__lte=_days_ago(settings.second_reminder_days))
    waiting = FollowUp.objects.open().filter(
        first | second, partner__state=PartnerState.FOLLOW_UP_DUE, second_reminder_at=None
    )
    _each(waiting, lambda follow_up: remind(follow_up=follow_up))


def stop_waiting_for_answers() -> None:
    """Cases whose reminders are unanswered, where the time for it has passed."""
    day = _days_ago(ProgrammeSettings.load().no_reply_days)
    due = Partner.objects.filter(
        state=PartnerState.FOLLOW_UP_DUE,
        follow_ups__in=FollowUp.objects.open().filter(second_reminder_at__isnull=False, due_on__lte=day),
    )
    _each(due, lambda partner: stop_waiting(partner=partner))


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def _each(records: Iterable[Record], act: Callable[[Record], object]) -> None:
    """A case for which it is too early, or that someone has just moved, is left as it is."""
    for record in records:
        try:
            act(record)
        except Exception as error:
            if not _is_refusal(error):
                logger.exception("the clock could not see to %s %s", record._meta.model_name, record.pk)


def _is_refusal(error: Exception) -> bool:
    codes = {reason.code for reason in getattr(error, "error_list", ())}
    return bool(codes) and codes <= {"missing", "changed", "state"}


JOBS = {
    "follow-ups begin": begin_follow_ups,
    "follow-ups are reminded of": remind_of_follow_ups,
    "follow-ups wait no longer": stop_waiting_for_answers,
}
