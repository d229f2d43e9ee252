"""Errors of the API as RFC 9457 problem details, and the language that a request is answered in."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language_from_request
from ninja import Query, Schema
from ninja.errors import HttpError

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 100


class ProblemItem(Schema):
    """One thing to mend; `pointer` is a JSON pointer into the request's body, or names a parameter."""

    code: str
    pointer: str
    detail: str


class ProblemOut(Schema):
    """What went wrong, with words in the reader's language."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[ProblemItem] = []


class Problem(HttpError):
    """Raised by an API function to answer with problem details; `more` are members of its own, JSON values."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Sequence[ProblemItem] = (),
        *,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.code = code
        self.errors = list(errors[:MOST_ERRORS])
        self.more = dict(more or {})
        self.headers = dict(headers or {})

    def response(self) -> JsonResponse:
        """What is wrong may be a text that UTF-8 cannot write, so that the answer keeps to ASCII with escapes."""
        body = ProblemOut(
            title=HTTPStatus(self.status_code).phrase,
            status=self.status_code,
            code=self.code,
            detail=self.message,
            errors=self.errors,
        )
        return JsonResponse(
            {**body.model_dump(), **self.more},
            status=self.status_code,
            content_type=MEDIA_TYPE,
            headers=self.headers,
        )


class Busy(Problem):
    """Too much was asked for, or waits already; the caller may come again after `wait` seconds."""

    def __init__(self, code: str, detail: str, errors: Sequence[ProblemItem] = (), *, wait: int = 60) -> None:
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS, code, detail, errors, headers={"Retry-After": str(wait)})


LOCALE_UNKNOWN = {
    "sv": "Språket finns inte här. Använd ett av: {languages}.",
    "fi": "Tätä kieltä ei ole täällä. Käyttäkää yhtä näistä: {languages}.",
    "en": "This language is not offered. Use one of: {languages}.",
}


Locale = Annotated[str | None, Query(description="sv, fi or en; Accept-Language decides where it is left out")]
"""The parameter `locale` of every route."""


def requested_locale(request: HttpRequest, locale: str | None) -> str:
    """`locale` if it is one of the site's languages, or the best match for Accept-Language where none was given.

    Raises Problem for a language that the site does not have.
    """
    languages = [code for code, _name in settings.LANGUAGES]
    accepted = get_language_from_request(request)
    if locale is None:
        return accepted
    if locale in languages:
        return locale
    detail = LOCALE_UNKNOWN[accepted].format(languages=", ".join(languages))
    item = ProblemItem(code="locale_unknown", pointer="/locale", detail=detail)
    raise Problem(422, "locale_unknown", detail, [item])
