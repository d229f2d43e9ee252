"""Formulas the way a spreadsheet has them, over the keys of questions, and the JSON Logic that they stand for.

`people * (price - discount) + 25`, with `min(a; b)` and `max(a; b)`. Decimals follow a point or a comma, so what min
and max choose among has semicolons between.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from forms.builder.rules import same_json
from forms.engine.base import Json, Rule

TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:[.,][0-9]+)?)|(?P<key>[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_]+)*)|(?P<sign>[-−+*×/÷%():;]))"
)
SIGNS = {"−": "-", "×": "*", "÷": "/", ":": "/"}
SUMS, PRODUCTS, CHOOSERS = ("+", "-"), ("*", "/", "%"), ("min", "max")
CHAINED = ("+", "*")
"""Operators that take as many operands as there are; the others take two."""
DEEPEST = 24
END = ""


class InvalidFormula(Exception):
    """Raised by a text that is no formula; `at` is what it cannot go on from."""

    def __init__(self, code: str, at: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.at = at


def _tokens(text: str) -> list[tuple[str, str]]:
    """The kind and the text of each token, and the end."""
    found: list[tuple[str, str]] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise InvalidFormula("formula_sign", text[at:].strip()[:20])
        kind = str(match.lastgroup)
        found.append((kind, SIGNS.get(match[kind], match[kind])))
        at = match.end()
    return [*found, (END, END)]


class _Parser:
    """Reads one formula by descent: a sum of products of single things."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def peek(self) -> str:
        kind, text = self.tokens[self.at]
        return text if kind == "sign" else END

    def take(self) -> tuple[str, str]:
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def expect(self, sign: str) -> None:
        kind, text = self.take()
        if (kind, text) != ("sign", sign):
            raise InvalidFormula("formula_bracket", text[:20])

    def formula(self) -> Json:
        rule = self.sum()
        kind, text = self.tokens[self.at]
        if kind != END:
            raise InvalidFormula("formula_between", text[:20])
        return rule

    def sum(self) -> Json:
        return self._chain(SUMS, self.product)

    def product(self) -> Json:
        return self._chain(PRODUCTS, self.single)

    def _chain(self, operators: Sequence[str], operand: Callable[[], Json]) -> Json:
        left, last = operand(), END
        while self.peek() in operators:
            _kind, operator = self.take()
            right = operand()
            if operator == last and operator in CHAINED and isinstance(left, dict):
                left = {operator: [*left[operator], right]}
            else:
                left = {operator: [left, right]}
            last = operator
        return left

    def single(self) -> Json:
        self.depth += 1
        if self.depth > DEEPEST:
            raise InvalidFormula("formula_deep")
        try:
            return self._single()
        finally:
            self.depth -= 1

    def _single(self) -> Json:
        kind, text = self.take()
        if kind == "number":
            return float(text.replace(",", ".")) if re.search("[.,]", text) else int(text)
        if kind == "key":
            return {text: self._choices()} if text in CHOOSERS and self.peek() == "(" else {"var": text}
        if (kind, text) == ("sign", "-"):
            return {"-": [self.single()]}
        if (kind, text) != ("sign", "("):
            raise InvalidFormula("formula_end" if kind == END else "formula_between", text[:20])
        inner = self.sum()
        self.expect(")")
        return inner

    def _choices(self) -> list[Json]:
        self.expect("(")
        choices = [self.sum()]
        while self.peek() == ";":
            self.take()
            choices.append(self.sum())
        self.expect(")")
        return choices


def parse_formula(text: str) -> dict[str, Json]:
    """The rule that `text` stands for. Raises InvalidFormula."""
    if not text.strip():
        raise InvalidFormula("formula_empty")
    rule = _Parser(text).formula()
    if not isinstance(rule, dict):
        raise InvalidFormula("formula_question")
    return rule


def write_formula(rule: Rule) -> str | None:
    """The text that stands for exactly `rule`; None where no formula can say it."""
    text = _written(rule)
    if text is None:
        return None
    try:
        return text if same_json(parse_formula(text), rule) else None
    except InvalidFormula:
        return None


def _written(node: Json, within: str = END, first: bool = False) -> str | None:
    """A guess at the text that `node` came from, in brackets where it needs them as an operand of `within`."""
    if isinstance(node, bool) or not isinstance(node, Mapping | int | float):
        return None
    if not isinstance(node, Mapping):
        return repr(node)
    if len(node) != 1:
        return None
    ((operator, argument),) = node.items()
    if operator == "var":
        return argument if isinstance(argument, str) else None
    if not isinstance(argument, Sequence) or isinstance(argument, str):
        return None
    if operator in CHOOSERS:
        return _joined(argument, "; ", END, f"{operator}({{}})")
    if operator == "-" and len(argument) == 1:
        inner = _written(argument[0], "*")
        return None if inner is None else f"-{inner}"
    if operator not in (*SUMS, *PRODUCTS):
        return None
    return _joined(argument, f" {operator} ", operator, "{}" if _binds(operator, within, first) else "({})")


def _binds(operator: str, within: str, first: bool) -> bool:
    """Whether `operator` comes before `within` without brackets."""
    if within == END or (within in SUMS and operator in PRODUCTS):
        return True
    alike = (operator in SUMS) == (within in SUMS)
    return first and alike and not (operator == within and operator in CHAINED)


def _joined(nodes: Sequence[Json], between: str, within: str, frame: str) -> str | None:
    texts = [_written(node, within, number == 0) for number, node in enumerate(nodes)]
    found = [text for text in texts if text is not None]
    return frame.format(between.join(found)) if len(found) == len(texts) else None
