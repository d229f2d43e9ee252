"""Signing up for the network's events from the own page, and cancelling."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from partners.models import Event, EventSignUp, SignUpState
from partners.self_service.door import READ_AND_WRITE, UNPROCESSABLE, Visit, by_link
from partners.self_service.forms import SignUpForm, summary
from partners.services import events


@by_link(READ_AND_WRITE)
def sign_up(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Who comes. Where all places are taken, it is for the waiting list, which the page says."""
    event = get_object_or_404(Event.objects.coming().public(), pk=pk)
    if not event.takes_sign_ups:
        return visit.back("changed")
    partner = visit.partner
    initial = {"name": partner.contact_name, "email": partner.contact_email}
    form = SignUpForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = events.sign_up(
                event=event,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                language=get_language() or partner.contact_language,
                organisation=partner.name,
                partner=partner,
            )
        except ValidationError as refused:
            form.add_error("email", refused.messages)
        else:
            return visit.back("waiting" if made.state == SignUpState.WAITING else "signed-up")
    errors = summary(form)
    context = {"event": event, "form": form, "token": visit.token, "errors": errors, "is_full": _is_full(event)}
    return render(request, "partners/self_service/sign_up.html", context, status=UNPROCESSABLE if errors else 200)


@by_link(("POST",))
def cancel(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """Give one's place to the next. Only what the organisation signed up for."""
    own = visit.partner.sign_ups.exclude(state=SignUpState.CANCELLED).select_related("event")
    found: EventSignUp = get_object_or_404(own, pk=pk)
    try:
        events.cancel_sign_up(sign_up=found)
    except ValidationError:
        return visit.back("changed")
    return visit.back("cancelled")


def _is_full(event: Event) -> bool:
    return event.capacity is not None and event.sign_ups.filter(state=SignUpState.COMING).count() >= event.capacity
