"""Errors of the API as RFC 9457 problem details, and the language that a request is answered in."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language_from_request
from ninja import Query, Schema
from ninja.errors import HttpError

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 100
CHOSEN = "answering_language"
"""The attribute of a request that holds the language it was found to ask for."""


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


VALUE_UNKNOWN = {
    "sv": "Det värdet finns inte. Använd ett av: {known}.",
    "fi": "Tällaista arvoa ei ole. Käyttäkää yhtä näistä: {known}.",
    "en": "There is no such value. Use one of: {known}.",
}


Locale = Annotated[str | None, Query(description="sv, fi or en; Accept-Language decides where it is left out")]
"""The parameter `locale` of every route."""


def answering_language(request: HttpRequest) -> str:
    """The language that `request` is answered in: the one it was found to ask for, its `locale`, Accept-Language."""
    chosen = getattr(request, CHOSEN, None)
    if isinstance(chosen, str):
        return chosen
    named = request.GET.get("locale")
    return named if named in dict(settings.LANGUAGES) else get_language_from_request(request)


def requested_locale(request: HttpRequest, *named: str | None) -> str:
    """The first language that was `named` anywhere, or the best match for Accept-Language where none was.

    Everything that is said of the request from then on is in that language. Raises Problem for a language that the
    site does not have.
    """
    languages = [code for code, _name in settings.LANGUAGES]
    given = [locale for locale in named if locale is not None]
    if any(locale not in languages for locale in given):
        detail = LOCALE_UNKNOWN[answering_language(request)].format(languages=", ".join(languages))
        raise Problem(422, "locale_unknown", detail, [_item("locale_unknown", "/locale", detail)])
    chosen = given[0] if given else get_language_from_request(request)
    setattr(request, CHOSEN, chosen)
    return chosen


def value_unknown(request: HttpRequest, parameter: str, known: Iterable[str]) -> Problem:
    """What is said of a value of `parameter` that there is not: a list that is empty would hide a slip."""
    detail = VALUE_UNKNOWN[answering_language(request)].format(known=", ".join(known))
    return Problem(422, "value_unknown", detail, [_item("value_unknown", f"/{parameter}", detail)])


def _item(code: str, place: str, detail: str) -> ProblemItem:
    return ProblemItem(code=code, pointer=place, detail=detail)
