"""What staff's systems ask for about a submission: a correction by the respondent, and a delivery once more."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from cms.problems import Problem, ProblemOut, answering_language
from forms.api.problems import conflict, declined, part_problem
from forms.api.repeats import IdempotencyKey
from forms.api.staff.auth import Bearer, user_of
from forms.api.staff.reading import BODY_ERRORS, CHANGE_ERRORS, changeable
from forms.api.staff.shapes import CorrectionOut, DeliveryOut, correction_out, delivery_out
from forms.engine.errors import AnswerError, InvalidAnswer
from forms.engine.questions.text import EMAIL, clean_text
from forms.services import corrections
from forms.services.deliveries import send_again
from forms.services.refusals import IdempotencyConflict

router = Router(tags=["staff"], auth=Bearer())

LONGEST_NOTE = 500
LONGEST_MESSAGE = 3000
LONGEST_EMAIL = 254
MOST_QUESTIONS = 500


class MarkedIn(Schema, extra="forbid"):
    key: str = Field(max_length=64, description="A question that the respondent was asked")
    note: str = Field(default="", max_length=LONGEST_NOTE, description="What the respondent reads at the question")


class CorrectionIn(Schema, extra="forbid"):
    questions: list[MarkedIn] = Field(min_length=1, max_length=MOST_QUESTIONS)
    message: str = Field(default="", max_length=LONGEST_MESSAGE, description="Stands in the e-mail, in its language")
    recipient: str = Field(
        default="", max_length=LONGEST_EMAIL, description="An e-mail address; the one among the answers if left out"
    )


@router.post(
    "/{uuid:submission}/corrections/",
    response={201: CorrectionOut, **BODY_ERRORS, 409: ProblemOut},
    summary="Ask for a correction",
)
def ask_correction(
    request: HttpRequest, submission: UUID, body: CorrectionIn, idempotency_key: IdempotencyKey = None
) -> Status[CorrectionOut]:
    """Sends the respondent a link that opens these questions only, and puts the submission into that state.

    One correction is waited for at a time. The same request once more is answered with the one that waits.
    """
    language = answering_language(request)
    found = changeable(request, submission)
    marked = [
        (each.key, _tidy(each.note, ("questions", number, "note"), language))
        for number, each in enumerate(body.questions)
    ]
    if len(dict(marked)) != len(marked):
        raise part_problem(422, AnswerError("questions_not_asked", ("questions",)), language)
    message = _tidy(body.message, ("message",), language, lines=True)
    recipient = _tidy(body.recipient, ("recipient",), language) or corrections.recipient_of(found)
    _check_recipient(recipient, language)
    try:
        asked = corrections.ask(
            submission=found,
            questions=marked,
            message=message,
            recipient=recipient,
            user=user_of(request),
            idempotency_key=idempotency_key,
        )
    except corrections.AlreadyAsked as refused:
        waiting = found.corrections.filter(answered_at=None, withdrawn_at=None).first()
        if waiting is None or not corrections.asks_for(waiting, marked, message, recipient):
            raise declined(409, "correction_waiting", language) from refused
        asked = waiting
    except IdempotencyConflict as refused:
        raise conflict(refused, language) from refused
    except ValidationError as refused:
        raise _invalid(refused, language) from refused
    return Status(201, correction_out(asked))


def _tidy(text: str, path: tuple[str | int, ...], language: str, *, lines: bool = False) -> str:
    try:
        return clean_text(text, LONGEST_MESSAGE if lines else LONGEST_NOTE, lines=lines)
    except InvalidAnswer as error:
        raise part_problem(422, AnswerError(error.code, path, error.params), language) from error


def _check_recipient(recipient: str, language: str) -> None:
    if not recipient:
        raise part_problem(422, AnswerError("recipient_missing", ("recipient",)), language)
    if not EMAIL.fullmatch(recipient):
        raise part_problem(422, AnswerError("email", ("recipient",)), language)


def _invalid(refused: ValidationError, language: str) -> Problem:
    if "recipient" in refused.message_dict:
        return part_problem(422, AnswerError("email", ("recipient",)), language)
    return part_problem(422, AnswerError("questions_not_asked", ("questions",)), language)


@router.post(
    "/{uuid:submission}/deliveries/{int:delivery}/send-again/",
    response={202: DeliveryOut, **CHANGE_ERRORS, 409: ProblemOut},
    summary="Send a delivery again",
)
def send_delivery_again(request: HttpRequest, submission: UUID, delivery: int) -> Status[DeliveryOut]:
    """Puts it into the queue with all its attempts. The receiver knows it again by its id, which stays the same."""
    found = changeable(request, submission).deliveries.filter(pk=delivery).first()
    if found is None:
        raise Http404
    if not send_again(delivery=found, user=user_of(request)):
        raise declined(409, "delivery_running", answering_language(request))
    return Status(202, delivery_out(found))
