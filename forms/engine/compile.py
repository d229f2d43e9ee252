"""A form made ready to be evaluated: rules as closures, questions in the order in which rules can be decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import TopologicalSorter

from forms.engine.base import Rule
from forms.engine.cache import RecentlyUsed
from forms.engine.definition import Form, Step
from forms.engine.questions import AnyQuestion
from forms.engine.rules import Evaluator, compile_rule, variables

CACHED_FORMS = 64


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """A question with its step and its rules; a rule that is not there is None."""

    question: AnyQuestion
    step: str
    step_visible: Evaluator | None
    visible: Evaluator | None
    required: Evaluator | None


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """`decidable` has every question after the questions that its rules read."""

    form: Form
    decidable: tuple[CompiledQuestion, ...]
    answer_keys: frozenset[str]


def _optional(rule: Rule | None) -> Evaluator | None:
    return None if rule is None else compile_rule(rule)


def _read_by(step: Step, question: AnyQuestion) -> set[str]:
    """Keys of the questions that decide whether `question` is asked or required."""
    rules: Iterable[Rule | None] = (step.show_if, question.show_if, question.required_if)
    read = {key for rule in rules if rule is not None for key in variables(rule)}
    return {key.split(":")[0] for key in read}


def dependencies(form: Form) -> dict[str, set[str]]:
    """For each question's key the keys of the questions that its rules read, its step's rule included."""
    return {question.key: _read_by(step, question) for step in form.steps for question in step.questions}


def compile_form(form: Form) -> CompiledForm:
    """Compile `form`. Raises InvalidRule for a rule that is refused, CycleError for rules that wait for each other."""
    compiled = {}
    for step in form.steps:
        step_visible = _optional(step.show_if)
        for question in step.questions:
            compiled[question.key] = CompiledQuestion(
                question, step.key, step_visible, _optional(question.show_if), _optional(question.required_if)
            )
    order = TopologicalSorter(dependencies(form)).static_order()
    return CompiledForm(
        form,
        tuple(compiled[key] for key in order if key in compiled),
        frozenset(key for question in form.questions() for key in question.answer_keys),
    )


_compiled: RecentlyUsed[CompiledForm] = RecentlyUsed(CACHED_FORMS)


def compiled(form: Form) -> CompiledForm:
    """`compile_form`, remembered for the forms used last. What is kept holds its form, so no other gets the same id."""
    return _compiled.get(id(form), lambda: compile_form(form))
