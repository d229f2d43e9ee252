"""Trees of SurveyJS's expressions → JSON Logic, by what the questions that they read are answered with."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from forms.engine.base import Json
from forms.importers.surveyjs.expressions import Call, Constant, Listing, Node, NotUnderstood, Operation, Variable

Kind = Literal["one", "many", "number", "yes_no", "text", "parts", "rows"]
Logic = dict[str, Json]

ROW = re.compile(r"(.+?)\[([0-9]{1,3})\]\.(.+)")
MOST_ARGUMENTS = 100
BEYOND_ZERO: dict[str, Callable[[float], bool]] = {
    "<": lambda bound: bound > 0,
    "<=": lambda bound: bound >= 0,
    ">": lambda bound: bound < 0,
    ">=": lambda bound: bound <= 0,
}
"""Where a comparison holds for 0, as which no answer counts."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a name in an expression stands for: the variable that reads it, and how it is answered.

    `values` are the choices' values by what they were called; `truths` what was said for yes; `parts` the things that
    a name after a point stands for.
    """

    variable: str
    kind: Kind
    values: Mapping[str, str] = field(default_factory=dict)
    truths: tuple[str, ...] = ("true",)
    parts: Mapping[str, "Target"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that an expression can read: the survey's, and `row`'s after `panel.` or `row.`."""

    names: Mapping[str, Target]
    row: Mapping[str, Target] = field(default_factory=dict)

    def target(self, name: str) -> Target:
        """What `name` stands for. Raises NotUnderstood."""
        found = self.names.get(name) or self._in_row(name) or self._part(name) or self._row_number(name)
        if found is None:
            raise NotUnderstood("{" + name[:60] + "}")
        return found

    def _in_row(self, name: str) -> Target | None:
        first, _point, rest = name.partition(".")
        if first not in ("panel", "row") or not rest:
            return None
        return self.row.get(rest) or Scope(self.row)._part(rest)

    def _part(self, name: str) -> Target | None:
        for position in (match.start() for match in re.finditer(r"[.]|-(?=Comment$)", name)):
            whole = self.names.get(name[:position])
            if whole is not None and (part := whole.parts.get(name[position + 1 :])):
                return part
        return None

    def _row_number(self, name: str) -> Target | None:
        match = ROW.fullmatch(name)
        rows = self.names.get(match[1]) if match else None
        if match is None or rows is None or rows.kind != "rows":
            return None
        inner = Scope(rows.parts).target(match[3])
        return replace(inner, variable=f"{rows.variable}.{match[2]}.{inner.variable}")


def to_rule(node: Node, scope: Scope) -> Logic | None:
    """`node` as a condition; None where it always holds. Raises NotUnderstood."""
    rule = _Translation(scope).truth(node)
    if rule is True:
        return None
    return rule if isinstance(rule, dict) else {"!!": [rule]}


def to_formula(node: Node, scope: Scope) -> Logic:
    """`node` as something to calculate. Raises NotUnderstood."""
    rule = _Translation(scope).number(node)
    return rule if isinstance(rule, dict) else {"+": [rule]}


def together(rules: Iterable[Logic]) -> Logic | None:
    """The rule that holds where all of `rules` do; None where there are none."""
    parts = list(_flat("and", rules))
    return _joined("and", parts) if parts else None


def with_item(node: Node, value: str) -> Node:
    """`node` with `{item}` read as `value`."""
    match node:
        case Variable("item"):
            return Constant(value)
        case Operation(operator, operands):
            return Operation(operator, tuple(with_item(operand, value) for operand in operands))
        case Call(function, arguments):
            return Call(function, tuple(with_item(argument, value) for argument in arguments))
        case Listing(items):
            return Listing(tuple(with_item(item, value) for item in items))
    return node


def _joined(operator: str, rules: list[Logic]) -> Logic:
    if len(rules) == 1:
        return rules[0]
    return {operator: list(rules)}


def _flat(operator: str, rules: Iterable[Logic]) -> Iterator[Logic]:
    """The rules that `operator` joins, those of a rule that is itself joined by it among them."""
    for rule in rules:
        inner = rule.get(operator)
        if isinstance(inner, list):
            yield from (part for part in inner if isinstance(part, dict))
        else:
            yield rule


class _Translation:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def truth(self, node: Node) -> Json:
        """`node` as something that holds or not."""
        match node:
            case Constant(bool(value)):
                return value
            case Variable(name):
                target = self.scope.target(name)
                read: Json = {"var": target.variable}
                return {"==": [read, True]} if target.kind == "yes_no" else {"!!": read}
            case Operation("and" | "or" as operator, operands):
                return self.joined(operator, [self.truth(operand) for operand in operands])
            case Operation("not", (operand,)):
                return self.negated(self.truth(operand))
            case Operation("=" | "<>" as operator, (Constant(left), Constant(right))):
                return (left == right) is (operator == "=")
            case Operation("empty" | "notempty" as operator, (operand,)):
                return self.emptiness(operator, operand)
            case Operation(operator, (left, right)) if operator not in ("+", "-", "*", "/", "%"):
                return self.comparison(operator, left, right)
        return {"!!": [self.number(node)]}

    @staticmethod
    def joined(operator: str, rules: list[Json]) -> Json:
        """What is known beforehand, as of `{item}`, decides or falls away."""
        decides = operator == "or"
        if any(rule is decides for rule in rules):
            return decides
        open_rules = [rule for rule in rules if isinstance(rule, dict)]
        return _joined(operator, list(_flat(operator, open_rules))) if open_rules else not decides

    def emptiness(self, operator: str, operand: Node) -> Json:
        if not isinstance(operand, Variable):
            raise NotUnderstood(operator)
        target = self.scope.target(operand.name)
        read: Json = {"var": target.variable}
        if target.kind in ("number", "yes_no"):
            return {"==" if operator == "empty" else "!=": [read, None]}
        return {"!" if operator == "empty" else "!!": read}

    def comparison(self, operator: str, left: Node, right: Node) -> Json:
        if isinstance(right, Variable) and not isinstance(left, Variable):
            mirrored = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "<>": "<>"}
            if operator not in mirrored:
                raise NotUnderstood(operator)
            operator, left, right = mirrored[operator], right, left
        if operator in ("<>", "notcontains", "noneof"):
            opposite = {"<>": "=", "notcontains": "contains", "noneof": "anyof"}[operator]
            return self.negated(self.comparison(opposite, left, right))
        if not isinstance(left, Variable) or isinstance(right, Variable | Operation | Call):
            return self.calculated(operator, left, right)
        target = self.scope.target(left.name)
        if target.kind in ("parts", "rows"):
            raise NotUnderstood("{" + left.name[:60] + "}")
        constants = self.constants(right)
        if operator in BEYOND_ZERO:
            return self.order(operator, target, constants)
        return self.choice(operator, target, [self.value(target, constant) for constant in constants], right)

    @staticmethod
    def negated(rule: Json) -> Json:
        match rule:
            case {"==": operands}:
                return {"!=": operands}
        return {"!": rule if isinstance(rule, dict) else [rule]}

    @staticmethod
    def constants(node: Node) -> list[Constant]:
        items = node.items if isinstance(node, Listing) else (node,)
        constants = [item for item in items if isinstance(item, Constant)]
        if len(constants) != len(items) or not constants:
            raise NotUnderstood("[…]")
        return constants

    @staticmethod
    def value(target: Target, constant: Constant) -> Json:
        """`constant` as an answer to the question."""
        given = constant.value
        if given is None:
            return None
        name = str(given).lower() if isinstance(given, bool) else str(given)
        if target.kind in ("one", "many"):
            alike = (value for called, value in target.values.items() if called.casefold() == name.casefold())
            return target.values.get(name) or next(alike, name)
        if target.kind == "yes_no":
            return name.casefold() in {truth.casefold() for truth in target.truths}
        if target.kind == "number" and isinstance(given, str):
            try:
                number = float(given)
            except ValueError:
                raise NotUnderstood(given[:40]) from None
            if abs(number) < 10**15:
                return int(number) if number.is_integer() else number
            raise NotUnderstood(given[:40])
        return given

    def order(self, operator: str, target: Target, constants: list[Constant]) -> Json:
        (bound,) = constants if len(constants) == 1 else (Constant(None),)
        value = bound.value
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", value):
            value = float(value) if "." in value else int(value)
        if isinstance(value, bool) or value is None or target.kind in ("many", "yes_no"):
            raise NotUnderstood(operator)
        read: Json = {"var": target.variable}
        rule: Json = {operator: [read, value]}
        if isinstance(value, str) or not BEYOND_ZERO[operator](value):
            return rule
        return {"and": [{"!=": [read, None]}, rule]}

    def choice(self, operator: str, target: Target, values: list[Json], right: Node) -> Json:
        read: Json = {"var": target.variable}
        listed = isinstance(right, Listing)
        match operator, target.kind:
            case "=", "many":
                return self.exactly(target, values)
            case ("=", "one") if not listed and values[0] is not None:
                return {"in": [read, values]}
            case ("=", _) if not listed:
                return {"==": [read, values[0]]}
            case "anyof", "many":
                return _joined("or", [{"in": [value, read]} for value in values])
            case "anyof", _:
                return {"in": [read, values]}
            case (("contains" | "allof"), "many"):
                return _joined("and", [{"in": [value, read]} for value in values])
            case ("contains", _) if not listed and isinstance(values[0], str):
                return {"in": [values[0], read]}
        raise NotUnderstood(operator)

    @staticmethod
    def exactly(target: Target, values: list[Json]) -> Json:
        """Just these choices and no other."""
        read: Json = {"var": target.variable}
        others = [value for value in target.values.values() if value not in values]
        if len(values) + len(others) > MOST_ARGUMENTS:
            raise NotUnderstood("=")
        rules: list[Logic] = [{"in": [value, read]} for value in values]
        return _joined("and", rules + [{"!": {"in": [value, read]}} for value in others])

    def calculated(self, operator: str, left: Node, right: Node) -> Json:
        """A comparison between answers, or with something that is calculated."""
        if operator not in ("=", *BEYOND_ZERO):
            raise NotUnderstood(operator)
        sides = [self.side(left), self.side(right)]
        rule: Json = {"==" if operator == "=" else operator: list(sides)}
        if operator == "=":
            return rule
        given = [{"!=": [{"var": name}, None]} for name in dict.fromkeys(self.read_by(left, right))]
        return {"and": [*given, rule]} if given else rule

    def side(self, node: Node) -> Json:
        match node:
            case Constant(value):
                return value
            case Variable(name):
                target = self.scope.target(name)
                if target.kind in ("many", "parts", "rows"):
                    raise NotUnderstood("{" + name[:60] + "}")
                return {"var": target.variable}
        return self.number(node)

    def read_by(self, *nodes: Node) -> Iterator[str]:
        """The variables of the answers that `nodes` are calculated from."""
        for node in nodes:
            match node:
                case Variable(name):
                    yield self.scope.target(name).variable
                case Operation(_, parts) | Call(_, parts) | Listing(parts):
                    yield from self.read_by(*parts)

    def number(self, node: Node) -> Json:
        """`node` as a number. Only numbers are calculated with; SurveyJS would join texts."""
        match node:
            case Constant(int() | float() as value) if not isinstance(value, bool):
                return value
            case Variable(name):
                target = self.scope.target(name)
                if target.kind in ("number", "one"):
                    return {"var": target.variable}
                raise NotUnderstood("{" + name[:60] + "}")
            case Operation("negative", (operand,)):
                number = self.number(operand)
                return -number if isinstance(number, int | float) else {"-": [number]}
            case Operation("+" | "-" | "*" | "/" | "%" as operator, operands):
                return {operator: [self.number(operand) for operand in operands]}
            case Call("iif" | "if", (condition, yes, no)):
                return {"if": [self.truth(condition), self.number(yes), self.number(no)]}
            case Call("min" | "max" | "sum" | "avg" as function, arguments) if 0 < len(arguments) <= MOST_ARGUMENTS:
                numbers = [self.number(argument) for argument in arguments]
                rule: Json = {"+" if function in ("sum", "avg") else function: numbers}
                return {"/": [rule, len(numbers)]} if function == "avg" else rule
            case Call(function, _):
                raise NotUnderstood(f"{function[:40]}()")
            case Operation(operator, _):
                raise NotUnderstood(operator)
        raise NotUnderstood("…")
