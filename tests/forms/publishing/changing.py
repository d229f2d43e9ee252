"""Surveys that change: the demo survey's definition, edited the way an editor would."""

from copy import deepcopy
from typing import Any

from forms.models import Submission, SurveyPage
from forms.services.portable import import_survey
from forms.services.submissions import submit
from tests.factories.surveys import ANSWERS, definition, home

Definition = dict[str, Any]


def steps(**changes: dict[str, Any] | None) -> list[Definition]:
    """The demo survey's steps with its questions changed by key; None takes a question away."""
    found = deepcopy(definition()["steps"])
    for step in found:
        step["questions"] = [
            {**question, **(changes.get(question["key"]) or {})}
            for question in step["questions"]
            if changes.get(question["key"], {}) is not None
        ]
    return found


def with_question(**question: Any) -> list[Definition]:
    """The demo survey's steps with one more question in the first."""
    found = steps()
    found[0]["questions"].append(question)
    return found


def edited(*, user: Any = None, **changes: Any) -> SurveyPage:
    """The published demo survey with a draft that `changes` it."""
    survey = definition(**changes)
    page = import_survey(survey, parent=home(survey["locale"]), user=user)
    return SurveyPage.objects.get(pk=page.pk)


def answered(page: SurveyPage, **answers: Any) -> Submission:
    """A submission of the published survey."""
    return submit(version=page.live_version, answers={**ANSWERS, **answers}, door=Submission.Door.API).submission
