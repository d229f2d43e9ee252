"""The way in by a personal link, and what those without one are told."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forms.models import SurveyPage
from forms.services import drafts, invitations
from forms.views.answering import find_answering, to_receipt
from forms.views.context import closed, language_urls
from forms.views.page import first_view
from forms.views.resuming import onwards_of
from forms.views.uninvited import needed

GONE = 410


@never_cache
@require_safe
def invitation(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """Where an invitation leads: to the first step, to where its answers were left, or to their receipt."""
    found = invitations.find(token)
    pages = SurveyPage.objects.live().filter(key=key, locale__language_code=get_language(), live_version__isnull=False)
    page = pages.select_related("live_version__survey", "contact").first()
    if page is None or (found is not None and found.survey_id != page.survey_id):
        raise Http404
    if (submission := drafts.sent(key, token)) is not None and found is not None:
        return to_receipt(submission)
    if (answering := find_answering(key, token)) is not None:
        return HttpResponseRedirect(onwards_of(answering, token))
    if found is None or not found.is_valid:
        return needed(request, page, found=found, is_broken=found is None, status=GONE if found else 404)
    if not page.is_open:
        return closed(request, page.live_version.form.title)
    response = first_view(request, page, page.live_version.form, invitation=token)
    response.context_data["language_urls"] = language_urls(found.survey_id, "surveys:invitation", [key, token])
    response.headers["X-Robots-Tag"] = "noindex"
    return response
