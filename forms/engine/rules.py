"""Conditions and formulas: a subset of JSON Logic, compiled once to closures.

The operators follow JSON Logic as its JavaScript original behaves, loose equality and truthiness included, so that
`static/forms/rules.js` and this module agree on every answer. Where we are stricter:

* Each operator takes as many arguments as it has a use for, an `if` at least a condition and a value.
* A variable names a question of the form by a constant, never the whole of the answers. It reads answers only: no
  length of a list, no character of a text. What stands in for a missing answer is a plain value.
* Arithmetic that yields no finite number yields null, since JSON has no other word for it. A text is a number only as a
  whole ("3 kg" is none), in decimal digits.
* A list or an object is not even equal to itself.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from itertools import islice, pairwise
from operator import add

from forms.engine.base import Answers, Json, Scalar
from forms.engine.errors import InvalidRule
from forms.engine.javascript import contains, is_list, loosely_equal, order, strictly_equal, to_number, truthy

Evaluator = Callable[[Answers], Json]

MAX_DEPTH = 32


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
        return all(order(left, right) in orders for left, right in pairwise(evaluated))

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


def arguments_of(node: Mapping[str, Json]) -> Sequence[Json]:
    """The arguments of an operator; a lone one need not stand in a list."""
    (argument,) = node.values()
    return argument if isinstance(argument, Sequence) and not isinstance(argument, str) else [argument]


def variable(argument: Json) -> tuple[str, Json]:
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
    if isinstance(rule, Scalar):
        return lambda values: rule
    if isinstance(rule, Mapping):
        if len(rule) != 1:
            raise InvalidRule("rule_shape")
        ((operator, argument),) = rule.items()
        if operator == "var":
            return _reader(*variable(argument))
        if operator not in OPERATORS:
            raise InvalidRule("rule_operator", operator=operator[:40])
        least, most, build = OPERATORS[operator]
        arguments = arguments_of(rule)
        if not least <= len(arguments) <= most:
            raise InvalidRule("rule_arguments", operator=operator)
        return build([compile_rule(item, depth + 1) for item in arguments])
    items = [compile_rule(item, depth + 1) for item in rule]
    if variables(rule):
        return lambda values: [item(values) for item in items]
    constant = [item({}) for item in items]
    return lambda values: constant


def variables(rule: Json) -> frozenset[str]:
    """What `rule` reads, as its variables name it. The rule must have compiled."""
    if isinstance(rule, Scalar):
        return frozenset()
    if isinstance(rule, Mapping):
        ((operator, argument),) = rule.items()
        return frozenset({variable(argument)[0]}) if operator == "var" else variables(argument)
    return frozenset().union(*(variables(item) for item in rule))
