"""A submission as staff's systems see it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, JsonValue

from forms import presentation
from forms.api.outcomes import ScoresOut
from forms.api.staff.filters import Door, State
from forms.engine.evaluate import evaluate
from forms.engine.questions.upload import File
from forms.models import Correction, Delivery, Submission, Upload
from forms.presentation import AnswerRow

DeliveryState = Literal["waiting", "running", "done", "failed"]
CorrectionState = Literal["waiting", "expired", "corrected", "withdrawn"]


class SubmissionItem(Schema):
    """A submission, without its answers."""

    id: UUID
    reference: str
    survey: str = Field(description="The survey's key")
    version: int
    locale: str = Field(description="The language that it was answered in")
    title: str = Field(description="Whom it is from, as far as that is known")
    organisation: str
    state: State
    door: Door
    mode: str
    revision: int = Field(description="1 until the answers are corrected")
    received_at: datetime


class SubmissionList(Schema):
    count: int = Field(description="How many fit the filters, on all pages")
    items: list[SubmissionItem]
    next: str | None = Field(description="The `cursor` of the next page; null on the last one")


class LabelledPart(Schema):
    """Answers that belong together, such as a row; `title` says which."""

    title: str
    answers: list["LabelledAnswer"]


class LabelledAnswer(Schema):
    """A question and its answer in the words of the version; several where several things were answered."""

    key: str
    label: str
    value: list[str]
    parts: list[LabelledPart] = []


class LabelledStep(Schema):
    key: str
    title: str
    answers: list[LabelledAnswer]


class FileOut(Schema):
    upload: UUID
    question: str
    name: str
    type: str
    size: int = Field(description="Bytes")
    current: bool = Field(description="False where a correction left it out")
    url: str = Field(description="Where it is downloaded, with the same token")


class RevisionOut(Schema):
    """Answers as they were before a correction."""

    revision: int
    version: int
    locale: str
    answers: dict[str, JsonValue]
    scores: ScoresOut | None
    given_at: datetime
    replaced_at: datetime


class MarkedOut(Schema):
    key: str
    note: str


class CorrectionOut(Schema):
    """A request to mend single answers."""

    id: UUID
    state: CorrectionState
    questions: list[MarkedOut]
    message: str
    recipient: str
    asked_at: datetime
    expires_at: datetime


class DeliveryOut(Schema):
    """What a handler does with the answers."""

    id: int
    handler: str
    target: str = Field(description="Tells apart what one handler does for several")
    revision: int
    state: DeliveryState
    attempts: int
    last_error: str
    last_answer: str
    changed_at: datetime


class SubmissionDetail(SubmissionItem):
    """A submission with its answers, read by the version that it was given on."""

    note: str
    answers: dict[str, JsonValue] = Field(description="By question key; canonical, as the survey's schema says")
    scores: ScoresOut | None
    chosen_goals: list[str]
    labels: list[LabelledStep] | None = Field(description="The answers in words, with `labels=true`")
    files: list[FileOut]
    revisions: list[RevisionOut] = Field(description="The first one first")
    corrections: list[CorrectionOut] = Field(description="The latest first")
    deliveries: list[DeliveryOut]


def item(submission: Submission) -> dict[str, object]:
    """What both shapes of a submission say."""
    return {
        "id": submission.pk,
        "reference": submission.reference,
        "survey": submission.survey.key,
        "version": submission.version.number,
        "locale": submission.version.locale,
        "title": submission.title,
        "organisation": submission.organisation,
        "state": submission.state,
        "door": submission.door,
        "mode": submission.mode,
        "revision": submission.revision,
        "received_at": submission.received_at,
    }


def detail(submission: Submission, *, place: str, labels: bool) -> SubmissionDetail:
    """`place` is the submission's own address. Four queries, and a fifth where it asks for files."""
    return SubmissionDetail.model_validate(
        {
            **item(submission),
            "note": submission.note,
            "answers": submission.answers,
            "scores": submission.scores,
            "chosen_goals": submission.chosen_goals,
            "labels": _labels(submission) if labels else None,
            "files": _files(submission, place),
            "revisions": [
                {
                    "revision": earlier.number,
                    "version": earlier.version.number,
                    "locale": earlier.version.locale,
                    "answers": earlier.answers,
                    "scores": earlier.scores,
                    "given_at": earlier.given_at,
                    "replaced_at": earlier.replaced_at,
                }
                for earlier in submission.revisions.select_related("version").defer("version__definition")
            ],
            "corrections": [correction_out(one) for one in submission.corrections.all()],
            "deliveries": [delivery_out(one) for one in submission.deliveries.all()],
        }
    )


def _labels(submission: Submission) -> list[dict[str, object]]:
    sections = presentation.answer_sections(submission.form, evaluate(submission.form, submission.answers))
    return [
        {"key": section.key, "title": section.title, "answers": [_labelled(row) for row in section.rows]}
        for section in sections
    ]


def _labelled(row: AnswerRow) -> dict[str, object]:
    parts = [{"title": part.title, "answers": [_labelled(each) for each in part.rows]} for part in row.parts]
    return {"key": row.key, "label": row.label, "value": list(row.value), "parts": parts}


def _files(submission: Submission, place: str) -> list[dict[str, object]]:
    """In the order of the questions."""
    places = enumerate(question.key for question in submission.form.every_question() if isinstance(question, File))
    asked = {key: number for number, key in places}
    if not asked:
        return []
    named = str(submission.answers)
    uploads: list[Upload] = sorted(submission.uploads.all(), key=lambda upload: asked.get(upload.question, len(asked)))
    return [
        {
            "upload": upload.pk,
            "question": upload.question,
            "name": upload.name,
            "type": upload.media_type,
            "size": upload.size,
            "current": str(upload.pk) in named,
            "url": f"{place}files/{upload.pk}/",
        }
        for upload in uploads
    ]


def correction_out(correction: Correction) -> CorrectionOut:
    return CorrectionOut.model_validate(
        {
            "id": correction.pk,
            "state": _state(correction),
            "questions": correction.questions,
            "message": correction.message,
            "recipient": correction.recipient,
            "asked_at": correction.asked_at,
            "expires_at": correction.expires_at,
        }
    )


def _state(correction: Correction) -> CorrectionState:
    if correction.answered_at:
        return "corrected"
    if correction.withdrawn_at:
        return "withdrawn"
    return "waiting" if correction.is_open else "expired"


def delivery_out(delivery: Delivery) -> DeliveryOut:
    names = DeliveryOut.model_fields
    return DeliveryOut.model_validate({name: getattr(delivery, name) for name in names})
