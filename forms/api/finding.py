"""The survey, the version and the questions that a request is about."""

from collections.abc import Sequence
from typing import cast

from django.conf import settings

from forms.api.problems import answers_problem, declined, part_problem, stale
from forms.engine.base import Answers
from forms.engine.definition import Form
from forms.engine.errors import AnswerError
from forms.models import SurveyPage, SurveyVersion
from forms.services import answered_pages
from forms.services.versions import find_accepted


def published(key: str, language: str) -> SurveyPage:
    """The page of the survey in `language`, or in the first that it has; a survey that has closed still has one."""
    pages = answered_pages.published(key)
    if not pages:
        raise declined(404, "survey_unknown", language)
    return nearest(pages, language)


def nearest(pages: Sequence[SurveyPage], language: str) -> SurveyPage:
    """Of a survey's pages the one in `language`, else in the first language of the site that it is published in."""
    order = [language, *(code for code, _name in settings.LANGUAGES)]
    return min(pages, key=lambda page: order.index(page.locale.language_code))


def live_version(page: SurveyPage) -> SurveyVersion:
    return cast(SurveyVersion, page.live_version)


def version_of(page: SurveyPage, number: int | None, language: str) -> SurveyVersion:
    """The version that answers are given on: the one that they name, while it is accepted, or the live one."""
    live = live_version(page)
    if number is None:
        return live
    if (accepted := find_accepted(page, number)) is None:
        raise stale(live.number, language)
    return accepted


def unknown_keys(form: Form, answers: Answers) -> list[AnswerError]:
    """A key that no question has is most likely a slip of the caller's; dropping it would lose an answer silently."""
    known = {key for question in form.questions() for key in question.answer_keys}
    return [AnswerError("unknown_key", (key,), {"key": key[:64]}) for key in answers if key not in known]


def check_keys(form: Form, answers: Answers, language: str) -> None:
    if errors := unknown_keys(form, answers):
        raise answers_problem(errors, language)


def check_mode(form: Form, mode: str, language: str) -> None:
    if mode and mode not in {known.value for known in form.modes}:
        raise part_problem(422, AnswerError("mode_unknown", ("mode",)), language)


def check_steps(form: Form, steps: Sequence[str], language: str, place: str = "steps_done") -> None:
    known = {step.key for step in form.steps}
    if any(step not in known for step in steps):
        raise part_problem(422, AnswerError("step_unknown", (place,)), language)
