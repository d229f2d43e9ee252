"""The JSON door: open surveys, their definitions, and answers from any front end."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import File as FilePart
from ninja import Form as FormPart
from ninja import Header, Router, Schema, Status, UploadedFile
from pydantic import Field, JsonValue

from cms.problems import Locale, Problem, ProblemItem, ProblemOut, requested_locale
from forms import messages, presentation
from forms.engine.base import Answers
from forms.engine.definition import Form
from forms.engine.errors import AnswerError, pointer
from forms.engine.evaluate import Outcome
from forms.engine.questions.upload import File
from forms.models import Submission, SurveyPage, SurveyVersion
from forms.services.refusals import AnswersRefused, IdempotencyConflict, SurveyClosed, VersionStale
from forms.services.submissions import Received, repeated, submit
from forms.services.survey_schema import survey_schema
from forms.services.uploads import UploadRefused, receive
from forms.services.versions import find_accepted

router = Router(tags=["surveys"])
format_router = Router(tags=["surveys"])
"""What is about the format of surveys and not about any one of them."""

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
    """An open survey in the language that was asked for, or in another that it has: `locale` says in which."""

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
        default=None,
        description="The version that was answered: the live one, or an earlier one for as long as it is accepted",
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


class UploadOut(Schema):
    """A file that was taken in. Among the answers it is its `upload`; what else is known of it is kept beside it."""

    upload: str = Field(description="An id that only this question's answer may hold; it ends unused after 24 hours")
    name: str
    size: int = Field(description="Bytes; a picture is drawn anew and measures something else than it did")
    type: str = Field(description="The media type, told by the content")


class Busy(Problem):
    """Too much waits already; the caller may come again."""

    def response(self) -> JsonResponse:
        response = super().response()
        response["Retry-After"] = "60"
        return response


@format_router.get(
    "/survey.schema.json",
    summary="JSON Schema of the format survey/1",
    openapi_extra={
        "responses": {
            200: {"description": "JSON Schema 2020-12", "content": {"application/schema+json": {"schema": {}}}},
            304: {"description": "The schema that the caller has is the one there is"},
        }
    },
)
def survey_format(request: HttpRequest) -> HttpResponse:
    """What a definition, exported or to be imported, looks like."""
    text, tag = survey_schema(settings.WAGTAILADMIN_BASE_URL)
    response = HttpResponse(text, content_type="application/schema+json")
    response["ETag"] = f'"{tag}"'
    response["Cache-Control"] = "public, max-age=3600"
    return cast(HttpResponse, get_conditional_response(request, response.headers["ETag"], response=response))


@router.get("/", response=SurveyList, summary="Open surveys")
def list_surveys(request: HttpRequest, locale: Locale = None) -> SurveyList:
    language = requested_locale(request, locale)
    pages: dict[str, list[SurveyPage]] = {}
    for page in SurveyPage.objects.open().select_related("live_version", "locale"):
        pages.setdefault(page.key, []).append(page)
    items = [_survey_out(_nearest(found, language), found) for found in pages.values()]
    return SurveyList(count=len(items), items=items)


def _survey_out(page: SurveyPage, languages: Sequence[SurveyPage]) -> SurveyOut:
    version = cast(SurveyVersion, page.live_version)
    found = {page.locale.language_code for page in languages}
    return SurveyOut(
        key=page.key,
        title=version.definition["title"],
        locale=version.locale,
        locales=[code for code, _name in settings.LANGUAGES if code in found],
        version=version.number,
        url=page.full_url,
    )


@router.get("/{key}/", response={200: Form, 404: ProblemOut, 422: ProblemOut}, summary="A survey's definition")
def get_survey(request: HttpRequest, key: str, locale: Locale = None) -> HttpResponse:
    """The definition in the format `survey/1`. Ask again with `If-None-Match` to learn whether it has changed.

    Where the survey is not published in the language that is asked for, it comes in another: `locale` and the header
    `Content-Language` say in which, and answers with that `locale` are given on that version. Single texts that are not
    translated yet are named in `untranslated`.
    """
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
    version = _version_of(key, language, body.version)
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
    except VersionStale as refused:
        raise _refusal(409, refused.code, language, current=refused.current) from refused
    return Status(201, _submission_out(request, received))


@router.post(
    "/{key}/uploads/",
    response={201: UploadOut, 404: ProblemOut, 409: ProblemOut, 413: ProblemOut, 422: ProblemOut, 429: ProblemOut},
    summary="Upload a file for a question",
)
def create_upload(
    request: HttpRequest,
    key: str,
    question: Annotated[str, FormPart(description="The key of a question of the type `file`, in a group too")],
    file: Annotated[UploadedFile, FilePart(description="The file; what it is its content tells, not its name")],
    locale: Locale = None,
) -> Status[UploadOut]:
    """Checks a file and keeps it until the answers that name it come. It has no address and is not given back."""
    language = requested_locale(request, locale)
    page = _published(key, language)
    if not page.is_open:
        raise _refusal(409, SurveyClosed.code, language)
    version = cast(SurveyVersion, page.live_version)
    asked = next((each for each in version.form.every_question() if each.key == question), None)
    if not isinstance(asked, File):
        raise _part_problem(422, AnswerError("question_not_file", ("question",)), language)
    try:
        upload = receive(survey=version.survey, question=asked, file=file)
    except UploadRefused as refused:
        status = {"file_size": 413, "uploads_busy": 429}.get(refused.code, 422)
        raise _part_problem(status, AnswerError(refused.code, ("file",), refused.params), language) from refused
    return Status(201, UploadOut(upload=str(upload.pk), name=upload.name, size=upload.size, type=upload.media_type))


def _part_problem(status: int, error: AnswerError, language: str) -> Problem:
    """One part of a multipart body that cannot be used."""
    detail = messages.answer_error(error, language)
    kind = Busy if status == HTTPStatus.TOO_MANY_REQUESTS else Problem
    return kind(status, error.code, detail, [ProblemItem(code=error.code, pointer=error.pointer, detail=detail)])


def _published(key: str, language: str) -> SurveyPage:
    """The page of the survey in `language`, or in the first that it has; a survey that has closed still has one."""
    pages = list(SurveyPage.objects.published().filter(survey__key=key).select_related("locale"))
    if not pages:
        raise _refusal(404, "survey_unknown", language)
    return _nearest(pages, language)


def _nearest(pages: Sequence[SurveyPage], language: str) -> SurveyPage:
    """Of a survey's pages the one in `language`, else in the first language of the site that it is published in."""
    order = [language, *(code for code, _name in settings.LANGUAGES)]
    return min(pages, key=lambda page: order.index(page.locale.language_code))


def _live_version(key: str, language: str) -> SurveyVersion:
    """The version that the survey is answered on in `language`."""
    return cast(SurveyVersion, _published(key, language).live_version)


def _version_of(key: str, language: str, number: int | None) -> SurveyVersion:
    """The version that answers are given on: the one that they name, while it is accepted, or the live one."""
    page = _published(key, language)
    live = cast(SurveyVersion, page.live_version)
    if number is None:
        return live
    if (accepted := find_accepted(page, number)) is None:
        raise _refusal(409, VersionStale.code, language, current=live.number)
    return accepted


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
