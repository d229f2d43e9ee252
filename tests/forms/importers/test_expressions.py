"""SurveyJS's expressions: read whole or not at all, and meaning here what they meant there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.engine.rules import compile_rule
from forms.importers.surveyjs.expressions import LONGEST, NotUnderstood, parse
from forms.importers.surveyjs.rules import Scope, Target, to_formula, to_rule, with_item

ROW = {"who": Target("who", "text"), "age": Target("age", "number")}
SCOPE = Scope(
    {
        "one": Target("one", "one", {"x": "x", "Yes, please": "yes_please"}),
        "many": Target("many", "many", {"a": "a", "b": "b", "c": "c"}),
        "number": Target("number", "number"),
        "other": Target("other", "number"),
        "yes": Target("yes", "yes_no", truths=("true", "Ja")),
        "text": Target("text", "text"),
        "matrix": Target("matrix", "parts", parts={"row 1": Target("matrix.row_1", "one", {"good": "good"})}),
        "people": Target("people", "rows", parts=ROW),
        "which": Target("which", "one", {"other": "other"}, parts={"Comment": Target("which:other", "text")}),
    },
    {"age": Target("row_age", "number")},
)


@pytest.mark.parametrize(
    ("expression", "rule"),
    [
        ("{one} = 'x'", {"in": [{"var": "one"}, ["x"]]}),
        ('{one} == "Yes, please"', {"in": [{"var": "one"}, ["yes_please"]]}),
        ("{one} = 'YES, PLEASE'", {"in": [{"var": "one"}, ["yes_please"]]}),
        ("'x' = {one}", {"in": [{"var": "one"}, ["x"]]}),
        ("{one} = x", {"in": [{"var": "one"}, ["x"]]}),
        ("{one} <> 'x'", {"!": {"in": [{"var": "one"}, ["x"]]}}),
        ("{one} anyof ['x', 'y']", {"in": [{"var": "one"}, ["x", "y"]]}),
        ("{text} = 'x'", {"==": [{"var": "text"}, "x"]}),
        ("{text} != 'x'", {"!=": [{"var": "text"}, "x"]}),
        ("{text} contains 'x'", {"in": ["x", {"var": "text"}]}),
        ("{text} empty", {"!": {"var": "text"}}),
        ("{text} notempty", {"!!": {"var": "text"}}),
        ("{text} = undefined", {"==": [{"var": "text"}, None]}),
        ("{many} contains 'a'", {"in": ["a", {"var": "many"}]}),
        ("{many} contains ['a', 'b']", {"and": [{"in": ["a", {"var": "many"}]}, {"in": ["b", {"var": "many"}]}]}),
        ("{many} allof ['a', 'b']", {"and": [{"in": ["a", {"var": "many"}]}, {"in": ["b", {"var": "many"}]}]}),
        ("{many} anyof ['a', 'b']", {"or": [{"in": ["a", {"var": "many"}]}, {"in": ["b", {"var": "many"}]}]}),
        ("{many} notcontains 'a'", {"!": {"in": ["a", {"var": "many"}]}}),
        ("{many} noneof ['a']", {"!": {"in": ["a", {"var": "many"}]}}),
        ("{number} >= 18", {">=": [{"var": "number"}, 18]}),
        ("{number} greaterorequal '18'", {">=": [{"var": "number"}, 18]}),
        ("18 <= {number}", {">=": [{"var": "number"}, 18]}),
        ("{number} < 5", {"and": [{"!=": [{"var": "number"}, None]}, {"<": [{"var": "number"}, 5]}]}),
        ("{number} = '5'", {"==": [{"var": "number"}, 5]}),
        ("{number} = 2.5", {"==": [{"var": "number"}, 2.5]}),
        ("{number} empty", {"==": [{"var": "number"}, None]}),
        ("{number} > -1", {"and": [{"!=": [{"var": "number"}, None]}, {">": [{"var": "number"}, -1]}]}),
        ("{yes}", {"==": [{"var": "yes"}, True]}),
        ("!{yes}", {"!=": [{"var": "yes"}, True]}),
        ("{yes} = 'Ja'", {"==": [{"var": "yes"}, True]}),
        ("{yes} = false", {"==": [{"var": "yes"}, False]}),
        ("{text}", {"!!": {"var": "text"}}),
        ("{matrix.row 1} = 'good'", {"in": [{"var": "matrix.row_1"}, ["good"]]}),
        ("{people[0].age} > 17", {">": [{"var": "people.0.age"}, 17]}),
        ("{panel.age} > 17", {">": [{"var": "row_age"}, 17]}),
        ("{row.age} > 17", {">": [{"var": "row_age"}, 17]}),
        ("{people} notempty", {"!!": {"var": "people"}}),
        ("{which-Comment} notempty", {"!!": {"var": "which:other"}}),
        ("{number} = {other}", {"==": [{"var": "number"}, {"var": "other"}]}),
        ("not ({text} empty)", {"!": {"!": {"var": "text"}}}),
        (
            "{text} empty or {yes} and {text} = 'b'",
            {
                "or": [
                    {"!": {"var": "text"}},
                    {"and": [{"==": [{"var": "yes"}, True]}, {"==": [{"var": "text"}, "b"]}]},
                ]
            },
        ),
        (
            "({text} empty || {yes}) && {text} = 'b'",
            {
                "and": [
                    {"or": [{"!": {"var": "text"}}, {"==": [{"var": "yes"}, True]}]},
                    {"==": [{"var": "text"}, "b"]},
                ]
            },
        ),
        ("{text} = 'it\\'s'", {"==": [{"var": "text"}, "it's"]}),
        ("true", None),
        ("'a' = 'a' or {text} empty", None),
        ("'a' = 'b' or {text} empty", {"!": {"var": "text"}}),
        ("'a' = 'b'", {"!!": [False]}),
    ],
)
def test_a_condition_comes_over(expression, rule):
    found = to_rule(parse(expression), SCOPE)
    assert found == rule
    if found is not None:
        compile_rule(found)


@pytest.mark.parametrize(
    ("expression", "answers", "holds"),
    [
        ("{many} = ['a', 'b']", {"many": ["b", "a"]}, True),
        ("{many} = ['a', 'b']", {"many": ["a", "b", "c"]}, False),
        ("{many} = 'a'", {"many": ["a"]}, True),
        ("{many} = 'a'", {}, False),
        ("{number} < 5", {}, False),
        ("{number} + {other} * 2 > 10", {"number": 1, "other": 5}, True),
        ("({number} + {other}) * 2 <= 10", {"number": 1, "other": 5}, False),
        ("{number} > {other}", {"other": 5}, False),
        ("{one} <> 'x'", {}, True),
    ],
)
def test_a_condition_means_what_it_meant(expression, answers, holds):
    assert bool(compile_rule(to_rule(parse(expression), SCOPE))(answers)) is holds


@pytest.mark.parametrize(
    ("expression", "answers", "value"),
    [
        ("{number} + 1", {"number": 2}, 3),
        ("-{number} % 3", {"number": 7}, -1),
        ("sum({number}, {other}, 1)", {"number": 2, "other": 3}, 6),
        ("avg({number}, {other})", {"number": 2, "other": 3}, 2.5),
        ("min({number}, {other}) / max({number}, 4)", {"number": 2, "other": 3}, 0.5),
        ("iif({yes}, {number}, 0 - 1)", {"yes": False, "number": 2}, -1),
    ],
)
def test_a_calculation_comes_over(expression, answers, value):
    assert compile_rule(to_formula(parse(expression), SCOPE))(answers) == value


@pytest.mark.parametrize(
    ("expression", "part"),
    [
        ("{gone} = 1", "{gone}"),
        ("{panel.gone} = 1", "{panel.gone}"),
        ("{people[0].gone} = 1", "{gone}"),
        ("{matrix} = 1", "{matrix}"),
        ("{matrix.gone} = 1", "{matrix.gone}"),
        ("age({text}) > 18", "age()"),
        ("{text} + 'a' = 'ba'", "{text}"),
        ("{number} = 'many'", "many"),
        ("{one} = ['x', 'y']", "="),
        ("{many} > 3", ">"),
        ("{text} > {many}", "{many}"),
        ("{text} contains {other}", "contains"),
        ("'a' contains {text}", "contains"),
        ("{number} ^ 2 > 4", "^ 2 > 4"),
        ("{text} = 'a", "'a"),
        ("({text} = 'a'", ")"),
        ("{text} = ", "…"),
        ("{text} = [", "…"),
        ("{text} 'a'", "'a'"),
        ("{text} = 1234567890123456", "1234567890123456"),
        ("", "…"),
    ],
)
def test_what_has_no_counterpart_is_named(expression, part):
    with pytest.raises(NotUnderstood) as refused:
        to_rule(parse(expression), SCOPE)
    assert part in str(refused.value)


@pytest.mark.parametrize(
    "bomb", ["(" * 900 + "1" + ")" * 900, "!" * 1900 + "{yes}", "[" * 900, "{a}" * LONGEST, "-" * 1500]
)
def test_an_expression_made_to_exhaust_is_refused(bomb):
    with pytest.raises(NotUnderstood):
        to_rule(parse(bomb), SCOPE)


def test_a_choice_stands_for_item():
    tree = parse("{many} contains {item} and iif({item} = 'a', 1, 2) = {number} and {one} anyof [{item}]")
    assert to_rule(with_item(tree, "a"), SCOPE) == {
        "and": [
            {"in": ["a", {"var": "many"}]},
            {"==": [{"var": "number"}, {"if": [True, 1, 2]}]},
            {"in": [{"var": "one"}, ["a"]]},
        ]
    }


TOKENS = (
    *("{one}", "{many}", "{number}", "{yes}", "{text}", "{gone}", "{item}", "'x'", "'a'", "5", "x", "true", "null"),
    *(
        "(",
        ")",
        "[",
        "]",
        ",",
        "and",
        "or",
        "!",
        "=",
        "<>",
        "<",
        ">=",
        "contains",
        "anyof",
        "allof",
        "empty",
        "notempty",
    ),
    *("+", "-", "*", "/", "iif", "min", "sum"),
)


@given(st.lists(st.sampled_from(TOKENS), max_size=12).map(" ".join) | st.text(max_size=30))
def test_any_text_is_understood_or_refused(expression):
    try:
        rule = to_rule(parse(expression), SCOPE)
    except NotUnderstood:
        return
    if rule is not None:
        compile_rule(rule)({})
