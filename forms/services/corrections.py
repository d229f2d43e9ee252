"""Corrections: staff ask for them, the respondent gives them, and what was answered before is kept beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.models import User
from forms.engine.base import Answers, Json
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.engine.questions import AnyQuestion
from forms.engine.questions.base import is_empty
from forms.engine.questions.text import EMAIL
from forms.models import Correction, Revision, Submission, SurveyEmail, SurveyVersion
from forms.services import emails
from forms.services.deliveries import deliver_corrected
from forms.services.merging import digest
from forms.services.refusals import AnswersRefused, IdempotencyConflict
from forms.services.submissions import organisation_of, title_of
from forms.services.uploads import UploadTaken, claim, with_facts
from forms.tokens import CORRECTION, opened

LINK_WORKS_FOR = timedelta(days=30)
CONTACT = "contact.email"
ASKED, WITHDRAWN, CORRECTED = "surveys.ask_correction", "surveys.withdraw_correction", "surveys.correct"

Marked = tuple[str, str]
"""The key of a question and what staff say of it, which may be nothing."""


class AlreadyAsked(Exception):
    """A correction of the submission is waited for already."""


class CorrectionOver(Exception):
    """The correction was answered, withdrawn, or is too late; nothing was written."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the answers would be: all of them, as typed where they are asked for, and what the engine makes of them.

    `asked` are the questions that may be answered: the marked ones, and those that the corrected answers bring up.
    """

    answers: dict[str, Json]
    outcome: Outcome
    asked: tuple[AnyQuestion, ...]


def may_be_marked(submission: Submission) -> list[AnyQuestion]:
    """The questions that the respondent was asked, in the order of the form."""
    visible = frozenset(evaluate(submission.form, submission.answers).visible)
    return [one for one in submission.form.questions() if one.asks and one.by_hand and one.key in visible]


def recipient_of(submission: Submission) -> str:
    """The e-mail address among the answers; empty where there is none."""
    questions = (question for question in submission.form.questions() if question.maps_to == CONTACT)
    given = (submission.answers.get(question.key) for question in questions)
    return next((address for address in given if isinstance(address, str) and EMAIL.fullmatch(address)), "")


def ask(
    *,
    submission: Submission,
    questions: Sequence[Marked],
    message: str,
    recipient: str,
    user: User,
    idempotency_key: str | None = None,
) -> Correction:
    """Ask `recipient` to correct the answers to `questions`, and put the submission into that state.

    A repeated `idempotency_key` gives the first correction back, whatever has become of it. Raises IdempotencyConflict
    where that asked for something else, ValidationError for a question that the respondent was not asked, AlreadyAsked.
    """
    with transaction.atomic():
        locked = _locked(submission)
        marked = {key: note.strip() for key, note in questions}
        if idempotency_key and (earlier := locked.corrections.filter(idempotency_key=idempotency_key).first()):
            if not asks_for(earlier, questions, message, recipient):
                raise IdempotencyConflict
            return earlier
        known = [question.key for question in may_be_marked(locked) if question.key in marked]
        if not known or len(known) != len(marked):
            raise ValidationError({"questions": _("Choose questions that the respondent was asked.")})
        waiting = locked.corrections.select_for_update().filter(answered_at=None, withdrawn_at=None).first()
        if waiting is not None and waiting.is_open:
            raise AlreadyAsked
        if waiting is not None:
            # It has expired, and makes room for a new one.
            _end(waiting)
        correction = Correction(
            submission=locked,
            questions=[{"key": key, "note": marked[key]} for key in known],
            message=message.strip(),
            recipient=recipient,
            asked_by=user,
            expires_at=timezone.now() + LINK_WORKS_FOR,
            idempotency_key=idempotency_key,
        )
        correction.full_clean()
        correction.save(force_insert=True)
        _put(locked, Submission.State.RETURNED)
        emails.send(
            SurveyEmail.Kind.CORRECTION,
            survey=locked.survey,
            recipient=recipient,
            language=locked.version.locale,
            correction=correction,
        )
        _log(locked, ASKED, user, questions=len(known))
    submission.state = locked.state
    return correction


def asks_for(correction: Correction, questions: Sequence[Marked], message: str, recipient: str) -> bool:
    """Whether `correction` asks `recipient` for just this."""
    marked = {each["key"]: each["note"] for each in correction.questions}
    asked = marked, correction.message, correction.recipient
    return asked == ({key: note.strip() for key, note in questions}, message.strip(), recipient)


def withdraw(*, correction: Correction, user: User) -> None:
    """Let the link open nothing any more. Raises CorrectionOver where it has been answered or withdrawn already."""
    with transaction.atomic():
        submission = _locked(correction.submission)
        waiting = submission.corrections.filter(pk=correction.pk, answered_at=None, withdrawn_at=None).first()
        if waiting is None:
            raise CorrectionOver
        _end(waiting)
        if submission.state == Submission.State.RETURNED:
            _put(submission, Submission.State.IN_REVIEW)
        _log(submission, WITHDRAWN, user)


def withdraw_undecided(submission: Submission, user: User) -> None:
    """Withdraw what is waited for, since staff have decided without it. `submission` is locked by the caller."""
    for waiting in submission.corrections.filter(answered_at=None, withdrawn_at=None):
        _end(waiting)
        _log(submission, WITHDRAWN, user)


def find(token: str) -> Correction | None:
    """The correction that `token` opens, whatever has become of it."""
    if (known := opened(CORRECTION, token)) is None:
        return None
    found = Correction.objects.select_related("submission__survey", "submission__version__survey")
    return found.filter(pk=known).first()


def propose(submission: Submission, keys: Sequence[str], *, version: SurveyVersion, posted: Answers) -> Proposed:
    """What `posted` would make of the submission's answers where the questions `keys` are marked.

    `version` is that of the submission, or another language of it. A question that the new answers bring up, or whose
    answer they rule out, is asked as well, and `posted` may answer it; other answers stay as they are. The answer to a
    question that is not asked any more goes.
    """
    form = version.form
    before = evaluate(form, with_facts(form, version.survey_id, submission.answers, submission=submission))
    settled = {*before.visible} | {error.question for error in before.errors}
    asked, answers, outcome = set(keys), dict(submission.answers), before
    # Each answer may bring up further questions; there are only so many.
    for _round in form.by_key:
        answers = {**submission.answers, **_blank(form, asked), **_of(form, asked, posted)}
        answers = with_facts(form, version.survey_id, _given(answers), submission=submission)
        outcome = evaluate(form, answers)
        more = {key for key in outcome.visible if key in form.by_key and key not in settled}
        more |= {error.question for error in outcome.errors} - {error.question for error in before.errors}
        more = {key for key in more if form.by_key[key].by_hand} - asked
        if not more:
            break
        asked |= more
    return Proposed(answers, outcome, tuple(one for one in form.questions() if one.key in asked))


def answer(correction: Correction, *, version: SurveyVersion, posted: Answers) -> Submission:
    """Store the corrected answers, and what they were before as a revision, and tell those who wait for them.

    Raises AnswersRefused, CorrectionOver; then nothing is stored. A survey that has closed takes them all the same.
    """
    try:
        with transaction.atomic():
            submission = _locked(correction.submission)
            waiting = submission.corrections.select_for_update().get(pk=correction.pk)
            if not waiting.is_open:
                raise CorrectionOver
            proposed = propose(submission, keys_of(waiting), version=version, posted=posted)
            if any(error.question in _keys(proposed.asked) for error in proposed.outcome.errors):
                raise AnswersRefused(proposed.outcome)
            _keep_revision(submission)
            _store(submission, proposed)
            claim(submission, submission.answers)
            waiting.answered_at = timezone.now()
            waiting.save(update_fields=["answered_at"])
            emails.send(
                SurveyEmail.Kind.CORRECTED,
                survey=submission.survey,
                recipient=waiting.recipient,
                language=version.locale,
                correction=waiting,
            )
            deliver_corrected(submission)
            _log(submission, CORRECTED, None, revision=submission.revision)
    except UploadTaken as taken:
        proposed = propose(correction.submission, keys_of(correction), version=version, posted=posted)
        raise AnswersRefused(proposed.outcome) from taken
    return submission


def is_stored(submission: Submission, proposed: Proposed) -> bool:
    """Whether the submission has the proposed answers already, as after a second click on the same button."""
    return all(digest(one, proposed.outcome.cleaned) == digest(one, submission.answers) for one in proposed.asked)


def keys_of(correction: Correction) -> list[str]:
    """The keys of the marked questions."""
    return [str(marked["key"]) for marked in correction.questions]


def _keep_revision(submission: Submission) -> None:
    before = submission.revisions.order_by("-number").first()
    Revision.objects.create(
        submission=submission,
        number=submission.revision,
        version=submission.version,
        answers=submission.answers,
        scores=submission.scores,
        title=submission.title,
        given_at=before.replaced_at if before else submission.received_at,
    )


def _store(submission: Submission, proposed: Proposed) -> None:
    """What cannot be accepted today any more and nobody was asked to change, such as a day that has passed, stays."""
    form, outcome = submission.form, proposed.outcome
    passed = {error.question for error in outcome.errors}
    stays = {key: value for key, value in submission.answers.items() if key in _answer_keys(form, passed)}
    submission.answers = {**outcome.cleaned, **stays}
    submission.scores = asdict(outcome.scores) if outcome.scores else None
    submission.title = title_of(form, submission.answers)
    submission.organisation = organisation_of(form, submission.answers)
    submission.revision += 1
    submission.state = Submission.State.IN_REVIEW
    submission.save(update_fields=["answers", "scores", "title", "organisation", "revision", "state"])


def _keys(questions: Sequence[AnyQuestion]) -> frozenset[str]:
    return frozenset(question.key for question in questions)


def _answer_keys(form: Form, keys: "set[str]") -> frozenset[str]:
    return frozenset(key for question in keys & form.by_key.keys() for key in form.by_key[question].answer_keys)


def _blank(form: Form, keys: "set[str]") -> Mapping[str, Json]:
    """What is asked is answered anew: what was not posted is taken away."""
    return dict.fromkeys(_answer_keys(form, keys))


def _of(form: Form, keys: "set[str]", posted: Answers) -> Mapping[str, Json]:
    mine = _answer_keys(form, keys)
    return {key: value for key, value in posted.items() if key in mine}


def _given(answers: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in answers.items() if not is_empty(value)}


def _locked(submission: Submission) -> Submission:
    return Submission.objects.with_version().select_for_update(of=("self",)).get(pk=submission.pk)


def _put(submission: Submission, state: Submission.State) -> None:
    submission.state = state
    submission.save(update_fields=["state"])


def _end(correction: Correction) -> None:
    correction.withdrawn_at = timezone.now()
    correction.save(update_fields=["withdrawn_at"])


def _log(submission: Submission, action: str, user: User | None, **data: int) -> None:
    """The log's readers need not be the survey's: it calls the submission by its reference, and holds no answers."""
    log(instance=submission, action=action, title=submission.reference, user=user, data=data)
