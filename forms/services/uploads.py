"""Files that come with answers: received and checked, kept with a draft, claimed by the submission, or swept away.

Among the answers a file is an id. What the engine reads about it, its facts, always comes from the database; an id
that is nobody's, another's or too old stays an id, and the engine says so. What a client says about a file is never
believed.
"""

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice

from django.conf import settings
from django.core.files import File as DjangoFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from forms.engine.base import Answers, Json
from forms.engine.definition import Form
from forms.engine.questions.upload import FACTS, File
from forms.files.inspect import inspect
from forms.files.refused import UploadRefused
from forms.models import Draft, Submission, Survey, Upload
from forms.models.upload import stored_as
from forms.services.refusals import IdempotencyConflict
from forms.tokens import UPLOAD, derived_id, hashed

UNUSED_FOR = timedelta(hours=24)
"""How long an upload waits to be used before it is taken away."""
MOST_LOOKED_UP = 2_000
"""Ids that are looked up for one set of answers; more are unknown."""
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NO_ID = "-"

__all__ = ["UploadRefused", "UploadTaken", "claim", "keep_with", "receive", "sweep", "when_deleted", "with_facts"]


class UploadTaken(Exception):
    """An upload among the answers went to another submission, or was taken away, since they were read."""


def receive(
    *, survey: Survey, question: File, file: "UploadedFile[bytes]", idempotency_key: str | None = None
) -> Upload:
    """Keep `file`, an answer to `question`, where nobody reaches it without permission.

    A repeated `idempotency_key`, which nobody must be able to guess, gives the first upload back. Raises UploadRefused,
    or IdempotencyConflict where the key was used for another file or question; then nothing is kept.

    The row is written before the file: should the server die between them, the row is swept, and no file is left over.
    """
    if idempotency_key is None:
        return _receive(survey, question, file)
    # The id tells what was sent: which question, and the bytes as they came, before a picture is drawn anew.
    key = hashed(idempotency_key)
    ticket = derived_id(UPLOAD, survey.key, idempotency_key, question.key, _sha256(file))
    if earlier := _repeated(survey, key, ticket):
        return earlier
    try:
        return _receive(survey, question, file, ticket, key)
    except IntegrityError:
        if earlier := _repeated(survey, key, ticket):
            return earlier
        raise


def _repeated(survey: Survey, key: str, ticket: uuid.UUID) -> Upload | None:
    found = Upload.objects.filter(survey=survey, idempotency_key=key).first()
    if found is not None and found.pk != ticket:
        raise IdempotencyConflict
    return found


def _receive(
    survey: Survey,
    question: File,
    file: "UploadedFile[bytes]",
    ticket: uuid.UUID | None = None,
    idempotency_key: str | None = None,
) -> Upload:
    _check_room(survey, 1)
    found = inspect(file, accept=question.media_types, max_mb=question.max_size_mb)
    upload = Upload(
        pk=ticket or uuid.uuid4(),
        idempotency_key=idempotency_key,
        survey=survey,
        question=question.key,
        name=found.name,
        media_type=found.media_type,
        size=found.content.size,
        sha256=_sha256(found.content),
    )
    upload.file.name = stored_as(upload, found.name)
    with transaction.atomic():
        _check_room(survey, found.content.size)
        upload.save(force_insert=True)
    try:
        upload.file.storage.save(str(upload.file.name), found.content)
    except BaseException:
        upload.delete()
        raise
    return upload


def _sha256(content: "DjangoFile[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()


def _check_room(survey: Survey, size: int) -> None:
    """Raises UploadRefused where files that were never sent would fill the disk."""
    waiting = Upload.objects.filter(survey=survey, submission=None).aggregate(count=Count("pk"), size=Sum("size"))
    full = waiting["count"] >= settings.UPLOADS_UNSENT_MAX_COUNT
    if full or (waiting["size"] or 0) + size > settings.UPLOADS_UNSENT_MAX_SIZE:
        raise UploadRefused("uploads_busy")


def with_facts(
    form: Form,
    survey_id: int,
    answers: Answers,
    *,
    draft: Draft | None = None,
    submission: Submission | None = None,
) -> dict[str, Json]:
    """`answers` with the facts of every file that may be used, in the place of its id; other files as bare ids.

    Usable are files of the same survey and question that nobody has used yet and that are fresh, those of this `draft`,
    and those of this `submission`. One query, or none where there is no file.
    """
    named = _named(form, answers)
    if not named:
        return dict(answers)
    found: dict[tuple[str, str], Json] = {}
    if ids := _uuids(named)[:MOST_LOOKED_UP]:
        usable = _unclaimed(draft) | Q(submission=submission) if submission else _unclaimed(draft)
        uploads = Upload.objects.filter(usable, survey=survey_id, pk__in=ids)
        found = {(upload.question, str(upload.pk)): _facts(upload) for upload in uploads}
    known = {question.key: question for question in form.every_question()}

    def filled(level: Answers) -> dict[str, Json]:
        return {key: value_of(key, value) for key, value in level.items()}

    def value_of(key: str, value: Json) -> Json:
        question = known.get(key)
        if isinstance(question, File):
            each_once = dict.fromkeys(map(_id_of, _files_in(question, value)))
            return [found.get((key, name), name) for name in each_once]
        if question is not None and question.row_questions and isinstance(value, list | tuple):
            return [filled(row) if isinstance(row, Mapping) else row for row in value]
        return value

    return filled(answers)


def _facts(upload: Upload) -> dict[str, Json]:
    return dict(zip(FACTS, (str(upload.pk), upload.name, upload.size, upload.media_type), strict=True))


def _unclaimed(draft: Draft | None) -> Q:
    """The uploads that whoever answers in `draft` may use: its own, and fresh ones that belong to nobody."""
    usable = Q(draft=None, created_at__gt=timezone.now() - UNUSED_FOR)
    return Q(submission=None) & (usable | Q(draft=draft) if draft else usable)


def _named(form: Form, answers: Answers) -> set[str]:
    """What the files among `answers` are called by, rows included."""
    return {_id_of(item) for question, value in _file_answers(form, answers) for item in _files_in(question, value)}


def has_files(form: Form, answers: Answers) -> bool:
    """Whether there is a file among `answers`."""
    return bool(_named(form, answers))


def _ids(form: Form, answers: Answers) -> list[uuid.UUID]:
    return _uuids(_named(form, answers))


def _file_answers(form: Form, answers: Answers) -> Iterator[tuple[File, Json]]:
    """Each file question with what was answered to it, row by row."""
    for question in form.questions() if form.takes_files else ():
        value = answers.get(question.key)
        if isinstance(question, File):
            yield question, value
        elif question.row_questions and isinstance(value, list | tuple):
            rows = [row for row in value if isinstance(row, Mapping)]
            inner = [each for each in question.row_questions if isinstance(each, File)]
            yield from ((each, row.get(each.key)) for row in rows for each in inner)


def _files_in(question: File, value: Json) -> list[Json]:
    """The files of one answer, of too many as many as it takes to say so."""
    given: Sequence[Json] = value if isinstance(value, list | tuple) else [value]
    return list(islice((item for item in given if item not in (None, "")), question.max_files + 1))


def _id_of(item: Json) -> str:
    """The id that a front end sent, alone or with the facts it was given."""
    named = item.get("upload") if isinstance(item, Mapping) else item
    return named if isinstance(named, str) and named else NO_ID


def _uuids(named: Iterable[str]) -> list[uuid.UUID]:
    """Those of the names that are ids, in the one spelling that ids are given out in."""
    return [uuid.UUID(name) for name in sorted(named) if UUID.fullmatch(name)]


def keep_with(draft: Draft, answers: Answers) -> None:
    """Tie the files among `answers` to `draft`, and let go of those that it held and no longer names."""
    form = draft.version.form
    if not any(isinstance(question, File) for question in form.every_question()):
        return
    ids = _ids(form, answers)
    held = Upload.objects.filter(draft=draft, submission=None)
    held.exclude(pk__in=ids).update(draft=None)
    if ids:
        Upload.objects.filter(_unclaimed(None), survey=draft.version.survey_id, pk__in=ids).update(draft=draft)


def claim(submission: Submission, answers: Answers, *, draft: Draft | None = None) -> None:
    """Tie the files among cleaned `answers` to `submission`, within the transaction that stores it.

    Raises UploadTaken where another submission was quicker; then the transaction has to end.
    """
    ids = _ids(submission.form, answers)
    if not ids:
        return
    mine = Upload.objects.filter(_unclaimed(draft), survey=submission.survey_id, pk__in=ids)
    if mine.update(submission=submission, draft=None) == len(ids):
        return
    # A correction names files, too, that came with the first answers.
    if Upload.objects.filter(submission=submission, pk__in=ids).count() != len(ids):
        raise UploadTaken


def sweep() -> None:
    """Take away the uploads that nobody has used in time, those of drafts that are gone among them."""
    late = Upload.objects.filter(submission=None, draft=None, created_at__lte=timezone.now() - UNUSED_FOR)
    with transaction.atomic():
        # The lock makes a submission that is claiming one of them at this moment finish first.
        for upload in late.select_for_update():
            upload.delete()


def when_deleted(*, instance: Upload, **kwargs: object) -> None:
    """Remove the file of a row that was deleted, by the sweep or with its submission, once that is certain."""
    transaction.on_commit(partial(instance.file.storage.delete, str(instance.file.name)), robust=True)
