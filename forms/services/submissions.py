"""Taking in answers."""

import hashlib
import json
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from typing import cast

from django.db import IntegrityError, transaction

from forms.engine.base import Answers
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions.text import Text
from forms.models import Draft, Submission, SurveyPage, SurveyVersion
from forms.services import answered_pages, invitations
from forms.services.deliveries import deliver_received
from forms.services.refusals import AnswersRefused, IdempotencyConflict, InvitationNeeded, SurveyClosed, VersionStale
from forms.services.uploads import UploadTaken, claim, has_files, with_facts
from forms.services.versions import is_accepted

BUSINESS_ID = "partner.business_id"
"""What the question is mapped to whose answer tells organisations apart."""


@dataclass(frozen=True, slots=True)
class Received:
    """A stored submission with what the engine found; `created` is False when the same request came before."""

    submission: Submission
    outcome: Outcome
    created: bool


def submit(
    *,
    version: SurveyVersion,
    answers: Answers,
    door: Submission.Door,
    locale: str | None = None,
    mode: str = "",
    idempotency_key: str | None = None,
    draft: Draft | None = None,
    page: SurveyPage | None = None,
) -> Received:
    """Store `answers` given on `version`, with a delivery for each of the survey's handlers, in one transaction.

    Files among the answers are those that nobody has used yet, or those of the `draft` that is being sent. `page` is
    the live page on which `version` is answered, where the caller has just looked it up.
    A repeated `idempotency_key` gives the first submission back. Raises SurveyClosed, InvitationNeeded, VersionStale,
    AnswersRefused or IdempotencyConflict; then nothing is stored.
    """
    survey_key = version.survey.key
    if earlier := repeated(survey_key, idempotency_key, answers, mode):
        return earlier
    page = page or answered_pages.answering(version)
    if page is None or not page.is_open:
        raise SurveyClosed
    if page.invitation_only and not invitations.covers(version.survey, idempotency_key):
        raise InvitationNeeded
    if not is_accepted(version, page):
        raise VersionStale(cast(SurveyVersion, page.live_version).number)
    outcome = _outcome(version, answers, locale, draft)
    if outcome.errors:
        raise AnswersRefused(outcome)
    submission = Submission(
        survey=version.survey,
        version=version,
        answers=outcome.cleaned,
        scores=asdict(outcome.scores) if outcome.scores else None,
        title=title_of(version.form, outcome.cleaned),
        organisation=organisation_of(version.form, outcome.cleaned),
        mode=mode,
        door=door,
        idempotency_key=idempotency_key,
        idempotency_hash=_request_hash(answers, mode) if idempotency_key else "",
    )
    is_alone = not (idempotency_key or page.handlers or has_files(version.form, outcome.cleaned))
    try:
        # One row alone is a transaction of its own, which holds the lock no longer than the database needs to write.
        with nullcontext() if is_alone else transaction.atomic():
            submission.save(force_insert=True)
            if not is_alone:
                claim(submission, outcome.cleaned, draft=draft)
                deliver_received(submission, page)
    except UploadTaken as taken:
        raise AnswersRefused(_outcome(version, answers, locale, draft)) from taken
    except IntegrityError:
        # The same key may have come in between the look and the write.
        if earlier := repeated(survey_key, idempotency_key, answers, mode):
            return earlier
        raise
    return Received(submission, outcome, created=True)


def _outcome(version: SurveyVersion, answers: Answers, locale: str | None, draft: Draft | None) -> Outcome:
    with_files = with_facts(version.form, version.survey_id, answers, draft=draft)
    return evaluate(version.form, with_files, locale)


def repeated(survey_key: str, idempotency_key: str | None, answers: Answers, mode: str) -> Received | None:
    """The submission that the same request made before, whatever has become of the survey since.

    Raises IdempotencyConflict where the key was used for other answers.
    """
    if not idempotency_key:
        return None
    found = Submission.objects.with_version().filter(survey__key=survey_key, idempotency_key=idempotency_key).first()
    if found is None:
        return None
    if found.idempotency_hash != _request_hash(answers, mode):
        raise IdempotencyConflict
    with_files = with_facts(found.form, found.survey_id, answers, submission=found)
    return Received(found, evaluate(found.form, with_files), created=False)


def _request_hash(answers: Answers, mode: str) -> str:
    request = json.dumps([mode, answers], sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(request.encode()).hexdigest()


def title_of(form: Form, cleaned: Answers) -> str:
    """What a list of submissions calls this one: the first line of text that the respondent wrote."""
    texts = (cleaned.get(question.key) for question in form.questions() if isinstance(question, Text))
    return str(next((text for text in texts if text), ""))[:200]


def organisation_of(form: Form, cleaned: Answers) -> str:
    """The business ID that was given, in its canonical shape; empty where the survey asks for none."""
    answers = (cleaned.get(question.key) for question in form.questions() if question.maps_to == BUSINESS_ID)
    return str(next((answer for answer in answers if answer), ""))[:64]
