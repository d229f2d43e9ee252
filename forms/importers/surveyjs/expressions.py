"""SurveyJS's expression language, read into a tree: `{age} >= 18 and ({city} = 'Borgå' or {other} notempty)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2000
DEEPEST = 24
MOST_DIGITS = 15

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Constant:
    value: Scalar


@dataclass(frozen=True, slots=True)
class Variable:
    """An answer by its name: `q`, `panel.q`, `matrix.row`, `rows[0].q`."""

    name: str


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """`operator` in its one spelling, see `SPELLINGS`, or `not`, `empty`, `notempty`, `negative`."""

    operator: str
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple["Node", ...]


Node = Constant | Variable | Listing | Operation | Call


class NotUnderstood(Exception):
    """The expression, or a part of it, has no counterpart; the text is the part that has none."""


SPELLINGS = {
    **dict.fromkeys(("or", "||"), "or"),
    **dict.fromkeys(("and", "&&"), "and"),
    **dict.fromkeys(("=", "==", "===", "equal", "equals"), "="),
    **dict.fromkeys(("<>", "!=", "!==", "notequal", "notequals"), "<>"),
    **dict.fromkeys(("<", "less"), "<"),
    **dict.fromkeys((">", "greater"), ">"),
    **dict.fromkeys(("<=", "lessorequal"), "<="),
    **dict.fromkeys((">=", "greaterorequal"), ">="),
    **dict.fromkeys(("contains", "contain", "*="), "contains"),
    **dict.fromkeys(("notcontains", "notcontain"), "notcontains"),
    **{word: word for word in ("anyof", "allof", "noneof", "empty", "notempty")},
    **{sign: sign for sign in ("+", "-", "*", "/", "%")},
    **dict.fromkeys(("!", "not", "negate"), "not"),
}
COMPARISONS = ("=", "<>", "<", ">", "<=", ">=", "contains", "notcontains", "anyof", "allof", "noneof")
CONSTANTS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "undefined": None}

# Each alternative begins with a character of its own, so that no text is read twice.
TOKEN = re.compile(
    r"""\s*(?:
        (?P<variable>\{[^{}]*\})
      | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<number>[0-9]+(?:\.[0-9]+)?(?![\w]))
      | (?P<sign>===|!==|==|!=|<>|<=|>=|\*=|\|\||&&|[=<>!+\-*/%()\[\],])
      | (?P<word>[\w.][\w.-]*)
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    kind: str
    text: str

    @property
    def operator(self) -> str:
        """The operator that the token spells; empty where it spells none."""
        return SPELLINGS.get(self.text.lower(), "") if self.kind in ("sign", "word") else ""


def tokens(expression: str) -> Iterator[Token]:
    position, end = 0, len(expression.rstrip())
    while position < end:
        match = TOKEN.match(expression, position)
        if not match or not match.lastgroup:
            raise NotUnderstood(expression[position:end].strip()[:40])
        yield Token(match.lastgroup, match[match.lastgroup])
        position = match.end()


def parse(expression: str) -> Node:
    """The tree of `expression`. Raises NotUnderstood."""
    if len(expression) > LONGEST:
        raise NotUnderstood(expression[:40] + "…")
    parser = _Parser([*tokens(expression), Token("end", "")])
    tree = parser.either(0)
    parser.expect("")
    return tree


class _Parser:
    """By recursive descent: or, and, comparison, sum, product, a single thing."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens = found
        self.at = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def expect(self, text: str) -> None:
        if self.take().text != text:
            raise NotUnderstood(self.tokens[self.at - 1].text or text)

    def either(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise NotUnderstood("(((…")
        operands = [self.all_of(depth)]
        while self.next.operator == "or":
            self.take()
            operands.append(self.all_of(depth))
        return operands[0] if len(operands) == 1 else Operation("or", tuple(operands))

    def all_of(self, depth: int) -> Node:
        operands = [self.comparison(depth)]
        while self.next.operator == "and":
            self.take()
            operands.append(self.comparison(depth))
        return operands[0] if len(operands) == 1 else Operation("and", tuple(operands))

    def comparison(self, depth: int) -> Node:
        left = self.sum(depth)
        if self.next.operator in ("empty", "notempty"):
            return Operation(self.take().operator, (left,))
        if self.next.operator in COMPARISONS:
            return Operation(self.take().operator, (left, self.sum(depth)))
        return left

    def sum(self, depth: int) -> Node:
        left = self.product(depth)
        while self.next.operator in ("+", "-"):
            left = Operation(self.take().operator, (left, self.product(depth)))
        return left

    def product(self, depth: int) -> Node:
        left = self.single(depth)
        while self.next.operator in ("*", "/", "%"):
            left = Operation(self.take().operator, (left, self.single(depth)))
        return left

    def single(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise NotUnderstood("!!!…")
        token = self.take()
        if token.operator == "not":
            return Operation("not", (self.single(depth + 1),))
        if token.operator == "-":
            return Operation("negative", (self.single(depth + 1),))
        match token.kind:
            case "variable":
                return Variable(token.text[1:-1].strip())
            case "text":
                return Constant(re.sub(r"\\(.)", r"\1", token.text[1:-1], flags=re.DOTALL))
            case "number" if len(token.text) <= MOST_DIGITS:
                return Constant(float(token.text) if "." in token.text else int(token.text))
            case "word" if not token.operator:
                return self.word(token.text, depth)
        if token.text == "(":
            inner = self.either(depth + 1)
            self.expect(")")
            return inner
        if token.text == "[":
            return Listing(self.until("]", depth))
        raise NotUnderstood(token.text or "…")

    def word(self, text: str, depth: int) -> Node:
        if self.next.text == "(" and self.next.kind == "sign":
            self.take()
            return Call(text.lower(), self.until(")", depth))
        return Constant(CONSTANTS.get(text.lower(), text))

    def until(self, closing: str, depth: int) -> tuple[Node, ...]:
        items: list[Node] = []
        while self.next.text != closing or self.next.kind != "sign":
            if items:
                self.expect(",")
            items.append(self.either(depth + 1))
        self.take()
        return tuple(items)
