"""Answers that are being given: begun, kept step by step, sent."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Abs
from django.utils.crypto import salted_hmac

from forms.engine.base import Answers, Json
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions import AnyQuestion
from forms.engine.questions.base import is_empty
from forms.engine.questions.text import UNSTORABLE
from forms.models import Draft, Submission, SurveyVersion
from forms.services import invitations, merging
from forms.services.draft_links import draft_hash
from forms.services.invitations import OF_DRAFT
from forms.services.submissions import Received, submit
from forms.services.uploads import keep_with, with_facts
from forms.tokens import hashed, new_token

LONGEST_KEPT = 60_000
"""Characters of an answer that cannot be accepted which a draft still keeps for its writer to mend."""
DEEPEST_KEPT = 4
PAGE_KEY = re.compile(r"[A-Za-z0-9-]{32,64}")
"""What a script calls the page by that it runs on: as long as nobody guesses."""


class AlreadyBegun(Exception):
    """A draft has the token already; nothing was written."""


class DraftChanged(Exception):
    """The draft holds other answers than the page showed from which it was to be sent; nothing was written."""


class DraftGone(Exception):
    """The draft was sent, or taken away, since it was opened; nothing was written."""


def keepable(form: Form, answers: Answers, outcome: Outcome) -> dict[str, Json]:
    """What a draft keeps of `answers`: canonical values, and what was typed where it must still be mended.

    Where choices must be mended, what was written beside them waits too. Answers to questions that are not asked, and
    to questions that do not exist, are not kept.
    """
    to_mend = {str(error.path[0]) for error in outcome.errors}
    to_mend |= {key for question in to_mend & form.by_key.keys() for key in form.by_key[question].answer_keys}
    typed = {key: _without_blank_rows(answers[key]) for key in to_mend & answers.keys() if _storable(answers[key])}
    return {**outcome.cleaned, **typed}


def _without_blank_rows(raw: Json) -> Json:
    return [item for item in raw if not is_empty(item)] if isinstance(raw, list) else raw


def _storable(raw: Json, depth: int = 0) -> bool:
    """Whether a draft may keep `raw` until it is mended: texts, as deep as a row's parts lie."""
    if isinstance(raw, str):
        return len(raw) <= LONGEST_KEPT and not UNSTORABLE.search(raw)
    if isinstance(raw, Mapping):
        return depth < DEEPEST_KEPT and all(_storable(item, depth + 1) for pair in raw.items() for item in pair)
    if isinstance(raw, list):
        return depth < DEEPEST_KEPT and all(_storable(item, depth + 1) for item in raw)
    return raw is None or isinstance(raw, bool | int | float)


def start(
    *,
    version: SurveyVersion,
    answers: Answers,
    steps_done: list[str],
    token: str | None = None,
    idempotency_hash: str = "",
) -> tuple[Draft, str]:
    """Begin a draft on `version` and return it with the token that opens it: a fresh one, or the `token` that is given.

    `idempotency_hash` tells the request that begins it from others. Raises AlreadyBegun where a draft was begun with
    the same token meanwhile; then nothing is written.
    """
    token = token or new_token()[0]
    token_hash = hashed(token)
    answers = with_facts(version.form, version.survey_id, answers)
    outcome = evaluate(version.form, answers)
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                token_hash=token_hash,
                version=version,
                answers=keepable(version.form, answers, outcome),
                steps_done=steps_done,
                idempotency_hash=idempotency_hash,
            )
            keep_with(draft, draft.answers)
    except IntegrityError as error:
        if Draft.objects.filter(token_hash=token_hash).exists():
            raise AlreadyBegun from error
        raise
    return draft, token


def find(token: str) -> Draft | None:
    """The draft that `token` opens: its own, or that of a link to it. One whose invitation was closed stays shut."""
    if invitations.is_closed(token):
        return None
    return Draft.objects.select_related("version__survey").filter(token_hash=draft_hash(token)).first()


def in_language(version: SurveyVersion, locale: str) -> SurveyVersion:
    """`version` in another language: its own translation or, of those that ask the same, the nearest; else itself."""
    if version.locale == locale:
        return version
    siblings = SurveyVersion.objects.filter(survey=version.survey_id, locale=locale, structure=version.structure)
    distance = Abs(F("number") - version.number)
    return siblings.select_related("survey").order_by(distance, "-number").first() or version


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a step that was posted: all answers to show, as typed, and what the engine made of them.

    `theirs` are the keys of questions that someone else has answered otherwise since the page was opened. Their answer
    is the one that is stored, in `draft.answers`. Where the one that was posted differs from both it is a conflict, and
    among `answers`; otherwise theirs is there too.
    """

    answers: dict[str, Json]
    outcome: Outcome
    theirs: frozenset[str] = frozenset()
    conflicts: tuple[str, ...] = ()


def answer_step(
    draft: Draft,
    *,
    version: SurveyVersion,
    step: Step,
    posted: Answers,
    shown: str | None = None,
    finished: bool = True,
) -> Kept:
    """Keep what was `posted` for `step`, which is done with once nothing must be mended, unless it is not `finished`.

    An answer to the step that was not posted is taken away. `version` may be another language of the draft's survey.
    `shown` is what the page said of the answers it showed (`merging.shown`): those that were changed elsewhere since
    are kept. Without it, what was posted is what holds. The draft is read again under a lock, so that two tabs
    answering different steps at once both keep what they were given. Raises DraftGone.
    """
    with transaction.atomic():
        locked = locked_draft(draft)
        others = {key: value for key, value in locked.answers.items() if key not in step.answer_keys}
        answers, outcome = _evaluated(locked, version, {**others, **posted})
        kept = Kept(answers, outcome)
        stored = keepable(version.form, answers, outcome)
        if shown is not None:
            base = merging.read_shown(shown)
            merged = merging.merge(step.questions, base=base, stored=locked.answers, posted=stored)
            if merged.theirs:
                kept, stored = _with_theirs(locked, version, step, answers, merged)
        locked.version, locked.answers = version, stored
        if finished and not kept.conflicts and not kept.outcome.errors_of(step) and step.key not in locked.steps_done:
            locked.steps_done = [*locked.steps_done, step.key]
        locked.save(update_fields=["version", "answers", "steps_done", "changed_at"])
        keep_with(locked, locked.answers)
    draft.answers, draft.steps_done, draft.changed_at = locked.answers, locked.steps_done, locked.changed_at
    return kept


def _evaluated(draft: Draft, version: SurveyVersion, answers: Answers) -> tuple[dict[str, Json], Outcome]:
    with_files = with_facts(version.form, version.survey_id, answers, draft=draft)
    return with_files, evaluate(version.form, with_files)


def _with_theirs(
    draft: Draft, version: SurveyVersion, step: Step, answers: Answers, merged: merging.Merged
) -> tuple[Kept, dict[str, Json]]:
    """What to show and what to store where some answers were changed elsewhere."""
    their_keys = {key for question in step.questions if question.key in merged.theirs for key in question.answer_keys}
    theirs = {key: value for key, value in draft.answers.items() if key in their_keys}
    mine = {key: value for key, value in answers.items() if key not in their_keys}
    together, outcome = _evaluated(draft, version, {**mine, **theirs})
    stored = keepable(version.form, together, outcome)
    disputed = {key for key in merged.conflicts for key in version.form.by_key[key].answer_keys}
    if disputed:
        kept = {key: value for key, value in together.items() if key not in disputed}
        asked = {key: value for key, value in answers.items() if key in disputed}
        together, outcome = _evaluated(draft, version, {**kept, **asked})
    return Kept(together, outcome, merged.theirs, merged.conflicts), stored


def send(
    draft: Draft,
    *,
    version: SurveyVersion,
    mode: str,
    shown: str | None = None,
    door: Submission.Door = Submission.Door.PAGE,
) -> Received:
    """Submit a draft, with what another tab has answered meanwhile, and take it away.

    `shown` is what the page said of all answers it showed (`merging.shown`); without it they are not compared. Raises
    DraftGone, DraftChanged where there are others by now, or what `submit` raises; then the draft stays.
    """
    with transaction.atomic():
        locked = locked_draft(draft)
        if shown is not None and shown != merging.shown(version.form.questions(), locked.answers):
            raise DraftChanged
        received = submit(
            version=version,
            answers=locked.answers,
            door=door,
            mode=mode,
            idempotency_key=draft_key(locked.token_hash),
            draft=locked,
        )
        locked.delete()
    return received


def locked_draft(draft: Draft) -> Draft:
    """The draft as it is now, held until the transaction ends. Raises DraftGone."""
    locked = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        raise DraftGone
    return locked


def sent(survey_key: str, token: str) -> Submission | None:
    """The submission of the survey that the draft behind `token` became, if it was sent."""
    submissions = Submission.objects.with_version().filter(survey__key=survey_key)
    return submissions.filter(idempotency_key=draft_key(draft_hash(token))).first()


def draft_key(token_hash: str) -> str:
    """The key under which the answers of a draft are sent."""
    return f"{OF_DRAFT}{token_hash}"


def token_of(survey_key: str, page_key: str) -> str:
    """The token of the draft that a first page begins: the same each time that the page posts its `page_key`.

    So a post whose answer was lost finds the draft that it began. Empty for a key that could be guessed.
    """
    if not PAGE_KEY.fullmatch(page_key):
        return ""
    made = salted_hmac("surveys.first_page_draft", f"{survey_key} {page_key}", algorithm="sha256").digest()
    return urlsafe_b64encode(made).decode().rstrip("=")


def from_post(questions: Iterable[AnyQuestion], post: Mapping[str, list[str]]) -> dict[str, Json]:
    """The answers to `questions`, as typed, in a form post, given as lists of values by name; no empty ones."""
    raw: dict[str, Json] = {}
    for question in questions:
        raw |= question.posted(post)
    return {key: value for key, value in raw.items() if not is_empty(value)}
