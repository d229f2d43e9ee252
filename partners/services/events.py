"""Places at events: who gets one, who waits, and who was there."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from forms.models import Submission
from partners import letters
from partners.models import Event, EventSignUp, Letter, Partner, SignUpState

ATTENDANCE_RECORDED = "partners.record_attendance"


def sign_up(
    *,
    event: Event,
    name: str,
    email: str,
    language: str,
    organisation: str = "",
    partner: Partner | None = None,
    submission: Submission | None = None,
) -> EventSignUp:
    """Give a person a place, or the next one on the waiting list where all are taken. A letter says which.

    Raises ValidationError when sign-up is over, or when the address has signed up already.
    """
    with transaction.atomic():
        event = _locked(event)
        if not event.takes_sign_ups:
            raise ValidationError(_("Sign-up for the event is over. Ask the contact person if you still want to come."))
        email = email.strip()
        if _standing(event).filter(email__iexact=email).exists():
            raise ValidationError(_("This address has already signed up for the event."), code="twice")
        found = EventSignUp(
            event=event,
            name=name,
            email=email,
            organisation=organisation,
            language=language,
            partner=partner,
            submission=submission,
            state=SignUpState.COMING if _has_place(event) else SignUpState.WAITING,
        )
        found.full_clean()
        found.save()
        _tell(found, Letter.SIGNED_UP if found.state == SignUpState.COMING else Letter.WAITING_LIST)
    return found


def cancel_sign_up(*, sign_up: EventSignUp) -> None:
    """Give the place up. Until the event begins, the first one waiting gets it and is told."""
    with transaction.atomic():
        event = _locked(sign_up.event)
        cancelled = _standing(event).filter(pk=sign_up.pk).update(state=SignUpState.CANCELLED)
        if not cancelled:
            raise ValidationError(_("The sign-up has already been cancelled."))
        fill_places(event=event)
    sign_up.state = SignUpState.CANCELLED


def fill_places(*, event: Event) -> int:
    """Move those who waited longest up to the places that are free. Returns how many moved."""
    moved = 0
    with transaction.atomic():
        event = _locked(event)
        if event.starts_at <= timezone.now():
            return moved
        waiting = event.sign_ups.filter(state=SignUpState.WAITING).order_by("created_at", "pk")
        while _has_place(event) and (first := waiting.first()) is not None:
            first.state = SignUpState.COMING
            first.save(update_fields=["state"])
            _tell(first, Letter.PLACE_FREE)
            moved += 1
    return moved


def record_attendance(*, event: Event, present: Sequence[EventSignUp], user: User) -> int:
    """Note who was there; all others with a place were not. Returns how many were there."""
    here = {found.pk for found in present}
    with transaction.atomic():
        event = _locked(event)
        if event.starts_at > timezone.now():
            raise ValidationError(_("The event has not begun yet. Note who was there afterwards."))
        standing = _standing(event)
        if not here <= set(standing.values_list("pk", flat=True)):
            raise ValidationError(_("The list has changed. Look at it again, then save."), code="changed")
        standing.filter(pk__in=here).update(attended=True)
        standing.exclude(pk__in=here).filter(state=SignUpState.COMING).update(attended=False)
        standing.exclude(pk__in=here).filter(state=SignUpState.WAITING).update(attended=None)
        log(instance=event, action=ATTENDANCE_RECORDED, user=user, data={"present": len(here)})
    return len(here)


def _locked(event: Event) -> Event:
    """The event as it is now, held until the transaction ends: places are given out one after the other."""
    found: Event = Event.objects.select_for_update().get(pk=event.pk)
    return found


def _standing(event: Event) -> "QuerySet[EventSignUp]":
    return event.sign_ups.exclude(state=SignUpState.CANCELLED)


def _has_place(event: Event) -> bool:
    if event.capacity is None:
        return True
    taken: int = event.sign_ups.filter(state=SignUpState.COMING).count()
    return taken < event.capacity


def _tell(found: EventSignUp, letter: Letter) -> None:
    letters.send(found.partner, letter, {"sign_up": found.pk}, to=found.email, language=found.language)
