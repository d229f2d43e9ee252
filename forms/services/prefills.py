"""Answers that a signed link fills in: what its maker chose, or named answers of a submission, such as last year's.

A link to a submission's answers holds none of them, so that nothing personal stands in an address: they are looked up
when it is opened. They are offered for the respondent to look at and to change. What somebody must do themselves is
never filled in: to consent, to acknowledge a document, to sign, to choose a file; nor what is calculated.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.contrib.auth.models import AbstractUser
from django.core import signing
from wagtail.log_actions import log

from forms.engine.base import Answers, Json
from forms.engine.carry import carry
from forms.engine.definition import Form
from forms.engine.questions import AnyQuestion
from forms.engine.questions.agreement import Agreement, SignatureName
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.engine.questions.calculated import Calculated
from forms.engine.questions.group import MOST_ROWS
from forms.engine.questions.upload import File
from forms.models import Submission, SurveyPage

SALT = "surveys.prefill"
PARAMETER = "filled"
"""The parameter of the survey's address that holds the token."""
LINK_MADE = "surveys.prefill_link"
DAY = 24 * 60 * 60
MOST_DAYS = 400
ONES_OWN_ACT = (Agreement, SignatureName, File)


class InvalidToken(Exception):
    """The token was not made here, is another survey's, has ended, or its submission was erased."""


def may_fill(question: BaseQuestion) -> bool:
    """Whether an answer to `question` may come from somebody else than the respondent; for a group, in any row."""
    if question.row_questions:
        return any(may_fill(inner) for inner in question.row_questions)
    return question.asks and not isinstance(question, (*ONES_OWN_ACT, Calculated))


def answered(submission: Submission) -> list[AnyQuestion]:
    """The questions of `submission` whose answers a link may fill in elsewhere."""
    questions = submission.form.questions()
    return [
        question
        for question in questions
        if question.by_hand and may_fill(question) and not is_empty(submission.answers.get(question.key))
    ]


def signed_token(
    survey_key: str,
    *,
    days: int,
    values: Mapping[str, Json] | None = None,
    submission: Submission | None = None,
    keys: Iterable[str] = (),
) -> str:
    """A token that fills in the survey `survey_key` for so many `days`.

    Give `values`, canonical answers by question key, which then can be read in the address; or a `submission` and the
    `keys` of the questions whose answers are wanted of it.
    """
    content: dict[str, object] = {"survey": survey_key, "until": int(time.time()) + days * DAY}
    if submission is None:
        content["values"] = dict(values or {})
    else:
        content |= {"submission": submission.pk.hex, "keys": sorted(keys)}
    return signing.dumps(content, salt=SALT, compress=True)


def read(token: str, form: Form, *, late: bool = False) -> dict[str, Json]:
    """The answers to `form` that `token` fills in, canonical; what does not hold in it is left out.

    `late` is for a page that was opened in time and sent a little after. Raises InvalidToken.
    """
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise InvalidToken from error
    if content["survey"] != form.key or content["until"] + (DAY if late else 0) < time.time():
        raise InvalidToken
    return _holding(form, _of_submission(content, form) if "submission" in content else content["values"])


def _of_submission(content: Mapping[str, object], form: Form) -> Answers:
    submissions = Submission.objects.with_version()
    submission = submissions.filter(pk=UUID(str(content["submission"]))).first()
    if submission is None:
        raise InvalidToken
    return chosen(submission, content["keys"], form)  # type: ignore[arg-type]  # signed as a list of keys


def chosen(submission: Submission, keys: Sequence[str], form: Form) -> dict[str, Json]:
    """The answers of `submission` to the questions `keys` that hold in `form`, canonical."""
    wanted = {key for question in answered(submission) if question.key in keys for key in question.answer_keys}
    given = {key: value for key, value in submission.answers.items() if key in wanted}
    return _holding(form, carry(submission.form, form, given).answers)


def _holding(form: Form, answers: Answers) -> dict[str, Json]:
    """Those of `answers` that questions of `form` which may be filled in accept."""
    held: dict[str, Json] = {}
    for question in form.questions():
        if question.row_questions:
            rows = _rows(question, answers.get(question.key), form.locale)
            held |= {question.key: rows} if rows else {}
        else:
            held |= _accepted(question, answers, form.locale)
    return held


def _accepted(question: BaseQuestion, answers: Answers, locale: str) -> Answers:
    if not may_fill(question):
        return {}
    reading = question.read({key: answers[key] for key in question.answer_keys if key in answers}, locale)
    return {} if reading.errors else reading.values


def _rows(group: BaseQuestion, given: Json, locale: str) -> list[Json]:
    """Each row that is `given` with what holds of it; none where there are too many."""
    if not isinstance(given, list) or len(given) > getattr(group, "max_rows", MOST_ROWS):
        return []
    rows: list[Json] = []
    for row in given:
        kept: dict[str, Json] = {}
        for question in group.row_questions:
            kept |= _accepted(question, row, locale) if isinstance(row, Mapping) else {}
        rows += [kept] if kept else []
    return rows


def make_link(
    *, submission: Submission, page: SurveyPage, keys: Sequence[str], days: int, user: AbstractUser | None = None
) -> str:
    """The whole address of `page`, filled in with the answers of `submission` to the questions `keys`; logged."""
    token = signed_token(page.key, submission=submission, keys=keys, days=days)
    log(
        instance=submission,
        action=LINK_MADE,
        title=submission.reference,
        user=user,
        data={"survey": page.key, "questions": len(keys), "days": days},
    )
    return f"{page.full_url}?{PARAMETER}={token}"
