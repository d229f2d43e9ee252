"""What does not fit together in a form: keys, values, bounds, references, and rules that wait for each other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from forms.engine.checks.places import Place, places
from forms.engine.compile import dependencies, row_dependencies
from forms.engine.definition import Form
from forms.engine.errors import Problem, pointer
from forms.engine.evaluate import evaluate
from forms.engine.questions.agreement import Agreement
from forms.engine.questions.choice import MultipleChoice, OptionQuestion, Scorable
from forms.engine.questions.display import Hidden
from forms.engine.questions.group import Group
from forms.engine.questions.matrix import Matrix

RANGES = (("min", "max"), ("min_selected", "max_selected"), ("earliest", "latest"), ("min_rows", "max_rows"))


def keys(form: Form) -> Iterator[Problem]:
    """Keys that are there twice, bands that nothing falls into, and a form that asks nothing."""
    if not any(question.by_hand for question in form.questions()):
        yield Problem("no_questions", "/steps")
    for key in _twice(step.key for step in form.steps):
        yield Problem("duplicate_step", "/steps", {"key": key})
    for key in _twice(question.key for question in form.every_question()):
        yield Problem("duplicate_question", "/steps", {"key": key})
    for key in _twice(theme.key for theme in form.scoring.themes):
        yield Problem("duplicate_theme", "/scoring/themes", {"key": key})
    for value in _twice(mode.value for mode in form.modes):
        yield Problem("duplicate_choice", "/modes", {"value": value})
    for index, band in enumerate(form.scoring.bands):
        if band.min > band.max:
            yield Problem("range_reversed", pointer("scoring", "bands", index), {"min": band.min, "max": band.max})


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def questions(form: Form) -> Iterator[Problem]:
    """What is wrong with single questions."""
    themes = {theme.key for theme in form.scoring.themes}
    for place in places(form):
        yield from _references(form, place, themes)
        yield from _choices(place)
        yield from _bounds(place)
        yield from _fields(place)


def _references(form: Form, place: Place, themes: set[str]) -> Iterator[Problem]:
    question, at = place.question, place.at
    if question.follow_up_of is not None and question.follow_up_of not in place.readable:
        yield Problem("unknown_question", at + "/follow_up_of", {"key": question.follow_up_of})
    if not isinstance(question, Scorable):
        return
    if question.theme is not None and question.theme not in themes:
        yield Problem("unknown_theme", at + "/theme", {"key": question.theme})
    if question.weight_by is not None and question.weight_by.question not in form.by_key:
        yield Problem("unknown_question", at + "/weight_by", {"key": question.weight_by.question})


def _choices(place: Place) -> Iterator[Problem]:
    question, at = place.question, place.at
    if isinstance(question, OptionQuestion):
        for value in _twice(choice.value for choice in question.choices):
            yield Problem("duplicate_choice", at + "/choices", {"value": value})
    if isinstance(question, Matrix):
        for value in _twice(question.parts):
            yield Problem("duplicate_choice", at + "/rows", {"value": value})
    if isinstance(question, MultipleChoice):
        wanted, count = question.min_selected or 0, len(question.choices)
        if wanted > count:
            yield Problem("too_few_choices", at + "/min_selected", {"min": wanted, "count": count})


def _bounds(place: Place) -> Iterator[Problem]:
    for least, most in RANGES:
        low, high = getattr(place.question, least, None), getattr(place.question, most, None)
        if low is not None and high is not None and low > high:
            yield Problem("range_reversed", f"{place.at}/{least}", {"min": _param(low), "max": _param(high)})


def _param(bound: float | date) -> float | str:
    return bound.isoformat() if isinstance(bound, date) else bound


def _fields(place: Place) -> Iterator[Problem]:
    question, at = place.question, place.at
    if isinstance(question, Agreement) and not question.statement.strip():
        yield Problem("agreement_without_text", at + "/statement")
    if isinstance(question, Hidden) and (question.required or question.required_if is not None):
        yield Problem("hidden_required", at + ("/required" if question.required else "/required_if"))
    if isinstance(question, Group) and not any(inner.by_hand for inner in question.questions):
        yield Problem("no_questions", at + "/questions")


def cycles(form: Form) -> Iterator[Problem]:
    """Rules that wait for each other: the first circle of the form, and of each group."""
    for waits in [dependencies(form), *(row_dependencies(question) for question in form.questions())]:
        try:
            TopologicalSorter(waits).prepare()
        except CycleError as error:
            yield Problem("rule_cycle", "/steps", {"keys": ", ".join(error.args[1])})


def unasked(form: Form) -> Iterator[Problem]:
    """A form that asks nothing of somebody who has answered nothing yet, and came without a link's parameters."""
    visible = evaluate(form, {}).visible
    if not any(form.by_key[key].by_hand for key in visible if key in form.by_key):
        yield Problem("nothing_asked", "/steps")
