"""Rows judged on one scale, and choices put in order."""

import pytest

from forms.engine.base import Json
from forms.engine.evaluate import evaluate
from forms.engine.scoring import scored_answers, scores
from tests.forms.engine.small_forms import LADDER, cleaned, minimal, one_step, parsed, refusal, scored, text

MATRIX, RANKING = minimal("matrix"), minimal("ranking")


def errors(definition: dict[str, object], raw: Json) -> list[tuple[str, str]]:
    return [(error.code, error.pointer) for error in evaluate(one_step(definition), {"q": raw}).errors]


@pytest.mark.parametrize("raw", ["started", ["started"], 5, True])
def test_a_matrix_is_an_object(raw: Json) -> None:
    assert errors(MATRIX, raw) == [("wrong_type_matrix", "/q")]
    assert refusal(MATRIX, raw) == ("wrong_type_matrix", {})


def test_rows_are_checked_one_by_one_and_the_good_ones_kept() -> None:
    outcome = evaluate(one_step(MATRIX), {"q": {"light": "started", "heat": "x"}})
    assert dict(outcome.cleaned) == {"q": {"light": "started"}}
    assert errors(MATRIX, {"light": 5, "heat": ["started"]}) == [
        ("choice_unknown", "/q/light"),
        ("choice_unknown", "/q/heat"),
    ]


def test_a_row_that_the_matrix_does_not_have_is_named() -> None:
    assert refusal(MATRIX, {"dark": "started"}) == ("unknown_key", {"key": "dark"})
    assert refusal(MATRIX, {"\ud800" * 99: "started"}) == ("unknown_key", {"key": "\ufffd" * 64})


@pytest.mark.parametrize("fields", [{"required": True}, {"required_if": {"!!": {"var": "a"}}}])
def test_a_matrix_that_must_be_answered_wants_every_row(fields: dict[str, object]) -> None:
    made = one_step(text("a"), MATRIX | fields)
    outcome = evaluate(made, {"a": "x", "q": {"light": "started"}})
    assert [(error.code, error.key) for error in outcome.errors] == [("required", "q:heat")]
    assert [error.key for error in evaluate(made, {"a": "x"}).errors] == ["q"]
    assert evaluate(made, {"a": "x"}).required == {"q"}
    assert evaluate(one_step(text("a"), MATRIX), {"q": {"light": "started"}}).errors == ()


def test_a_choice_of_a_matrix_can_be_ruled_out() -> None:
    points = [*LADDER[:3], LADDER[3] | {"show_if": {"!!": {"var": "a"}}}]
    made = one_step(text("a"), MATRIX | {"choices": points})
    answers: dict[str, Json] = {"q": {"light": "in_place", "heat": "started"}}
    outcome = evaluate(made, answers)
    assert outcome.withheld == {"q": {"in_place"}}
    assert dict(outcome.cleaned) == {"q": {"heat": "started"}}
    assert [(error.code, error.key, error.params) for error in outcome.errors] == [
        ("choice_withheld", "q:light", {"choice": "In place"})
    ]
    assert evaluate(made, {**answers, "a": "x"}).errors == ()


def test_each_row_counts_towards_the_theme() -> None:
    rows = [
        {"key": "light", "label": "Light", "strength": "Lit"},
        {"key": "heat", "label": "Heat", "improvement": "Warm"},
    ]
    made = scored(MATRIX | {"rows": rows, "theme": "energy", "weight": 2})
    answers: dict[str, Json] = {"q": {"light": "in_place", "heat": "not_started"}}
    found = scores(made, answers)
    assert found is not None
    assert found.percent == 50
    assert [(one.label, one.score, one.strength, one.improvement) for one in scored_answers(made, answers)] == [
        ("Light", 2, "Lit", ""),
        ("Heat", 0, "", "Warm"),
    ]
    assert scored_answers(made, {"q": "x"}) == ()


def test_a_choice_that_is_no_more_is_shown_by_its_value() -> None:
    assert parsed(MATRIX).display({"q": {"light": "gone"}}, "sv") == ["Light: gone"]
    assert parsed(RANKING).display({"q": ["gone"]}, "sv") == ["1. gone"]


@pytest.mark.parametrize(
    ("raw", "code", "params"),
    [
        ("x", "wrong_type_choices", {}),
        (5, "wrong_type_choices", {}),
        (["x", 1, "y"], "wrong_type_choices", {}),
        (["x", "x", "y"], "ranking_twice", {}),
        (["x", "y"], "ranking_count", {"count": 3}),
        (["x", "y", "a"], "choice_unknown", {"choice": "a"}),
        (["x", "y", ""], "choice_unknown", {"choice": ""}),
        (["x", "y", "\ud800"], "choice_unknown", {"choice": "\ufffd"}),
        ({"x": 1, "y": 2}, "ranking_count", {"count": 3}),
        ({"x": 1, "y": 1, "z": 2}, "ranking_twice", {}),
        ({"x": 1, "y": 3, "z": ""}, "ranking_gap", {"count": 2}),
        ({"x": 2, "y": 3, "z": 4}, "ranking_gap", {"count": 3}),
        ({"x": 0}, "ranking_position", {"max": 3}),
        ({"x": 51}, "ranking_position", {"max": 3}),
        ({"x": "first"}, "ranking_position", {"max": 3}),
        ({"x": "\u0661"}, "ranking_position", {"max": 3}),
        ({"x": "0001"}, "ranking_position", {"max": 3}),
        ({"x": "0001" + "9" * 5000}, "ranking_position", {"max": 3}),
        ({"x": 10**5000}, "ranking_position", {"max": 3}),
        ({"x": 1.5}, "ranking_position", {"max": 3}),
        ({"x": float("inf")}, "ranking_position", {"max": 3}),
        ({"x": True}, "ranking_position", {"max": 3}),
        ({"x": [1]}, "ranking_position", {"max": 3}),
        ({"a": 1}, "unknown_key", {"key": "a"}),
        ({"\ud800": 1}, "unknown_key", {"key": "\ufffd"}),
    ],
)
def test_what_is_no_ranking_is_refused(raw: Json, code: str, params: dict[str, object]) -> None:
    assert refusal(RANKING, raw) == (code, params)


@pytest.mark.parametrize(("raw", "at"), [({"x": "first"}, "x"), ({"x": 1, "y": 1}, "y")])
def test_a_wrong_place_is_an_error_at_its_choice(raw: Json, at: str) -> None:
    ((_, pointer),) = errors(RANKING, raw)
    assert pointer == f"/q/{at}"


@pytest.mark.parametrize("raw", [["z", "x"], {"z": 1, "x": 2.0}, {"z": " 1 ", "x": "02", "y": ""}])
def test_as_many_are_put_in_order_as_are_asked_for(raw: Json) -> None:
    assert cleaned(RANKING | {"most": 2}, raw) == ["z", "x"]
    assert refusal(RANKING | {"most": 2}, ["z", "x", "y"]) == ("ranking_count", {"count": 2})
    assert cleaned(RANKING | {"most": 9}, ["z", "x", "y"]) == ["z", "x", "y"]


def test_a_ranking_leaves_out_what_is_ruled_out() -> None:
    options = [{"value": value, "label": value} for value in "xyz"]
    options[2]["show_if"] = {"!!": {"var": "a"}}
    made = one_step(text("a"), RANKING | {"choices": options})
    assert evaluate(made, {"q": ["y", "x"]}).cleaned == {"q": ["y", "x"]}
    (error,) = evaluate(made, {"q": ["y", "x", "z"]}).errors
    assert (error.code, error.params) == ("choice_withheld", {"choice": "z"})
    assert evaluate(made, {"a": "1", "q": ["y", "x", "z"]}).errors == ()


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        (["z", "x", 5], {"x": "2", "y": "", "z": "1"}),
        ({"x": "first", "y": 2, "z": 10**5000}, {"x": "first", "y": "2", "z": ""}),
        ({"x": True, "y": None, "z": 1.0}, {"x": "", "y": "", "z": "1"}),
        ("x", {"x": "", "y": "", "z": ""}),
    ],
)
def test_places_are_typed_as_they_were_given(value: Json, typed: dict[str, str]) -> None:
    assert parsed(RANKING).typed_parts(value, "sv") == typed
