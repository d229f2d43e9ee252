"""The JSON door: open surveys, their definitions, and answers from any front end."""

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from ninja import Header, Router, Schema, Status
from pydantic import Field, JsonValue

from cms.problems import Locale, Problem, ProblemItem, ProblemOut, requested_locale
from forms import messages, presentation
from forms.engine.base import Answers
from forms.engine.definition import Form
from forms.engine.errors import AnswerError, pointer
from forms.engine.evaluate import Outcome
from forms.models import Submission, SurveyPage, SurveyVersion
from forms.services.refusals import AnswersRefused, IdempotencyConflict, SurveyClosed
from forms.services.submissions import Received, repeated, submit

router = Router(tags=["surveys"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=180,
        description="A text of the caller's own, new for each submission. The same key twice gives the same answer.",
    ),
]


class SurveyOut(Schema):
    """An open survey in one language."""

    key: str
    title: str
    locale: str
    locales: list[str] = Field(description="Every language that the survey is open in")
    version: int
    url: str = Field(description="The page on which people answer it")


class SurveyList(Schema):
    count: int
    items: list[SurveyOut]


class SubmissionIn(Schema, extra="forbid"):
    """Answers by question key: text, a number, the value of a choice, or a list of such values."""

    answers: dict[str, JsonValue]
    locale: str | None = Field(default=None, description="The language of the answers; sv, fi or en")
    version: int | None = Field(
        default=None, description="The version that was answered; refused when no longer accepted"
    )
    mode: str = Field(default="", max_length=64, description="One of the definition's `modes`")


class ThemeOut(Schema):
    key: str
    label: str
    percent: int | None
    band: str


class ScoresOut(Schema):
    percent: int | None
    band: str
    themes: list[ThemeOut]


class FindingOut(Schema):
    question: str
    title: str
    theme: str


class SuggestionOut(Schema):
    key: str
    title: str
    text: str
    theme: str
    question: str
    reason: str


class OutcomeOut(Schema):
    """What the answers came to. `hidden` are answers to questions that were not asked; they were not stored."""

    visible: list[str]
    hidden: list[str]
    scores: ScoresOut | None
    strengths: list[FindingOut] = []
    on_the_way: list[FindingOut] = []
    improvements: list[FindingOut] = []
    not_relevant: list[FindingOut] = []
    suggestions: list[SuggestionOut] = []


class SubmissionOut(Schema):
    id: str
    reference: str
    receipt: str = Field(description="The address of the result and the receipt; whoever has it can read the answers")
    outcome: OutcomeOut


@router.get("/", response=SurveyList, summary="Open surveys")
def list_surveys(request: HttpRequest, locale: Locale = None) -> SurveyList:
    language = requested_locale(request, locale)
    pages = list(SurveyPage.objects.open().select_related("live_version", "locale"))
    locales: dict[str, list[str]] = {}
    for page in pages:
        locales.setdefault(page.key, []).append(page.locale.language_code)
    items = [
        SurveyOut(
            key=page.key,
            title=page.live_version.definition["title"],
            locale=language,
            locales=[code for code, _name in settings.LANGUAGES if code in locales[page.key]],
            version=page.live_version.number,
            url=page.full_url,
        )
        for page in pages
        if page.locale.language_code == language
    ]
    return SurveyList(count=len(items), items=items)


@router.get("/{key}/", response={200: Form, 404: ProblemOut, 422: ProblemOut}, summary="A survey's definition")
def get_survey(request: HttpRequest, key: str, locale: Locale = None) -> HttpResponse:
    """The definition in the format `survey/1`. Ask again with `If-None-Match` to learn whether it has changed."""
    language = requested_locale(request, locale)
    version = _live_version(key, language)
    languages = _open_languages(version)
    etag = f'"{version.sha256[:32]}-{version.number}-{"-".join(languages)}"'
    # A compressing proxy makes the tag weak on its way out; for telling whether anything changed that is enough.
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")}
    if etag in known:
        response = HttpResponse(status=304)
    else:
        definition = version.definition | {"languages": languages}
        response = JsonResponse(definition, json_dumps_params={"ensure_ascii": False})
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=60"
    response["Content-Language"] = version.locale
    if locale is None:
        patch_vary_headers(response, ["Accept-Language"])
    return response


@router.post(
    "/{key}/submissions/",
    response={201: SubmissionOut, 400: ProblemOut, 404: ProblemOut, 409: ProblemOut, 413: ProblemOut, 422: ProblemOut},
    summary="Submit answers",
)
def create_submission(
    request: HttpRequest, key: str, body: SubmissionIn, idempotency_key: IdempotencyKey = None
) -> Status[SubmissionOut]:
    """Stores the answers for good, or tells everything there is to mend and stores nothing."""
    language = requested_locale(request, body.locale)
    own_key = f"api:{idempotency_key}" if idempotency_key else None
    try:
        if earlier := repeated(key, own_key, body.answers, body.mode):
            return Status(201, _submission_out(request, earlier))
    except IdempotencyConflict as refused:
        raise _refusal(409, refused.code, language) from refused
    version = _live_version(key, language)
    if body.version is not None and body.version != version.number:
        raise _refusal(409, "version_stale", language, current=version.number)
    _check_keys(version.form, body.answers, language)
    _check_mode(version.form, body.mode, language)
    try:
        received = submit(
            version=version,
            answers=body.answers,
            door=Submission.Door.API,
            mode=body.mode,
            idempotency_key=own_key,
        )
    except AnswersRefused as refused:
        raise _answers_problem(refused.outcome.errors, language) from refused
    except (SurveyClosed, IdempotencyConflict) as refused:
        raise _refusal(409, refused.code, language) from refused
    return Status(201, _submission_out(request, received))


def _live_version(key: str, language: str) -> SurveyVersion:
    """The version that the survey is answered on in `language`; a survey that has closed still has one."""
    page = SurveyPage.objects.published().filter(survey__key=key, live_version__locale=language).first()
    if page is None:
        raise _refusal(404, "survey_unknown", language)
    version: SurveyVersion = page.live_version
    return version


def _open_languages(version: SurveyVersion) -> list[str]:
    """The languages that the survey is answered in now, in the order of the site."""
    pages = SurveyPage.objects.published().filter(survey=version.survey_id)
    found = set(pages.values_list("locale__language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in found]


def _check_keys(form: Form, answers: Answers, language: str) -> None:
    """A key that no question has is most likely a slip of the caller's; dropping it would lose an answer silently."""
    known = {key for question in form.questions() for key in question.answer_keys}
    errors = [AnswerError("unknown_key", (key,), {"key": key[:64]}) for key in answers if key not in known]
    if errors:
        raise _answers_problem(errors, language)


def _check_mode(form: Form, mode: str, language: str) -> None:
    if mode and mode not in {known.value for known in form.modes}:
        detail = messages.answer_error(AnswerError("mode_unknown", ("mode",)), language)
        raise Problem(422, "mode_unknown", detail, [ProblemItem(code="mode_unknown", pointer="/mode", detail=detail)])


def _refusal(status: int, code: str, language: str, **params: int) -> Problem:
    return Problem(status, code, messages.refusal(code, language, **params))


def _answers_problem(errors: list[AnswerError] | tuple[AnswerError, ...], language: str) -> Problem:
    items = [
        ProblemItem(
            code=error.code,
            pointer=pointer("answers") + error.pointer,
            detail=messages.answer_error(error, language),
        )
        for error in errors
    ]
    return Problem(422, "answers_invalid", messages.refusal("answers_invalid", language), items)


def _submission_out(request: HttpRequest, received: Received) -> SubmissionOut:
    submission = received.submission
    return SubmissionOut(
        id=str(submission.pk),
        reference=submission.reference,
        receipt=request.build_absolute_uri(presentation.receipt_url(submission)),
        outcome=_outcome_out(submission.form, received.outcome),
    )


def _outcome_out(form: Form, outcome: Outcome) -> OutcomeOut:
    result = presentation.result(form, outcome)
    base = OutcomeOut(visible=list(outcome.visible), hidden=list(outcome.hidden), scores=None)
    if result is None:
        return base
    return OutcomeOut.model_validate(
        {
            "visible": base.visible,
            "hidden": base.hidden,
            "scores": outcome.scores,
            "strengths": result.strengths,
            "on_the_way": result.on_the_way,
            "improvements": result.improvements + result.more_improvements,
            "not_relevant": result.not_relevant,
            "suggestions": result.goals,
        },
        from_attributes=True,
    )
