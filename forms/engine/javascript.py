"""Values as JavaScript sees them: what JSON Logic's operators make of the answers that they compare and add.

`static/forms/rules.js` and this module agree on every answer. Where they are stricter than JavaScript: a text is a
number only as a whole ("3 kg" is none) and in decimal digits, and a list or an object is not even equal to itself.
"""

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from forms.engine.base import Json

DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
WHITE_SPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
"""What JavaScript trims."""


def truthy(value: Json) -> bool:
    """JSON Logic's truth: the empty list, the empty string, zero and null are false; "0" is true."""
    return bool(value)


def to_number(value: Json) -> float:
    """JavaScript's `Number(value)` for decimal digits; NaN where there is no number."""
    if value is None:
        return 0.0
    if isinstance(value, bool | int | float):
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
    text = to_text(value).strip(WHITE_SPACE)
    if not text:
        return 0.0
    return float(text) if DECIMAL.fullmatch(text) else math.nan


def to_text(value: Json) -> str:
    """JavaScript's `String(value)` for the values that JSON holds."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return _number_to_text(to_number(value))
    if isinstance(value, Mapping):
        return "[object Object]"
    return ",".join("" if item is None else to_text(item) for item in value)


def _number_to_text(number: float) -> str:
    """ECMA-262's `Number::toString`: the shortest digits, with an exponent below 1e-6 and from 1e21."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    sign, digits, exponent = Decimal(repr(number)).normalize().as_tuple()
    shown, point = "".join(map(str, digits)), len(digits) + int(exponent)
    if not -6 < point <= 21 and number:
        fraction = f".{shown[1:]}" if len(shown) > 1 else ""
        shown = f"{shown[0]}{fraction}e{point - 1:+d}"
    elif point <= 0:
        shown = f"0.{'0' * -point}{shown}"
    elif point < len(shown):
        shown = f"{shown[:point]}.{shown[point:]}"
    else:
        shown = shown.ljust(point, "0")
    return f"-{shown}" if sign and number else shown


def is_list(value: Json) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def loosely_equal(left: Json, right: Json) -> bool:
    """JavaScript's `==`. Two lists are never equal, as in JavaScript, where they are different objects."""
    if left is None or right is None:
        return left is right
    if is_list(left) and is_list(right):
        return False
    if is_list(left):
        return loosely_equal(to_text(left), right)
    if is_list(right):
        return loosely_equal(left, to_text(right))
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def strictly_equal(left: Json, right: Json) -> bool:
    """JavaScript's `===`. Two lists or two objects are never the same, whatever they hold."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return to_number(left) == to_number(right)
    return left is None is right or (isinstance(left, str) and left == right)


def contains(needle: Json, haystack: Json) -> bool:
    """True where a list holds the needle, or a text holds it as a part; an empty text holds nothing at all."""
    if isinstance(haystack, str):
        return haystack != "" and to_text(needle) in haystack
    if isinstance(haystack, Sequence):
        return any(strictly_equal(needle, item) for item in haystack)
    return False


def order(left: Json, right: Json) -> int | None:
    """-1, 0 or 1 as `left` comes before `right`, beside it or after it; None where one of them is no number."""
    left, right = (to_text(side) if is_list(side) else side for side in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        first, second = (side.encode("utf-16-be", "surrogatepass") for side in (left, right))
        return (first > second) - (first < second)
    one, other = to_number(left), to_number(right)
    return None if math.isnan(one) or math.isnan(other) else (one > other) - (one < other)
