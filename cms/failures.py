"""What goes wrong outside the API's routes, told as they tell it: problem details, and a number that is in the log."""

import logging
import sys
import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from cms.answer_headers import completed
from cms.problem_words import CODES, say
from cms.problems import MEDIA_TYPE, Problem

logger = logging.getLogger(__name__)

API_PREFIX = "/api/v1/"
NUMBER = "error_number"
UNSAID = ("not_acceptable", "media_type_unsupported")
"""Codes whose words need more than is known here."""


def logged(request: HttpRequest, error: BaseException | None) -> str:
    """Put `error` in the log, under the number that is returned."""
    number = uuid.uuid4().hex[:12]
    logger.error("API error %s at %s", number, request.path, exc_info=error)
    return number


@receiver(got_request_exception)
def number_error(sender: object, request: HttpRequest | None = None, **kwargs: object) -> None:
    """An exception that reached Django gets its number while it is still at hand."""
    if request is not None and request.path_info.startswith(API_PREFIX):
        setattr(request, NUMBER, logged(request, sys.exc_info()[1]))


class ProblemsMiddleware:
    """Stands before all others, and gives what they or Django answer with an error the shape of the API's errors.

    The headers stay as they are: those for other websites' scripts among them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(API_PREFIX) or response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        if response.headers.get("Content-Type", "") == MEDIA_TYPE:
            return response
        problem = _told(request, response.status_code).response()
        response.content = problem.content
        response["Content-Type"] = MEDIA_TYPE
        response["Content-Length"] = str(len(problem.content))
        completed(request, response)
        return response


def _told(request: HttpRequest, status: int) -> Problem:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        number = getattr(request, NUMBER, None) or logged(request, None)
        return Problem(status, "internal", say(request, "internal", number=number))
    code = CODES.get(status, "refused")
    code = "refused" if code in UNSAID else code
    return Problem(status, code, say(request, code))
