"""Why the API refuses, as problem details in the reader's language."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from cms import throttling
from cms.problems import Busy, Problem, ProblemItem, ProblemOut
from forms import messages
from forms.engine.errors import AnswerError, Param, pointer
from forms.services.refusals import Refused, VersionStale


class ConflictOut(ProblemOut):
    """What stands in the way. With `version_stale`, `current` is the number of the version that is live."""

    current: int | None = None


COMMON: dict[Any, type[Schema]] = {400: ProblemOut, 404: ProblemOut, 413: ProblemOut, 422: ProblemOut}
"""What may be wrong with anything that is sent."""


def declined(status: int, code: str, language: str, **params: Param) -> Problem:
    return Problem(status, code, messages.refusal(code, language, **params))


def conflict(refused: Refused, language: str) -> Problem:
    """A request that cannot be met as things are now."""
    if isinstance(refused, VersionStale):
        detail = messages.refusal(refused.code, language, current=refused.current)
        return Problem(409, refused.code, detail, more={"current": refused.current})
    return declined(409, refused.code, language)


def stale(current: int, language: str) -> Problem:
    return conflict(VersionStale(current), language)


def answers_problem(errors: Sequence[AnswerError], language: str) -> Problem:
    return Problem(
        422, "answers_invalid", messages.refusal("answers_invalid", language), answer_items(errors, language)
    )


def answer_items(errors: Sequence[AnswerError], language: str) -> list[ProblemItem]:
    return [
        ProblemItem(
            code=error.code,
            pointer=pointer("answers") + error.pointer,
            detail=messages.answer_error(error, language),
        )
        for error in errors
    ]


def part_problem(status: int, error: AnswerError, language: str, *, wait: int = 60) -> Problem:
    """One part of a body that cannot be used."""
    detail = messages.answer_error(error, language)
    items = [ProblemItem(code=error.code, pointer=error.pointer, detail=detail)]
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Busy(error.code, detail, items, wait=wait)
    return Problem(status, error.code, detail, items)


def limit(request: HttpRequest, name: str, language: str, *parts: str) -> None:
    """Count one more `name` from where `request` comes from. Raises Problem where it is one too many."""
    wait = throttling.hit(name, throttling.address_of(request), *parts)
    if wait is not None:
        raise Busy("too_many_requests", messages.refusal("too_many_requests", language), wait=wait)
