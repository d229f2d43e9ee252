"""The symbol: its guideline is accepted first, then its files can be taken; and the code that shows it valid."""

import io
from pathlib import PurePosixPath

import segno
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from partners import services
from partners.models import SymbolFile
from partners.self_service.door import READ_AND_WRITE, UNPROCESSABLE, Visit, by_link
from partners.self_service.forms import GuidelineForm, summary
from partners.self_service.own import DONE, OwnPage
from partners.self_service.papers import attachment

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
SCALE = 12
"""Pixels for each square of the code: large enough for print on a door."""


@by_link(READ_AND_WRITE)
def symbol(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The guideline, and once it is accepted the files."""
    page = OwnPage(visit)
    release = page.release
    if release is None:
        return visit.back()
    form = GuidelineForm(
        request.POST if request.method == "POST" else None, initial={"accepted_by": visit.partner.contact_name}
    )
    if form.is_bound and form.is_valid():
        try:
            services.accept_guideline(
                partner=visit.partner, release=release, accepted_by=form.cleaned_data["accepted_by"]
            )
        except ValidationError:
            return visit.back("changed")
        return HttpResponseRedirect(visit.url("own_symbol") + "?done=symbol", status=303)
    errors = summary(form)
    context = {
        "own": page,
        "release": release,
        "files": list(release.files.all()),
        "form": form,
        "token": visit.token,
        "errors": errors,
        "has_code": visit.partner.validity_code is not None,
        "done": DONE["symbol"] if page.acceptance and request.GET.get("done") == "symbol" else "",
    }
    return render(request, "partners/self_service/symbol.html", context, status=UNPROCESSABLE if errors else 200)


@by_link()
def symbol_file(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """One file of the version in use, to those who have accepted its guideline; each taking is written down."""
    page = OwnPage(visit)
    if page.release is None:
        raise Http404
    found = get_object_or_404(SymbolFile.objects.select_related("release"), pk=pk, release=page.release)
    if page.acceptance is None:
        return HttpResponseRedirect(visit.url("own_symbol"))
    if request.method == "GET":
        try:
            services.take_symbol_file(partner=visit.partner, file=found)
        except ValidationError:
            return visit.back("changed")
    content = found.file.open("rb")
    response = FileResponse(content, as_attachment=True, filename=PurePosixPath(found.file.name).name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@by_link()
def code(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """The QR code that leads to the page saying whether the partnership is valid."""
    partner = visit.partner
    if partner.validity_code is None or kind not in MEDIA_TYPES or not OwnPage(visit).is_in_force:
        raise Http404
    address = f"{settings.BASE_URL}{reverse('validity', args=[partner.validity_code])}"
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind=kind, scale=SCALE, border=4, dark="#1d2b2c")
    if "show" in request.GET:
        return HttpResponse(drawn.getvalue(), content_type=MEDIA_TYPES[kind])
    return attachment(drawn.getvalue(), f"{partner.slug}-qr.{kind}", MEDIA_TYPES[kind])
