"""Steps, questions and choices that nobody will ever be shown, whatever is answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from forms.engine.base import Answers, Json, Rule, Scalar
from forms.engine.checks.places import places
from forms.engine.checks.possible import NONE, Answer, chosen, possible
from forms.engine.checks.uses import Uses
from forms.engine.definition import Form
from forms.engine.errors import Problem, pointer
from forms.engine.javascript import truthy
from forms.engine.questions.base import Asked, BaseQuestion
from forms.engine.rules import Evaluator, answer_key, arguments_of, compile_rule, variables

MOST_WORK = 100_000
"""So many parts of rules are evaluated before one is given the benefit of the doubt: some 20,000 answers are tried."""
MOST_WORK_ALTOGETHER = 500_000
"""For one form, the work of getting ready among it."""
MOST_READ = 60
"""A rule that depends on more questions than this is not looked at."""


class _GivenUp(Exception):
    """Raised where more would have to be tried than there is time for."""


def unreachable(form: Form) -> Iterator[Problem]:
    """The rules of steps, questions and choices that no answers fulfil.

    Answers are tried, one that stands for all that rules cannot tell from it; questions that a rule depends on are
    answered only where they are asked themselves. What cannot be decided so is not reported, nor is what lies within
    something that is.
    """
    search = _Search(form)
    hopeless: list[str] = []
    for rules, at in _conditions(form):
        owner = at.removesuffix("/show_if")
        if any(owner.startswith(outer + "/") for outer in hopeless):
            continue
        if not search.can_hold(rules):
            hopeless.append(owner)
            yield Problem("unreachable", at)


def _conditions(form: Form) -> Iterator[tuple[tuple[Rule, ...], str]]:
    """Each condition's pointer, and the rules that have to hold for it to matter: those around it, and itself."""
    for index, step in enumerate(form.steps):
        if step.show_if is not None:
            yield (step.show_if,), pointer("steps", index, "show_if")
    for place in places(form):
        if place.question.show_if is not None:
            yield place.conditions, place.at + "/show_if"
        for rule, at in place.choice_rules():
            yield (*place.conditions, rule), at


def _parts(rule: Json) -> Iterator[Json]:
    """The rules that all have to hold for `rule` to hold."""
    if isinstance(rule, Mapping) and "and" in rule:
        for part in arguments_of(rule):
            yield from _parts(part)
    else:
        yield rule


def _size(part: Json) -> int:
    """How many parts a rule has."""
    if isinstance(part, Scalar):
        return 1
    return 1 + sum(map(_size, part.values() if isinstance(part, Mapping) else part))


class _Ready(NamedTuple):
    """A compiled rule with the keys of the questions that it reads, and how many parts it has."""

    evaluate: Evaluator
    reads: frozenset[str]
    size: int


@dataclass(frozen=True, slots=True)
class _Open:
    """A question to be answered: the answers that it can have, and the rules about it that can be decided.

    `depends_on` are the questions that those rules read, `size` the number of their parts.
    """

    question: BaseQuestion
    options: Sequence[Answer]
    depends_on: frozenset[str]
    size: int
    conditions: Sequence[Evaluator]
    offered: Mapping[str, Evaluator]
    formula: Evaluator | None

    def answers(self, values: Answers) -> Sequence[Answer]:
        """What can be answered where `values` are the answers to the questions that it depends on."""
        if not all(truthy(rule(values)) for rule in self.conditions):
            return (NONE,)
        if self.formula is not None:
            return (self.question.read(NONE, "en", Asked(computed=self.formula(values))).values,)
        withheld = {value for value, rule in self.offered.items() if not truthy(rule(values))}
        if not withheld:
            return self.options
        return [answer for answer in self.options if withheld.isdisjoint(chosen(answer.get(self.question.key)))]


class _Search:
    """Looks for answers that fulfil rules of one form."""

    def __init__(self, form: Form) -> None:
        self._places = {place.question.key: place for place in places(form)}
        self._compiled: dict[int, _Ready] = {}
        self._left = MOST_WORK_ALTOGETHER

    def can_hold(self, rules: Sequence[Rule]) -> bool:
        """Whether there may be answers that fulfil all of `rules`."""
        if self._left <= 0 or (order := self._order(rules)) is None:
            return True
        opened = self._opened(order, rules)
        positions = {one.question.key: position for position, one in enumerate(opened)}
        due: list[list[_Ready]] = [[] for _ in range(len(opened) + 1)]
        for ready in self._needed(rules):
            if ready.reads <= positions.keys():
                due[max((positions[key] + 1 for key in ready.reads), default=0)].append(ready)
        trial = _Trial(opened, due, MOST_WORK)
        try:
            return trial.obstacle() is None
        except _GivenUp:
            return True
        finally:
            self._left -= MOST_WORK - trial.left + sum(one.size + len(one.options) for one in opened)

    def _needed(self, rules: Iterable[Rule]) -> Iterator[_Ready]:
        """Everything that has to hold for `rules` to hold, also for questions to be asked that have to be answered."""
        waiting = list(rules)
        seen: set[str] = set()
        while waiting:
            for part in _parts(waiting.pop()):
                yield (ready := self._ready(part))
                if len(ready.reads) == 1 and not truthy(ready.evaluate({})):
                    waiting += [rule for key in ready.reads - seen for rule in self._places[key].conditions]
                    seen |= ready.reads

    def _ready(self, rule: Json) -> _Ready:
        if id(rule) not in self._compiled:
            reads = frozenset(map(answer_key, variables(rule)))
            self._compiled[id(rule)] = _Ready(compile_rule(rule), reads, _size(rule))
        return self._compiled[id(rule)]

    def _about(self, key: str) -> list[Rule]:
        """The rules that decide what the answer to a question can be."""
        place = self._places[key]
        formula = [] if place.question.formula_rule is None else [place.question.formula_rule]
        return [*place.conditions, *place.question.choice_rules.values(), *formula]

    def _order(self, rules: Iterable[Rule]) -> list[str] | None:
        """The questions that `rules` depend on, each after those that it depends on itself; None for too many."""
        order: dict[str, None] = {}
        waiting = self._read_by(rules)
        while waiting:
            self._left -= 1
            missing = [key for key in self._read_by(self._about(waiting[-1])) if key not in order]
            if missing:
                waiting += missing
            else:
                order[waiting.pop()] = None
            if len(order) > MOST_READ:
                return None
        return list(order)

    def _read_by(self, rules: Iterable[Rule]) -> list[str]:
        return sorted({key for rule in rules for key in self._ready(rule).reads})

    def _opened(self, order: Sequence[str], rules: Sequence[Rule]) -> list[_Open]:
        """The questions of `order` whose answers can be told; rules that read another one are taken to hold."""
        here = [self._places[key] for key in order]
        conditions = [rule for one in here for rule in (*one.conditions, *one.question.choice_rules.values())]
        formulas = [one.question.formula_rule for one in here if one.question.formula_rule is not None]
        uses = Uses.of([*rules, *conditions], formulas)
        opened: dict[str, _Open] = {}

        def decided(rule: Rule) -> Evaluator | None:
            ready = self._ready(rule)
            return ready.evaluate if ready.reads <= opened.keys() else None

        for place in here:
            question = place.question
            calculated = question.formula_rule is not None
            formula = None if question.formula_rule is None else decided(question.formula_rule)
            options = () if calculated else possible(question, uses)
            if options is None or (calculated and formula is None):
                continue
            shown_if = [rule for one in place.conditions if (rule := decided(one)) is not None]
            offered = [(value, decided(one)) for value, one in question.choice_rules.items()]
            ruled_out = {value: rule for value, rule in offered if rule is not None}
            about = self._about(question.key)
            depends_on = frozenset(opened.keys() & self._read_by(about))
            size = sum(self._ready(rule).size for rule in about)
            opened[question.key] = _Open(question, options, depends_on, size, shown_if, ruled_out, formula)
        return list(opened.values())


@dataclass(slots=True)
class _Trial:
    """Answers `opened` one after the other, as long as what is `due` by then holds."""

    opened: Sequence[_Open]
    due: Sequence[Sequence[_Ready]]
    left: int
    values: dict[str, Json] = field(default_factory=dict)

    def obstacle(self, position: int = 0) -> frozenset[str] | None:
        """None where some answers from `position` on fulfil what is due; or else the earlier questions whose answers
        are in the way, so that no others need to be answered anew. Raises _GivenUp."""
        for rule in self.due[position]:
            self._work(rule.size)
            if not truthy(rule.evaluate(self.values)):
                return rule.reads
        if position == len(self.opened):
            return None
        one = self.opened[position]
        in_the_way = one.depends_on
        self._work(one.size)
        for answer in one.answers(self.values):
            self._work(1)
            self.values.update(answer)
            found = self.obstacle(position + 1)
            for key in answer:
                del self.values[key]
            if found is None or one.question.key not in found:
                return found
            in_the_way |= found
        return in_the_way - {one.question.key}

    def _work(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise _GivenUp
