"""Choices that are offered to some, what follows from the answers, and what must be answered because of them."""

import pytest

from forms.engine.base import Json
from forms.engine.evaluate import evaluate
from tests.forms.engine.small_forms import Definition, choices, minimal, one_step, parsed, question, text

OIL_ONLY = {"==": [{"var": "a"}, "farm"]}


def offered(kind: str, **fields: object) -> Definition:
    """A question whose choice "oil" is offered to farms only; "other" asks which."""
    made = choices("oil", "gas", "other", free_text="other")
    made[0]["show_if"] = OIL_ONLY
    return question(kind, "q", choices=made, **fields)


def test_a_choice_is_offered_where_its_condition_holds() -> None:
    made = one_step(text("a"), offered("single_choice"))
    assert evaluate(made, {"a": "farm", "q": "oil"}).cleaned == {"a": "farm", "q": "oil"}
    assert evaluate(made, {"a": "farm"}).withheld == {}
    assert evaluate(made, {}).withheld == {"q": {"oil"}}


def test_a_choice_that_is_ruled_out_is_an_error_and_reads_as_null() -> None:
    made = one_step(text("a"), offered("single_choice"), text("b", show_if={"==": [{"var": "q"}, "oil"]}))
    outcome = evaluate(made, {"a": "shop", "q": "oil"})
    assert (dict(outcome.cleaned), outcome.visible) == ({"a": "shop"}, ("a", "q"))
    assert [(error.code, error.key, error.params) for error in outcome.errors] == [
        ("choice_withheld", "q", {"choice": "Oil"})
    ]


def test_of_several_choices_those_that_are_offered_stay() -> None:
    made = one_step(text("a"), offered("multiple_choice"))
    outcome = evaluate(made, {"q": ["oil", "other"], "q:other": "Peat"})
    assert dict(outcome.cleaned) == {"q": ["other"], "q:other": "Peat"}
    assert [error.code for error in outcome.errors] == ["choice_withheld"]
    assert evaluate(made, {"q": ["oil"]}).cleaned == {}


def test_own_words_go_with_a_choice_that_is_ruled_out() -> None:
    made = choices("other", "gas", free_text="other")
    made[0]["show_if"] = OIL_ONLY
    outcome = evaluate(
        one_step(text("a"), question("single_choice", "q", choices=made)), {"q": "other", "q:other": "Peat"}
    )
    assert dict(outcome.cleaned) == {}


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "ranking"])
def test_nobody_must_choose_where_nothing_is_offered(kind: str) -> None:
    options = [choice | {"show_if": OIL_ONLY} for choice in choices("oil", "gas")]
    made = one_step(text("a"), question(kind, "q", choices=options, required=True))
    outcome = evaluate(made, {})
    assert (outcome.errors, outcome.required) == ((), frozenset())
    assert [error.code for error in evaluate(made, {"a": "farm"}).errors] == ["required"]


def total(formula: object, **fields: object) -> Definition:
    return question("calculated", "total", formula=formula, **fields)


SUM = total({"+": [{"var": "a"}, {"var": "b"}]})
NUMBERS = (question("number", "a"), question("number", "b"))


def test_formulas_follow_from_answers_and_from_each_other() -> None:
    share = question("calculated", "share", formula={"*": [100, {"/": [{"var": "a"}, {"var": "total"}]}]}, decimals=0)
    high = text("high", show_if={">": [{"var": "share"}, 50]})
    outcome = evaluate(one_step(high, share, SUM, *NUMBERS), {"a": "2", "b": 1})
    assert dict(outcome.cleaned) == {"share": 67, "total": 3, "a": 2, "b": 1}
    assert outcome.visible == ("high", "share", "total", "a", "b")
    assert evaluate(one_step(high, share, SUM, *NUMBERS), {"a": 1, "b": 2}).visible == ("share", "total", "a", "b")


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ({"/": [1, {"var": "b"}]}, None),
        ({"var": "q"}, None),
        ({"==": [{"var": "a"}, 1]}, None),
        ({"*": [{"var": "a"}, 1e300]}, None),
        ({"*": [{"var": "a"}, 1e15]}, 10**15),
        ({"*": [{"var": "a"}, 1.005]}, 1.01),
        ({"*": [{"var": "a"}, -1.005]}, -1.01),
        ({"*": [{"var": "a"}, 2.0]}, 2),
        ({"if": [{"var": "a"}, 5]}, 5),
    ],
)
def test_what_comes_to_a_number_is_rounded_and_kept(formula: object, value: Json) -> None:
    outcome = evaluate(one_step(*NUMBERS, text(), total(formula)), {"a": 1, "q": "x"})
    assert outcome.cleaned.get("total") == value
    assert type(outcome.cleaned.get("total")) is type(value)


@pytest.mark.parametrize("given", [99, "99", None, ["x"], {"a": 1}])
def test_what_anybody_says_of_a_calculated_answer_is_not_read(given: Json) -> None:
    outcome = evaluate(one_step(*NUMBERS, SUM), {"a": 1, "b": 2, "total": given})
    assert outcome.cleaned["total"] == 3
    assert (outcome.errors, outcome.hidden, outcome.unknown) == ((), (), ())


def test_nobody_can_be_asked_for_what_is_calculated() -> None:
    outcome = evaluate(one_step(*NUMBERS, total({"/": [{"var": "a"}, {"var": "b"}]}, required=True)), {})
    assert (outcome.errors, outcome.required) == ((), frozenset())


def test_what_is_calculated_is_shown_with_its_unit() -> None:
    assert parsed(total({"var": "a"}, unit="t")).display({"total": 1234.5}, "en") == ["1,234.5 t"]


@pytest.mark.parametrize("kind", ["statement", "section"])
def test_words_are_shown_and_take_no_answer(kind: str) -> None:
    outcome = evaluate(one_step(text("a"), minimal(kind, required=True)), {"q": "x"})
    assert outcome.visible == ("a", "q")
    assert (dict(outcome.cleaned), outcome.unknown, outcome.errors) == ({}, ("q",), ())


def test_a_hidden_question_comes_with_the_address() -> None:
    outcome = evaluate(one_step(minimal("hidden", max_length=4), text("a")), {"q": " fair "})
    assert dict(outcome.cleaned) == {"q": "fair"}
