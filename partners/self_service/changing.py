"""What an organisation changes of itself: details at once, public words and logo once staff have read them."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from partners import services
from partners.self_service.door import READ_AND_WRITE, UNPROCESSABLE, Visit, by_link
from partners.self_service.forms import DetailsForm, WordsForm, summary
from partners.self_service.own import OwnPage


@by_link(READ_AND_WRITE)
def details(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Contact person, e-mail, language and website."""
    form = DetailsForm(request.POST) if request.method == "POST" else DetailsForm.of(visit.partner)
    if form.is_bound and form.is_valid():
        try:
            services.change_details(partner=visit.partner, link=visit.link, **form.cleaned_data)
        except ValidationError:
            return visit.back("changed")
        return visit.back("details")
    context = {"title": _("Change your details"), "form": form, "token": visit.token, "errors": summary(form)}
    return _answered(request, "partners/self_service/details.html", context)


@by_link(READ_AND_WRITE)
def words(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The description in three languages and the logo, which go to staff as a draft."""
    page = OwnPage(visit)
    if not page.is_in_force:
        return visit.back()
    drafted = visit.partner.get_latest_revision_as_object()
    form = WordsForm(request.POST, request.FILES) if request.method == "POST" else WordsForm.of(drafted)
    if form.is_bound and form.is_valid():
        logo = form.cleaned_data["logo"]
        try:
            services.propose_words(
                partner=visit.partner,
                descriptions=form.descriptions,
                logo=logo.content if logo else None,
                is_without_logo=form.cleaned_data["is_without_logo"],
            )
        except ValidationError:
            return visit.back("changed")
        return visit.back("words")
    context = {
        "title": _("Write about yourselves"),
        "form": form,
        "token": visit.token,
        "errors": summary(form),
        "logo": drafted.logo,
        "is_waiting": page.is_waiting_for_approval,
    }
    return _answered(request, "partners/self_service/words.html", context)


def _answered(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    return render(request, template, context, status=UNPROCESSABLE if context["errors"] else 200)
