"""The error summary: what must be mended, each line leading to the control where it is."""

from dataclasses import dataclass

from forms import messages
from forms.engine.definition import Form, Step
from forms.engine.errors import AnswerError
from forms.engine.evaluate import Outcome
from forms.fields.names import part_labels, question_at, row_words, target


@dataclass(frozen=True, slots=True)
class ErrorLink:
    """A line of the error summary, leading to the control to mend."""

    href: str
    message: str


def error_links(form: Form, outcome: Outcome, step: Step) -> list[ErrorLink]:
    """The error summary of one step."""
    return [ErrorLink(link_to(form, outcome, error.key), _line(form, error)) for error in outcome.errors_of(step)]


def link_to(form: Form, outcome: Outcome, name: str) -> str:
    """The anchor of the control that a reader is led to for the question `name`."""
    return f"#{target(form, name, outcome.withheld)}"


def _line(form: Form, error: AnswerError) -> str:
    """The error in words that stand alone: they name the question, and the row and the part of it."""
    question, own, part = question_at(form, error.key)
    around = form.by_key[error.question]
    places = [question.label.rstrip(".?: ")]
    if question is not around:
        places = [row_words(around, int(own.split(":")[1]) + 1, form.locale), *places]
    if label := part_labels(question, form.locale).get(part):
        places.append(label)
    return f"{', '.join(places)}: {messages.answer_error(error, form.locale)}"
