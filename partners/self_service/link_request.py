"""Asking for a new link to the own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from partners import services
from partners.self_service.door import READ_AND_WRITE, UNPROCESSABLE, apart
from partners.self_service.forms import LinkForm, summary


@apart(READ_AND_WRITE)
def request_link(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether the address is known, was asked for a minute ago, or a machine filled it in."""
    form = LinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not form.cleaned_data["company_site"]:
            services.ask_for_link(email=form.cleaned_data["email"])
        return HttpResponseRedirect(f"{reverse('request_link')}?sent=1", status=303)
    errors = summary(form)
    context = {"form": form, "errors": errors, "is_sent": "sent" in request.GET}
    return render(request, "partners/self_service/request_link.html", context, status=UNPROCESSABLE if errors else 200)
