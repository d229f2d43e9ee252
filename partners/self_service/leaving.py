"""Leaving the programme, with what that means said first, and coming back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners import lifecycle, services
from partners.lifecycle import Actor
from partners.self_service.door import READ_AND_WRITE, UNPROCESSABLE, Visit, by_link
from partners.self_service.forms import LeaveForm, summary
from partners.self_service.own import OwnPage


@by_link(READ_AND_WRITE)
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Before signing the case is closed; afterwards the commitment ends, at the organisation's own wish."""
    page = OwnPage(visit)
    if page.is_ended:
        return visit.back()
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        end = services.withdraw if page.is_in_force else services.close_case
        try:
            end(partner=visit.partner, actor=Actor.ORGANISATION, reason=form.cleaned_data["reason"])
        except ValidationError:
            return visit.back("changed")
        return visit.back("left")
    errors = summary(form)
    context = {"own": page, "form": form, "token": visit.token, "errors": errors}
    return render(request, "partners/self_service/leave.html", context, status=UNPROCESSABLE if errors else 200)


@by_link(("POST",))
def come_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the case up again. Twice is once."""
    if not lifecycle.can(visit.partner, "reopen"):
        return visit.back()
    try:
        services.reopen_case(partner=visit.partner, actor=Actor.ORGANISATION)
    except ValidationError:
        return visit.back("changed")
    return visit.back("returned")
