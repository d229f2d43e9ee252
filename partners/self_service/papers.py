"""An organisation's documents, and the invitation to sign as a calendar file."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from cms.translated import LANGUAGES
from partners import calendars, papers, services
from partners.models import Annex, Commitment, CommitmentState
from partners.self_service.door import Visit, by_link
from partners.self_service.own import OwnPage


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to keep, never to be shown within the site."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@by_link()
def commitment(request: HttpRequest, visit: Visit, pk: int, language: str) -> HttpResponse:
    """The commitment, as a draft or as signed, in `language`."""
    own = visit.partner.commitments.exclude(state=CommitmentState.CANCELLED)
    found: Commitment = get_object_or_404(own.select_related("partner", "description"), pk=pk)
    return _pdf(papers.commitment_pdf(found, _known(language)), found.number, language)


@by_link()
def annex(request: HttpRequest, visit: Visit, pk: int, language: str) -> HttpResponse:
    """New goals that were agreed on after the signing."""
    own = Annex.objects.filter(commitment__partner=visit.partner).select_related("commitment__partner")
    found = get_object_or_404(own, pk=pk)
    return _pdf(papers.annex_pdf(found, _known(language)), f"{found.commitment.number}-{found.number}", language)


@by_link()
def signing_calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The occasion at which the organisation signs."""
    invitation = OwnPage(visit).invitation
    if invitation is None:
        raise Http404
    language = get_language() or LANGUAGES[0]
    occasion = invitation.occasion
    content = calendars.occasion_calendar(occasion, language, uid=calendars.occasion_uid(occasion))
    return attachment(content, "signing.ics", calendars.MIME_TYPE)


@by_link(("POST",))
def coming(request: HttpRequest, visit: Visit) -> HttpResponse:
    """“We are coming.”"""
    invitation = OwnPage(visit).invitation
    if invitation is None:
        return visit.back("changed")
    try:
        services.confirm_coming(invitation=invitation)
    except ValidationError:
        return visit.back("changed")
    return visit.back("coming")


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise Http404
    return language


def _pdf(content: bytes, number: str, language: str) -> HttpResponse:
    return attachment(content, f"{number}-{language}.pdf", "application/pdf")
