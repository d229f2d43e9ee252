"""Answers that are being given: begun, kept step by step, sent."""

from collections.abc import Mapping

from django.db import transaction

from forms.engine.base import Answers, Json
from forms.engine.definition import Form, Step
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions.base import is_empty
from forms.engine.questions.text import UNSTORABLE
from forms.models import Draft, Submission, SurveyVersion
from forms.services.submissions import Received, submit
from forms.tokens import hashed, new_token

LONGEST_KEPT = 60_000
"""Characters of an answer that cannot be accepted which a draft still keeps for its writer to mend."""


def merged(form: Form, answers: Answers, step: Step, posted: Answers) -> dict[str, Json]:
    """`answers` with those of `step` replaced by `posted`; an empty answer takes the earlier one away."""
    of_step = {key for question in step.questions for key in question.answer_keys}
    kept = {key: value for key, value in answers.items() if key not in of_step}
    return kept | {key: value for key, value in posted.items() if key in of_step and not is_empty(value)}


def keepable(answers: Answers, outcome: Outcome) -> dict[str, Json]:
    """What a draft keeps of `answers`: canonical values, and what was typed where it must still be mended.

    Answers to questions that are not asked, and to questions that do not exist, are not kept.
    """
    to_mend = {error.key for error in outcome.errors if error.key in answers}
    typed = {key: answers[key] for key in to_mend if _storable(answers[key])}
    return typed | dict(outcome.cleaned)


def _storable(raw: Json) -> bool:
    texts = [raw] if isinstance(raw, str) else raw if isinstance(raw, list) else []
    return all(isinstance(text, str) and len(text) <= LONGEST_KEPT and not UNSTORABLE.search(text) for text in texts)


def start(*, version: SurveyVersion, answers: Answers, steps_done: list[str]) -> str:
    """Begin a draft on `version` and return the token that opens it."""
    token, token_hash = new_token()
    outcome = evaluate(version.form, answers)
    Draft.objects.create(
        token_hash=token_hash, version=version, answers=keepable(answers, outcome), steps_done=steps_done
    )
    return token


def find(token: str) -> Draft | None:
    """The draft that `token` opens."""
    return Draft.objects.select_related("version__survey").filter(token_hash=hashed(token)).first()


def in_language(version: SurveyVersion, locale: str) -> SurveyVersion:
    """`version` in another language: the newest one there that asks the same questions, else `version` itself."""
    if version.locale == locale:
        return version
    siblings = SurveyVersion.objects.filter(survey=version.survey_id, locale=locale, structure=version.structure)
    return siblings.select_related("survey").order_by("-number").first() or version


def answer_step(
    draft: Draft, *, version: SurveyVersion, step: Step, posted: Answers
) -> tuple[dict[str, Json], Outcome]:
    """Keep what was `posted` for `step` and return all answers as typed, with what the engine made of them.

    `version` may be another language of the draft's survey. The draft is read again under a lock, so that two tabs
    answering different steps at once both keep what they were given.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        answers = merged(version.form, locked.answers, step, posted)
        outcome = evaluate(version.form, answers)
        locked.version = version
        locked.answers = keepable(answers, outcome)
        keys = frozenset(question.key for question in step.questions)
        if not outcome.errors_of(keys) and step.key not in locked.steps_done:
            locked.steps_done = [*locked.steps_done, step.key]
        locked.save(update_fields=["version", "answers", "steps_done", "changed_at"])
    draft.answers, draft.steps_done = locked.answers, locked.steps_done
    return answers, outcome


def send(draft: Draft, *, version: SurveyVersion, mode: str) -> Received:
    """Submit a draft and take it away. Raises what `submit` raises; then the draft stays."""
    with transaction.atomic():
        received = submit(
            version=version,
            answers=draft.answers,
            door=Submission.Door.PAGE,
            mode=mode,
            idempotency_key=draft_key(draft.token_hash),
        )
        draft.delete()
    return received


def sent(token: str) -> Submission | None:
    """The submission that the draft behind `token` became, if it was sent."""
    return Submission.objects.filter(idempotency_key=draft_key(hashed(token))).first()


def draft_key(token_hash: str) -> str:
    return f"draft:{token_hash}"


def from_post(step: Step, post: Mapping[str, list[str]]) -> dict[str, Json]:
    """The raw answers of `step` in a form post, given as lists of values by name."""
    raw: dict[str, Json] = {}
    for question in step.questions:
        for key in question.answer_keys:
            values = post.get(key, [])
            raw[key] = list(values) if question.multiple and key == question.key else (values[-1] if values else "")
    return raw
