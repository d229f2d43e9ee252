"""Comparisons and sums that can never come to anything, since the answers are of another kind."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from forms.engine.base import Json, Scalar
from forms.engine.checks.places import PlacedRule, placed_rules
from forms.engine.checks.variables import Read, Schema, read_by
from forms.engine.definition import Form
from forms.engine.errors import Problem
from forms.engine.javascript import contains, is_list, loosely_equal, strictly_equal, to_number, to_text
from forms.engine.questions.text import shown
from forms.engine.rules import arguments_of

LOOSE = ("==", "!=")
STRICT = ("===", "!==")
ORDER = ("<", "<=", ">", ">=")
ARITHMETIC = ("+", "-", "*", "/", "%", "min", "max")
BEGINNING_OF_A_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def mismatches(form: Form) -> Iterator[Problem]:
    """Where a rule compares a question with what it cannot be, orders what has no order or adds up what is no number.

    Nothing is said of null, the empty text and comparisons of two questions.
    """
    for placed in placed_rules(form):
        yield from _in_node(placed.rule, placed)


def is_constant(part: Json) -> bool:
    """Whether `part` of a rule reads nothing and is calculated from nothing."""
    if isinstance(part, Scalar):
        return True
    return not isinstance(part, Mapping) and all(map(is_constant, part))


def _in_node(part: Json, placed: PlacedRule) -> Iterator[Problem]:
    if isinstance(part, Scalar):
        return
    if not isinstance(part, Mapping):
        for item in part:
            yield from _in_node(item, placed)
        return
    if "var" in part:
        return
    ((operator, _),) = part.items()
    arguments = arguments_of(part)
    if operator in ARITHMETIC:
        yield from _sum(arguments, placed)
    elif operator == "in":
        yield from _membership(arguments[0], arguments[1], placed)
    else:
        for left, right in pairwise(arguments):
            yield from _comparison(operator, left, right, placed)
    for argument in arguments:
        yield from _in_node(argument, placed)


def _comparison(operator: str, left: Json, right: Json, placed: PlacedRule) -> Iterator[Problem]:
    read, value = read_by(left, placed.readable), right
    if read is None:
        read, value = read_by(right, placed.readable), left
    if read is None or not is_constant(value) or value in (None, ""):
        return
    if operator in ORDER:
        if not _has_order(read.schema, value):
            yield Problem("rule_no_order", placed.at, {"question": _name(read)})
        elif not _can_be_beside(read.schema, value):
            yield _never(read, value, placed)
    elif operator in LOOSE:
        if not _can_equal(read.schema, value) and not loosely_equal(read.default, value):
            yield _never(read, value, placed)
    elif operator in STRICT and not _can_be(read.schema, value) and not strictly_equal(read.default, value):
        yield _never(read, value, placed)


def _membership(needle: Json, haystack: Json, placed: PlacedRule) -> Iterator[Problem]:
    read = read_by(needle, placed.readable)
    if read is not None and isinstance(haystack, Sequence) and not isinstance(haystack, str):
        for value in haystack:
            unlikely = is_constant(value) and value not in (None, "") and not strictly_equal(read.default, value)
            if unlikely and not _can_be(read.schema, value):
                yield _never(read, value, placed)
    read = read_by(haystack, placed.readable)
    if read is None or not is_constant(needle) or needle in (None, ""):
        return
    if not _can_hold(read.schema, needle) and not contains(needle, read.default):
        yield _never(read, needle, placed)


def _sum(arguments: Sequence[Json], placed: PlacedRule) -> Iterator[Problem]:
    for argument in arguments:
        read = read_by(argument, placed.readable)
        # What comes with an address may well be a number.
        if read is not None and not _can_be_number(read.schema) and read.question.by_hand:
            yield Problem("rule_no_number", placed.at, {"question": _name(read)})


def _never(read: Read, value: Json, placed: PlacedRule) -> Problem:
    return Problem("rule_value", placed.at, {"question": _name(read), "value": shown(to_text(value))})


def _name(read: Read) -> str:
    return shown(read.question.label or read.question.key)


def _enum(schema: Schema) -> Sequence[str] | None:
    """The values of a choice."""
    values = schema.get("enum")
    return [str(value) for value in values] if isinstance(values, Sequence) else None


def _items(schema: Schema) -> Sequence[str] | None:
    """The values of several choices."""
    items = schema.get("items")
    return _enum(items) if isinstance(items, Mapping) else None


def _is_number(value: Json) -> bool:
    return not math.isnan(to_number(value))


def _can_equal(schema: Schema, value: Json) -> bool:
    """Whether an answer can be `==` to `value`."""
    if (values := _enum(schema)) is not None:
        return any(loosely_equal(choice, value) for choice in values)
    if (values := _items(schema)) is not None:
        return not is_list(value) and set(to_text(value).split(",")) <= set(values)
    match schema.get("type"):
        case "number" | "integer":
            return _is_number(value)
        case "boolean":
            return any(loosely_equal(truth, value) for truth in (True, False))
        case "string":
            return _can_be_written(schema, to_text(value)) or (not isinstance(value, str) and "format" not in schema)
    return False


def _can_be(schema: Schema, value: Json) -> bool:
    """Whether an answer can be `===` to `value`, or one of the values of a list."""
    if (values := _enum(schema)) is not None:
        return value in values
    match schema.get("type"):
        case "number" | "integer":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "string":
            return isinstance(value, str) and _can_be_written(schema, value)
    return False


def _can_be_written(schema: Schema, text: str) -> bool:
    """Whether a text of `schema` can be `text`; a pattern and the shape of a date are looked at."""
    if schema.get("format") == "date":
        try:
            return date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False
    pattern = schema.get("pattern")
    return not isinstance(pattern, str) or re.search(pattern, text) is not None


def _can_hold(schema: Schema, value: Json) -> bool:
    """Whether `value` can be in an answer: one of several choices, or a part of a text."""
    if (values := _items(schema)) is not None:
        return value in values
    if (values := _enum(schema)) is not None:
        return any(to_text(value) in choice for choice in values)
    return schema.get("type") == "string"


def _has_order(schema: Schema, value: Json) -> bool:
    if (values := _enum(schema)) is not None:
        return _is_number(value) and any(map(_is_number, values))
    if schema.get("type") == "string":
        return _is_number(value) or "pattern" in schema or schema.get("format") == "date"
    return schema.get("type") in ("number", "integer", "boolean")


def _can_be_beside(schema: Schema, value: Json) -> bool:
    """Whether what has an order can be compared with `value`."""
    if schema.get("format") == "date":
        return isinstance(value, str) and BEGINNING_OF_A_DATE.fullmatch(value) is not None
    return schema.get("type") == "string" or _is_number(value)


def _can_be_number(schema: Schema) -> bool:
    if (values := _enum(schema)) is not None:
        return any(map(_is_number, values))
    return schema.get("type") in ("number", "integer", "boolean")
