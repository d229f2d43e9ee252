"""What must be mended in a form before it can be published or imported."""

from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from forms.engine.base import Rule
from forms.engine.compile import dependencies
from forms.engine.definition import Form
from forms.engine.errors import InvalidRule, Problem, pointer
from forms.engine.evaluate import evaluate
from forms.engine.questions import AnyQuestion
from forms.engine.questions.choice import ChoiceQuestion, OneChoice
from forms.engine.rules import compile_rule, variables


def check(form: Form) -> list[Problem]:
    """Every problem of `form`, in the order of the form; an empty list means that it can be published."""
    problems = [*_keys(form), *_rules(form)]
    for step_index, step in enumerate(form.steps):
        for index, question in enumerate(step.questions):
            problems.extend(_question(form, question, pointer("steps", step_index, "questions", index)))
    if not problems:
        problems.extend(_cycles(form))
    if not problems and not evaluate(form, {}).visible:
        problems.append(Problem("nothing_asked", "/steps"))
    return problems


def _keys(form: Form) -> Iterator[Problem]:
    if not any(step.questions for step in form.steps):
        yield Problem("no_questions", "/steps")
    steps = Counter(step.key for step in form.steps)
    questions = Counter(question.key for question in form.questions())
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


def _rules(form: Form) -> Iterator[Problem]:
    known = {key for question in form.questions() for key in question.answer_keys}
    for step_index, step in enumerate(form.steps):
        at_step = pointer("steps", step_index)
        yield from _rule(step.show_if, at_step + "/show_if", known)
        for index, question in enumerate(step.questions):
            at = at_step + pointer("questions", index)
            yield from _rule(question.show_if, at + "/show_if", known)
            yield from _rule(question.required_if, at + "/required_if", known)


def _rule(rule: Rule | None, at: str, known: set[str]) -> Iterator[Problem]:
    if rule is None:
        return
    try:
        compile_rule(rule)
    except InvalidRule as error:
        yield Problem(error.code, at, error.params)
        return
    for key in sorted(variables(rule) - known):
        yield Problem("rule_unknown_question", at, {"key": key})


def _question(form: Form, question: AnyQuestion, at: str) -> Iterator[Problem]:
    if question.follow_up_of is not None and question.follow_up_of not in form.by_key:
        yield Problem("unknown_question", at + "/follow_up_of", {"key": question.follow_up_of})
    if isinstance(question, ChoiceQuestion):
        values = Counter(choice.value for choice in question.choices)
        for value, count in values.items():
            if count > 1:
                yield Problem("duplicate_choice", at + "/choices", {"value": value})
    for least, most in (("min", "max"), ("min_selected", "max_selected")):
        low, high = getattr(question, least, None), getattr(question, most, None)
        if low is not None and high is not None and low > high:
            yield Problem("range_reversed", f"{at}/{least}", {"min": low, "max": high})
    if isinstance(question, OneChoice):
        themes = {theme.key for theme in form.scoring.themes}
        if question.theme is not None and question.theme not in themes:
            yield Problem("unknown_theme", at + "/theme", {"key": question.theme})
        if question.weight_by is not None and question.weight_by.question not in form.by_key:
            yield Problem("unknown_question", at + "/weight_by", {"key": question.weight_by.question})


def _cycles(form: Form) -> Iterator[Problem]:
    try:
        TopologicalSorter(dependencies(form)).prepare()
    except CycleError as error:
        yield Problem("rule_cycle", "/steps", {"keys": ", ".join(error.args[1])})
