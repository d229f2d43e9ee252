"""Answers and outcomes in the words that people read, for pages, e-mails and the inbox alike."""

from dataclasses import dataclass

from forms.engine.definition import Form
from forms.engine.evaluate import Outcome


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question and its answer in words; `values` is empty when it was left unanswered."""

    key: str
    label: str
    values: tuple[str, ...]


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
