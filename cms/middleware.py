"""Middleware that every request passes."""

import re
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from cms.languages import CODES

API_PREFIX = "/api/"
CONTENT_API = ("/api/v2/", "/api/v3/")
CHUNK = 64 * 1024
MOST_READ_AWAY = 256 * 1024 * 1024
OUTSIDE_LANGUAGES = (API_PREFIX, "/admin/", "/documents/", "/media/", "/static/", "/f/")
"""Addresses that are the same in every language: what is not found there is not found in a language either."""


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, without a redirect to a language where there is none to go to.

    The API answers for itself: it may be asked for another language than the one that Accept-Language names. Where that
    is the `locale` of the content API, links among the content lead to pages in that language.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path.startswith(CONTENT_API) and (asked := request.GET.get("locale")) in CODES:
            translation.activate(asked)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(CONTENT_API):
            patch_vary_headers(response, ("Accept-Language",))
        lost = response.status_code == HTTPStatus.NOT_FOUND and request.path.startswith(OUTSIDE_LANGUAGES)
        if lost or request.path.startswith(API_PREFIX):
            return response
        return super().process_response(request, response)


class FilesLimit(FileUploadHandler):
    """Refuses a body with files by the length that it announces, before anything of it is read.

    What follows is read to that length and no further. Raises RequestDataTooBig.
    """

    def __init__(self, request: HttpRequest, largest: int) -> None:
        super().__init__(request)
        self.largest = largest

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:  # noqa: N803
        if content_length > self.largest:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def _read_away(request: HttpRequest) -> None:
    """Let a browser send what it is sending, and forget it: until it has, it does not read the answer."""
    with suppress(OSError, ValueError):
        for _chunk in range(MOST_READ_AWAY // CHUNK):
            if not request.read(CHUNK):
                break


class BodySizeMiddleware:
    """Sets what a body with files may measure, and answers one that is larger than the settings allow.

    The answer is a page that says so in the reader's language; the API answers for itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.limits = [(re.compile(address), largest) for address, largest in settings.FILES_MAX_BODY_SIZE]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.content_type == "multipart/form-data":
            request.upload_handlers = [FilesLimit(request, self.largest(request.path)), *request.upload_handlers]
        response = self.get_response(request)
        if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            _read_away(request)
        return response

    def largest(self, path: str) -> int:
        """How many bytes a body with files that is sent to `path` may have."""
        fitting = (largest for address, largest in self.limits if address.match(path))
        return next(fitting, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RequestDataTooBig | TooManyFieldsSent) and not request.path.startswith(API_PREFIX):
            return render(request, "413.html", status=413)
        return None
