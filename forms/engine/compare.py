"""What a new form asks otherwise than an old one, as codes with parameters. Words live elsewhere."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from forms.engine.base import Rule
from forms.engine.definition import Form, Mode, Scoring, Step
from forms.engine.errors import Param
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.calculated import Calculated
from forms.engine.questions.choice import Choice, Option, OptionQuestion
from forms.engine.questions.matrix import Matrix, Row


class Weight(StrEnum):
    """What a change can do to answers.

    Breaking: what was answered, or is being answered, may be asked no more, or not be accepted as it is. Notable: other
    people are asked, or answers count otherwise. Words: the same is asked in other words or another order.
    """

    BREAKING = "breaking"
    NOTABLE = "notable"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, at the question or step `key`; the form itself has the empty key.

    `label` is what the new form calls it, or the old one where it is gone. `group` is the key of the group in whose
    rows the question is, `part` the value of the choice or the key of the row that it is about.
    """

    code: str
    weight: Weight
    key: str = ""
    label: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)
    group: str = ""
    part: str = ""


LOWER = frozenset({"min", "earliest", "min_selected", "min_rows"})
UPPER = frozenset({"max", "latest", "max_selected", "max_rows", "max_length", "decimals", "max_files", "max_size_mb"})
EXACT = frozenset({"step", "most"})
"""Bounds of which any new value may refuse what the old one accepted."""
BOUNDS = LOWER | UPPER | EXACT | {"accept"}
VALUED = frozenset({"theme", "weight", "unit"})
"""Fields whose change is told with both values."""
PLAIN = {
    **dict.fromkeys(("statement", "document", "document_version", "document_url"), "agreement_changed"),
    **dict.fromkeys(("formula", "decimals"), "formula_changed"),
    "weight_by": "weights_changed",
}
"""Fields whose change is told by its code alone."""
WORDS = frozenset(
    {"label", "help", "body", "low", "high", "row_label", "strength", "improvement"}
    | {"display_as", "choice_list", "autocomplete"}
)
"""The fields of a question that change what it looks like, and nothing that it accepts or counts for."""
FORM_APART = frozenset({"format", "version", "languages", "modes", "steps", "scoring"})
APART = frozenset({"type", "key", "required", "required_if", "show_if", "choices", "rows", "questions"})
"""The fields that are compared by a function of their own."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question with its step and, for one in the rows of a group, the group."""

    question: BaseQuestion
    step: Step
    group: BaseQuestion | None = None

    @property
    def group_key(self) -> str:
        return self.group.key if self.group else ""

    def change(self, code: str, weight: Weight, part: str = "", /, **params: Param) -> Change:
        inside = {"group": self.group.label} if self.group else {}
        return Change(code, weight, self.question.key, self.question.label, {**params, **inside}, self.group_key, part)


def compare(old: Form, new: Form) -> tuple[Change, ...]:
    """Every difference between `old` and `new`: of the form, of its steps, of its questions in the order of `new`.

    Keys say what is the same question; version numbers and languages are no difference. Forms that are otherwise
    unequal always have some difference.
    """
    return (*_form(old, new), *_steps(old, new), *_questions(old, new))


def weight_of(changes: Iterable[Change]) -> Weight | None:
    """The weight of the weightiest; None where there are no changes."""
    found = {change.weight for change in changes}
    return next((weight for weight in Weight if weight in found), None)


def _form(old: Form, new: Form) -> Iterator[Change]:
    if _scoring(old.scoring) != _scoring(new.scoring):
        yield Change("scoring_changed", Weight.NOTABLE)
    if _values(old.modes) != _values(new.modes):
        yield Change("modes_changed", Weight.NOTABLE)
    if _form_words(old) != _form_words(new):
        yield Change("form_words", Weight.WORDS, label=new.title)


def _scoring(scoring: Scoring) -> object:
    return [theme.key for theme in scoring.themes], [(band.min, band.max) for band in scoring.bands]


def _values(modes: Iterable[Mode]) -> list[str]:
    return [mode.value for mode in modes]


def _form_words(form: Form) -> object:
    own = [getattr(form, name) for name in Form.model_fields if name not in FORM_APART]
    named = (form.scoring.themes, form.scoring.bands, form.modes)
    return own, [[one.label for one in several] for several in named]


def _steps(old: Form, new: Form) -> Iterator[Change]:
    before = {step.key: step for step in old.steps}
    after = {step.key: step for step in new.steps}
    for step in new.steps:
        if (earlier := before.get(step.key)) is None:
            yield Change("step_added", Weight.NOTABLE, step.key, step.title)
            continue
        if (code := _rule_change(earlier.show_if, step.show_if)) is not None:
            yield Change(f"step_{code}", Weight.NOTABLE, step.key, step.title)
        if (earlier.title, earlier.intro) != (step.title, step.intro):
            yield Change("step_words", Weight.WORDS, step.key, step.title, {"from": earlier.title})
    for step in old.steps:
        if step.key not in after:
            yield Change("step_removed", Weight.NOTABLE, step.key, step.title)
    if _reordered(list(before), list(after)):
        yield Change("steps_reordered", Weight.WORDS, label=new.title)


def _reordered(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether what is in both comes in another order."""
    return [name for name in before if name in after] != [name for name in after if name in before]


def _same(before: Rule | None, after: Rule | None) -> bool:
    """Whether two rules are written alike; in Python, true and 1 would be equal."""
    return json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)


def _rule_change(before: Rule | None, after: Rule | None) -> str | None:
    if _same(before, after):
        return None
    return "condition_added" if before is None else "condition_removed" if after is None else "condition_changed"


def _placed(form: Form) -> Iterator[_Placed]:
    for step in form.steps:
        for question in step.questions:
            yield _Placed(question, step)
            yield from (_Placed(inner, step, question) for inner in question.row_questions)


def _questions(old: Form, new: Form) -> Iterator[Change]:
    before = {placed.question.key: placed for placed in _placed(old)}
    after = {placed.question.key: placed for placed in _placed(new)}
    for key, placed in after.items():
        if (earlier := before.get(key)) is not None:
            yield from _question(earlier, placed)
        elif placed.group is None or placed.group_key in before:
            yield _added(placed)
    for key, placed in before.items():
        if key not in after and (placed.group is None or placed.group_key in after):
            yield placed.change("question_removed", Weight.BREAKING)
    if _reordered(list(before), list(after)) and not _moved(before, after):
        yield Change("questions_reordered", Weight.WORDS, label=new.title)


def _moved(before: Mapping[str, _Placed], after: Mapping[str, _Placed]) -> bool:
    """Whether some question has another step or group, which is told of by itself."""
    places = [{key: (placed.step.key, placed.group_key) for key, placed in found.items()} for found in (before, after)]
    return any(places[0][key] != places[1][key] for key in before.keys() & after.keys())


def _added(placed: _Placed) -> Change:
    if placed.question.required:
        return placed.change("required_question_added", Weight.BREAKING)
    return placed.change("question_added", Weight.NOTABLE if placed.question.asks else Weight.WORDS)


def _question(old: _Placed, new: _Placed) -> Iterator[Change]:
    if old.group_key != new.group_key:
        yield new.change("question_regrouped", Weight.BREAKING)
    elif old.step.key != new.step.key:
        yield new.change("question_moved", Weight.NOTABLE, **{"from": old.step.title, "to": new.step.title})
    if old.question.type != new.question.type:
        kinds = {"from": old.question.type, "to": new.question.type}
        yield new.change("question_retyped", Weight.BREAKING, **kinds)
        return
    if (code := _rule_change(old.question.show_if, new.question.show_if)) is not None:
        yield new.change(code, Weight.NOTABLE)
    yield from _required(old.question, new)
    yield from _options(old.question, new)
    yield from _rows(old.question, new)
    yield from _fields(old.question, new)
    if _reworded(old.question, new.question):
        yield new.change("question_words", Weight.WORDS, **{"from": old.question.label})


def _required(old: BaseQuestion, placed: _Placed) -> Iterator[Change]:
    new = placed.question
    if old.required == new.required and _same(old.required_if, new.required_if):
        return
    if new.required:
        code = "settings_changed" if old.required else "became_required"
    elif new.required_if is None:
        code = "became_optional"
    else:
        code = "requirement_loosened" if old.required else "requirement_changed"
    breaking = code in ("became_required", "requirement_changed")
    yield placed.change(code, Weight.BREAKING if breaking else Weight.NOTABLE)


def _options(old: BaseQuestion, placed: _Placed) -> Iterator[Change]:
    before, after = _choices(old), _choices(placed.question)
    for value, choice in after.items():
        if value in before:
            yield from _option(before[value], choice, placed)
        else:
            yield placed.change("choice_added", Weight.NOTABLE, value, choice=choice.label)
    for value, choice in before.items():
        if value not in after:
            yield placed.change("choice_removed", Weight.BREAKING, value, choice=choice.label)
    if _reordered(list(before), list(after)):
        yield placed.change("choices_reordered", Weight.WORDS)


def _choices(question: BaseQuestion) -> dict[str, Option]:
    return {choice.value: choice for choice in question.choices} if isinstance(question, OptionQuestion) else {}


def _option(old: Option, new: Option, placed: _Placed) -> Iterator[Change]:
    label, value = new.label, new.value
    if not _same(old.show_if, new.show_if):
        yield placed.change("choice_condition_changed", Weight.NOTABLE, value, choice=label)
    if not isinstance(old, Choice) or not isinstance(new, Choice):
        return
    if old.free_text != new.free_text:
        code = "choice_text_added" if new.free_text else "choice_text_removed"
        yield placed.change(code, Weight.NOTABLE if new.free_text else Weight.BREAKING, value, choice=label)
    if old.exclusive != new.exclusive:
        yield placed.change(
            "choice_exclusive_changed", Weight.BREAKING if new.exclusive else Weight.NOTABLE, value, choice=label
        )
    if old.score != new.score:
        points = {"from": _param(old.score), "to": _param(new.score)}
        yield placed.change("points_changed", Weight.NOTABLE, value, choice=label, **points)


def _rows(old: BaseQuestion, placed: _Placed) -> Iterator[Change]:
    before, after = _matrix_rows(old), _matrix_rows(placed.question)
    for key, row in after.items():
        if key not in before:
            weight = Weight.BREAKING if placed.question.required else Weight.NOTABLE
            yield placed.change("row_added", weight, key, row=row.label)
    for key, row in before.items():
        if key not in after:
            yield placed.change("row_removed", Weight.BREAKING, key, row=row.label)
    if _reordered(list(before), list(after)):
        yield placed.change("rows_reordered", Weight.WORDS)


def _matrix_rows(question: BaseQuestion) -> dict[str, Row]:
    return {row.key: row for row in question.rows} if isinstance(question, Matrix) else {}


def _fields(old: BaseQuestion, placed: _Placed) -> Iterator[Change]:
    new = placed.question
    plain: dict[str, Change] = {}
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name in APART | WORDS or (_same(before, after) if name == "formula" else before == after):
            continue
        values = {"from": _param(before), "to": _param(after)}
        if name in BOUNDS and not isinstance(new, Calculated):
            tightened = _tightened(name, before, after)
            code, weight = ("bound_tightened", Weight.BREAKING) if tightened else ("bound_loosened", Weight.NOTABLE)
            yield placed.change(code, weight, bound=name, **values)
        elif name in VALUED:
            yield placed.change(f"{name}_changed", Weight.NOTABLE, **values)
        else:
            code = PLAIN.get(name, "settings_changed")
            plain[code] = placed.change(code, Weight.NOTABLE)
    yield from plain.values()


def _tightened(name: str, old: object, new: object) -> bool:
    """Whether the bound `name` may refuse what it accepted before."""
    if isinstance(old, tuple) and isinstance(new, tuple):
        return not set(old) <= set(new)
    if new is None or old is None:
        return old is None
    return name in EXACT or (_figure(new) > _figure(old)) == (name in LOWER)


def _figure(bound: object) -> float:
    """A bound as a number that compares as it does."""
    return bound.toordinal() if isinstance(bound, date) else float(str(bound))


def _param(value: object) -> Param:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, int | float) else "" if value is None else str(value)


def _reworded(old: BaseQuestion, new: BaseQuestion) -> bool:
    """Whether the question, or a choice or row that is in both, is put in other words."""
    if any(getattr(old, name) != getattr(new, name) for name in WORDS & type(new).model_fields.keys()):
        return True
    before, after = _words(old), _words(new)
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def _words(question: BaseQuestion) -> dict[tuple[str, str], object]:
    """What is said in the choices and rows of `question`."""
    choices = {("choice", choice.value): choice.label for choice in _choices(question).values()}
    rows = _matrix_rows(question).values()
    return {**choices, **{("row", row.key): (row.label, row.strength, row.improvement) for row in rows}}
