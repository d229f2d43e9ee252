"""Answers and outcomes in the words that people read, for pages, e-mails and the inbox alike."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from forms import suggestions
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome
from forms.engine.scoring import Scored, ThemeScore, profile
from forms.models import Submission
from forms.suggestions import Suggestion
from forms.tokens import receipt_token

FIRST_IMPROVEMENTS = 5


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question and its answer in words, one item for each thing answered; empty when it was left unanswered."""

    key: str
    label: str
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A step with the answers of its visible questions."""

    key: str
    title: str
    rows: tuple[AnswerRow, ...]


def answer_sections(form: Form, outcome: Outcome, *, confidential: bool = True) -> list[AnswerSection]:
    """The visible questions with their answers, step by step; confidential answers only where they may be shown."""
    visible = set(outcome.visible)
    sections = []
    for step in form.steps:
        rows = tuple(
            AnswerRow(question.key, question.label, tuple(question.display(outcome.cleaned, form.locale)))
            for question in step.questions
            if question.key in visible and (confidential or not question.data.confidential)
        )
        if rows:
            sections.append(AnswerSection(step.key, step.title, rows))
    return sections


@dataclass(frozen=True, slots=True)
class Finding:
    """A scored answer in words: what is in place, under way, to be done, or beside the point."""

    question: str
    title: str
    theme: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a respondent is told about answers that are scored."""

    title: str
    percent: int | None
    band: str
    themes: tuple[ThemeScore, ...]
    strengths: tuple[Finding, ...]
    on_the_way: tuple[Finding, ...]
    improvements: tuple[Finding, ...]
    more_improvements: tuple[Finding, ...]
    not_relevant: tuple[Finding, ...]
    goals: tuple[Suggestion, ...]


def result(form: Form, outcome: Outcome) -> Result | None:
    """The result of the answers; None for a form without scoring."""
    if outcome.scores is None:
        return None
    found = profile(form, outcome.cleaned)
    improvements = [_finding(answer, answer.improvement) for answer in found.improvements]
    return Result(
        title=form.result.title,
        percent=outcome.scores.percent,
        band=outcome.scores.band,
        themes=outcome.scores.themes,
        strengths=tuple(_finding(answer, answer.strength) for answer in found.strengths),
        on_the_way=tuple(_finding(answer, answer.label) for answer in found.on_the_way),
        improvements=tuple(improvements[:FIRST_IMPROVEMENTS]),
        more_improvements=tuple(improvements[FIRST_IMPROVEMENTS:]),
        not_relevant=tuple(_finding(answer, answer.label) for answer in found.not_relevant),
        goals=tuple(suggestions.suggest(form, outcome)),
    )


def _finding(answer: Scored, words: str) -> Finding:
    return Finding(answer.question.key, words or answer.label, answer.question.theme or "")


def receipt_url(submission: Submission) -> str:
    """Where the respondent finds the result and the receipt, in the language of the answers."""
    with override(submission.version.locale):
        return reverse("surveys:receipt", args=[submission.survey.key, receipt_token(submission.pk)])
