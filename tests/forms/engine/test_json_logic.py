"""What JSON Logic demands of our operators, JavaScript's loose equality among it, and where we are stricter."""

from itertools import product

import pytest

from forms.engine.base import Json
from forms.engine.errors import InvalidRule
from forms.engine.rules import compile_rule


def value(rule: Json, data: dict[str, Json] | None = None) -> Json:
    return compile_rule(rule)(data or {})


def var(key: str) -> Json:
    return {"var": key}


@pytest.mark.parametrize("rule", [True, False, 17, 3.14, "apple", "", None, [], ["a", "b"]])
def test_what_is_no_rule_stands_for_itself(rule: Json) -> None:
    assert value(rule) == rule


@pytest.mark.parametrize(
    ("operator", "true", "false"),
    [
        ("==", [[1, 1], [1, "1"], [1, 1.0], ["a", "a"]], [[1, 2], ["a", "A"], [1, "a"]]),
        ("!=", [[1, 2], ["a", "A"]], [[1, 1], [1, "1"]]),
        ("===", [[1, 1], [1, 1.0], ["a", "a"], [None, None], [True, True]], [[1, "1"], [1, 2], [1, True], [0, None]]),
        ("!==", [[1, 2], [1, "1"], [0, False], [0, None], ["", None]], [[1, 1], ["a", "a"]]),
        (">", [[2, 1], ["2", 1], ["b", "a"], [1, None]], [[1, 1], [1, 2], ["a", 1], ["10", "9"]]),
        (">=", [[2, 1], [1, 1], ["2", 1], ["a", "a"], [None, 0]], [[1, 2], ["a", 0]]),
        ("<", [[1, 2], ["1", 2], ["a", "b"], ["10", "9"], [None, 1]], [[1, 1], [2, 1], ["10", 9], ["a", 1], [1, "a"]]),
        ("<=", [[1, 2], [1, 1], ["1", 2], [None, 0], [[], 0]], [[2, 1], ["a", 1]]),
        (
            "in",
            [["Bart", ["Bart", "Lisa"]], ["Spring", "Springfield"], [2, "123"]],
            [["Milhouse", ["Bart"]], ["i", "team"]],
        ),
        (
            "in",
            [[1, [1, 2]], [None, [None]], [True, [True]]],
            [["1", [1, 2]], [1, [True]], ["a", []], ["", ""], ["a", 5]],
        ),
    ],
)
def test_comparisons(operator: str, true: list[Json], false: list[Json]) -> None:
    assert [value({operator: arguments}) for arguments in true] == [True] * len(true)
    assert [value({operator: arguments}) for arguments in false] == [False] * len(false)


@pytest.mark.parametrize(
    ("operator", "arguments", "expected"),
    [
        ("<", [1, 2, 3], True),
        ("<", [1, 1, 3], False),
        ("<", [1, 4, 3], False),
        ("<=", [1, 2, 3], True),
        ("<=", [1, 1, 3], True),
        ("<=", [1, 4, 3], False),
    ],
)
def test_between(operator: str, arguments: Json, expected: bool) -> None:
    assert value({operator: arguments}) is expected


@pytest.mark.parametrize(
    ("of", "truth"),
    [
        *[(false, False) for false in (False, 0, "", None, [])],
        *[(true, True) for true in (True, 1, -1, 0.5, "0", "false", " ", "a", [0], [[]], [False])],
    ],
)
def test_truth(of: Json, truth: bool) -> None:
    assert value({"!!": [of]}) is truth
    assert value({"!": [of]}) is not truth
    assert value({"if": [of, "yes", "no"]}) == ("yes" if truth else "no")


def test_a_lone_argument_needs_no_list() -> None:
    assert value({"!": False}) is True
    assert value({"!!": "0"}) is True
    assert value({"+": "3.14"}) == 3.14


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"or": [True, True]}, True),
        ({"or": [False, True]}, True),
        ({"or": [False, False]}, False),
        ({"or": [False, False, True]}, True),
        ({"or": [False]}, False),
        ({"or": [1, 3]}, 1),
        ({"or": [3, False]}, 3),
        ({"or": [False, 3]}, 3),
        ({"or": [0, "", None]}, None),
        ({"and": [True, True]}, True),
        ({"and": [True, False]}, False),
        ({"and": [True, True, False]}, False),
        ({"and": [True]}, True),
        ({"and": [1, 3]}, 3),
        ({"and": [3, False]}, False),
        ({"and": [False, 3]}, False),
        ({"and": [1, "", 3]}, ""),
        ({"and": [{">": [3, 1]}, {"<": [1, 3]}]}, True),
        ({"or": [{"<": [3, 1]}, {"!": [{">": [3, 1]}]}, "last"]}, "last"),
    ],
)
def test_and_and_or_give_back_the_value_that_decides(rule: Json, expected: Json) -> None:
    assert value(rule) == expected
    assert type(value(rule)) is type(expected)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([True, "apple"], "apple"),
        ([False, "apple"], None),
        ([True, "apple", "banana"], "apple"),
        ([False, "apple", "banana"], "banana"),
        ([True, "apple", True, "banana", "carrot"], "apple"),
        ([False, "apple", True, "banana", "carrot"], "banana"),
        ([False, "apple", False, "banana", "carrot"], "carrot"),
        ([False, "apple", False, "banana"], None),
        ([False, "apple", False, "banana", False, "carrot", "date"], "date"),
        ([{"==": [1, "1"]}, {"+": [1, 1]}, 0], 2),
    ],
)
def test_if(arguments: Json, expected: Json) -> None:
    assert value({"if": arguments}) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"+": [1, 2]}, 3),
        ({"+": [2, 2, 2]}, 6),
        ({"+": [1]}, 1),
        ({"+": ["1", 1]}, 2),
        ({"+": [None, True, ""]}, 1),
        ({"*": [3, 2]}, 6),
        ({"*": [2, 2, 2]}, 8),
        ({"*": [1]}, 1),
        ({"*": ["1", 1]}, 1),
        ({"-": [2, 3]}, -1),
        ({"-": [3]}, -3),
        ({"-": ["1", 1]}, 0),
        ({"/": [4, 2]}, 2),
        ({"/": [2, 4]}, 0.5),
        ({"/": ["1", 1]}, 1),
        ({"%": [1, 2]}, 1),
        ({"%": [2, 2]}, 0),
        ({"%": [3, 2]}, 1),
        ({"%": [-3, 2]}, -1),
        ({"%": [5.5, 2]}, 1.5),
        ({"max": [1, 2, 3]}, 3),
        ({"max": [3, 2, 1]}, 3),
        ({"max": [1]}, 1),
        ({"max": ["2", 1, None]}, 2),
        ({"min": [1, 2, 3]}, 1),
        ({"min": [3, 1, 2]}, 1),
        ({"min": [1]}, 1),
        ({"min": ["2", 3]}, 2),
    ],
)
def test_arithmetic(rule: Json, expected: float) -> None:
    assert value(rule) == expected


@pytest.mark.parametrize(
    ("rule", "data", "expected"),
    [
        (var("a"), {"a": 1}, 1),
        ({"var": ["a"]}, {"a": 1}, 1),
        (var("b"), {"a": 1}, None),
        ({"var": ["b", 2]}, {"a": 1}, 2),
        ({"var": ["a", 2]}, {"a": 1}, 1),
        ({"var": ["a", 2]}, {"a": 0}, 0),
        (var("a.b"), {"a": {"b": "c"}}, "c"),
        (var("a.q"), {"a": {"b": "c"}}, None),
        ({"var": ["a.q", 9]}, {"a": {"b": "c"}}, 9),
        (var("a.1"), {"a": ["x", "y"]}, "y"),
        ([1, var("x"), 3], {"x": 2}, [1, 2, 3]),
        ({"if": [var("x"), [var("y")], 99]}, {"x": True, "y": 42}, [42]),
        ({"in": [var("filling"), ["apple", "cherry"]]}, {"filling": "apple"}, True),
        ({"in": [var("filling"), ["apple", "cherry"]]}, {"filling": "peach"}, False),
        ({"in": ["apple", var("fillings")]}, {"fillings": ["apple", "cherry"]}, True),
        (
            {"and": [{"<": [var("temp"), 110]}, {"==": [var("pie.filling"), "apple"]}]},
            {"temp": 100, "pie": {"filling": "apple"}},
            True,
        ),
        ({"<=": [0, var("temp"), 100]}, {"temp": 37}, True),
        ({"<": [0, var("temp"), 100]}, {"temp": 100}, False),
        ({"==": [1, var("a.q")]}, {"a": {}}, False),
        (
            {
                "if": [
                    {"==": [{"%": [var("i"), 15]}, 0]},
                    "fizzbuzz",
                    {"==": [{"%": [var("i"), 3]}, 0]},
                    "fizz",
                    var("i"),
                ]
            },
            {"i": 9},
            "fizz",
        ),
    ],
)
def test_rules_read_the_answers(rule: Json, data: dict[str, Json], expected: Json) -> None:
    assert value(rule, data) == expected


LOOSE: list[Json] = [
    *(None, "", " ", 0, "0", "0.0", False, True, 1, "1", "01", "true", "a", "a,b"),
    *([], [0], [1], ["a"], ["a", "b"], [[]], [None]),
]
EQUAL: list[tuple[Json, list[Json]]] = [
    (None, []),
    ("", [0, False, [], [[]], [None]]),
    (" ", [0, False]),
    (0, ["0", "0.0", False, [], [0], [[]], [None]]),
    ("0", [False, [0]]),
    ("0.0", [False]),
    (False, [[], [0], [[]], [None]]),
    (True, [1, "1", "01", [1]]),
    (1, ["1", "01", [1]]),
    ("1", [[1]]),
    ("a", [["a"]]),
    ("a,b", [["a", "b"]]),
]
"""What JavaScript holds for equal, each pair once, beside every scalar with itself."""


@pytest.mark.parametrize(("left", "right"), [*product(LOOSE, LOOSE)])
def test_loose_equality_is_javascripts(left: Json, right: Json) -> None:
    known = [(repr(one), repr(other)) for one, others in EQUAL for other in others]
    pair = (repr(left), repr(right))
    scalar_with_itself = pair[0] == pair[1] and not isinstance(left, list)
    assert value({"==": [left, right]}) is (scalar_with_itself or pair in known or pair[::-1] in known)
    assert value({"!=": [left, right]}) is not value({"==": [left, right]})
    assert value({"===": [left, right]}) is scalar_with_itself
    assert value({"!==": [left, right]}) is not scalar_with_itself


@pytest.mark.parametrize(
    "rule",
    [
        *(
            {"+": ["3 kg", 1]},
            {"+": ["a"]},
            {"*": ["0x10", 1]},
            {"-": ["Infinity", 1]},
            {"+": ["1_000"]},
            {"+": ["\u0661"]},
        ),
        *({"/": [1, 0]}, {"/": [0, 0]}, {"%": [1, 0]}, {"max": [1, "a"]}, {"min": ["a"]}, {"*": [1e308, 10]}),
    ],
)
def test_what_has_no_finite_number_is_null(rule: Json) -> None:
    """JavaScript has infinity, reads the beginning of a text, and numbers in other writings."""
    assert value(rule) is None


@pytest.mark.parametrize("key", ["a.length", "q.length", "q.0"])
def test_a_variable_reads_answers_only(key: str) -> None:
    """JavaScript finds a length, and the characters of a text."""
    assert value(var(key), {"a": [1], "q": "text"}) is None


def test_an_object_is_not_even_equal_to_itself() -> None:
    """JavaScript holds two readings of one variable for the same object, and compares it as a text with others."""
    address: dict[str, Json] = {"a": {"city": "Borg\u00e5"}}
    assert value({"==": [var("a"), var("a")]}, address) is False
    assert value({"===": [var("a"), var("a")]}, address) is False
    assert value({"==": [var("a"), "[object Object]"]}, address) is False


@pytest.mark.parametrize(
    "rule",
    [
        *({"var": ""}, {"var": []}, {"var": 1}, {"var": {"if": [True, "a"]}}),
        *({"if": []}, {"if": [True]}, {"==": [1]}, {"!": []}, {">": [3, 2, 1]}, {"==": [1, 1, 1]}, {"%": [1, 2, 3]}),
        *({"max": []}, {"+": []}, {"and": []}, {"==": [1, 1], "!=": [1, 2]}, {}),
        *({"?:": [True, 1, 2]}, {"cat": ["a"]}, {"merge": [[1]]}, {"map": [[1], 1]}, {"missing": ["a"]}, {"log": "a"}),
    ],
)
def test_what_json_logic_knows_and_we_do_not_is_refused_when_it_is_compiled(rule: Json) -> None:
    with pytest.raises(InvalidRule):
        compile_rule(rule)
