"""Formulas: what they stand for, how they are written, and what is said of one that cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.builder.formula import InvalidFormula, parse_formula, write_formula
from forms.engine.rules import compile_rule
from tests.forms.builder.strategies import formulas

A, B, C = {"var": "a"}, {"var": "b"}, {"var": "c"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a", A),
        ("a + b + 1", {"+": [A, B, 1]}),
        ("a - b - c", {"-": [{"-": [A, B]}, C]}),
        ("a + b * c", {"+": [A, {"*": [B, C]}]}),
        ("(a + b) * c", {"*": [{"+": [A, B]}, C]}),
        ("a / b / c", {"/": [{"/": [A, B]}, C]}),
        ("a / (b / c)", {"/": [A, {"/": [B, C]}]}),
        ("a % 12", {"%": [A, 12]}),
        ("-a * 0.5", {"*": [{"-": [A]}, 0.5]}),
        ("-(a / b)", {"-": [{"/": [A, B]}]}),
        ("min(a; b + 1; 2.5)", {"min": [A, {"+": [B, 1]}, 2.5]}),
        ("max(a; 0) - 1", {"-": [{"max": [A, 0]}, 1]}),
        ("(a + b) + c", {"+": [{"+": [A, B]}, C]}),
        ("m.row_1 + 1", {"+": [{"var": "m.row_1"}, 1]}),
        ("min + max", {"+": [{"var": "min"}, {"var": "max"}]}),
    ],
)
def test_a_formula_stands_for_a_rule_and_the_rule_for_the_formula(text, rule):
    assert parse_formula(text) == rule
    assert write_formula(rule) == text


@pytest.mark.parametrize("text", ["2 × a", "2*a", " 2 *a ", "2\u00a0* a"])
def test_a_formula_may_be_written_in_several_ways(text):
    assert parse_formula(text) == {"*": [2, A]}


@pytest.mark.parametrize(
    ("text", "rule"), [("a ÷ 2,5", {"/": [A, 2.5]}), ("a : 2", {"/": [A, 2]}), ("a − 1", {"-": [A, 1]})]
)
def test_signs_and_decimals_may_be_those_of_paper(text, rule):
    assert parse_formula(text) == rule


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "formula_empty", ""),
        ("  ", "formula_empty", ""),
        ("12 * 2", None, ""),
        ("12", "formula_question", ""),
        ("a b", "formula_between", "b"),
        ("a +", "formula_end", ""),
        ("a * / b", "formula_between", "/"),
        ("(a + b", "formula_bracket", ""),
        ("a + b)", "formula_between", ")"),
        ("min(a, b)", "formula_sign", ", b)"),
        ("a ^ 2", "formula_sign", "^ 2"),
        ("Antal + 1", "formula_sign", "Antal + 1"),
        ("(" * 50 + "a" + ")" * 50, "formula_deep", ""),
    ],
)
def test_what_is_no_formula_is_refused_where_it_stops_being_one(text, code, at):
    if code is None:
        assert parse_formula(text) == {"*": [12, 2]}
        return
    with pytest.raises(InvalidFormula) as refused:
        parse_formula(text)
    assert (refused.value.code, refused.value.at) == (code, at)


@pytest.mark.parametrize(
    "rule",
    [
        {"+": [A]},
        {"if": [A, 1, 2]},
        {"+": ["1", A]},
        {"+": A},
        {"*": [A, True]},
        {"*": [A, -1]},
        {"*": [A, 1e30]},
        {"var": ["a", 1]},
        {"var": "q:other"},
        {},
    ],
)
def test_a_rule_that_no_formula_says_exactly_is_left_to_json_logic(rule):
    assert write_formula(rule) is None


@given(formulas(("a", "b", "min")))
def test_a_written_formula_is_read_as_the_very_same_rule(rule):
    text = write_formula(rule)
    if text is not None:
        again = parse_formula(text)
        assert (again, repr(again)) == (rule, repr(rule))


@given(st.text("ab12 .,+-*/%();", max_size=20))
def test_whatever_is_written_is_read_or_refused(text):
    try:
        rule = parse_formula(text)
    except InvalidFormula:
        return
    compile_rule(rule)
    assert write_formula(rule) is not None
