"""Conditions: a subset of JSON Logic, compiled once to closures.

The operators follow JSON Logic as its JavaScript original behaves, loose equality and truthiness included, so that
`static/forms/rules.js` and this module agree on every answer. Where we are stricter: a variable must name a question of
the form and reads answers only (no character of a text, no length of a list), arithmetic that yields no finite number
yields null, since JSON has no other word for it, texts are read as numbers whole ("3 kg" is none) and in decimal digits
only, and each operator takes as many arguments as it has a use for.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import islice, pairwise
from operator import add

from forms.engine.base import Answers, Json
from forms.engine.errors import InvalidRule

Evaluator = Callable[[Answers], Json]

MAX_DEPTH = 32
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
    """JavaScript's `===` for the scalars that JSON holds."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return to_number(left) == to_number(right)
    return type(left) is type(right) and left == right and not is_list(left)


def contains(needle: Json, haystack: Json) -> bool:
    """True where a list holds the needle, or a text holds it as a part; an empty text holds nothing at all."""
    if isinstance(haystack, str):
        return haystack != "" and to_text(needle) in haystack
    if isinstance(haystack, Sequence):
        return any(strictly_equal(needle, item) for item in haystack)
    return False


def _order(left: Json, right: Json) -> int | None:
    """-1, 0 or 1 as `left` comes before `right`, beside it or after it; None where one of them is no number."""
    left, right = (to_text(side) if is_list(side) else side for side in (left, right))
    if isinstance(left, str) and isinstance(right, str):
        first, second = (side.encode("utf-16-be", "surrogatepass") for side in (left, right))
        return (first > second) - (first < second)
    one, other = to_number(left), to_number(right)
    return None if math.isnan(one) or math.isnan(other) else (one > other) - (one < other)


def _finite(number: float) -> Json:
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() else number


def _equality(arguments: Sequence[Evaluator], negated: bool) -> Evaluator:
    left, right = arguments
    return lambda values: loosely_equal(left(values), right(values)) is not negated


def _comparison(arguments: Sequence[Evaluator], *orders: int) -> Evaluator:
    """True where each argument stands to the next in one of `orders`."""

    def compare(values: Answers) -> Json:
        evaluated = [argument(values) for argument in arguments]
        return all(_order(left, right) in orders for left, right in pairwise(evaluated))

    return compare


def _and(arguments: Sequence[Evaluator]) -> Evaluator:
    def evaluate(values: Answers) -> Json:
        result: Json = None
        for argument in arguments:
            result = argument(values)
            if not truthy(result):
                return result
        return result

    return evaluate


def _or(arguments: Sequence[Evaluator]) -> Evaluator:
    def evaluate(values: Answers) -> Json:
        result: Json = None
        for argument in arguments:
            result = argument(values)
            if truthy(result):
                return result
        return result

    return evaluate


def _not(arguments: Sequence[Evaluator]) -> Evaluator:
    (argument,) = arguments
    return lambda values: not truthy(argument(values))


def _not_not(arguments: Sequence[Evaluator]) -> Evaluator:
    (argument,) = arguments
    return lambda values: truthy(argument(values))


def _in(arguments: Sequence[Evaluator]) -> Evaluator:
    needle, haystack = arguments
    return lambda values: contains(needle(values), haystack(values))


def _sum(arguments: Sequence[Evaluator]) -> Evaluator:
    return lambda values: _finite(reduce(add, (to_number(argument(values)) for argument in arguments)))


def _product(arguments: Sequence[Evaluator]) -> Evaluator:
    return lambda values: _finite(math.prod(to_number(argument(values)) for argument in arguments))


def _difference(arguments: Sequence[Evaluator]) -> Evaluator:
    if len(arguments) == 1:
        return lambda values: _finite(-to_number(arguments[0](values)))
    left, right = arguments
    return lambda values: _finite(to_number(left(values)) - to_number(right(values)))


def _remainder(arguments: Sequence[Evaluator]) -> Evaluator:
    left, right = arguments

    def divide(values: Answers) -> Json:
        dividend, divisor = to_number(left(values)), to_number(right(values))
        return _finite(math.fmod(dividend, divisor)) if divisor and math.isfinite(dividend) else None

    return divide


def _extreme(arguments: Sequence[Evaluator], pick: Callable[[list[float]], float]) -> Evaluator:
    def choose(values: Answers) -> Json:
        numbers = [to_number(argument(values)) for argument in arguments]
        return None if any(map(math.isnan, numbers)) else _finite(pick(numbers))

    return choose


def _if(arguments: Sequence[Evaluator]) -> Evaluator:
    """Condition, value, condition, value, …, and what holds otherwise: null where nothing is said of it."""

    def choose(values: Answers) -> Json:
        for condition, value in zip(arguments[::2], arguments[1::2], strict=False):
            if truthy(condition(values)):
                return value(values)
        return arguments[-1](values) if len(arguments) % 2 else None

    return choose


def _identity(arguments: Sequence[Evaluator], negated: bool) -> Evaluator:
    left, right = arguments
    return lambda values: strictly_equal(left(values), right(values)) is not negated


def _quotient(arguments: Sequence[Evaluator]) -> Evaluator:
    left, right = arguments

    def divide(values: Answers) -> Json:
        divisor = to_number(right(values))
        return _finite(to_number(left(values)) / divisor) if divisor else None

    return divide


# operator → (how many arguments it takes, at least and at most, and what builds its closure)
OPERATORS: dict[str, tuple[int, int, Callable[[Sequence[Evaluator]], Evaluator]]] = {
    "==": (2, 2, lambda arguments: _equality(arguments, negated=False)),
    "!=": (2, 2, lambda arguments: _equality(arguments, negated=True)),
    "===": (2, 2, lambda arguments: _identity(arguments, negated=False)),
    "!==": (2, 2, lambda arguments: _identity(arguments, negated=True)),
    "<": (2, 3, lambda arguments: _comparison(arguments, -1)),
    "<=": (2, 3, lambda arguments: _comparison(arguments, -1, 0)),
    ">": (2, 2, lambda arguments: _comparison(arguments, 1)),
    ">=": (2, 2, lambda arguments: _comparison(arguments, 1, 0)),
    "and": (1, 100, _and),
    "or": (1, 100, _or),
    "!": (1, 1, _not),
    "!!": (1, 1, _not_not),
    "in": (2, 2, _in),
    "+": (1, 100, _sum),
    "*": (1, 100, _product),
    "-": (1, 2, _difference),
    "/": (2, 2, _quotient),
    "%": (2, 2, _remainder),
    "min": (1, 100, lambda arguments: _extreme(arguments, min)),
    "max": (1, 100, lambda arguments: _extreme(arguments, max)),
    "if": (2, 99, _if),
}


def _variable(argument: Json) -> tuple[str, Json]:
    """The key that a `var` reads, and the value where there is none. Raises InvalidRule."""
    default: Json = None
    if isinstance(argument, Sequence) and not isinstance(argument, str) and 1 <= len(argument) <= 2:
        argument, *rest = argument
        default = rest[0] if rest else None
    if not isinstance(argument, str) or not argument or isinstance(default, Mapping) or is_list(default):
        raise InvalidRule("rule_variable")
    return argument, default


def read_key(values: Answers, key: str) -> Json:
    """The answer at `key`; a point leads into an answer that has parts (`address.city`), a number to a list's item.

    After a colon all belongs to the value of a choice, which may have points of its own.
    """
    if "." not in key or ":" in key:
        return values.get(key)
    first, *rest = key.split(".")
    value = values.get(first)
    for part in rest:
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, Sequence) and not isinstance(value, str) and re.fullmatch("[0-9]{1,4}", part):
            value = next(islice(value, int(part), None), None)
        else:
            return None
    return value


def answer_key(variable: str) -> str:
    """The key of the question that `variable` reads: `address` for `address.city`, `q` for `q:other`."""
    return re.split("[.:]", variable, maxsplit=1)[0]


def _reader(key: str, default: Json) -> Evaluator:
    if default is None and "." not in key:
        return lambda values: values.get(key)

    def read(values: Answers) -> Json:
        value = read_key(values, key)
        return default if value is None else value

    return read


def compile_rule(rule: Json, depth: int = 0) -> Evaluator:
    """Compile `rule` to a function of the answers.

    Raises InvalidRule for an operator that is not in OPERATORS, a wrong number of arguments, or a rule nested deeper
    than MAX_DEPTH.
    """
    if depth > MAX_DEPTH:
        raise InvalidRule("rule_too_deep", max=MAX_DEPTH)
    if isinstance(rule, Mapping):
        if len(rule) != 1:
            raise InvalidRule("rule_shape")
        ((operator, argument),) = rule.items()
        if operator == "var":
            return _reader(*_variable(argument))
        if operator not in OPERATORS:
            raise InvalidRule("rule_operator", operator=operator[:40])
        least, most, build = OPERATORS[operator]
        arguments = argument if isinstance(argument, Sequence) and not isinstance(argument, str) else [argument]
        if not least <= len(arguments) <= most:
            raise InvalidRule("rule_arguments", operator=operator)
        return build([compile_rule(item, depth + 1) for item in arguments])
    if isinstance(rule, Sequence) and not isinstance(rule, str):
        items = [compile_rule(item, depth + 1) for item in rule]
        return lambda values: [item(values) for item in items]
    return lambda values: rule


def variables(rule: Json) -> frozenset[str]:
    """What `rule` reads, as its variables name it. The rule must have compiled."""
    if isinstance(rule, Mapping):
        ((operator, argument),) = rule.items()
        return frozenset({_variable(argument)[0]}) if operator == "var" else variables(argument)
    if isinstance(rule, Sequence) and not isinstance(rule, str):
        return frozenset().union(*(variables(item) for item in rule))
    return frozenset()
