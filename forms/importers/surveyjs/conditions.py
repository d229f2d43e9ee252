"""Expressions that wait until every question is known, since they may read questions that come later."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from forms.importers.naming import plain
from forms.importers.report import Definition, Report
from forms.importers.surveyjs.expressions import Node, NotUnderstood, parse
from forms.importers.surveyjs.rules import Logic, Scope, Target, to_formula, to_rule, together, with_item

FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression, and the page, panel or question that has it."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Pending:
    """What goes into `definition` as `name`: the expressions together, `{item}` read as `item` where there is one."""

    definition: Definition
    name: str
    expressions: tuple[Expression, ...]
    row: Mapping[str, Target]
    item: str | None


@dataclass
class Conditions:
    """`names` are what expressions can read, `row` what they can read besides in the row that is read now."""

    names: dict[str, Target] = field(default_factory=dict)
    row: dict[str, Target] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    _trees: dict[str, Node] = field(default_factory=dict)

    def know(self, name: str, target: Target, *, in_row: bool) -> None:
        (self.row if in_row else self.names).setdefault(name, target)

    def later(
        self, definition: Definition, name: str, expressions: tuple[Expression, ...], item: str | None = None
    ) -> None:
        """Put the rule of `expressions` into `definition` once all questions are known."""
        if expressions:
            self.pending.append(Pending(definition, name, expressions, self.row, item))

    def settle(self, report: Report) -> None:
        """Write every rule that can be written, and tell which cannot."""
        for waiting in self.pending:
            rules = [rule for found in waiting.expressions if (rule := self._rule(found, waiting, report)) is not None]
            if rule := together(rules):
                waiting.definition[waiting.name] = rule

    def _rule(self, found: Expression, waiting: Pending, report: Report) -> Logic | None:
        scope = Scope(self.names, waiting.row)
        try:
            tree = self._trees.get(found.text) or self._trees.setdefault(found.text, parse(found.text))
            if waiting.item is not None:
                tree = with_item(tree, waiting.item)
            return to_formula(tree, scope) if waiting.name == FORMULA else to_rule(tree, scope)
        except NotUnderstood as error:
            words = _("The condition “%(text)s”: “%(part)s” has no counterpart here.")
            report.leave(found.where, words % {"text": plain(found.text)[:300], "part": plain(str(error))})
        return None
