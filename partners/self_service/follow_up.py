"""The yearly follow-up by link: three parts on one page, and what comes of the answer."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partners import lifecycle, services
from partners.follow_up_form import FollowUpForm, asked_goals
from partners.models import Channel, Continuation, FollowUp, Partner, SupportNeed
from partners.self_service.door import READ_AND_WRITE, UNPROCESSABLE, Visit, by_link
from partners.self_service.forms import summary
from partners.states import GoalState, PartnerState

TEMPLATE = "partners/self_service/follow_up.html"


@by_link(READ_AND_WRITE)
def follow_up(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The form while an answer is waited for; before and after that, what there is to say instead."""
    partner = visit.partner
    waiting = FollowUp.objects.open().filter(partner=partner).first()
    if waiting is None or not lifecycle.can(partner, "answer"):
        return _nothing_to_answer(request, visit)
    form = _form(partner, request)
    if form.is_bound and form.is_valid():
        try:
            _answer(visit, form)
        except ValidationError as refused:
            if getattr(refused, "code", "") == "answered":
                return HttpResponseRedirect(visit.url("follow_up"), status=303)
            form.add_error(None, refused.messages)
        else:
            return HttpResponseRedirect(visit.url("follow_up") + "?thanks=1", status=303)
    errors = summary(form)
    context = {"form": form, "token": visit.token, "partner": partner, "errors": errors}
    return render(request, TEMPLATE, context, status=UNPROCESSABLE if errors else 200)


def _form(partner: Partner, request: HttpRequest) -> FollowUpForm:
    form = FollowUpForm(asked_goals(partner), request.POST if request.method == "POST" else None)
    for name, field in form.fields.items():
        if not isinstance(field.widget, forms.RadioSelect):
            field.widget.attrs["class"] = "field field-number" if name.endswith("-value") else "field"
    return form


def _answer(visit: Visit, form: FollowUpForm) -> None:
    """Who answered is known by the address that the link was sent to."""
    partner, sent_to = visit.partner, visit.link.sent_to
    answered_by = partner.contact_name if sent_to == partner.contact_email else sent_to
    answer = replace(form.answer(), answered_by=answered_by[:120])
    services.answer_follow_up(partner=partner, answer=answer, channel=Channel.LINK)


def _nothing_to_answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    answered = FollowUp.objects.answered().filter(partner=visit.partner).order_by("-answered_at").first()
    context = {
        "token": visit.token,
        "answered": answered,
        "has_just_answered": "thanks" in request.GET,
        "reports": list(answered.reports.select_related("goal__unit").order_by("goal")) if answered else [],
        "next_steps": _next_steps(visit.partner, answered) if answered else [],
    }
    return render(request, "partners/self_service/follow_up_answered.html", context)


def _next_steps(partner: Partner, answered: FollowUp) -> list[str]:
    """What happens next, as far as the answer decides it."""
    steps = []
    if answered.support == SupportNeed.CITY:
        steps.append(_("The city gets in touch with you about the support you asked for."))
    if answered.support == SupportNeed.BUSINESS:
        steps.append(_("Posintra gets in touch with you about the support you asked for. It is free of charge."))
    if any(report.state == GoalState.BEHIND for report in answered.reports.all()):
        steps.append(_("A goal is behind, and that is no problem. We offer you support with it."))
    if answered.continuation == Continuation.NOT_INTERESTED:
        steps.append(_("We get in touch to talk about it. Nothing has ended yet."))
    elif partner.state == PartnerState.REVISING:
        steps.append(_("We get in touch to agree on new goals with you."))
    if partner.follow_up_on:
        day = date_format(partner.follow_up_on)
        steps.append(_("We ask again on %(day)s.") % {"day": day})
    return steps
