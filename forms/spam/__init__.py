"""Keeps programs from flooding a survey, without asking a third party and without a riddle for people.

Four things stand before the first answers: a field that only programs fill in, the time that reading takes, a limit to
how often, and a computation where the survey wants one. No answer is dropped without a word: whoever is taken for a
program sees the page again with everything on it, and what to do. A draft that has begun is asked nothing more, but for
how often answers are sent.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from forms.models import SurveyPage
from forms.spam import proof, rates, stamp, trap
from forms.spam.proof import new_challenge

TOO_MANY = 429
UNPROCESSABLE = 422
__all__ = ["Objection", "as_json", "check", "check_sending", "guard", "new_challenge", "with_wait"]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why answers are not taken yet: in words what to do, and after how many seconds it may be tried again."""

    words: str
    status: int = 200
    wait: int | None = None


def guard(page: SurveyPage, request: HttpRequest | None = None) -> dict[str, object]:
    """The guard of a survey's first page, for `forms/_guard.html`; `request` is the post that is shown again."""
    key = page.key
    opened = request.POST.get(stamp.NAME, "") if request else ""
    fresh = stamp.age(opened, key) is stamp.Age.UNKNOWN or not opened
    return {
        "trap": {"name": trap.NAME, "value": request.POST.get(trap.NAME, "") if request else ""},
        "stamp": {"name": stamp.NAME, "value": stamp.new_stamp(key) if fresh else opened},
        "proof": {"name": proof.NAME, "url": reverse("surveys:challenge", args=[key])} if page.proof_of_work else None,
    }


def check(request: HttpRequest, page: SurveyPage) -> Objection | None:
    """What speaks against beginning with the answers of `request` now. Counts it as a start if nothing does."""
    if trap.caught(request.POST.dict()):
        return Objection(_("Empty the field “Leave this field empty”, and press Continue once more."), UNPROCESSABLE)
    if stamp.age(request.POST.get(stamp.NAME, ""), page.key) is not stamp.Age.FINE:
        return Objection(_("Your answers are here. Press Continue once more to go on."), wait=2)
    if (wait := rates.wait_to_start(request, page.key)) is not None:
        return _too_often(wait)
    if page.proof_of_work and not proof.is_solved(request.POST.get(proof.NAME, ""), page.key):
        wait = rates.wait_to_start_without_proof(request)
        return None if wait is None else _too_often(wait)
    return None


def check_sending(request: HttpRequest, survey_key: str) -> Objection | None:
    """What speaks against sending answers now. Counts it as sent if nothing does."""
    wait = rates.wait_to_send(request, survey_key)
    return None if wait is None else _too_often(wait)


def _too_often(wait: int) -> Objection:
    return Objection(rates.words(wait), TOO_MANY, wait)


def with_wait(response: HttpResponse, objection: Objection | None) -> HttpResponse:
    """`response` with the status of `objection`, and when to come again."""
    if objection is None:
        return response
    response.status_code = objection.status
    if objection.status == TOO_MANY:
        response["Retry-After"] = str(objection.wait)
    return response


def as_json(objection: Objection) -> JsonResponse:
    """The objection for the script that saves: what it may try again by itself is 429 with a time."""
    status = TOO_MANY if objection.wait is not None else objection.status
    response = JsonResponse({"saved": False, "detail": objection.words}, status=status)
    if objection.wait is not None:
        response["Retry-After"] = str(objection.wait)
    return response
