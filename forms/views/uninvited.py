"""What those are told who come to a survey without a personal link that holds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from forms.models import Invitation, SurveyPage
from forms.views.context import survey_words

FORBIDDEN = 403


def needed(
    request: HttpRequest,
    page: SurveyPage | None,
    *,
    found: Invitation | None = None,
    is_broken: bool = False,
    status: int = 200,
) -> HttpResponse:
    """What a survey is about that is answered with a personal link only; `found` is a link that works no more."""
    if page is None or page.live_version is None:
        raise Http404
    state = "closed" if found and found.revoked_at else "expired" if found else "broken" if is_broken else "needed"
    survey = survey_words(page.live_version.form)
    context = {"page": page, "survey": survey, "state": state, "contact": page.contact}
    return render(request, "forms/invitation_needed.html", context, status=status)
