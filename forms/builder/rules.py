"""Conditions as rows that an editor fills in, and the JSON Logic that they stand for.

A rule that rows cannot say is kept as JSON text. Which of the two it is decides `to_rows` by turning the rows back into
a rule and comparing: what an editor sees is always exactly what is evaluated.
"""

import json
from collections.abc import Mapping, Sequence

from forms.builder.comparisons import InvalidRow, Kinds, Row, row_rule
from forms.engine.base import Json, Rule

ALL, ANY = "all", "any"
EQUALITY = {"==": "is", "!=": "is_not"}
ORDER = {">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than"}


def from_rows(match: str, rows: Sequence[Row], kinds: Kinds) -> dict[str, Json] | None:
    """The rule that `rows` say together; None where there are no rows. Raises InvalidRow."""
    rules: list[dict[str, Json]] = [row_rule(row, kinds) for row in rows]
    if not rules:
        return None
    if len(rules) == 1:
        return rules[0]
    return {"or" if match == ANY else "and": rules}


def to_rows(rule: Rule, kinds: Kinds) -> tuple[str, list[Row]] | None:
    """How rows say `rule`: how they go together, and the rows. None where rows cannot say it."""
    for match, parts in _readings(rule):
        rows = [_row(part) for part in parts]
        found = [row for row in rows if row is not None]
        if len(found) == len(rows) and _same(match, found, kinds, rule):
            return match, found
    return None


def same_json(one: Json, other: Json) -> bool:
    """Whether the two are written alike: 1, 1.0 and true are three things."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _readings(rule: Rule) -> list[tuple[str, Sequence[Json]]]:
    readings: list[tuple[str, Sequence[Json]]] = [(ALL, [rule])]
    for match, operator in ((ALL, "and"), (ANY, "or")):
        parts = rule.get(operator)
        if len(rule) == 1 and isinstance(parts, Sequence) and not isinstance(parts, str):
            readings.append((match, parts))
    return readings


def _same(match: str, rows: list[Row], kinds: Kinds, rule: Rule) -> bool:
    written = [Row.written(row.question, row.comparison, row.text) for row in rows]
    try:
        return same_json(from_rows(match, written, kinds), rule)
    except InvalidRow:
        return False


def _row(node: Json) -> Row | None:
    """A guess at the row that `node` came from; `to_rows` checks it."""
    if not isinstance(node, Mapping) or len(node) != 1:
        return None
    ((operator, argument),) = node.items()
    if operator in ("!", "!!"):
        return _negation(operator, argument)
    if operator == "or":
        return _including(argument)
    if operator == "and":
        return _guarded(argument)
    if not isinstance(argument, Sequence) or isinstance(argument, str) or len(argument) != 2:
        return None
    return _binary(operator, argument[0], argument[1])


def _binary(operator: str, left: Json, right: Json) -> Row | None:
    if operator == "in" and (key := _variable(right)) and isinstance(left, str):
        return Row(key, "includes", (left,))
    key = _variable(left)
    if key is None:
        return None
    if operator == "in" and isinstance(right, Sequence) and not isinstance(right, str):
        texts = tuple(item for item in right if isinstance(item, str))
        return Row(key, "one_of", texts) if len(texts) == len(right) else None
    return _compared(operator, key, right)


def _compared(operator: str, key: str, value: Json) -> Row | None:
    if operator in EQUALITY and value is None:
        return Row(key, "not_answered" if operator == "==" else "answered")
    if operator == "==" and isinstance(value, bool):
        return Row(key, "yes" if value else "no")
    name = (EQUALITY | ORDER).get(operator)
    return Row(key, name, (str(value),)) if name and isinstance(value, str | int | float) else None


def _negation(operator: str, argument: Json) -> Row | None:
    if key := _variable(argument):
        return Row(key, "answered" if operator == "!!" else "not_answered")
    inner = _row(argument) if operator == "!" else None
    opposite = {"one_of": "none_of", "includes": "includes_none"}
    if inner is None or inner.comparison not in opposite:
        return None
    return Row(inner.question, opposite[inner.comparison], inner.values)


def _including(argument: Json) -> Row | None:
    if not isinstance(argument, Sequence) or isinstance(argument, str) or len(argument) < 2:
        return None
    rows = [_row(part) for part in argument]
    if any(row is None or row.comparison != "includes" for row in rows):
        return None
    questions = {row.question for row in rows if row}
    values = tuple(value for row in rows if row for value in row.values)
    return Row(questions.pop(), "includes", values) if len(questions) == 1 else None


def _guarded(argument: Json) -> Row | None:
    if not isinstance(argument, Sequence) or isinstance(argument, str) or len(argument) != 2:
        return None
    guard, comparison = (_row(part) for part in argument)
    if guard is None or comparison is None or guard.question != comparison.question:
        return None
    return comparison if guard.comparison == "answered" else None


def _variable(node: Json) -> str | None:
    if isinstance(node, Mapping) and len(node) == 1 and isinstance(node.get("var"), str):
        return str(node["var"])
    return None
