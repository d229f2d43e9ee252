"""The files of a submission: listed for those who may read it, and handed out to nobody else."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from forms.engine.questions.upload import File
from forms.files.attachments import attachment
from forms.models import Submission, Upload


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file under the question that it answers; `size` in bytes. Not `is_current` where a correction left it out."""

    question: str
    name: str
    size: int
    url: str
    is_current: bool


def sent_files(submission: Submission) -> list[SentFile]:
    """The files that came with `submission`, in the order of its questions. One query, or none."""
    asked = [question for question in submission.form.every_question() if isinstance(question, File)]
    if not asked:
        return []
    named = str(submission.answers)
    place = {question.key: number for number, question in enumerate(asked)}
    return [
        SentFile(
            question=asked[place[upload.question]].label,
            name=upload.name,
            size=upload.size,
            url=reverse("survey_file", args=[submission.pk, upload.pk]),
            is_current=str(upload.pk) in named,
        )
        for upload in sorted(submission.uploads.all(), key=lambda upload: place[upload.question])
    ]


@require_safe
def download(request: HttpRequest, submission: uuid.UUID, upload: uuid.UUID) -> FileResponse:
    """One file, for whoever may read the submission."""
    if not request.user.has_perm("surveys.view_submission"):
        raise PermissionDenied
    readable = Submission.objects.readable_by(request.user).filter(pk=submission)
    found = get_object_or_404(Upload, submission__in=readable, pk=upload)
    try:
        return attachment(found.file, name=found.name, media_type=found.media_type)
    except FileNotFoundError as error:
        raise Http404 from error
