"""Middleware that every request passes."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render

API_PREFIX = "/api/"


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, but the API answers for itself: no redirect to a language, no header that says another one."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(API_PREFIX):
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
