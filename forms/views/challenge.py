"""The computation that a browser does before a survey is begun, where the survey wants one."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.throttling import address_of, hit
from forms import spam
from forms.models import SurveyPage


@never_cache
@require_safe
def challenge(request: HttpRequest, key: str) -> HttpResponse:
    """A fresh challenge, as JSON."""
    if not SurveyPage.objects.live().filter(key=key, proof_of_work=True).exists():
        raise Http404
    if (wait := hit("challenges", address_of(request))) is not None:
        return JsonResponse({}, status=spam.TOO_MANY, headers={"Retry-After": str(wait)})
    return JsonResponse(spam.new_challenge(key))
