"""Conditions as rows that an editor fills in, and the JSON Logic that they stand for.

A rule that rows cannot say is kept as JSON text. Which of the two it is decides `to_rows` by turning the rows back into
a rule and comparing: what an editor sees is always exactly what is evaluated.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from forms.engine.base import Json, Rule

ALL, ANY = "all", "any"


@dataclass(frozen=True, slots=True)
class Row:
    """One condition: the question's key, a comparison out of `COMPARISONS`, and the values it is compared with."""

    question: str
    comparison: str
    values: tuple[str, ...] = ()


class InvalidRow(Exception):
    """Raised by a row that says nothing; the code names what is missing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _number(row: Row) -> int | float:
    try:
        number = float(row.values[0].replace(",", ".").replace("−", "-"))
    except (IndexError, ValueError) as error:
        raise InvalidRow("row_number") from error
    if len(row.values) != 1 or number != number or number in (float("inf"), float("-inf")):
        raise InvalidRow("row_number")
    return int(number) if number.is_integer() else number


def _values(row: Row) -> list[Json]:
    if not row.values:
        raise InvalidRow("row_values")
    return list(row.values)


def _one(row: Row, numeric: bool) -> Json:
    if len(row.values) != 1:
        raise InvalidRow("row_one_value")
    return _number(row) if numeric else row.values[0]


def _includes(row: Row) -> dict[str, Json]:
    rules: list[dict[str, Json]] = [{"in": [value, {"var": row.question}]} for value in _values(row)]
    return rules[0] if len(rules) == 1 else {"or": rules}


def _compared(row: Row, operator: str, zero: bool) -> dict[str, Json]:
    """The comparison with a number. JSON Logic reads no answer as 0; where 0 would do, an answer is asked for too."""
    comparison: dict[str, Json] = {operator: [{"var": row.question}, _number(row)]}
    return {"and": [{"!=": [{"var": row.question}, None]}, comparison]} if zero else comparison


# comparison → the rule of a row, given whether its question is answered with a number
COMPARISONS: dict[str, Callable[[Row, bool], dict[str, Json]]] = {
    "one_of": lambda row, numeric: {"in": [{"var": row.question}, _values(row)]},
    "none_of": lambda row, numeric: {"!": {"in": [{"var": row.question}, _values(row)]}},
    "is": lambda row, numeric: {"==": [{"var": row.question}, _one(row, numeric)]},
    "is_not": lambda row, numeric: {"!=": [{"var": row.question}, _one(row, numeric)]},
    "includes": lambda row, numeric: _includes(row),
    "includes_none": lambda row, numeric: {"!": _includes(row)},
    "at_least": lambda row, numeric: _compared(row, ">=", zero=_number(row) <= 0),
    "at_most": lambda row, numeric: _compared(row, "<=", zero=_number(row) >= 0),
    "more_than": lambda row, numeric: _compared(row, ">", zero=_number(row) < 0),
    "less_than": lambda row, numeric: _compared(row, "<", zero=_number(row) > 0),
    # The number 0 is an answer, but not a truth.
    "answered": lambda row, numeric: (
        {"!=": [{"var": row.question}, None]} if numeric else {"!!": {"var": row.question}}
    ),
    "not_answered": lambda row, numeric: (
        {"==": [{"var": row.question}, None]} if numeric else {"!": {"var": row.question}}
    ),
}


def row_rule(row: Row, numeric: frozenset[str]) -> dict[str, Json]:
    """The rule of one row; `numeric` are the keys of the questions answered with a number. Raises InvalidRow."""
    if not row.question:
        raise InvalidRow("row_question")
    if row.comparison not in COMPARISONS:
        raise InvalidRow("row_comparison")
    return COMPARISONS[row.comparison](row, row.question in numeric)


def from_rows(match: str, rows: Sequence[Row], numeric: frozenset[str]) -> dict[str, Json] | None:
    """The rule that `rows` say together; None where there are no rows. Raises InvalidRow."""
    rules: list[dict[str, Json]] = [row_rule(row, numeric) for row in rows]
    if not rules:
        return None
    if len(rules) == 1:
        return rules[0]
    return {"or" if match == ANY else "and": rules}


def to_rows(rule: Rule, numeric: frozenset[str]) -> tuple[str, list[Row]] | None:
    """How rows say `rule`: how they go together, and the rows. None where rows cannot say it."""
    for match, parts in _readings(rule):
        rows = [_row(part) for part in parts]
        found = [row for row in rows if row is not None]
        if len(found) == len(rows) and _same(match, found, numeric, rule):
            return match, found
    return None


def split_values(text: str) -> tuple[str, ...]:
    """The values of a row as an editor writes them: with commas between."""
    return tuple(value.strip() for value in text.split(",") if value.strip())


def join_values(values: Sequence[str]) -> str:
    return ", ".join(values)


def _readings(rule: Rule) -> list[tuple[str, Sequence[Json]]]:
    readings: list[tuple[str, Sequence[Json]]] = [(ALL, [rule])]
    for match, operator in ((ALL, "and"), (ANY, "or")):
        parts = rule.get(operator)
        if len(rule) == 1 and isinstance(parts, Sequence) and not isinstance(parts, str):
            readings.append((match, parts))
    return readings


def _same(match: str, rows: list[Row], numeric: frozenset[str], rule: Rule) -> bool:
    written = [Row(row.question, row.comparison, split_values(join_values(row.values))) for row in rows]
    try:
        again = from_rows(match, written, numeric)
    except InvalidRow:
        return False
    return json.dumps(again, sort_keys=True) == json.dumps(rule, sort_keys=True)


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
    if operator in ("==", "!=") and right is None:
        return Row(key, "not_answered" if operator == "==" else "answered")
    names = {"==": "is", "!=": "is_not", ">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than"}
    return (
        Row(key, names[operator], (str(right),)) if operator in names and isinstance(right, str | int | float) else None
    )


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
