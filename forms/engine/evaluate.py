"""The engine's one façade: which questions are asked, what the answers are, what is wrong and what it adds up to."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.engine.base import Answers, Json
from forms.engine.compile import CompiledQuestion, compiled
from forms.engine.definition import Form, Step
from forms.engine.errors import AnswerError
from forms.engine.questions.base import is_empty
from forms.engine.rules import truthy
from forms.engine.scoring import Scores, scores


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `evaluate` found.

    `visible` are the keys of the questions that are asked, in the order of the form, and `steps` the keys of the steps
    that have any. `cleaned` holds canonical answers of visible questions only. `hidden` are answer keys that were given
    though their question is not asked, `unknown` those that no question reads; neither is in `cleaned`.
    """

    visible: tuple[str, ...]
    steps: tuple[str, ...]
    required: frozenset[str]
    cleaned: Mapping[str, Json]
    errors: tuple[AnswerError, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]
    scores: Scores | None

    def errors_of(self, step: Step) -> tuple[AnswerError, ...]:
        """The errors that are mended on `step`."""
        keys = step.question_keys
        return tuple(error for error in self.errors if error.question in keys)


def _holds(question: CompiledQuestion, values: Answers) -> bool:
    return all(truthy(rule(values)) for rule in (question.step_visible, question.visible) if rule is not None)


def evaluate(form: Form, answers: Answers, locale: str | None = None) -> Outcome:
    """Decide which questions of `form` are asked, then read and check the answer of each.

    `answers` are JSON values or text as typed, written the way of `locale` (the form's own by default). A hidden
    question's answer is neither checked nor kept, and rules read it as null.
    """
    locale = locale or form.locale
    ready = compiled(form)
    values: dict[str, Json] = {}
    errors: dict[str, list[AnswerError]] = {}
    visible, required = set(), set()
    for entry in ready.decidable:
        question = entry.question
        if not _holds(entry, values):
            continue
        visible.add(question.key)
        reading = question.read(answers, locale)
        values.update(reading.values)
        found = list(reading.errors)
        if question.required or (entry.required is not None and truthy(entry.required(values))):
            required.add(question.key)
            if question.key not in reading.values and not found:
                found.append(AnswerError("required", question.key, question.key))
        errors[question.key] = found
    in_order = [question for question in form.questions() if question.key in visible]
    cleaned = {key: values[key] for question in in_order for key in question.answer_keys if key in values}
    given = [key for key, value in answers.items() if not is_empty(value)]
    readable = {key for question in in_order for key in question.answer_keys}
    return Outcome(
        visible=tuple(question.key for question in in_order),
        steps=tuple(step.key for step in form.steps if any(q.key in visible for q in step.questions)),
        required=frozenset(required),
        cleaned=cleaned,
        errors=tuple(error for question in in_order for error in errors[question.key]),
        hidden=tuple(key for key in given if key in ready.answer_keys and key not in readable),
        unknown=tuple(key for key in answers if key not in ready.answer_keys),
        scores=scores(form, cleaned),
    )
