"""Taking away what no form can have, such as conditions that wait for each other, so that the rest comes over."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from forms import messages
from forms.engine.base import Json
from forms.engine.checks import check
from forms.engine.definition import Form
from forms.engine.errors import Problem
from forms.engine.rules import answer_key, variables
from forms.importers.report import Definition, Report, question_named

ROUNDS = 50
CYCLE = "rule_cycle"
RULES = ("show_if", "required_if")
LIMITS = ("range_reversed", "too_few_choices")
WHOLE = ("formula", "questions")
"""What a question cannot do without: with it, the question goes."""

Place = tuple[Any, str | int]
"""What holds something, and the name or number that it has in there."""


def mended(definition: Definition, report: Report) -> Definition:
    """`definition` without the rules, limits and empty questions that a form cannot have.

    Whatever else is wrong with it stays as it is.
    """
    for _round in range(ROUNDS):
        try:
            form = Form.model_validate(definition)
        except ValidationError:
            return definition
        found = [(problem, place) for problem in check(form) for place in _places(definition, problem)]
        if not found:
            return definition
        # From the end, since what is taken out of a list moves what comes after it.
        for problem, place in reversed(found):
            _take_away(place, problem, report)
    return definition


def _take_away(place: Place, problem: Problem, report: Report) -> None:
    holder, name = place
    if isinstance(holder, dict) and name not in holder:
        return
    gone = holder.pop(name)
    named = gone if isinstance(name, int) else holder
    where = question_named(str(named.get("label") or named.get("title"))[:80])
    why = messages.problem(problem, get_language() or messages.FALLBACK)
    report.leave(where, _lost(name) % {"why": why})


def _lost(name: str | int) -> str:
    if isinstance(name, int):
        return _("The question was left out. %(why)s")
    return _("A condition was taken away. %(why)s") if name in RULES else _("A limit was taken away. %(why)s")


def _places(definition: Definition, problem: Problem) -> Iterator[Place]:
    """What has to go for the problem to be gone; nothing where that would not mend it."""
    *path, name = problem.pointer.split("/")[1:]
    if problem.code == CYCLE:
        yield from _rules_of_cycle(definition, str(problem.params["keys"]).split(", "))
    elif name in RULES or problem.code in LIMITS:
        yield _at(definition, path), name
    elif name in WHOLE and path[-2:-1] == ["questions"]:
        yield _at(definition, path[:-1]), int(path[-1])


def _rules_of_cycle(definition: Definition, cycle: list[str]) -> Iterator[Place]:
    """The rules that make the first question of a cycle wait for the others."""
    for step in definition["steps"]:
        for question in step["questions"]:
            for part in (question, *question.get("questions", ())):
                if part["key"] == cycle[0]:
                    holders = (step, part, *part.get("choices", ()), *part.get("questions", ()))
                    yield from ((holder, name) for holder in holders for name in RULES if _reads(holder, name, cycle))


def _reads(holder: Definition, name: str, keys: Sequence[str]) -> bool:
    rule: Json = holder.get(name)
    return rule is not None and any(answer_key(variable) in keys for variable in variables(rule))


def _at(value: Any, path: Sequence[str]) -> Any:
    for part in path:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value
