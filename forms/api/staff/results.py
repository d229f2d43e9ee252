"""What the answers to a survey come to."""

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from cms.problems import answering_language
from forms.api.staff.auth import Bearer
from forms.api.staff.filters import Filtered, States, filtered
from forms.api.staff.reading import ERRORS, survey_of
from forms.models import Submission
from forms.services import results

router = Router(tags=["staff"], auth=Bearer())


class ChoiceCountOut(Schema):
    value: str
    label: str
    count: int | None = Field(description="Null where it is hidden")
    hidden: bool


class NumbersOut(Schema):
    mean: float
    sum: float
    minimum: float
    maximum: float


class RowResultOut(Schema):
    key: str
    label: str
    answered: int | None
    hidden: bool
    choices: list[ChoiceCountOut]


class QuestionResultOut(Schema):
    """A question and what was answered. A ranking counts how often each choice was put first."""

    key: str
    type: str
    label: str
    current: bool = Field(description="False where the newest version has it no more")
    answered: int | None
    hidden: bool = Field(description="True where fewer than 5 have answered it")
    choices: list[ChoiceCountOut]
    figures: NumbersOut | None = Field(description="Of numbers; null where there are none, or fewer than 5")
    rows: list[RowResultOut] = Field(description="Of a matrix")


class ResultsOut(Schema):
    """Groups of fewer than 5 are null and `hidden`, and so are further choices that would tell how many they are."""

    survey: str
    count: int | None
    hidden: bool
    questions: list[QuestionResultOut]


@router.get("/{key}/results/", response={200: ResultsOut, **ERRORS}, summary="A survey's results")
def get_results(
    request: HttpRequest,
    key: str,
    filters: Filtered,
    state: States = [],  # noqa: B006  (ninja reads it and gives each call its own)
) -> ResultsOut:
    """Counts and figures over all versions and languages. Texts are not listed, only how many there are.

    Questions for personal or confidential answers are left out.
    """
    survey = survey_of(request, key)
    rows = filtered(Submission.objects.filter(survey=survey), state, filters)
    found = results.results(survey, rows, answering_language(request))
    return ResultsOut.model_validate(
        {"survey": survey.key, "count": found.count, "hidden": found.hidden, "questions": found.questions},
        from_attributes=True,
    )
