"""What answers add up to: percent by theme, and a profile of what is in place, under way or still to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from forms.engine.base import Answers
from forms.engine.definition import Form
from forms.engine.questions.choice import Scorable


class Scored(NamedTuple):
    """Something judged on its question's scale, and its words. A score of None is "not relevant": outside every sum."""

    question: Scorable
    label: str
    strength: str
    improvement: str
    score: int | None
    max_score: int
    weight: int

    @property
    def priority(self) -> int:
        """How much there is to win: points missing, times their weight."""
        return (self.max_score - (self.score or 0)) * self.weight


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme's share of what could be reached, in whole percent; None when nothing in it counted."""

    key: str
    label: str
    percent: int | None
    band: str


@dataclass(frozen=True, slots=True)
class Scores:
    """The whole form's percent and band, and the same for each theme."""

    percent: int | None
    band: str
    themes: tuple[ThemeScore, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The scored answers by what they say. `improvements` come in order of priority; those under way are among them."""

    strengths: tuple[Scored, ...]
    on_the_way: tuple[Scored, ...]
    improvements: tuple[Scored, ...]
    not_relevant: tuple[Scored, ...]


def scored_answers(form: Form, answers: Answers) -> tuple[Scored, ...]:
    """The scored questions that `answers` (cleaned) hold, in the order of the form."""
    found = []
    for question in form.scorable:
        max_score = question.max_score
        if not max_score or question.key not in answers:
            continue
        weight = question.weight_for(answers)
        for choice, label, strength, improvement in question.judged(answers):
            found.append(Scored(question, label, strength, improvement, choice.score, max_score, weight))
    return tuple(found)


def percent(scored: Iterable[Scored]) -> int | None:
    """The share of reachable points that was reached, halves rounded up; None when nothing counts."""
    reached = reachable = 0
    for answer in scored:
        if answer.score is not None:
            reached += answer.score * answer.weight
            reachable += answer.max_score * answer.weight
    return (200 * reached + reachable) // (2 * reachable) if reachable else None


def band(form: Form, share: int | None) -> str:
    """The name of the band that `share` falls into; empty where there is none."""
    if share is None:
        return ""
    return next((band.label for band in form.scoring.bands if band.min <= share <= band.max), "")


def scores(form: Form, answers: Answers) -> Scores | None:
    """The sums over `answers` (cleaned); None for a form that has no themes."""
    if not form.scoring.themes:
        return None
    found = scored_answers(form, answers)
    by_theme: dict[str | None, list[Scored]] = {theme.key: [] for theme in form.scoring.themes}
    for answer in found:
        by_theme.setdefault(answer.question.theme, []).append(answer)
    themes = []
    for theme in form.scoring.themes:
        share = percent(by_theme[theme.key])
        themes.append(ThemeScore(theme.key, theme.label, share, band(form, share)))
    overall = percent(found)
    return Scores(overall, band(form, overall), tuple(themes))


def profile(form: Form, answers: Answers) -> Profile:
    """Sort the scored answers by what they say."""
    found = scored_answers(form, answers)
    relevant = [answer for answer in found if answer.score is not None]
    improvements = [answer for answer in relevant if answer.score != answer.max_score]
    return Profile(
        strengths=tuple(answer for answer in relevant if answer.score == answer.max_score),
        on_the_way=tuple(answer for answer in relevant if 0 < (answer.score or 0) < answer.max_score),
        improvements=tuple(sorted(improvements, key=lambda answer: (-answer.priority, answer.question.effort))),
        not_relevant=tuple(answer for answer in found if answer.score is None),
    )
