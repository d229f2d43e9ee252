"""What must be mended in a form before it can be published or imported."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter

from forms.engine.base import Rule
from forms.engine.compile import dependencies, row_dependencies
from forms.engine.definition import Form
from forms.engine.errors import InvalidRule, Problem, pointer
from forms.engine.evaluate import evaluate
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import OptionQuestion, Scorable
from forms.engine.questions.group import Group
from forms.engine.questions.matrix import Matrix
from forms.engine.rules import answer_key, compile_rule, variables

RANGES = (("min", "max"), ("min_selected", "max_selected"), ("earliest", "latest"), ("min_rows", "max_rows"))


def check(form: Form) -> list[Problem]:
    """Every problem of `form`, in the order of the form; an empty list means that it can be published."""
    problems = [*_keys(form), *_rules(form)]
    for place in places(form):
        problems.extend(_question(form, place))
    if not problems:
        problems.extend(_cycles(form))
    if not problems and not _asks_somebody(form):
        problems.append(Problem("nothing_asked", "/steps"))
    return problems


def _asks_somebody(form: Form) -> bool:
    """Whether somebody who has answered nothing yet is asked anything."""
    visible = evaluate(form, {}).visible
    return any(form.by_key[key].asks for key in visible if key in form.by_key)


def _keys(form: Form) -> Iterator[Problem]:
    if not any(question.asks for question in form.questions()):
        yield Problem("no_questions", "/steps")
    steps = Counter(step.key for step in form.steps)
    questions = Counter(question.key for question in form.every_question())
    for key, count in steps.items():
        if count > 1:
            yield Problem("duplicate_step", "/steps", {"key": key})
    for key, count in questions.items():
        if count > 1:
            yield Problem("duplicate_question", "/steps", {"key": key})
    for key, count in Counter(theme.key for theme in form.scoring.themes).items():
        if count > 1:
            yield Problem("duplicate_theme", "/scoring/themes", {"key": key})
    for value, count in Counter(mode.value for mode in form.modes).items():
        if count > 1:
            yield Problem("duplicate_choice", "/modes", {"value": value})


@dataclass(frozen=True, slots=True)
class Place:
    """A question with its pointer, and the questions whose answers its rules can read."""

    question: BaseQuestion
    at: str
    readable: Mapping[str, BaseQuestion]


def places(form: Form) -> Iterator[Place]:
    """Every question of `form`, those of rows among them. A row's rules read the row and the form around it."""
    around = dict(form.by_key)
    for step_index, step in enumerate(form.steps):
        for index, question in enumerate(step.questions):
            at = pointer("steps", step_index, "questions", index)
            yield Place(question, at, around)
            within = around | {inner.key: inner for inner in question.row_questions}
            for inner_index, inner in enumerate(question.row_questions):
                yield Place(inner, at + pointer("questions", inner_index), within)


def _rules(form: Form) -> Iterator[Problem]:
    for index, step in enumerate(form.steps):
        yield from _rule(step.show_if, pointer("steps", index, "show_if"), form.by_key)
    for place in places(form):
        question = place.question
        yield from _rule(question.show_if, place.at + "/show_if", place.readable)
        yield from _rule(question.required_if, place.at + "/required_if", place.readable)
        yield from _rule(question.formula_rule, place.at + "/formula", place.readable)
        for index, choice in enumerate(getattr(question, "choices", ())):
            yield from _rule(choice.show_if, place.at + pointer("choices", index, "show_if"), place.readable)


def _rule(rule: Rule | None, at: str, readable: Mapping[str, BaseQuestion]) -> Iterator[Problem]:
    if rule is None:
        return
    try:
        compile_rule(rule)
    except InvalidRule as error:
        yield Problem(error.code, at, error.params)
        return
    for variable in sorted(variables(rule)):
        if not _can_be_read(variable, readable):
            yield Problem("rule_unknown_question", at, {"key": variable[:64]})


def _can_be_read(variable: str, readable: Mapping[str, BaseQuestion]) -> bool:
    question = readable.get(answer_key(variable))
    if question is None or not question.asks:
        return False
    if ":" in variable:
        return variable in question.answer_keys
    part = variable.partition(".")[2]
    return not part or isinstance(question, Group) or part in question.parts


def _question(form: Form, place: Place) -> Iterator[Problem]:
    question, at = place.question, place.at
    if question.follow_up_of is not None and question.follow_up_of not in place.readable:
        yield Problem("unknown_question", at + "/follow_up_of", {"key": question.follow_up_of})
    if isinstance(question, OptionQuestion):
        yield from _twice((choice.value for choice in question.choices), at + "/choices")
    if isinstance(question, Matrix):
        yield from _twice(question.parts, at + "/rows")
    for least, most in RANGES:
        low, high = getattr(question, least, None), getattr(question, most, None)
        if low is not None and high is not None and low > high:
            yield Problem("range_reversed", f"{at}/{least}", {"min": _param(low), "max": _param(high)})
    if isinstance(question, Scorable):
        themes = {theme.key for theme in form.scoring.themes}
        if question.theme is not None and question.theme not in themes:
            yield Problem("unknown_theme", at + "/theme", {"key": question.theme})
        if question.weight_by is not None and question.weight_by.question not in form.by_key:
            yield Problem("unknown_question", at + "/weight_by", {"key": question.weight_by.question})


def _param(bound: float | date) -> float | str:
    return bound.isoformat() if isinstance(bound, date) else bound


def _twice(values: Iterable[str], at: str) -> Iterator[Problem]:
    for value, count in Counter(values).items():
        if count > 1:
            yield Problem("duplicate_choice", at, {"value": value})


def _cycles(form: Form) -> Iterator[Problem]:
    waiting = [dependencies(form), *(row_dependencies(question) for question in form.questions())]
    for waits in waiting:
        try:
            TopologicalSorter(waits).prepare()
        except CycleError as error:
            yield Problem("rule_cycle", "/steps", {"keys": ", ".join(error.args[1])})
