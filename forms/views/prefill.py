"""Answers that come with the page's address, where a question says under which parameter: `?from=newsletter`.

They are read as if they had been typed, and what does not hold is left out without a word. There is no draft yet that
could keep them: those of other steps than the first travel with its form. The answers of a signed link
(`forms.services.prefills`) travel as its token.
"""

from collections.abc import Iterator

from django.http import QueryDict
from django.utils.translation import gettext as _

from forms.engine.base import Answers, Json
from forms.engine.definition import Form, Step
from forms.engine.questions import AnyQuestion
from forms.services import prefills

FILLED = "_filled"
"""The hidden field in which a signed link's token travels with the first page."""


def prefilled(form: Form, parameters: QueryDict) -> dict[str, Json]:
    """The answers that the address gives, cleaned."""
    answers: dict[str, Json] = {}
    for question in form.questions():
        given = parameters.getlist(question.prefill) if question.prefill else []
        if given:
            reading = question.read({question.key: [*given] if question.multiple else given[-1]}, form.locale)
            answers |= {} if reading.errors else reading.values
    return answers


def filled(form: Form, token: str, *, late: bool = False) -> tuple[dict[str, Json], str]:
    """The answers of the signed link whose `token` came with the address, and what the respondent is told of it.

    `late` where the page was opened before, and is sent now.
    """
    if not token:
        return {}, ""
    try:
        answers = prefills.read(token, form, late=late)
    except prefills.InvalidToken:
        return {}, _("The link has ended or is not whole, so nothing is filled in. You can answer all the same.")
    return answers, _("Some answers are filled in for you. Check that they still hold.") if answers else ""


def below(given: Answers, step: Step, posted: Answers) -> dict[str, Json]:
    """What was `posted` from the page of `step`, with what a link has `given` to other steps."""
    return {key: value for key, value in given.items() if key not in step.answer_keys} | {**posted}


def carried(form: Form, step: Step, answers: Answers, token: str = "") -> list[tuple[str, str]]:
    """The controls, hidden in the form of `step`, that hold what came with the address for other steps.

    Of a signed link that is its `token`.
    """
    here = step.question_keys
    elsewhere = (question for question in form.questions() if question.prefill and question.key not in here)
    pairs = [pair for question in elsewhere for pair in _controls(question, answers.get(question.key), form.locale)]
    return [*pairs, (FILLED, token)] if token else pairs


def _controls(question: AnyQuestion, value: Json, locale: str) -> Iterator[tuple[str, str]]:
    if question.parts:
        parts = question.typed_parts(value, locale)
        yield from ((f"{question.key}:{part}", text) for part, text in parts.items() if text)
    elif isinstance(value, list):
        yield from ((question.key, text) for text in value if isinstance(text, str))
    elif text := question.typed(value, locale):
        yield question.key, text
