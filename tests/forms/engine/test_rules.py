"""Conditions: what is refused when they are compiled, what they read, and that they never fail afterwards.

What each operator yields is in tests/forms/vectors/rules.json, for the browser too.
"""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.errors import InvalidRule
from forms.engine.javascript import to_number, to_text, truthy
from forms.engine.rules import MAX_DEPTH, OPERATORS, compile_rule, variables
from tests.forms.engine import strategies


def refused(rule: Json) -> tuple[str, dict[str, object]]:
    with pytest.raises(InvalidRule) as caught:
        compile_rule(rule)
    return caught.value.code, dict(caught.value.params)


def nested(levels: int, kind: str = "operator") -> Json:
    rule: Json = 1
    for _ in range(levels):
        rule = {"!": [rule]} if kind == "operator" else [rule]
    return rule


@pytest.mark.parametrize(
    "operator",
    ["?:", "cat", "substr", "merge", "map", "reduce", "all", "missing", "log", "method", "AND", "", "__proto__"],
)
def test_an_operator_outside_the_subset_is_refused(operator: str) -> None:
    assert refused({operator: [1, 2]}) == ("rule_operator", {"operator": operator})


def test_a_long_operator_is_named_in_part() -> None:
    assert refused({"x" * 1000: []}) == ("rule_operator", {"operator": "x" * 40})


def test_an_operator_is_refused_wherever_it_stands() -> None:
    assert refused({"and": [1, {"or": [{"in": ["a", [{"cat": []}]]}]}]}) == ("rule_operator", {"operator": "cat"})


@pytest.mark.parametrize(
    ("operator", "least", "most"),
    [
        *[(operator, 2, 2) for operator in ("==", "!=", "===", "!==", ">", ">=", "in", "/", "%")],
        *[(operator, 2, 3) for operator in ("<", "<=")],
        *[(operator, 1, 1) for operator in ("!", "!!")],
        *[(operator, 1, 100) for operator in ("and", "or", "+", "*", "min", "max")],
        ("-", 1, 2),
        ("if", 2, 99),
    ],
)
def test_an_operator_takes_its_number_of_arguments(operator: str, least: int, most: int) -> None:
    for count in (least, most):
        compile_rule({operator: [1] * count})
    for count in (least - 1, most + 1):
        assert refused({operator: [1] * count}) == ("rule_arguments", {"operator": operator})


@pytest.mark.parametrize("argument", ["ab", 5, None, {"var": "x"}])
def test_a_lone_argument_is_one_argument(argument: Json) -> None:
    compile_rule({"!": argument})
    assert refused({"==": argument})[0] == "rule_arguments"


@pytest.mark.parametrize("rule", [{}, {"==": [1, 1], "!=": [1, 2]}, {"and": [{}]}, [{"var": "x", "!": 1}]])
def test_a_part_has_exactly_one_operator(rule: Json) -> None:
    assert refused(rule) == ("rule_shape", {})


@pytest.mark.parametrize(
    "argument",
    [
        *(None, 0, True, "", [], [""], [1], [["x"]], {"var": "x"}, [{"var": "x"}]),
        *(["x", []], ["x", ["a"]], ["x", {"var": "y"}], ["x", 1, 2]),
    ],
)
def test_a_variable_is_one_key_and_perhaps_a_plain_value_instead(argument: Json) -> None:
    assert refused({"var": argument}) == ("rule_variable", {})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("address.city", "Borg\u00e5"),
        ("staff.0.email", "a@b.example"),
        ("staff.0.kinds.1", "y"),
        ("staff.2", None),
        ("staff.x", None),
        ("staff.-1", None),
        ("staff.00001", None),
        ("staff.0.email.length", None),
        ("address.length", None),
        ("q.x", None),
        ("q.0", None),
        ("nothing.0", None),
        ("q:a.b", "own words"),
        ("a.", None),
        (".a", None),
    ],
)
def test_a_point_leads_into_an_answer(key: str, value: Json) -> None:
    answers: dict[str, Json] = {
        "address": {"city": "Borg\u00e5"},
        "staff": [{"email": "a@b.example", "kinds": ["x", "y"]}, {}],
        "q": "text",
        "q:a.b": "own words",
        "a": {"b": 1},
    }
    assert compile_rule({"var": key})(answers) == value
    assert compile_rule({"var": [key, "instead"]})(answers) == ("instead" if value is None else value)


def test_a_list_of_constants_is_made_once() -> None:
    rule = compile_rule(["a", ["b", {"+": [1, 1]}]])
    assert rule({}) == ["a", ["b", 2]]
    assert rule({}) is rule({"a": 1})


@pytest.mark.parametrize("kind", ["operator", "list"])
def test_a_rule_goes_so_deep_and_no_deeper(kind: str) -> None:
    compile_rule(nested(MAX_DEPTH, kind))
    assert refused(nested(MAX_DEPTH + 1, kind)) == ("rule_too_deep", {"max": MAX_DEPTH})
    assert refused(nested(5000, kind))[0] == "rule_too_deep"


@pytest.mark.parametrize(
    ("rule", "read"),
    [
        ({"var": "a"}, {"a"}),
        ({"var": ["a"]}, {"a"}),
        ({"!": {"var": "a:other"}}, {"a:other"}),
        (
            {"and": [{"==": [{"var": "a"}, "b"]}, {"in": [{"var": "c"}, [{"var": "d"}, "e"]]}, {"var": "a"}]},
            {"a", "c", "d"},
        ),
        ({"==": ["a", "b"]}, set()),
        ([{"var": "a"}, [{"var": "b"}]], {"a", "b"}),
        ("var", set()),
        ([], set()),
        (None, set()),
    ],
)
def test_a_rule_tells_what_it_reads(rule: Json, read: set[str]) -> None:
    assert variables(rule) == read


def test_and_and_or_decide_as_soon_as_they_can() -> None:
    class Watched(dict[str, Json]):
        def get(self, key: str, default: Json = None) -> Json:
            asked.append(key)
            return super().get(key, default)

    asked: list[str] = []
    both = [{"var": "a"}, {"var": "b"}]
    assert compile_rule({"and": both})(Watched(a=0, b=1)) == 0
    assert compile_rule({"or": both})(Watched(a=1, b=0)) == 1
    assert asked == ["a", "a"]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (7, "7"),
        (-7.0, "-7"),
        (1.5, "1.5"),
        (-0.25, "-0.25"),
        (100, "100"),
        (0.000001, "0.000001"),
        (0.0000012, "0.0000012"),
        (0.0000001, "1e-7"),
        (-1.25e-9, "-1.25e-9"),
        (5e-324, "5e-324"),
        (1e16, "10000000000000000"),
        (123456789012345678901, "123456789012345680000"),
        (9007199254740993, "9007199254740992"),
        (1e21, "1e+21"),
        (-1.5e300, "-1.5e+300"),
        (10**400, "Infinity"),
        (-(10**400), "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_are_written_as_javascript_writes_them(number: float, written: str) -> None:
    assert to_text(number) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (False, "false"),
        ("a", "a"),
        ([], ""),
        ([1, None, [True, ["x"]]], "1,,true,x"),
        ({"a": 1}, "[object Object]"),
    ],
)
def test_values_are_written_as_javascript_writes_them(value: Json, written: str) -> None:
    assert to_text(value) == written


@pytest.mark.parametrize("huge", [10**400, "1e400", "9" * 400])
def test_numbers_beyond_the_largest_are_infinite(huge: Json) -> None:
    assert to_number(huge) == math.inf
    assert compile_rule({"+": [huge]})({}) is None


def test_an_object_is_no_number_and_equals_nothing() -> None:
    assert math.isnan(to_number({"a": 1}))
    assert compile_rule({"==": [{"var": "x"}, {"var": "x"}]})({"x": {"a": 1}}) is False


small_json = st.recursive(
    strategies.odd_scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*OPERATORS, "var", "if", ""]), inner, max_size=2)
        | st.sampled_from([*OPERATORS]).flatmap(
            lambda operator: st.lists(inner, min_size=1, max_size=3).map(lambda items: {operator: items})
        )
    ),
    max_leaves=15,
)
read_values = st.dictionaries(st.sampled_from(["a", "b"]), strategies.answer_values)


@settings(deadline=None, max_examples=300)
@given(small_json, read_values)
def test_any_json_compiles_and_evaluates_or_is_an_invalid_rule(rule: Json, answers: dict[str, Json]) -> None:
    try:
        evaluate = compile_rule(rule)
    except InvalidRule:
        return
    evaluate(answers)
    assert all(isinstance(key, str) for key in variables(rule))


@settings(deadline=None, max_examples=300)
@given(strategies.rules(("a", "b")), read_values)
def test_a_rule_depends_on_nothing_but_what_it_reads(rule: Json, answers: dict[str, Json]) -> None:
    evaluate = compile_rule(rule)
    read = {key: value for key, value in answers.items() if key in variables(rule)}
    assert repr(evaluate(answers)) == repr(evaluate(read))


@settings(deadline=None, max_examples=150)
@given(strategies.answer_values, strategies.answer_values)
def test_operators_hold_their_laws(left: Json, right: Json) -> None:
    def value(operator: str, *keys: str) -> Json:
        return compile_rule({operator: [{"var": key} for key in keys]})({"left": left, "right": right})

    both, turned = ("left", "right"), ("right", "left")
    assert value("!", "left") is not value("!!", "left")
    assert value("!=", *both) is not value("==", *both)
    assert value("==", *both) is value("==", *turned)
    assert value("<", *both) is value(">", *turned)
    assert value("<=", *both) is value(">=", *turned)
    assert truthy(value("and", *both)) is (truthy(left) and truthy(right))
    assert truthy(value("or", *both)) is (truthy(left) or truthy(right))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from("+-*/"), strategies.answer_values, strategies.answer_values)
def test_arithmetic_gives_a_finite_number_or_null(operator: str, left: Json, right: Json) -> None:
    value = compile_rule({operator: [{"var": "left"}, {"var": "right"}]})({"left": left, "right": right})
    assert value is None or math.isfinite(value)
