"""A form made ready to be evaluated: rules as closures, questions in the order in which rules can be decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from forms.engine.base import Rule
from forms.engine.cache import RecentlyUsed
from forms.engine.definition import Form, Step
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import OptionQuestion
from forms.engine.questions.group import Group
from forms.engine.rules import Evaluator, answer_key, compile_rule, variables

CACHED_FORMS = 64


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """A question with its rules. It is asked where all its `conditions` hold: its step's, and its own.

    `choices` is how many it has, and `offered` are the rules of those that have one, by value. A `group` has the
    questions of its `rows`, in an order in which they can be decided.
    """

    question: BaseQuestion
    conditions: tuple[Evaluator, ...] = ()
    required: Evaluator | None = None
    formula: Evaluator | None = None
    choices: int = 0
    offered: Mapping[str, Evaluator] = field(default_factory=dict)
    group: Group | None = None
    rows: tuple["CompiledQuestion", ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledForm:
    """`decidable` has every question after the questions that its rules read."""

    form: Form
    decidable: tuple[CompiledQuestion, ...]
    answer_keys: frozenset[str]


def _optional(rule: Rule | None) -> Evaluator | None:
    return None if rule is None else compile_rule(rule)


def rules_of(question: BaseQuestion) -> Iterator[Rule]:
    """Every rule of `question`, those of its choices and of its rows' questions among them."""
    own = (question.show_if, question.required_if, question.formula_rule)
    yield from (rule for rule in own if rule is not None)
    yield from question.choice_rules.values()
    for inner in question.row_questions:
        yield from rules_of(inner)


def _read_by(rules: Iterable[Rule]) -> set[str]:
    """The keys of the questions that `rules` read."""
    return {answer_key(variable) for rule in rules for variable in variables(rule)}


def dependencies(form: Form) -> dict[str, set[str]]:
    """For each question's key the keys of the questions that its rules read, its step's rule included."""
    return {question.key: _waits_for(step, question) for step in form.steps for question in step.questions}


def _waits_for(step: Step, question: BaseQuestion) -> set[str]:
    step_rules = [] if step.show_if is None else [step.show_if]
    inner = {part.key for part in question.row_questions}
    return _read_by([*step_rules, *rules_of(question)]) - inner


def row_dependencies(group: BaseQuestion) -> dict[str, set[str]]:
    """The same among the questions of a group's rows."""
    keys = {question.key for question in group.row_questions}
    return {question.key: _read_by(rules_of(question)) & keys for question in group.row_questions}


def _compiled_question(question: BaseQuestion, step_visible: Evaluator | None = None) -> CompiledQuestion:
    return CompiledQuestion(
        question,
        tuple(rule for rule in (step_visible, _optional(question.show_if)) if rule is not None),
        _optional(question.required_if),
        _optional(question.formula_rule),
        len(question.choices) if isinstance(question, OptionQuestion) else 0,
        {value: compile_rule(rule) for value, rule in question.choice_rules.items()},
        question if isinstance(question, Group) else None,
        _in_order([_compiled_question(inner) for inner in question.row_questions], row_dependencies(question)),
    )


def _in_order(entries: Sequence[CompiledQuestion], waits: Mapping[str, set[str]]) -> tuple[CompiledQuestion, ...]:
    by_key = {entry.question.key: entry for entry in entries}
    return tuple(by_key[key] for key in TopologicalSorter(waits).static_order() if key in by_key)


def compile_form(form: Form) -> CompiledForm:
    """Compile `form`. Raises InvalidRule for a rule that is refused, CycleError for rules that wait for each other."""
    entries = []
    for step in form.steps:
        step_visible = _optional(step.show_if)
        entries += [_compiled_question(question, step_visible) for question in step.questions]
    return CompiledForm(
        form,
        _in_order(entries, dependencies(form)),
        frozenset(key for question in form.questions() for key in question.answer_keys),
    )


_compiled: RecentlyUsed[CompiledForm] = RecentlyUsed(CACHED_FORMS)


def compiled(form: Form) -> CompiledForm:
    """`compile_form`, remembered for the forms used last. What is kept holds its form, so no other gets the same id."""
    return _compiled.get(id(form), lambda: compile_form(form))
