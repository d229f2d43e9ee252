"""Conditions as rows: what they stand for, and that a rule comes back exactly as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.builder.rules import ALL, ANY, InvalidRow, Row, from_rows, to_rows
from forms.engine.rules import compile_rule
from tests.forms.engine.strategies import any_json, rules

NONE = frozenset()
A, N = {"var": "a"}, {"var": "n"}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (Row("a", "one_of", ("x", "y")), {"in": [A, ["x", "y"]]}),
        (Row("a", "none_of", ("x",)), {"!": {"in": [A, ["x"]]}}),
        (Row("a", "includes", ("x",)), {"in": ["x", A]}),
        (Row("a", "includes", ("x", "y")), {"or": [{"in": ["x", A]}, {"in": ["y", A]}]}),
        (Row("a", "includes_none", ("x", "y")), {"!": {"or": [{"in": ["x", A]}, {"in": ["y", A]}]}}),
        (Row("a", "is", ("x",)), {"==": [A, "x"]}),
        (Row("a", "is_not", ("x",)), {"!=": [A, "x"]}),
        (Row("n", "is", ("3",)), {"==": [N, 3]}),
        (Row("n", "at_least", ("2,5",)), {">=": [N, 2.5]}),
        (Row("n", "more_than", ("0",)), {">": [N, 0]}),
        (Row("n", "less_than", ("10",)), {"and": [{"!=": [N, None]}, {"<": [N, 10]}]}),
        (Row("a", "answered"), {"!!": A}),
        (Row("a", "not_answered"), {"!": A}),
        (Row("n", "answered"), {"!=": [N, None]}),
        (Row("n", "not_answered"), {"==": [N, None]}),
    ],
)
def test_a_row_stands_for_a_rule_and_the_rule_for_the_row(row, rule):
    numeric = frozenset({"n"})
    assert from_rows(ALL, [row], numeric) == rule
    read = to_rows(rule, numeric)
    assert read is not None
    assert from_rows(*read, numeric) == rule
    assert read[1][0].comparison == row.comparison


@pytest.mark.parametrize("comparison", ["at_most", "less_than", "at_least", "more_than"])
@pytest.mark.parametrize("number", ["-1", "0", "1"])
def test_no_answer_is_never_more_or_less_than_a_number(comparison, number):
    rule = from_rows(ALL, [Row("n", comparison, (number,))], frozenset({"n"}))
    assert not compile_rule(rule)({})


def test_zero_is_an_answer():
    rule = from_rows(ALL, [Row("n", "answered")], frozenset({"n"}))
    assert compile_rule(rule)({"n": 0})


@pytest.mark.parametrize(("match", "operator"), [(ALL, "and"), (ANY, "or")])
def test_several_rows_are_joined(match, operator):
    rows = [Row("a", "one_of", ("x",)), Row("b", "answered")]
    rule = from_rows(match, rows, NONE)
    assert rule == {operator: [{"in": [A, ["x"]]}, {"!!": {"var": "b"}}]}
    assert to_rows(rule, NONE) == (match, rows)


@pytest.mark.parametrize(
    "rule",
    [
        {"and": [{"in": [A, ["x"]]}]},
        {"in": [A, [1, 2]]},
        {"in": [A, ["with, comma"]]},
        {">=": [N, 2.0]},
        {"<": [1, N, 3]},
        {"or": [{"and": [{"!!": A}, {"!!": N}]}, {"!": A}]},
        {"==": [A, True]},
        {},
    ],
)
def test_a_rule_that_rows_cannot_say_exactly_is_left_as_it_is(rule):
    assert to_rows(rule, NONE) is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Row("", "one_of", ("x",)), "row_question"),
        (Row("a", "like", ("x",)), "row_comparison"),
        (Row("a", "one_of"), "row_values"),
        (Row("a", "is", ("x", "y")), "row_one_value"),
        (Row("a", "at_least", ("many",)), "row_number"),
        (Row("a", "at_least", ("inf",)), "row_number"),
    ],
)
def test_a_row_that_says_nothing_is_refused(row, code):
    with pytest.raises(InvalidRow) as refused:
        from_rows(ALL, [row], NONE)
    assert refused.value.code == code


@given(rules(("a", "b")) | st.dictionaries(st.sampled_from(["and", "or", "in", "!", "=="]), any_json, max_size=1))
def test_rows_never_change_a_rule(rule):
    if not isinstance(rule, dict):
        return
    read = to_rows(rule, frozenset({"b"}))
    if read is not None:
        again = from_rows(*read, frozenset({"b"}))
        assert (repr(again), again) == (repr(rule), rule)
