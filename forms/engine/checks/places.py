"""Where the questions and the rules of a form are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.engine.base import Rule
from forms.engine.definition import Form
from forms.engine.errors import pointer
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import OptionQuestion


@dataclass(frozen=True, slots=True)
class Place:
    """A question with its pointer, the questions whose answers its rules can read, and the rules `around` it.

    Those are its step's and its group's: it can be asked only where they hold.
    """

    question: BaseQuestion
    at: str
    readable: Mapping[str, BaseQuestion]
    around: tuple[Rule, ...]

    @property
    def conditions(self) -> tuple[Rule, ...]:
        """Every rule that has to hold for the question to be asked."""
        return (*self.around, *_given(self.question.show_if))

    def choice_rules(self) -> Iterator[tuple[Rule, str]]:
        """The rules of the question's choices, each with its pointer."""
        if isinstance(self.question, OptionQuestion):
            for index, choice in enumerate(self.question.choices):
                if choice.show_if is not None:
                    yield choice.show_if, self.at + pointer("choices", index, "show_if")


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule with its pointer, and the questions whose answers it can read."""

    rule: Rule
    at: str
    readable: Mapping[str, BaseQuestion]


def _given(rule: Rule | None) -> tuple[Rule, ...]:
    return () if rule is None else (rule,)


def places(form: Form) -> Iterator[Place]:
    """Every question of `form`, those of rows among them. A row's rules read the row and the form around it."""
    for step_index, step in enumerate(form.steps):
        for index, question in enumerate(step.questions):
            at = pointer("steps", step_index, "questions", index)
            place = Place(question, at, form.by_key, _given(step.show_if))
            yield place
            within = {**form.by_key, **{inner.key: inner for inner in question.row_questions}}
            for inner_index, inner in enumerate(question.row_questions):
                yield Place(inner, at + pointer("questions", inner_index), within, place.conditions)


def placed_rules(form: Form) -> Iterator[PlacedRule]:
    """Every rule of `form`, formulas among them."""
    for index, step in enumerate(form.steps):
        if step.show_if is not None:
            yield PlacedRule(step.show_if, pointer("steps", index, "show_if"), form.by_key)
    for place in places(form):
        question = place.question
        own = {"show_if": question.show_if, "required_if": question.required_if, "formula": question.formula_rule}
        for name, rule in own.items():
            if rule is not None:
                yield PlacedRule(rule, f"{place.at}/{name}", place.readable)
        for rule, at in place.choice_rules():
            yield PlacedRule(rule, at, place.readable)
