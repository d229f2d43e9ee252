"""How an answer can be compared: which comparisons fit which kind of answer, and the rule that each stands for.

The kind of a question's answer is said by its block (`compared_as`); the rows of a matrix are compared as choices.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from forms.engine.base import Json

TEXT, NUMBER, DATE, TIME, DATETIME = "text", "number", "date", "time", "datetime"
YES_NO, CHOICE, CHOICES, ROWS, PRESENCE, NOTHING = "yes_no", "choice", "choices", "rows", "presence", "nothing"
"""The kinds of answers. ROWS is compared row by row, PRESENCE only for being there; NOTHING cannot be compared."""

Kinds = Mapping[str, str]
"""The kind of answer by variable: a question's key, or `<matrix>.<row>`. A variable that is not there is a text."""

ORDERED = frozenset({NUMBER, DATE, TIME, DATETIME})
FALSE_IS_AN_ANSWER = frozenset({NUMBER, YES_NO})
"""Kinds with an answer that is no truth in JSON Logic: the number 0, and no."""

EXISTENCE = ("answered", "not_answered")
FITTING: dict[str, tuple[str, ...]] = {
    TEXT: ("is", "is_not", *EXISTENCE),
    NUMBER: ("at_least", "at_most", "more_than", "less_than", "is", "is_not", *EXISTENCE),
    **dict.fromkeys((DATE, TIME, DATETIME), ("less_than", "more_than", "is", "at_least", "at_most", *EXISTENCE)),
    YES_NO: ("yes", "no", *EXISTENCE),
    CHOICE: ("one_of", "none_of", *EXISTENCE),
    CHOICES: ("includes", "includes_none", *EXISTENCE),
    PRESENCE: EXISTENCE,
}
"""The comparisons that an editor is offered for each kind of answer, the likeliest first."""

SEVERAL = frozenset({"one_of", "none_of", "includes", "includes_none"})
"""Comparisons with several values; the others have one, or none."""


class InvalidRow(Exception):
    """Raised by a row that says nothing; the code names what is missing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Row:
    """One condition: what is compared, a comparison out of `COMPARISONS`, and the values it is compared with."""

    question: str
    comparison: str
    values: tuple[str, ...] = ()

    @classmethod
    def written(cls, question: str, comparison: str, text: str) -> "Row":
        """A row as its block holds it: several values with commas between, a single one as it is."""
        one = (text.strip(),) if text.strip() else ()
        return cls(question, comparison, split_values(text) if comparison in SEVERAL else one)

    @property
    def text(self) -> str:
        """The values as the block holds them."""
        return join_values(self.values)


def split_values(text: str) -> tuple[str, ...]:
    """The values of a row as an editor writes them: with commas between."""
    return tuple(value.strip() for value in text.split(",") if value.strip())


def join_values(values: Iterable[str]) -> str:
    return ", ".join(values)


def _number(row: Row) -> int | float:
    try:
        number = float(row.values[0].replace(",", ".").replace("−", "-").replace("\u00a0", "").replace(" ", ""))
    except (IndexError, ValueError) as error:
        raise InvalidRow("row_number") from error
    if number != number or number in (float("inf"), float("-inf")):
        raise InvalidRow("row_number")
    return int(number) if number.is_integer() else number


def _values(row: Row) -> list[Json]:
    if not row.values:
        raise InvalidRow("row_values")
    return list(row.values)


def _one(row: Row, kind: str) -> Json:
    if kind == NUMBER:
        return _number(row)
    if len(row.values) != 1:
        raise InvalidRow("row_one_value")
    return row.values[0]


def _includes(row: Row) -> dict[str, Json]:
    rules: list[dict[str, Json]] = [{"in": [value, {"var": row.question}]} for value in _values(row)]
    return rules[0] if len(rules) == 1 else {"or": rules}


def _compared(row: Row, kind: str, operator: str, no_answer: Callable[[float], bool]) -> dict[str, Json]:
    """The comparison with a number or a point in time.

    JSON Logic reads no answer as 0; where that would do (`no_answer`), a number is asked for too.
    """
    value = _one(row, kind if kind in ORDERED else NUMBER)
    comparison: dict[str, Json] = {operator: [{"var": row.question}, value]}
    if not isinstance(value, int | float) or not no_answer(value):
        return comparison
    return {"and": [{"!=": [{"var": row.question}, None]}, comparison]}


def _answered(row: Row, kind: str) -> dict[str, Json]:
    return {"!=": [{"var": row.question}, None]} if kind in FALSE_IS_AN_ANSWER else {"!!": {"var": row.question}}


def _not_answered(row: Row, kind: str) -> dict[str, Json]:
    return {"==": [{"var": row.question}, None]} if kind in FALSE_IS_AN_ANSWER else {"!": {"var": row.question}}


# comparison → the rule of a row, given the kind of its question's answer
COMPARISONS: dict[str, Callable[[Row, str], dict[str, Json]]] = {
    "one_of": lambda row, kind: {"in": [{"var": row.question}, _values(row)]},
    "none_of": lambda row, kind: {"!": {"in": [{"var": row.question}, _values(row)]}},
    "includes": lambda row, kind: _includes(row),
    "includes_none": lambda row, kind: {"!": _includes(row)},
    "yes": lambda row, kind: {"==": [{"var": row.question}, True]},
    "no": lambda row, kind: {"==": [{"var": row.question}, False]},
    "is": lambda row, kind: {"==": [{"var": row.question}, _one(row, kind)]},
    "is_not": lambda row, kind: {"!=": [{"var": row.question}, _one(row, kind)]},
    "at_least": lambda row, kind: _compared(row, kind, ">=", lambda number: number <= 0),
    "at_most": lambda row, kind: _compared(row, kind, "<=", lambda number: number >= 0),
    "more_than": lambda row, kind: _compared(row, kind, ">", lambda number: number < 0),
    "less_than": lambda row, kind: _compared(row, kind, "<", lambda number: number > 0),
    "answered": _answered,
    "not_answered": _not_answered,
}


def row_rule(row: Row, kinds: Kinds) -> dict[str, Json]:
    """The rule of one row. Raises InvalidRow."""
    if not row.question:
        raise InvalidRow("row_question")
    if row.comparison not in COMPARISONS:
        raise InvalidRow("row_comparison")
    return COMPARISONS[row.comparison](row, kinds.get(row.question, TEXT))
