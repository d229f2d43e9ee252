"""Answers that are kept until they are sent: begun, read, changed, thrown away, sent."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Schema, Status
from pydantic import Field, JsonValue

from cms import etags
from cms.problems import Locale, ProblemOut, requested_locale
from forms.api import invitations
from forms.api.finding import check_keys, check_mode, check_steps, published, version_of
from forms.api.found_drafts import (
    DraftChangedOut,
    DraftOut,
    DraftSentOut,
    changed,
    draft_out,
    found,
    gone,
    known_states,
    tag,
    tagged,
)
from forms.api.problems import COMMON, ConflictOut, answers_problem, conflict, declined, limit
from forms.api.repeats import UnguessableKey, check_unguessable
from forms.api.submissions import SubmissionOut, submission_out
from forms.engine.evaluate import evaluate
from forms.models import Draft, Submission, SurveyPage, SurveyVersion
from forms.services import draft_changes, drafts
from forms.services.refusals import AnswersRefused, IdempotencyConflict, InvitationNeeded, SurveyClosed, VersionStale
from forms.services.submissions import Received
from forms.services.uploads import with_facts

survey_router = Router(tags=["drafts"])
router = Router(tags=["drafts"])

MOST_STEPS = 500
GONE = {404: ProblemOut, 410: DraftSentOut}
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=2000, description="The `ETag` of the draft as the caller knows it"),
]


class DraftIn(Schema, extra="forbid"):
    """The first answers, as far as they go."""

    answers: dict[str, JsonValue] = {}
    locale: str | None = Field(default=None, description="The language of the answers; sv, fi or en")
    version: int | None = Field(default=None, description="As in a submission")
    steps_done: list[str] = Field(default=[], max_length=MOST_STEPS, description="The keys of steps that are done")
    invitation: str = Field(default="", max_length=200, description=invitations.ABOUT)


class DraftPatch(Schema, extra="forbid"):
    """What changes. Keys that are not there stay as they are."""

    answers: dict[str, JsonValue] = Field(default={}, description="By key; null takes an answer away")
    steps_done: list[str] | None = Field(default=None, max_length=MOST_STEPS)
    locale: str | None = Field(default=None, description="Go on in another language of the survey")


class SubmitIn(Schema, extra="forbid"):
    mode: str = Field(default="", max_length=64, description="One of the definition's `modes`")


@survey_router.post(
    "/{key}/drafts/",
    response={201: DraftOut, **COMMON, 403: ProblemOut, 409: ConflictOut, 410: DraftSentOut, 429: ProblemOut},
    summary="Begin a draft",
)
def create_draft(
    request: HttpRequest,
    response: HttpResponse,
    key: str,
    body: DraftIn,
    idempotency_key: UnguessableKey = None,
    locale: Locale = None,
) -> Status[DraftOut]:
    """Keeps answers under a token that only the caller learns. They need not be complete, nor right.

    With an invitation the draft has the invitation's token, and a draft that was begun with it is given back. Sent
    again with the same `Idempotency-Key`, the draft is given back as it is by now.
    """
    language = requested_locale(request, body.locale, locale)
    check_unguessable(idempotency_key, language)
    limit(request, "drafts", language, key)
    if idempotency_key and not body.invitation:
        draft, token = _begun_with(request, key, body, idempotency_key, language)
    else:
        draft, token = _begun(request, key, body, language)
    tagged(response, draft)
    response["Location"] = request.build_absolute_uri(f"/api/v1/drafts/{token}/")
    return Status(201, draft_out(request, draft, token))


def _begun_with(
    request: HttpRequest, key: str, body: DraftIn, idempotency_key: str, language: str
) -> tuple[Draft, str]:
    """The draft of `idempotency_key`, whatever has become of the survey since it was begun. Raises Problem."""
    token = draft_changes.key_token(key, idempotency_key)
    request_hash = draft_changes.request_hash(body.model_dump())
    try:
        if draft := draft_changes.begun(token, request_hash):
            return draft, token
        if draft_changes.submission_of(token) is not None:
            raise gone(request, token, language)
        page = _open_page(key, language)
        invitations.check(page, "", language)
        version = _version_for(page, body, language)
        return draft_changes.begin(
            version=version,
            answers=body.answers,
            steps_done=body.steps_done,
            token=token,
            request_hash=request_hash,
        )
    except IdempotencyConflict as refused:
        raise conflict(refused, language) from refused


def _begun(request: HttpRequest, key: str, body: DraftIn, language: str) -> tuple[Draft, str]:
    """A draft of its own, or the one of the body's invitation. Raises Problem."""
    page = _open_page(key, language)
    token = body.invitation
    if invitations.check(page, token, language):
        if draft := drafts.find(token):
            return draft, token
        if draft_changes.submission_of(token) is not None:
            raise gone(request, token, language)
    version = _version_for(page, body, language)
    return draft_changes.begin(version=version, answers=body.answers, steps_done=body.steps_done, token=token or None)


def _open_page(key: str, language: str) -> SurveyPage:
    page = published(key, language)
    if not page.is_open:
        raise declined(409, SurveyClosed.code, language)
    return page


def _version_for(page: SurveyPage, body: DraftIn, language: str) -> SurveyVersion:
    version = version_of(page, body.version, language)
    check_keys(version.form, body.answers, language)
    check_steps(version.form, body.steps_done, language)
    return version


@router.get(
    "/{token}/",
    response={200: DraftOut, **GONE, 422: ProblemOut},
    summary="A draft",
    openapi_extra={"responses": {304: {"description": "The draft is as the tag in `If-None-Match` says"}}},
)
def get_draft(request: HttpRequest, response: HttpResponse, token: str, locale: Locale = None) -> object:
    """The answers as they are kept now."""
    draft = found(request, token, requested_locale(request, locale))
    tagged(response, draft)
    if etags.is_known(request, tag(draft)):
        return etags.not_modified(response)
    return draft_out(request, draft, token)


@router.patch(
    "/{token}/",
    response={200: DraftOut, **COMMON, 409: ConflictOut, 410: DraftSentOut, 412: DraftChangedOut, 429: ProblemOut},
    summary="Change answers of a draft",
)
def change_draft(
    request: HttpRequest,
    response: HttpResponse,
    token: str,
    body: DraftPatch,
    if_match: IfMatch = None,
    locale: Locale = None,
) -> DraftOut:
    """Keeps the answers that are given, and leaves the others alone.

    With `If-Match` of an earlier state, answers that differ from those that are there now are refused (412). Without
    it the answers that came last hold.
    """
    language = requested_locale(request, body.locale, locale)
    draft = found(request, token, language)
    limit(request, "draft_changes", language, draft.token_hash)
    check_keys(draft.version.form, body.answers, language)
    check_steps(draft.version.form, body.steps_done or [], language)
    try:
        draft_changes.change(
            draft,
            changes=body.answers,
            locale=body.locale,
            steps_done=body.steps_done,
            known=known_states(if_match),
        )
    except draft_changes.AnswersChanged as refused:
        raise changed(request, refused, token, language) from refused
    except drafts.DraftGone as refused:
        raise gone(request, token, language) from refused
    except InvitationNeeded as refused:
        raise declined(403, refused.code, language) from refused
    except (SurveyClosed, VersionStale) as refused:
        raise conflict(refused, language) from refused
    tagged(response, draft)
    return draft_out(request, draft, token)


@router.delete("/{token}/", response={204: None, **GONE, 422: ProblemOut}, summary="Throw a draft away")
def delete_draft(request: HttpRequest, token: str, locale: Locale = None) -> Status[None]:
    """Deletes the answers, the files that were kept with them, and the links to them."""
    draft_changes.throw_away(found(request, token, requested_locale(request, locale)))
    return Status(204, None)


@router.post(
    "/{token}/submit/",
    response={201: SubmissionOut, **COMMON, 409: ConflictOut, 412: DraftChangedOut, 429: ProblemOut},
    summary="Submit a draft",
)
def submit_draft(
    request: HttpRequest, token: str, body: SubmitIn | None = None, if_match: IfMatch = None, locale: Locale = None
) -> Status[SubmissionOut]:
    """Stores the answers for good and takes the draft away. Sent twice, the first submission is answered again.

    What there is to mend is told with pointers into the draft: `/answers/<key>`.
    """
    language = requested_locale(request, locale)
    draft = drafts.find(token)
    if draft is None:
        return Status(201, _sent(request, token, language))
    limit(request, "submissions", language, draft.version.survey.key)
    mode = body.mode if body else ""
    check_mode(draft.version.form, mode, language)
    try:
        received = draft_changes.send_as_known(draft, mode=mode, known=known_states(if_match))
    except draft_changes.AnswersChanged as refused:
        raise changed(request, refused, token, language) from refused
    except drafts.DraftGone:
        return Status(201, _sent(request, token, language))
    except AnswersRefused as refused:
        raise answers_problem(refused.outcome.errors, language) from refused
    except InvitationNeeded as refused:
        raise declined(403, refused.code, language) from refused
    except (SurveyClosed, VersionStale) as refused:
        raise conflict(refused, language) from refused
    return Status(201, submission_out(request, received))


def _sent(request: HttpRequest, token: str, language: str) -> SubmissionOut:
    """What was answered when the draft was sent. Raises Problem where it never was."""
    submission = draft_changes.submission_of(token)
    if submission is None:
        raise declined(404, "draft_unknown", language)
    return submission_out(request, _again(submission))


def _again(submission: Submission) -> Received:
    answers = with_facts(submission.form, submission.survey_id, submission.answers, submission=submission)
    return Received(submission, evaluate(submission.form, answers), created=False)
