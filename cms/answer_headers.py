"""What every answer of the API says of itself: its language, what that came from, and who may keep it how long."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from cms.etags import conditional
from cms.problems import answering_language


def completed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """`response` with the headers that its route has left to be said, or the 304 that stands for it."""
    response.headers.setdefault("Content-Language", answering_language(request))
    if request.GET.get("locale") not in dict(settings.LANGUAGES):
        patch_vary_headers(response, ["Accept-Language"])
    failed = response.status_code >= HTTPStatus.BAD_REQUEST
    response.headers.setdefault("Cache-Control", "no-store" if failed else "private, no-store")
    return conditional(request, response)
