"""Answers that are sent at once."""

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status
from pydantic import BaseModel, Field, JsonValue

from cms.problems import Locale, ProblemOut, requested_locale
from forms import presentation
from forms.api import invitations
from forms.api.finding import check_keys, check_mode, published, version_of
from forms.api.outcomes import OutcomeOut, outcome_out
from forms.api.problems import COMMON, ConflictOut, answers_problem, conflict, declined, limit
from forms.api.repeats import IdempotencyKey
from forms.models import Submission
from forms.services.refusals import AnswersRefused, IdempotencyConflict, InvitationNeeded, SurveyClosed, VersionStale
from forms.services.submissions import Received, repeated, submit

router = Router(tags=["surveys"])


class SubmissionIn(BaseModel, extra="forbid"):
    """Answers by question key: text, a number, the value of a choice, or a list of such values."""

    answers: dict[str, JsonValue]
    locale: str | None = Field(default=None, description="The language of the answers; sv, fi or en")
    version: int | None = Field(
        default=None,
        description="The version that was answered: the live one, or an earlier one for as long as it is accepted",
    )
    mode: str = Field(default="", max_length=64, description="One of the definition's `modes`")
    invitation: str = Field(default="", max_length=200, description=invitations.ABOUT)


class SubmissionOut(BaseModel):
    id: str
    reference: str
    receipt: str = Field(description="The address of the result and the receipt; whoever has it can read the answers")
    outcome: OutcomeOut


@router.post(
    "/{key}/submissions/",
    response={201: SubmissionOut, **COMMON, 403: ProblemOut, 409: ConflictOut, 429: ProblemOut},
    summary="Submit answers",
)
def create_submission(
    request: HttpRequest,
    response: HttpResponse,
    key: str,
    body: SubmissionIn,
    idempotency_key: IdempotencyKey = None,
    locale: Locale = None,
) -> Status[SubmissionOut]:
    """Stores the answers for good, or tells everything there is to mend and stores nothing."""
    language = requested_locale(request, body.locale, locale)
    limit(request, "submissions", language, key)
    own_key = f"api:{idempotency_key}" if idempotency_key else None
    try:
        if earlier := repeated(key, own_key, body.answers, body.mode):
            return _answered(request, response, earlier)
    except IdempotencyConflict as refused:
        raise conflict(refused, language) from refused
    page = published(key, language)
    invited_key = invitations.key_of(page, body.invitation, language)
    version = version_of(page, body.version, language)
    check_keys(version.form, body.answers, language)
    check_mode(version.form, body.mode, language)
    try:
        received = submit(
            version=version,
            answers=body.answers,
            door=Submission.Door.API,
            mode=body.mode,
            idempotency_key=invited_key or own_key,
            page=page,
        )
    except AnswersRefused as refused:
        raise answers_problem(refused.outcome.errors, language) from refused
    except IdempotencyConflict as refused:
        if invited_key:
            raise declined(403, "invitation_used", language) from refused
        raise conflict(refused, language) from refused
    except InvitationNeeded as refused:
        raise declined(403, refused.code, language) from refused
    except (SurveyClosed, VersionStale) as refused:
        raise conflict(refused, language) from refused
    return _answered(request, response, received)


def _answered(request: HttpRequest, response: HttpResponse, received: Received) -> Status[SubmissionOut]:
    """What the answers came to is told in the words of the version that they were given on."""
    response["Content-Language"] = received.submission.version.locale
    return Status(201, submission_out(request, received))


def submission_out(request: HttpRequest, received: Received) -> SubmissionOut:
    submission = received.submission
    return SubmissionOut(
        id=str(submission.pk),
        reference=submission.reference,
        receipt=receipt_url(request, submission),
        outcome=outcome_out(submission.form, received.outcome),
    )


def receipt_url(request: HttpRequest, submission: Submission) -> str:
    return request.build_absolute_uri(presentation.receipt_url(submission))
