"""One submission: read, with its files, and decided on."""

from typing import Annotated
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from ninja import Header, Query, Router, Schema
from pydantic import Field

from cms.problems import Problem, ProblemOut, answering_language
from forms import messages
from forms.api.found_drafts import known_states
from forms.api.problems import part_problem
from forms.api.staff.auth import Bearer, user_of
from forms.api.staff.filters import State
from forms.api.staff.reading import BODY_ERRORS, ERRORS, changeable, submission_of
from forms.api.staff.shapes import SubmissionDetail, detail
from forms.engine.errors import AnswerError, InvalidAnswer
from forms.engine.questions.text import clean_text
from forms.files.attachments import attachment
from forms.models import Submission
from forms.services.reviews import RETURNED, SubmissionChanged, review, standing

router = Router(tags=["staff"], auth=Bearer())

LONGEST_NOTE = 10_000
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=2000, description="The `ETag` of the submission as the caller knows it"),
]
Labels = Annotated[bool, Query(description="With the answers in words, too")]
TAGGED = {
    "headers": {
        "ETag": {
            "description": "Other as soon as the state, the note or the answers are",
            "schema": {"type": "string"},
        }
    }
}
FILE = {
    200: {
        "description": "The file, to be saved",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class SubmissionPatch(Schema, extra="forbid"):
    """What changes. What is left out stays as it is."""

    state: State | None = Field(default=None, description="`returned` comes of asking for a correction only")
    note: str | None = Field(default=None, max_length=LONGEST_NOTE, description="For staff only")


@router.get(
    "/{uuid:submission}/",
    response={200: SubmissionDetail, **ERRORS},
    summary="A submission",
    openapi_extra={"responses": {200: TAGGED}},
)
def get_submission(
    request: HttpRequest, response: HttpResponse, submission: UUID, labels: Labels = False
) -> SubmissionDetail:
    """The answers, what was answered before each correction, and what was done with them."""
    return _shown(request, response, submission, labels=labels)


@router.patch(
    "/{uuid:submission}/",
    response={200: SubmissionDetail, **BODY_ERRORS, 412: ProblemOut},
    summary="Decide on a submission",
    openapi_extra={"responses": {200: TAGGED}},
)
def patch_submission(
    request: HttpRequest, response: HttpResponse, submission: UUID, body: SubmissionPatch, if_match: IfMatch = None
) -> SubmissionDetail:
    """Changes the state, the note, or both. What takes it out of correction withdraws the request for one.

    With `If-Match` nothing is changed where somebody else has been there first.
    """
    language = answering_language(request)
    found = changeable(request, submission)
    if body.state == RETURNED and found.state != RETURNED:
        raise part_problem(422, AnswerError("state_by_correction", ("state",)), language)
    note = None if body.note is None else _tidy(body.note, language)
    try:
        review(submission=found, state=body.state, note=note, user=user_of(request), known=known_states(if_match))
    except SubmissionChanged as refused:
        raise _changed(found, language) from refused
    return _shown(request, response, submission)


@router.get(
    "/{uuid:submission}/files/{uuid:upload}/",
    response=ERRORS,
    summary="A file of a submission",
    openapi_extra={"responses": FILE},
)
def get_file(request: HttpRequest, submission: UUID, upload: UUID) -> FileResponse:
    """The file as it was checked when it came, under the name that the respondent gave it. Save it; never show it."""
    found = submission_of(request, submission).uploads.filter(pk=upload).first()
    if found is None:
        raise Http404
    try:
        return attachment(found.file, name=found.name, media_type=found.media_type)
    except FileNotFoundError as error:
        raise Http404 from error


def _shown(request: HttpRequest, response: HttpResponse, key: UUID, *, labels: bool = False) -> SubmissionDetail:
    found = submission_of(request, key)
    response["ETag"] = f'"{standing(found)}"'
    return detail(found, place=request.build_absolute_uri(request.path), labels=labels)


def _tidy(note: str, language: str) -> str:
    try:
        return clean_text(note, LONGEST_NOTE, lines=True)
    except InvalidAnswer as error:
        raise part_problem(422, AnswerError(error.code, ("note",), error.params), language) from error


def _changed(found: Submission, language: str) -> Problem:
    found.refresh_from_db(fields=["state", "note", "revision"])
    tag = f'"{standing(found)}"'
    words = messages.refusal("submission_changed", language)
    return Problem(412, "submission_changed", words, headers={"ETag": tag})
