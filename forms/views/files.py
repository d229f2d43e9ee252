"""Files that come with a step's form post: each is received at once, and is an id among the answers from then on."""

import re
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from forms.engine.base import Answers, Json
from forms.engine.definition import Form
from forms.engine.errors import AnswerError, Path, flat_name
from forms.engine.questions import AnyQuestion
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.group import MOST_ROWS
from forms.engine.questions.upload import MEGABYTE, File
from forms.models import Draft, Survey
from forms.services.uploads import UploadRefused, receive, with_facts

ROW = re.compile(r"([^:]+):(\d{1,4}):", re.ASCII)


def check_size(request: HttpRequest, questions: Iterable[AnyQuestion]) -> None:
    """Raises RequestDataTooBig where the body is larger than answers to `questions` with all their files can be.

    Goes by the length that the request announces; nothing is read, so that it can be refused at once.
    """
    files = sum(_most_bytes(question) for question in questions)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE + files:
        raise RequestDataTooBig


def _most_bytes(question: BaseQuestion) -> int:
    if isinstance(question, File):
        return question.max_files * question.max_size_mb * MEGABYTE
    return MOST_ROWS * sum(map(_most_bytes, question.row_questions))


def add_files(
    request: HttpRequest,
    form: Form,
    questions: Iterable[AnyQuestion],
    answers: Answers,
    *,
    survey: Survey,
    draft: Draft | None,
) -> tuple[dict[str, Json], list[AnswerError]]:
    """`answers`, as they were read from the same post, with the files of `request` added, and what was wrong with them.

    A file stands under its control's name (`cv`, `staff:0:cv`), beside the ids of those that were sent before. The
    answers that are returned hold the facts of every file, ready for the engine. A file that was refused is not among
    them, and its error lies at the question's path.
    """
    receiving = _Receiving(request, survey)
    filled = dict(answers)
    for question in questions:
        if isinstance(question, File):
            receiving.add(question, filled, (question.key,), question.key)
        elif any(isinstance(inner, File) for inner in question.row_questions):
            receiving.add_rows(question, filled)
    return with_facts(form, survey.pk, filled, draft=draft), receiving.errors


class _Receiving:
    """The files of one request on their way in."""

    def __init__(self, request: HttpRequest, survey: Survey) -> None:
        self.request = request
        self.survey = survey
        self.errors: list[AnswerError] = []

    def add(self, question: File, level: dict[str, Json], path: Path, name: str) -> None:
        """Receive what was chosen under `name`; the ids go into `level`. A question for one file takes the new one."""
        given = level.get(question.key)
        ids = list(given) if isinstance(given, Sequence) and not isinstance(given, str) else []
        for file in self.request.FILES.getlist(name):
            if len(ids) >= question.max_files > 1:
                self.errors.append(AnswerError("files_max", path, {"max": question.max_files}))
                break
            if (received := self._receive(question, file, path)) is not None:
                ids = [*ids, received][-question.max_files :]
        if ids:
            level[question.key] = ids

    def _receive(self, question: File, file: "UploadedFile[bytes]", path: Path) -> str | None:
        try:
            return str(receive(survey=self.survey, question=question, file=file).pk)
        except UploadRefused as refused:
            self.errors.append(AnswerError(refused.code, path, refused.params))
            return None

    def add_rows(self, group: BaseQuestion, level: dict[str, Json]) -> None:
        """The same for each row, where a row may consist of its file alone."""
        posted, sent = _numbers(self.request.POST, group), _numbers(self.request.FILES, group)
        if not sent:
            return
        given = level.get(group.key)
        rows = given if isinstance(given, Sequence) else []
        by_number = {number: row for number, row in zip(posted, rows, strict=False) if isinstance(row, dict)}
        numbers = sorted({*posted, *sent})[: MOST_ROWS + 1]
        filled = [dict(by_number.get(number, {})) for number in numbers]
        for place, (number, row) in enumerate(zip(numbers, filled, strict=True)):
            for question in group.row_questions:
                if isinstance(question, File):
                    here = (group.key, place, question.key)
                    self.add(question, row, here, flat_name((group.key, number, question.key)))
        level[group.key] = filled


def _numbers(names: Iterable[str], group: BaseQuestion) -> list[int]:
    """The numbers of the rows of `group` that controls are named for, in the order in which the engine reads them."""
    found = (ROW.match(name) for name in names)
    return sorted({int(match[2]) for match in found if match and match[1] == group.key})[: MOST_ROWS + 1]
