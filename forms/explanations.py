"""Rules in words, in each language: "The question is shown if “Heating” is Oil or Gas and “Area” is at least 500 m²."

The builder's script says the same of a rule that is being written: `static/forms/builder/explain.js` follows this
module step by step, with the words that `words` gives.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from string import Template
from typing import Literal, TypeGuard

from forms.engine.base import Json, Rule
from forms.engine.checks import places
from forms.engine.definition import Form
from forms.engine.errors import pointer
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import OptionQuestion
from forms.engine.questions.dates import Date, DateTime, Time
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.number import figure
from forms.engine.rules import answer_key, variables
from forms.messages import FALLBACK
from forms.messages.rules import WORDS

Subject = Literal["question", "text", "step", "choice", "required", "formula", "bare"]
"""What a rule decides: whether something is shown, whether it must be answered, what a number is; or just the rule."""

EQUALITY = {"==": "is", "===": "is", "!=": "is_not", "!==": "is_not"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " / ", "%": " % "}
LEVELS = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}
"""How closely an operator binds what stands beside it."""
ALONE = 3


def words(locale: str) -> dict[str, str]:
    """The words of `locale`, English where there are none."""
    return WORDS.get(locale, WORDS[FALLBACK])


def explain(rule: Rule, form: Form, locale: str, subject: Subject = "question") -> str:
    """A sentence that says what `rule`, one of `form`'s, decides about `subject`. The rule must have compiled.

    The form's questions are named as the form has them, everything else is said in `locale`.
    """
    return Teller(form, locale).sentence(rule, subject)


def explanations(form: Form, locale: str) -> Iterator[tuple[str, str]]:
    """Every rule of `form` in words, with its JSON pointer in the definition: the steps' first, then the questions'."""
    teller = Teller(form, locale)
    for number, step in enumerate(form.steps):
        if step.show_if is not None:
            yield pointer("steps", number, "show_if"), teller.sentence(step.show_if, "step")
    for place in places(form):
        for name, rule, subject in _rules(place.question):
            if rule is not None:
                yield place.at + name, teller.sentence(rule, subject)


def _rules(question: BaseQuestion) -> Iterator[tuple[str, Rule | None, Subject]]:
    yield "/show_if", question.show_if, "question" if question.asks else "text"
    yield "/required_if", question.required_if, "required"
    yield "/formula", question.formula_rule, "formula"
    if isinstance(question, OptionQuestion):
        for number, choice in enumerate(question.choices):
            yield pointer("choices", number, "show_if"), choice.show_if, "choice"


class Teller:
    """Puts the rules of one form into the words of one language."""

    def __init__(self, form: Form, locale: str) -> None:
        self.locale = locale
        self.words = words(locale)
        self.questions = {question.key: question for question in form.every_question()}

    def sentence(self, rule: Rule, subject: Subject) -> str:
        return self.say(subject, rule=self.value(rule, -1) if subject == "formula" else self.condition(rule))

    def say(self, code: str, **parts: str) -> str:
        return Template(self.words[code]).substitute(parts)

    def joined(self, texts: Sequence[str], word: str) -> str:
        """The texts with commas between, and before the last one `word`."""
        *first, last = texts
        return f"{', '.join(first)} {self.words[word]} {last}" if first else last

    def condition(self, node: Json, within: str = "") -> str:
        """`node` as something that holds or not; in brackets where it would run together with `within`."""
        if not isinstance(node, Mapping):
            return self.words["always" if node else "never"]
        operator, arguments = _apart(node)
        if operator in ("and", "or"):
            return self.together(operator, arguments, within)
        if operator in ("!", "!!"):
            return self.truth(arguments[0], negated=operator == "!")
        if operator == "var":
            return self.truth(node, negated=False)
        if operator == "in":
            return self.membership([arguments[0]], arguments[1], negated=False)
        if operator in EQUALITY or operator in MIRRORED:
            return self.comparison(operator, arguments)
        if operator == "if":
            return self.branches(arguments, self.condition)
        return self.say("is_not", left=self.value(node), right=figure(0, self.locale))

    def together(self, operator: str, arguments: Sequence[Json], within: str) -> str:
        if operator == "or" and (needles := _needles(arguments)):
            return self.membership(needles, _apart(arguments[0])[1][1], negated=False)
        parts = _without_guards(arguments) if operator == "and" else arguments
        told = self.joined([self.condition(part, operator) for part in parts], operator)
        return f"({told})" if within not in ("", operator) and len(parts) > 1 else told

    def truth(self, node: Json, *, negated: bool) -> str:
        if not isinstance(node, Mapping):
            return self.condition(bool(node) is not negated)
        operator, arguments = _apart(node)
        if operator == "var":
            return self.say("not_answered" if negated else "answered", left=self.value(node))
        if not negated:
            return self.condition(node)
        if operator == "in":
            return self.membership([arguments[0]], arguments[1], negated=True)
        if operator == "or" and (needles := _needles(arguments)):
            return self.membership(needles, _apart(arguments[0])[1][1], negated=True)
        return self.say("not", rule=self.condition(node, "not"))

    def membership(self, needles: Sequence[Json], haystack: Json, *, negated: bool) -> str:
        """That one of the needles is in the haystack, or that none is."""
        if isinstance(self.question(haystack), OptionQuestion) and not _reads(needles):
            texts = [self.literal(needle, haystack) for needle in needles]
            codes = ("includes", "includes_not", "includes_none")
            return self.one_or_none(codes, self.value(haystack), texts, negated)
        if _is_list(haystack) and haystack and not _reads(haystack):
            texts = [self.literal(item, needles[0]) for item in haystack]
            return self.one_or_none(("one_of", "not_one", "none_of"), self.value(needles[0]), texts, negated)
        if not haystack:
            return self.condition(negated)
        texts = [self.value(needle) for needle in needles]
        code = "contains" if self.question(haystack) else "within"
        told = [self.joined(texts, "or"), self.value(haystack)]
        left, right = reversed(told) if code == "contains" else told
        said = self.say(code, left=left, right=right)
        return self.say("not", rule=said) if negated else said

    def one_or_none(self, codes: tuple[str, str, str], left: str, texts: Sequence[str], negated: bool) -> str:
        one, not_one, none = codes
        if not negated:
            return self.say(one, left=left, right=self.joined(texts, "or"))
        return self.say(none if len(texts) > 1 else not_one, left=left, right=self.joined(texts, "nor"))

    def comparison(self, operator: str, arguments: Sequence[Json]) -> str:
        if len(arguments) == 3:
            first, middle, last = arguments
            sides = (self.comparison(MIRRORED[operator], [middle, first]), self.comparison(operator, [middle, last]))
            return self.joined(sides, "and")
        left, right = arguments
        if _reads(right) and not _reads(left):
            left, right, operator = right, left, MIRRORED.get(operator, operator)
        if right is None and operator in EQUALITY:
            return self.say("not_answered" if EQUALITY[operator] == "is" else "answered", left=self.value(left))
        code = EQUALITY.get(operator, operator)
        if operator in MIRRORED and isinstance(self.question(left), Date | Time | DateTime):
            code = f"date {operator}"
        return self.say(code, left=self.value(left), right=self.literal(right, left))

    def value(self, node: Json, least: int = 0) -> str:
        """`node` as what it comes to; in brackets where it binds less closely than `least`."""
        if not isinstance(node, Mapping):
            return self.literal(node, None)
        operator, arguments = _apart(node)
        if operator == "var":
            return self.variable(arguments)
        if operator in SIGNS:
            told, level = self.arithmetic(operator, arguments), LEVELS[operator]
        elif operator in ("min", "max"):
            told, level = self.say(operator, rule=self.joined([self.value(item) for item in arguments], "and")), 0
        elif operator == "if":
            told, level = self.branches(arguments, self.value), -1
        else:
            told, level = self.condition(node), -1
        return f"({told})" if level < least else told

    def arithmetic(self, operator: str, arguments: Sequence[Json]) -> str:
        first, *rest = arguments
        if not rest:
            return ("−" if operator == "-" else "") + self.value(first, ALONE)
        level = LEVELS[operator]
        return SIGNS[operator].join([self.value(first, level), *(self.value(item, level + 1) for item in rest)])

    def branches(self, arguments: Sequence[Json], tell: Callable[[Json], str]) -> str:
        """What an `if` comes to, its branches told by `tell`."""
        rule, then, *otherwise = arguments
        left, condition = tell(then), self.condition(rule, "if")
        if not otherwise:
            return self.say("if", left=left, rule=condition)
        right = self.branches(otherwise, tell) if len(otherwise) > 1 else tell(otherwise[0])
        return self.say("if_else", left=left, rule=condition, right=right)

    def variable(self, arguments: Sequence[Json]) -> str:
        name, default = self.named(str(arguments[0])), (*arguments, None)[1]
        return name if default is None else self.say("default", left=name, right=self.literal(default, None))

    def named(self, variable: str) -> str:
        """The question that `variable` reads, and the part of it, as the form calls them."""
        key = answer_key(variable)
        question, part = self.questions.get(key), variable[len(key) + 1 :]
        label = question.label.strip() if question else key
        if isinstance(question, Matrix):
            part = next((row.label for row in question.rows if row.key == part), part)
        elif isinstance(question, OptionQuestion) and part:
            part = question.label_of(part)
        return self.say("quoted", text=f"{label}: {part}" if part else label)

    def question(self, node: Json) -> BaseQuestion | None:
        """The question whose answer `node` is; none for the respondent's own words beside a choice."""
        if not isinstance(node, Mapping) or "var" not in node:
            return None
        variable = str(_apart(node)[1][0])
        return None if ":" in variable else self.questions.get(answer_key(variable))

    def literal(self, value: Json, beside: Json) -> str:
        """`value` in the words of the question whose answer `beside` is; whatever reads an answer as it is."""
        if isinstance(value, Mapping):
            return self.value(value)
        if _is_list(value):
            return ", ".join(self.value(item) for item in value)
        if value is None or isinstance(value, bool):
            return self.words["null" if value is None else str(value).lower()]
        question = self.question(beside)
        if isinstance(question, OptionQuestion) and isinstance(value, str):
            return question.label_of(value)
        if isinstance(value, int | float):
            return f"{figure(value, self.locale)} {getattr(question, 'unit', '')}".strip()
        if isinstance(question, Date | Time | DateTime):
            with suppress(ValueError):
                return question.display({question.key: value}, self.locale)[0]
        return self.say("quoted", text=str(value))


def _is_list(value: Json) -> TypeGuard[Sequence[Json]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _apart(node: Json) -> tuple[str, Sequence[Json]]:
    """The operator of a rule that has compiled, and its arguments."""
    ((operator, argument),) = node.items()  # type: ignore[union-attr]  # a rule is a mapping
    return operator, argument if _is_list(argument) else [argument]


def _reads(value: Json) -> bool:
    """Whether `value` depends on an answer."""
    return bool(variables(value))


def _needles(arguments: Sequence[Json]) -> list[Json]:
    """What is looked for, where all of several conditions look in the same answer; else nothing."""
    found = [_apart(node)[1] for node in arguments if isinstance(node, Mapping) and "in" in node]
    if len(found) != len(arguments) or len(found) < 2:
        return []
    alike = all(not _reads(needle) and haystack == found[0][1] for needle, haystack in found)
    return [needle for needle, _haystack in found] if alike and _reads(found[0][1]) else []


def _without_guards(arguments: Sequence[Json]) -> Sequence[Json]:
    """The conditions without "is answered", where another compares the same answer with a number."""
    compared = [_apart(node)[1][0] for node in arguments if isinstance(node, Mapping) and set(node) <= set(MIRRORED)]
    return [node for node in arguments if not any(node == {"!=": [answer, None]} for answer in compared)]
