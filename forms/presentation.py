"""Answers and outcomes in the words that people read, for pages, e-mails and the inbox alike."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import override

from forms import messages, suggestions
from forms.engine.base import Answers, Json
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome
from forms.engine.questions.base import BaseQuestion, is_empty
from forms.engine.scoring import Scored, ThemeScore, profile
from forms.models import Submission
from forms.suggestions import Suggestion
from forms.tokens import receipt_token

FIRST_IMPROVEMENTS = 5
HELD = "TOKEN"
"""What stands for a token in an address; the key of no survey has capitals."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question and its answer in words, one item for each thing answered; empty when it was left unanswered.

    `parts` say the same in the shape it was given: the rows of a group, one by one, or those of a matrix.
    """

    key: str
    label: str
    value: tuple[str, ...]
    parts: tuple["AnswerPart", ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """Answers that belong together; `title` names the row of a group that they make up."""

    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A step with the answers of its visible questions."""

    key: str
    title: str
    rows: tuple[AnswerRow, ...]


def answer_sections(form: Form, outcome: Outcome, *, confidential: bool = True) -> list[AnswerSection]:
    """The visible questions with their answers, step by step; confidential answers only where they may be shown.

    Text that takes no answer is left out, and so is what nobody is asked and nothing came of.
    """
    words = _Words(form.locale, frozenset(outcome.visible), confidential)
    sections = (AnswerSection(step.key, step.title, words.rows(step.questions, outcome.cleaned)) for step in form.steps)
    return [section for section in sections if section.rows]


def answers_in_words(form: Form, outcome: Outcome, answers: Answers, keys: Container[str]) -> Iterator[AnswerRow]:
    """The answers to the questions `keys` in words; as they were typed where they cannot be accepted."""
    read = {row.key: row for section in answer_sections(form, outcome) for row in section.rows}
    to_mend = {error.question for error in outcome.errors}
    for question in form.questions():
        if question.key in keys:
            typed = AnswerRow(question.key, question.label, tuple(_typed(answers.get(question.key))))
            yield typed if question.key in to_mend else read.get(question.key, typed)


def _typed(raw: Json) -> Iterator[str]:
    if isinstance(raw, Mapping):
        raw = list(raw.values())
    if isinstance(raw, list):
        for item in raw:
            yield from _typed(item)
    elif not is_empty(raw):
        yield str(raw)


@dataclass(frozen=True, slots=True)
class _Words:
    """How answers are put: in which language, of which questions, and whether confidential ones among them."""

    locale: str
    visible: frozenset[str]
    confidential: bool

    def rows(self, questions: Iterable[BaseQuestion], answers: Answers, prefix: str = "") -> tuple[AnswerRow, ...]:
        shown = (question for question in questions if prefix + question.key in self.visible and question.asks)
        if not self.confidential:
            shown = (question for question in shown if not question.data.confidential)
        rows = ((question, self._row(question, answers)) for question in shown)
        return tuple(row for question, row in rows if row.value or question.by_hand)

    def _row(self, question: BaseQuestion, answers: Answers) -> AnswerRow:
        value = tuple(question.display(answers, self.locale))
        return AnswerRow(question.key, question.label, value, self._parts(question, answers.get(question.key)))

    def _parts(self, question: BaseQuestion, value: Json) -> tuple[AnswerPart, ...]:
        if question.row_questions and isinstance(value, list):
            return tuple(
                AnswerPart(
                    messages.row(getattr(question, "row_label", ""), number + 1, self.locale),
                    self.rows(question.row_questions, row, f"{question.key}:{number}:"),
                )
                for number, row in enumerate(value)
                if isinstance(row, Mapping)
            )
        if hasattr(question, "rows") and isinstance(value, Mapping):
            judged = [(row, value.get(row.key)) for row in question.rows]
            words = {choice.value: (choice.label,) for choice in question.choices}
            return (
                AnswerPart("", tuple(AnswerRow(row.key, row.label, words.get(given, ())) for row, given in judged)),
            )
        return ()


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
    place = _receipts(submission.version.locale, submission.survey.key)
    return place.replace(HELD, receipt_token(submission.pk))


@lru_cache(maxsize=256)
def _receipts(language: str, survey_key: str) -> str:
    """Where the receipts of a survey are; `HELD` stands for the token."""
    with override(language):
        return reverse("surveys:receipt", args=[survey_key, HELD])
