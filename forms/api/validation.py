"""What the engine makes of answers, without keeping them."""

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field, JsonValue

from cms.problems import MOST_ERRORS, Locale, ProblemItem, ProblemOut, requested_locale
from forms.api.finding import check_steps, published, unknown_keys, version_of
from forms.api.outcomes import ScoresOut
from forms.api.problems import COMMON, ConflictOut, answer_items, limit
from forms.engine.evaluate import evaluate
from forms.services import drafts
from forms.services.uploads import with_facts

router = Router(tags=["surveys"])


class ValidateIn(Schema, extra="forbid"):
    """Answers by question key, as far as they go."""

    answers: dict[str, JsonValue]
    step: str | None = Field(default=None, max_length=64, description="The key of a step: only its errors are told")
    locale: str | None = Field(default=None, description="The language of the answers; sv, fi or en")
    version: int | None = Field(default=None, description="As in a submission")
    draft: str = Field(default="", max_length=200, description="The token of a draft whose files the answers name")


class ValidateOut(Schema):
    """What the answers come to. Questions of rows are named `staff:0:email`."""

    visible: list[str] = Field(description="The questions that are asked, in their order")
    steps: list[str] = Field(description="The keys of the steps that have any")
    required: list[str]
    withheld: dict[str, list[str]] = Field(description="By question, the values of choices that are not offered")
    calculated: dict[str, JsonValue]
    hidden: list[str] = Field(description="Answers that were given though their question is not asked")
    errors: list[ProblemItem]
    scores: ScoresOut | None


@router.post(
    "/{key}/validate/",
    response={200: ValidateOut, **COMMON, 409: ConflictOut, 429: ProblemOut},
    summary="Check answers without storing them",
)
def validate(request: HttpRequest, key: str, body: ValidateIn, locale: Locale = None) -> ValidateOut:
    """Answers with 200 whatever the answers are; `errors` has what would be refused, at most a hundred."""
    language = requested_locale(request, body.locale, locale)
    limit(request, "validate", language, key)
    version = version_of(published(key, language), body.version, language)
    form = version.form
    if body.step is not None:
        check_steps(form, [body.step], language, "step")
    draft = drafts.find(body.draft) if body.draft else None
    outcome = evaluate(form, with_facts(form, version.survey_id, body.answers, draft=draft), language)
    step = form.step(body.step) if body.step else None
    errors = [*unknown_keys(form, body.answers), *(outcome.errors_of(step) if step else outcome.errors)]
    return ValidateOut.model_validate(
        {
            "visible": outcome.visible,
            "steps": outcome.steps,
            "required": [name for name in outcome.visible if name in outcome.required],
            "withheld": {name: sorted(values) for name, values in outcome.withheld.items()},
            "calculated": outcome.calculated,
            "hidden": outcome.hidden,
            "errors": answer_items(errors[:MOST_ERRORS], language),
            "scores": outcome.scores,
        },
        from_attributes=True,
    )
