"""How rules use what they read: what each variable is compared with, and whether that is all they do with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms.engine.base import Json, Scalar
from forms.engine.checks.comparisons import is_constant
from forms.engine.rules import arguments_of, variable

EQUALITY = frozenset({"==", "!=", "===", "!=="})
ORDER = frozenset({"<", "<=", ">", ">="})
NEGATIONS = frozenset({"!", "!!"})
PASSED_ON = frozenset({"and", "or", "if"})
"""Operators whose value is one of their arguments'."""


@dataclass(slots=True)
class Use:
    """What is done with one variable. It is `plain` while it is compared with constants only, or asked for its truth.

    `constants` are what it is compared with, `contained` the texts that are looked for in it. `ordered` says that it is
    compared by order too.
    """

    constants: list[Json] = field(default_factory=list)
    contained: list[str] = field(default_factory=list)
    ordered: bool = False
    plain: bool = True


class Uses(dict[str, Use]):
    """The uses of variables, by name."""

    @classmethod
    def of(cls, conditions: Iterable[Json], formulas: Iterable[Json] = ()) -> "Uses":
        """What `conditions`, of which the truth counts, and `formulas`, of which the value does, make of variables."""
        uses = cls()
        for rule in conditions:
            uses._visit(rule, truth=True)
        for rule in formulas:
            uses._visit(rule, truth=False)
        return uses

    def within(self, name: str) -> bool:
        """Whether something within the answer at `name` is read."""
        return any(other.startswith(f"{name}.") for other in self)

    def __missing__(self, name: str) -> Use:
        return self.setdefault(name, Use())

    def _visit(self, part: Json, *, truth: bool) -> None:
        """`truth` says that nothing but the truth of `part` matters."""
        if isinstance(part, Scalar):
            return
        if not isinstance(part, Mapping):
            for item in part:
                self._visit(item, truth=False)
            return
        if "var" in part:
            self._of(part).plain &= truth
            return
        ((operator, _),) = part.items()
        arguments = arguments_of(part)
        if operator in EQUALITY | ORDER | {"in"} and self._compared(operator, arguments):
            return
        for index, argument in enumerate(arguments):
            asked = operator in NEGATIONS or (operator == "if" and index % 2 == 0 and index + 1 < len(arguments))
            self._visit(argument, truth=asked or (truth and operator in PASSED_ON))

    def _of(self, part: Mapping[str, Json]) -> Use:
        return self[variable(part["var"])[0]]

    def _compared(self, operator: str, arguments: Sequence[Json]) -> bool:
        """Take note of a comparison of one variable with constants; False where it is of another kind."""
        read = [part for part in arguments if isinstance(part, Mapping) and "var" in part]
        constants = [part for part in arguments if is_constant(part)]
        if len(read) != 1 or len(constants) != len(arguments) - 1:
            return False
        use = self._of(read[0])
        if operator != "in":
            use.constants += constants
            use.ordered |= operator in ORDER
            return True
        (other,) = constants
        if read[0] is arguments[1]:
            use.constants.append(other)
            use.contained.append(str(other))
            return isinstance(other, str)
        if isinstance(other, Sequence) and not isinstance(other, str):
            use.constants += other
            return True
        return False
