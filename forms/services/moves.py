"""Drafts whose version is no longer accepted go on with the live one; first their writers learn what that means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from forms.engine.base import Json
from forms.engine.carry import carry
from forms.engine.compare import Change, Weight, compare
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from forms.models import Draft, SurveyPage, SurveyVersion
from forms.presentation import AnswerRow, answers_in_words
from forms.services.drafts import keepable, locked_draft
from forms.services.uploads import keep_with
from forms.services.versions import is_accepted

MATTERS = frozenset(
    {"question_retyped", "question_regrouped", "became_required", "requirement_changed", "bound_tightened"}
    | {"choice_added", "choice_removed", "choice_text_removed", "choice_exclusive_changed", "row_added", "row_removed"}
    | {"unit_changed", "agreement_changed"}
)
"""The changes of a question that whoever answers it has to know of."""


class Why(StrEnum):
    """Why a question wants another look."""

    NEW = "new"
    CHANGED = "changed"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Look:
    """A question of the new version that wants another look."""

    key: str
    label: str
    why: Why


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of a draft that goes on with another version: its answers there, what is lost, what to look at.

    `lost` are the answers that do not come along, whole or in part, in the words of the version they were given on.
    `first` is the key of the step to go on with; None where nothing is left to look at or to mend.
    """

    answers: dict[str, Json]
    steps_done: list[str]
    first: str | None
    lost: tuple[AnswerRow, ...]
    look_at: tuple[Look, ...]

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.lost and not self.look_at


def destination(version: SurveyVersion, page: SurveyPage | None, locale: str) -> SurveyVersion | None:
    """The live version that answers begun on `version` go on with, in `locale` if the survey is open in it.

    `page` is where `version` is answered. None while `version` is accepted, and where the survey takes no answers.
    """
    if page is None or not page.is_open or is_accepted(version, page):
        return None
    pages = SurveyPage.objects.live().filter(survey=version.survey_id, live_version__locale=locale)
    here = pages.select_related("live_version__survey").first()
    return (here if here is not None and here.is_open else page).live_version


def plan(draft: Draft, version: SurveyVersion) -> Move:
    """What going on with `version` comes to for `draft`. Nothing is written."""
    old, new = draft.version.form, version.form
    before = evaluate(old, draft.answers)
    carried = carry(old, new, draft.answers)
    after = evaluate(new, carried.answers)
    lost = {*carried.lost, *(key.partition(":")[0] for key in after.hidden)}
    look_at = tuple(_look_at(old, new, before, after, draft.steps_done))
    seen = {look.key for look in look_at}
    wanting = [step.key for step in new.steps if step.question_keys & seen or after.errors_of(step)]
    done = [step.key for step in new.steps if step.key in draft.steps_done and step.key not in wanting]
    return Move(
        answers=keepable(new, carried.answers, after),
        steps_done=done,
        first=next(iter(wanting), None),
        lost=tuple(answers_in_words(old, before, draft.answers, lost)),
        look_at=look_at,
    )


def carry_out(draft: Draft, version: SurveyVersion) -> Move:
    """Let `draft` go on with `version`, with what another tab has answered meanwhile. Raises DraftGone."""
    with transaction.atomic():
        locked = locked_draft(draft)
        move = plan(locked, version)
        locked.version, locked.answers, locked.steps_done = version, move.answers, move.steps_done
        locked.save(update_fields=["version", "answers", "steps_done", "changed_at"])
        keep_with(locked, locked.answers)
    return move


def _look_at(old: Form, new: Form, before: Outcome, after: Outcome, done: Sequence[str]) -> Iterator[Look]:
    """What has changed where the respondent has been; what is still ahead will be seen anyway."""
    reasons = _reasons(compare(old, new), reworded=old.locale == new.locale)
    for step, question in [(part, question) for part in new.steps for question in part.questions]:
        been = step.key in done or question.key in before.cleaned
        if not been or question.key not in after.visible or not question.asks:
            continue
        if question.key not in before.visible:
            yield Look(question.key, question.label, Why.NEW)
        elif question.key in reasons:
            yield Look(question.key, question.label, reasons[question.key])


def _reasons(changes: Iterable[Change], *, reworded: bool) -> dict[str, Why]:
    """Why each question that has changed wants another look; a row's question brings up its group."""
    found: dict[str, Why] = {}
    for change in changes:
        key = change.group or change.key
        if change.code in MATTERS or (change.group and change.weight is Weight.BREAKING):
            found[key] = Why.CHANGED
        elif reworded and change.code == "question_words" and change.params["from"] != change.label:
            found.setdefault(key, Why.WORDS)
    return found
