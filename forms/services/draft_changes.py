"""A draft that a program changes: single answers, against the state that the program knows."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from forms.engine.base import Answers, Json
from forms.engine.evaluate import evaluate
from forms.engine.questions.base import is_empty
from forms.models import Draft, Submission, Survey, SurveyPage, SurveyVersion
from forms.services import merging, retention
from forms.services.draft_links import draft_hash
from forms.services.drafts import AlreadyBegun, draft_key, find, in_language, keepable, locked_draft, send, start
from forms.services.refusals import IdempotencyConflict, SurveyClosed, VersionStale
from forms.services.submissions import Received
from forms.services.uploads import keep_with, with_facts
from forms.services.versions import canonical, is_accepted
from forms.tokens import DRAFT, derived_token

DIGEST_LENGTH = 32


class AnswersChanged(Exception):
    """The draft holds other answers than the program knows; nothing was written. `keys` are what is in dispute."""

    def __init__(self, draft: Draft, keys: Sequence[str] = ()) -> None:
        super().__init__()
        self.draft = draft
        self.keys = list(keys)


def state(draft: Draft) -> str:
    """Tells one state of a draft's answers, steps and version from another."""
    said = canonical([draft.version_id, draft.steps_done, draft.answers])
    return hashlib.sha256(said).hexdigest()[:DIGEST_LENGTH]


def begin(
    *,
    version: SurveyVersion,
    answers: Answers,
    steps_done: list[str],
    token: str | None = None,
    request_hash: str = "",
) -> tuple[Draft, str]:
    """A draft on `version` with the token that opens it; that of an invitation opens the one that came first.

    So does a token that was derived from an idempotency key. Raises IdempotencyConflict where another request came
    first with the same key.
    """
    try:
        return start(
            version=version,
            answers=given(answers),
            steps_done=steps_done,
            token=token,
            idempotency_hash=request_hash,
        )
    except AlreadyBegun:
        if token is None or (earlier := begun(token, request_hash)) is None:
            raise
        return earlier, token


def key_token(survey_key: str, idempotency_key: str) -> str:
    """The token of a draft that is begun with `idempotency_key`, which nobody must be able to guess."""
    return derived_token(DRAFT, survey_key, idempotency_key)


def request_hash(request: Mapping[str, Json]) -> str:
    """Tells a request that begins a draft from others."""
    return hashlib.sha256(json.dumps(request, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def begun(token: str, request_hash: str) -> Draft | None:
    """The draft that `token` opens, if the request that is known by `request_hash` may have begun it.

    An empty hash is that of any request. Raises IdempotencyConflict.
    """
    draft = find(token)
    if draft is not None and request_hash and draft.idempotency_hash != request_hash:
        raise IdempotencyConflict
    return draft


def _check_taken(version: SurveyVersion) -> None:
    """Raises SurveyClosed or VersionStale where answers on `version` are not taken now."""
    page = SurveyPage.objects.answering(version)
    if page is None or page.live_version is None or not page.is_open:
        raise SurveyClosed
    if not is_accepted(version, page):
        raise VersionStale(page.live_version.number)


def given(answers: Answers) -> Answers:
    """Those of `answers` that say anything."""
    return {key: value for key, value in answers.items() if not is_empty(value)}


def change(
    draft: Draft,
    *,
    changes: Answers,
    locale: str | None = None,
    steps_done: Sequence[str] | None = None,
    known: Collection[str] | None = None,
) -> None:
    """Put `changes` in the place of what the draft has under their keys; an empty one takes the answer away.

    `known` are the states (`state`) that the program takes the draft to be in. Where it is in another, only answers
    that are there already may be given: what else was meant against what it knew is in dispute. Raises AnswersChanged,
    DraftGone, SurveyClosed or VersionStale.
    """
    with transaction.atomic():
        locked = locked_draft(draft)
        version = in_language(locked.version, locale) if locale else locked.version
        _check_taken(version)
        form = version.form
        together = given({**locked.answers, **changes})
        answers = with_facts(form, version.survey_id, together, draft=locked)
        stored = keepable(form, answers, evaluate(form, answers))
        if known is not None and state(locked) not in known:
            touched = [question for question in form.questions() if question.answer_keys & changes.keys()]
            disputed = [
                question.key
                for question in touched
                if merging.digest(question, locked.answers) != merging.digest(question, stored)
            ]
            if disputed:
                raise AnswersChanged(locked, disputed)
        locked.version, locked.answers = version, stored
        if steps_done is not None:
            locked.steps_done = [step.key for step in form.steps if step.key in steps_done]
        locked.save(update_fields=["version", "answers", "steps_done", "changed_at"])
        keep_with(locked, locked.answers)
    draft.version, draft.answers, draft.steps_done = locked.version, locked.answers, locked.steps_done
    draft.changed_at = locked.changed_at


def send_as_known(draft: Draft, *, mode: str, known: Collection[str] | None = None) -> Received:
    """Submit `draft`, if it is in one of the states that are `known`.

    Raises AnswersChanged, or what `drafts.send` raises.
    """
    with transaction.atomic():
        locked = locked_draft(draft)
        if known is not None and state(locked) not in known:
            raise AnswersChanged(locked)
        return send(locked, version=locked.version, mode=mode, door=Submission.Door.API)


def throw_away(draft: Draft) -> None:
    """Delete `draft`, with its links and the files that were kept with it."""
    retention.delete(Draft.objects.filter(pk=draft.pk))


def submission_of(token: str) -> Submission | None:
    """The submission that the draft behind `token` became, of whichever survey, if it was sent.

    The surveys are named because the index of the keys begins with them.
    """
    found = Submission.objects.with_version().filter(survey__in=Survey.objects.all())
    return found.filter(idempotency_key=draft_key(draft_hash(token))).first()
