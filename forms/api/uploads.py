"""Files that come before the answers that name them."""

from typing import Annotated

from django.http import HttpRequest
from ninja import File as FilePart
from ninja import Form as FormPart
from ninja import Router, Schema, Status, UploadedFile
from pydantic import Field

from cms.problems import Locale, ProblemOut, requested_locale
from forms.api import invitations
from forms.api.finding import live_version, published
from forms.api.problems import COMMON, ConflictOut, conflict, declined, limit, part_problem
from forms.api.repeats import UnguessableKey, check_unguessable
from forms.engine.errors import AnswerError
from forms.engine.questions.upload import File
from forms.models import SurveyPage
from forms.services import drafts
from forms.services.refusals import IdempotencyConflict, SurveyClosed
from forms.services.uploads import UploadRefused, receive

router = Router(tags=["surveys"])


class UploadOut(Schema):
    """A file that was taken in. Among the answers it is its `upload`; what else is known of it is kept beside it."""

    upload: str = Field(description="An id that only this question's answer may hold; it ends unused after 24 hours")
    name: str
    size: int = Field(description="Bytes; a picture is drawn anew and measures something else than it did")
    type: str = Field(description="The media type, told by the content")


@router.post(
    "/{key}/uploads/",
    response={201: UploadOut, **COMMON, 403: ProblemOut, 409: ConflictOut, 429: ProblemOut},
    summary="Upload a file for a question",
)
def create_upload(
    request: HttpRequest,
    key: str,
    question: Annotated[str, FormPart(description="The key of a question of the type `file`, in a group too")],
    file: Annotated[UploadedFile, FilePart(description="The file; what it is its content tells, not its name")],
    draft: Annotated[str, FormPart(max_length=200, description="A draft's token; stands for an invitation")] = "",
    invitation: Annotated[str, FormPart(max_length=200, description=invitations.ABOUT)] = "",
    idempotency_key: UnguessableKey = None,
    locale: Locale = None,
) -> Status[UploadOut]:
    """Checks a file and keeps it until the answers that name it come. It has no address and is not given back."""
    language = requested_locale(request, locale)
    check_unguessable(idempotency_key, language)
    limit(request, "uploads", language, key)
    page = published(key, language)
    if not page.is_open:
        raise declined(409, SurveyClosed.code, language)
    if not _is_of(page, draft):
        invitations.check(page, invitation, language)
    version = live_version(page)
    asked = next((each for each in version.form.every_question() if each.key == question), None)
    if not isinstance(asked, File):
        raise part_problem(422, AnswerError("question_not_file", ("question",)), language)
    try:
        upload = receive(survey=version.survey, question=asked, file=file, idempotency_key=idempotency_key)
    except IdempotencyConflict as refused:
        raise conflict(refused, language) from refused
    except UploadRefused as refused:
        status = {"file_size": 413, "uploads_busy": 429}.get(refused.code, 422)
        raise part_problem(status, AnswerError(refused.code, ("file",), refused.params), language) from refused
    return Status(201, UploadOut(upload=str(upload.pk), name=upload.name, size=upload.size, type=upload.media_type))


def _is_of(page: SurveyPage, token: str) -> bool:
    """Whether `token` opens a draft of the survey of `page`."""
    draft = drafts.find(token) if token else None
    return draft is not None and draft.version.survey_id == page.survey_id
