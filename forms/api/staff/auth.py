"""Who asks for staff: the bearer of one of Wagtail's own API tokens, and never whoever has a session."""

from typing import cast

from django.http import HttpRequest
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken

from cms import throttling
from cms.models import User
from cms.problems import Busy, Problem, answering_language
from forms import messages

LIMIT = "staff_refused"
CHALLENGE = {"WWW-Authenticate": "Bearer"}


class Bearer(BearerTokenAuth):  # type: ignore[misc]  # Wagtail has no types
    """Lets in the active user of a token that was not revoked, and tells everybody else what is missing.

    Where too many wrong tokens come from, none is looked up for a while.
    """

    def __call__(self, request: HttpRequest) -> APIToken:
        language, address = answering_language(request), throttling.address_of(request)
        if wait := throttling.spent(LIMIT, address):
            raise _busy(wait, language)
        found = super().__call__(request)
        if found is not None:
            return found
        if not request.headers.get("Authorization"):
            raise _refused("token_missing", messages.refusal("token_missing", language))
        if wait := throttling.hit(LIMIT, address):
            raise _busy(wait, language)
        raise _refused("token_invalid", messages.refusal("token_invalid", language))


Bearer.__name__ = "bearer"
"""What OpenAPI calls it."""


def _refused(code: str, words: str) -> Problem:
    return Problem(401, code, words, headers=CHALLENGE)


def _busy(wait: int, language: str) -> Busy:
    return Busy("too_many_requests", messages.refusal("too_many_requests", language), wait=wait)


def user_of(request: HttpRequest) -> User:
    """Whose token the request came with."""
    return cast(User, request.user)
