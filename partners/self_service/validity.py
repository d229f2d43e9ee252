"""What anybody may ask: whether a symbol is used by right, and what the data-protection description says."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cms.languages import CODES
from partners import showcase
from partners.models import DataProtectionDescription, Partner, PartnerIndexPage
from partners.self_service.door import apart
from partners.states import IN_FORCE


@apart()
def validity(request: HttpRequest, code: UUID) -> HttpResponse:
    """Of a partnership that has ended nothing is told but that it has."""
    partner = Partner.objects.filter(validity_code=code).first()
    if partner is None:
        return render(request, "partners/self_service/validity.html", {"verdict": "unknown"}, status=404)
    if partner.state not in IN_FORCE:
        return render(request, "partners/self_service/validity.html", {"verdict": "ended"})
    context = {
        "verdict": "valid",
        "partner": partner,
        "public_url": showcase.partner_url(partner, PartnerIndexPage.url_for(request)),
    }
    return render(request, "partners/self_service/validity.html", context)


@apart()
def data_protection_description(request: HttpRequest) -> HttpResponse:
    """The version that whoever signs today accepts, or the one that `?version=` names."""
    versions = list(DataProtectionDescription.objects.all())
    wanted = request.GET.get("version", "")
    current = DataProtectionDescription.objects.current()
    shown = next((found for found in versions if found.version == wanted), None) if wanted else current
    if shown is None:
        raise Http404
    query = f"?{request.GET.urlencode()}" if wanted else ""
    here = reverse("data_protection_description").split("/", 2)[2]
    context = {
        "shown": shown,
        "current": current,
        "others": [found for found in versions if found != shown],
        "language_urls": {language: f"/{language}/{here}{query}" for language in CODES},
    }
    return render(request, "partners/self_service/data_protection.html", context)
