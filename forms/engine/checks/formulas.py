"""Formulas that calculate nothing."""

from collections.abc import Iterator, Mapping

from forms.engine.base import Json
from forms.engine.checks.places import Place, places
from forms.engine.checks.variables import read_by
from forms.engine.definition import Form
from forms.engine.errors import Problem
from forms.engine.questions.base import BaseQuestion
from forms.engine.rules import arguments_of, variables

NUMBERS = frozenset({"+", "-", "*", "/", "%", "min", "max"})


def formulas(form: Form) -> Iterator[Problem]:
    """Formulas that read no question, or whose result is never a number."""
    for place in places(form):
        if place.question.formula_rule is not None:
            yield from _formula(place, place.question.formula_rule)


def _formula(place: Place, formula: Json) -> Iterator[Problem]:
    if not variables(formula):
        yield Problem("formula_constant", place.at + "/formula")
    elif not _can_be_number(formula, place.readable):
        yield Problem("formula_no_number", place.at + "/formula")


def _can_be_number(part: Json, readable: Mapping[str, BaseQuestion]) -> bool:
    if not isinstance(part, Mapping):
        return isinstance(part, int | float) and not isinstance(part, bool)
    if (read := read_by(part, readable)) is not None:
        return read.schema.get("type") in ("number", "integer") or _can_be_number(read.default, readable)
    ((operator, _),) = part.items()
    arguments = arguments_of(part)
    if operator in ("and", "or"):
        return any(_can_be_number(argument, readable) for argument in arguments)
    if operator == "if":
        results = [*arguments[1::2], *(arguments[-1:] if len(arguments) % 2 else ())]
        return any(_can_be_number(result, readable) for result in results)
    return operator in NUMBERS
