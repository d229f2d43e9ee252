"""Whose answers a change touches: how many submissions and drafts hold an answer to what changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet

from forms.engine.compare import Change, Weight
from forms.engine.definition import Form
from forms.engine.questions.choice import MultipleChoice
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.ranking import Ranking
from forms.models import Draft, Submission, SurveyVersion

MOST_COUNTED = 100
"""Changes that are counted for one comparison, the weightiest first: each costs a look at every answer."""
CHOSEN = frozenset({"choice_removed", "choice_exclusive_changed", "points_changed", "choice_condition_changed"})
"""Changes that touch those who chose the choice; `choice_text_removed` touches those who wrote beside it."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Numbers of submissions, and of drafts, with an answer to what changes."""

    submissions: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is of a survey: `changes` has a `Touched` for each group of changes that was counted."""

    submissions: int
    drafts: int
    changes: Mapping[int, Touched]


def count(version: SurveyVersion, groups: Sequence[Sequence[Change]]) -> Counts:
    """Count the answers that each of `groups` touches, all of which change the form of `version`.

    Submissions are those of the survey in every language, drafts those in the language of `version`: only they are
    answering what changes. Two queries, whatever the number of changes.
    """
    form = version.form
    touching = {index: found for index, group in enumerate(groups) if (found := _holding(group, form)) is not None}
    weights = list(Weight)
    chosen = sorted(touching, key=lambda index: (weights.index(groups[index][0].weight), index))[:MOST_COUNTED]
    conditions = {f"change_{index}": touching[index] for index in chosen}
    submissions = _counted(Submission.objects.filter(survey=version.survey_id), conditions)
    drafts = _counted(
        Draft.objects.filter(version__survey=version.survey_id, version__locale=version.locale), conditions
    )
    return Counts(
        submissions["total"],
        drafts["total"],
        {index: Touched(submissions[f"change_{index}"], drafts[f"change_{index}"]) for index in chosen},
    )


def _counted(rows: QuerySet[Submission] | QuerySet[Draft], conditions: Mapping[str, Q]) -> Mapping[str, int]:
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return rows.order_by().aggregate(total=Count("pk"), **counts)


def _holding(changes: Iterable[Change], form: Form) -> Q | None:
    """Which rows hold an answer that one of `changes` touches; None for changes that touch none."""
    conditions = [found for change in changes if (found := _answered(change, form)) is not None]
    return reduce(or_, conditions) if conditions else None


def _answered(change: Change, form: Form) -> Q | None:
    if change.weight is Weight.WORDS or not change.key:
        return None
    question = form.by_key.get(change.group or change.key)
    if question is None:
        return None
    at = f"answers__{question.key}"
    if change.group:
        # Rows are objects in a list, which is searched as the text that it is: `"email":`, with or without a space.
        return Q(**{f"{at}__regex": f'"{change.key}": ?'})
    if change.code == "row_removed":
        return Q(**{f"{at}__has_key": change.part})
    if change.code == "choice_text_removed":
        return Q(answers__has_key=f"{question.key}:{change.part}")
    if change.code in CHOSEN and isinstance(question, Matrix):
        return reduce(or_, (Q(**{f"{at}__{row}": change.part}) for row in question.parts))
    if change.code in CHOSEN and isinstance(question, MultipleChoice | Ranking):
        return Q(**{f"{at}__regex": f'"{_escaped(change.part)}"'})
    return Q(**{at: change.part}) if change.code in CHOSEN else Q(answers__has_key=question.key)


def _escaped(value: str) -> str:
    """A choice's value as a regular expression that both databases read alike."""
    return "".join(f"[{character}]" if character in ".+" else character for character in value)
