"""A case's documents, for staff: the commitment and its annexes as PDF, and the signed scan."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from cms.translated import LANGUAGES
from partners import lifecycle, papers
from partners.models import Annex, Commitment

PDF = "application/pdf"


@require_safe
def commitment_pdf(request: HttpRequest, pk: int, commitment: int, language: str) -> HttpResponseBase:
    """The commitment, as a draft or as signed, in `language`."""
    _check(request, language)
    found = get_object_or_404(Commitment.objects.select_related("partner", "description"), pk=commitment, partner=pk)
    return _private(HttpResponse(papers.commitment_pdf(found, language), content_type=PDF), found.number, language)


@require_safe
def annex_pdf(request: HttpRequest, pk: int, annex: int, language: str) -> HttpResponseBase:
    """An annex in `language`."""
    _check(request, language)
    found = get_object_or_404(Annex.objects.select_related("commitment__partner"), pk=annex, commitment__partner=pk)
    name = f"{found.commitment.number}-{found.number}"
    return _private(HttpResponse(papers.annex_pdf(found, language), content_type=PDF), name, language)


@require_safe
def signed_scan(request: HttpRequest, pk: int, commitment: int) -> HttpResponseBase:
    """The scan, streamed. It came from outside: it is saved and never shown with the rights of its reader."""
    _check(request, LANGUAGES[0])
    found = get_object_or_404(Commitment.objects.exclude(scan=""), pk=commitment, partner=pk)
    try:
        content = found.scan.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=f"{found.number}.pdf", content_type=PDF)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return _guarded(response)


def _check(request: HttpRequest, language: str) -> None:
    if not request.user.has_perm(lifecycle.CHANGE):
        raise PermissionDenied
    if language not in LANGUAGES:
        raise Http404


def _private(response: HttpResponseBase, name: str, language: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'inline; filename="{name}-{language}.pdf"'
    return _guarded(response)


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
