"""Middleware that every request passes."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render

API_PREFIX = "/api/"
OUTSIDE_LANGUAGES = (API_PREFIX, "/admin/", "/documents/", "/media/", "/static/")
"""Addresses that are the same in every language: what is not found there is not found in a language either."""


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, without a redirect to a language where there is none to go to.

    The API answers for itself: it may be asked for another language than the one that Accept-Language names.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        lost = response.status_code == HTTPStatus.NOT_FOUND and request.path.startswith(OUTSIDE_LANGUAGES)
        if lost or request.path.startswith(API_PREFIX):
            return response
        return super().process_response(request, response)


class BodySizeMiddleware:
    """Answers a body that is larger than the settings allow with a page that says so, in the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RequestDataTooBig | TooManyFieldsSent) and not request.path.startswith(API_PREFIX):
            return render(request, "413.html", status=413)
        return None
