"""Rules as editors write them: conditions in rows, formulas in a line, and JSON Logic for what neither can say."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from forms.builder.comparisons import InvalidRow, Kinds, Row
from forms.builder.content import item, values
from forms.builder.formula import InvalidFormula, parse_formula, write_formula
from forms.builder.rules import ALL, from_rows, to_rows

Block = dict[str, Any]

NO_RULE: Block = {"match": ALL, "conditions": [], "advanced": ""}
NO_FORMULA: Block = {"expression": "", "advanced": ""}


class Reading(NamedTuple):
    """The rule that a block says, None for none, and what must be mended in it."""

    rule: Any = None
    messages: tuple[str, ...] = ()


def row_message(code: str) -> str:
    """What to do about a condition that says nothing."""
    return {
        "row_question": _("Choose the question that the condition is about."),
        "row_comparison": _("Choose how the answer is compared."),
        "row_values": _("Choose at least one answer to compare with."),
        "row_one_value": _("Write what the answer is compared with."),
        "row_number": _("Write one number to compare with."),
    }[code]


def formula_message(code: str, at: str) -> str:
    """What to do about a formula that cannot be read."""
    words = {
        "formula_empty": _("Write what is calculated."),
        "formula_sign": _("“%(at)s” has no place in a formula. Use questions, numbers, +, −, *, / and brackets."),
        "formula_bracket": _("A bracket is not closed. Add the missing one."),
        "formula_between": _("There is nothing to calculate before “%(at)s”. Add +, −, * or / between two things."),
        "formula_end": _("The formula ends too early. Add what is missing at its end."),
        "formula_question": _("Use the answer to at least one question."),
        "formula_deep": _("The formula has too many brackets within each other. Divide it between two questions."),
    }
    return words[code] % {"at": at}


def _advanced(text: str, not_both: tuple[str, ...]) -> Reading:
    """What is written in JSON Logic. `not_both` is said where something is written in the other way, too."""
    try:
        rule = json.loads(text)
    except (ValueError, RecursionError):
        rule = None
    if isinstance(rule, dict):
        return Reading(rule, not_both)
    return Reading(None, (*not_both, _("This is not a rule in JSON Logic. Write it as JSON, or use conditions.")))


def read_condition(block: Block, kinds: Kinds) -> Reading:
    """The rule of a condition's block."""
    conditions = values(block["conditions"])
    if block["advanced"]:
        both = (_("Use either conditions or a rule in JSON Logic, not both."),) if conditions else ()
        return _advanced(block["advanced"], both)
    rows = [Row.written(row["question"], row["comparison"], row["values"] or "") for row in conditions]
    try:
        return Reading(from_rows(block["match"], rows, kinds))
    except InvalidRow as error:
        return Reading(None, (row_message(error.code),))


def write_condition(rule: Any, kinds: Kinds, *place: str) -> Block:
    """The block of a condition, whose rows have ids made from `place`."""
    if rule is None:
        return NO_RULE
    rows = to_rows(rule, kinds)
    if rows is None:
        return NO_RULE | {"advanced": json.dumps(rule, ensure_ascii=False)}
    match, found = rows
    conditions = [
        item(
            "item",
            {"question": row.question, "comparison": row.comparison, "values": row.text},
            *(*place, str(number)),
        )
        for number, row in enumerate(found)
    ]
    return {"match": match, "conditions": conditions, "advanced": ""}


def read_formula(block: Block, kinds: Kinds) -> Reading:
    """The rule of a formula's block."""
    if block["advanced"]:
        both = (_("Use either a formula or JSON Logic, not both."),) if block["expression"] else ()
        return _advanced(block["advanced"], both)
    try:
        return Reading(parse_formula(block["expression"] or ""))
    except InvalidFormula as error:
        return Reading(None, (formula_message(error.code, error.at),))


def write_formula_block(rule: Any, kinds: Kinds, *place: str) -> Block:
    """The block of a formula."""
    text = write_formula(rule)
    if text is None:
        return NO_FORMULA | {"advanced": json.dumps(rule, ensure_ascii=False)}
    return NO_FORMULA | {"expression": text}


class Way(NamedTuple):
    """A way of writing rules, in both directions."""

    read: Callable[[Block, Kinds], Reading]
    write: Callable[..., Block]


CONDITION = Way(read_condition, write_condition)
FORMULA = Way(read_formula, write_formula_block)
