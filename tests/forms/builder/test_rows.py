"""Conditions as rows: what they stand for, and that a rule comes back exactly as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.builder import comparisons
from forms.builder.blocks.editor import editor_words
from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.builder.comparisons import FITTING, InvalidRow, Row
from forms.builder.rules import ALL, ANY, from_rows, to_rows
from forms.engine.rules import compile_rule
from tests.forms.engine.strategies import any_json, rules

KINDS = {"n": "number", "d": "date", "t": "time", "y": "yes_no", "c": "choice", "m": "choices", "p": "presence"}
A, C, D, M, N, P, Y = ({"var": key} for key in "acdmnpy")


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (Row("c", "one_of", ("x", "y")), {"in": [C, ["x", "y"]]}),
        (Row("c", "none_of", ("x",)), {"!": {"in": [C, ["x"]]}}),
        (Row("m", "includes", ("x",)), {"in": ["x", M]}),
        (Row("m", "includes", ("x", "y")), {"or": [{"in": ["x", M]}, {"in": ["y", M]}]}),
        (Row("m", "includes_none", ("x", "y")), {"!": {"or": [{"in": ["x", M]}, {"in": ["y", M]}]}}),
        (Row("a", "is", ("x, y",)), {"==": [A, "x, y"]}),
        (Row("a", "is_not", ("x",)), {"!=": [A, "x"]}),
        (Row("n", "is", ("3",)), {"==": [N, 3]}),
        (Row("n", "at_least", ("2,5",)), {">=": [N, 2.5]}),
        (Row("n", "more_than", ("0",)), {">": [N, 0]}),
        (Row("n", "less_than", ("10",)), {"and": [{"!=": [N, None]}, {"<": [N, 10]}]}),
        (Row("a", "answered"), {"!!": A}),
        (Row("a", "not_answered"), {"!": A}),
        (Row("p", "answered"), {"!!": P}),
        (Row("n", "answered"), {"!=": [N, None]}),
        (Row("n", "not_answered"), {"==": [N, None]}),
        (Row("y", "yes"), {"==": [Y, True]}),
        (Row("y", "no"), {"==": [Y, False]}),
        (Row("y", "answered"), {"!=": [Y, None]}),
        (Row("d", "less_than", ("2026-11-24",)), {"<": [D, "2026-11-24"]}),
        (Row("d", "more_than", ("2026-11-24",)), {">": [D, "2026-11-24"]}),
        (Row("d", "is", ("2026-11-24",)), {"==": [D, "2026-11-24"]}),
        (Row("q.row", "one_of", ("x",)), {"in": [{"var": "q.row"}, ["x"]]}),
    ],
)
def test_a_row_stands_for_a_rule_and_the_rule_for_the_row(row, rule):
    assert from_rows(ALL, [row], KINDS) == rule
    read = to_rows(rule, KINDS)
    assert read is not None
    assert from_rows(*read, KINDS) == rule
    assert read[1][0].comparison == row.comparison


@pytest.mark.parametrize("comparison", ["at_most", "less_than", "at_least", "more_than"])
@pytest.mark.parametrize(("key", "value"), [("n", "-1"), ("n", "0"), ("n", "1"), ("d", "2026-01-01"), ("t", "00:00")])
def test_no_answer_is_never_more_or_less_than_something(comparison, key, value):
    rule = from_rows(ALL, [Row(key, comparison, (value,))], KINDS)
    assert not compile_rule(rule)({})


@pytest.mark.parametrize(("key", "value"), [("n", 0), ("y", False), ("a", "0"), ("m", ["x"])])
def test_zero_and_no_are_answers(key, value):
    assert compile_rule(from_rows(ALL, [Row(key, "answered")], KINDS))({key: value})
    assert not compile_rule(from_rows(ALL, [Row(key, "not_answered")], KINDS))({key: value})


@pytest.mark.parametrize("answer", [None, False, True])
def test_only_an_answered_no_is_no(answer):
    rules = {comparison: compile_rule(from_rows(ALL, [Row("y", comparison)], KINDS)) for comparison in ("yes", "no")}
    assert [rules["yes"]({"y": answer}), rules["no"]({"y": answer})] == [answer is True, answer is False]


def test_days_are_compared_as_days():
    before = compile_rule(from_rows(ALL, [Row("d", "less_than", ("2026-02-01",))], KINDS))
    assert before({"d": "2026-01-31"})
    assert not before({"d": "2026-02-01"})


@pytest.mark.parametrize(("match", "operator"), [(ALL, "and"), (ANY, "or")])
def test_several_rows_are_joined(match, operator):
    rows = [Row("a", "one_of", ("x",)), Row("b", "answered")]
    rule = from_rows(match, rows, {})
    assert rule == {operator: [{"in": [A, ["x"]]}, {"!!": {"var": "b"}}]}
    assert to_rows(rule, {}) == (match, rows)


@pytest.mark.parametrize(
    "rule",
    [
        {"and": [{"in": [A, ["x"]]}]},
        {"in": [A, [1, 2]]},
        {"in": [A, ["with, comma"]]},
        {">=": [N, 2.0]},
        {">=": [A, "text"]},
        {">=": [D, 3]},
        {"<": [1, N, 3]},
        {"or": [{"and": [{"!!": A}, {"!!": N}]}, {"!": A}]},
        {"!=": [A, True]},
        {"==": [A, " x"]},
        {},
    ],
)
def test_a_rule_that_rows_cannot_say_exactly_is_left_as_it_is(rule):
    assert to_rows(rule, KINDS) is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Row("", "one_of", ("x",)), "row_question"),
        (Row("a", "like", ("x",)), "row_comparison"),
        (Row("a", "one_of"), "row_values"),
        (Row("m", "includes"), "row_values"),
        (Row("a", "is"), "row_one_value"),
        (Row("d", "is"), "row_one_value"),
        (Row("a", "at_least", ("many",)), "row_number"),
        (Row("a", "at_least", ("inf",)), "row_number"),
        (Row("n", "is"), "row_number"),
    ],
)
def test_a_row_that_says_nothing_is_refused(row, code):
    with pytest.raises(InvalidRow) as refused:
        from_rows(ALL, [row], KINDS)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("comparison", "text", "values"),
    [
        ("one_of", "a, b,, c ", ("a", "b", "c")),
        ("is", " Åbo, Finland ", ("Åbo, Finland",)),
        ("at_least", "2,5", ("2,5",)),
        ("is", "  ", ()),
        ("answered", "", ()),
    ],
)
def test_the_values_of_a_row_are_read_as_they_were_written(comparison, text, values):
    assert Row.written("a", comparison, text).values == values


def test_every_kind_of_answer_has_comparisons_with_words():
    kinds = {block.compared_as for block in QUESTION_BLOCKS.values()}
    assert kinds - {comparisons.NOTHING, comparisons.ROWS} <= set(FITTING)
    offered = {comparison for fitting in FITTING.values() for comparison in fitting}
    assert offered == set(comparisons.COMPARISONS)
    for kind, pairs in editor_words()["fitting"].items():
        assert [comparison for comparison, words in pairs if words] == list(FITTING[kind])


@given(rules(("a", "n", "d")) | st.dictionaries(st.sampled_from(["and", "or", "in", "!", "=="]), any_json, max_size=1))
def test_rows_never_change_a_rule(rule):
    if not isinstance(rule, dict):
        return
    read = to_rows(rule, KINDS)
    if read is not None:
        again = from_rows(*read, KINDS)
        assert (repr(again), again) == (repr(rule), rule)
