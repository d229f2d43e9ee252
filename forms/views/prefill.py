"""Answers that come with the page's address, where a question says under which parameter: `?from=newsletter`.

They are read as if they had been typed, and what does not hold is left out without a word. There is no draft yet that
could keep them: those of other steps than the first travel with its form.
"""

from collections.abc import Iterator

from django.http import QueryDict

from forms.engine.base import Answers, Json
from forms.engine.definition import Form, Step
from forms.engine.questions import AnyQuestion


def prefilled(form: Form, parameters: QueryDict) -> dict[str, Json]:
    """The answers that the address gives, cleaned."""
    answers: dict[str, Json] = {}
    for question in form.questions():
        given = parameters.getlist(question.prefill) if question.prefill else []
        if given:
            reading = question.read({question.key: [*given] if question.multiple else given[-1]}, form.locale)
            answers |= {} if reading.errors else reading.values
    return answers


def carried(form: Form, step: Step, answers: Answers) -> list[tuple[str, str]]:
    """The controls, hidden in the form of `step`, that hold what came with the address for other steps."""
    here = step.question_keys
    elsewhere = (question for question in form.questions() if question.prefill and question.key not in here)
    return [pair for question in elsewhere for pair in _controls(question, answers.get(question.key), form.locale)]


def _controls(question: AnyQuestion, value: Json, locale: str) -> Iterator[tuple[str, str]]:
    if question.parts:
        parts = question.typed_parts(value, locale)
        yield from ((f"{question.key}:{part}", text) for part, text in parts.items() if text)
    elif isinstance(value, list):
        yield from ((question.key, text) for text in value if isinstance(text, str))
    elif text := question.typed(value, locale):
        yield question.key, text
