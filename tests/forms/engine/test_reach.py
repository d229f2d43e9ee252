"""Conditions that no answers fulfil are found at publish; what somebody can be shown never is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.checks import check
from forms.engine.checks.reach import unreachable
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from tests.forms.engine import whole_forms
from tests.forms.engine.small_forms import LADDER, Definition, choices, form, minimal, one_step, question, step, text


def var(key: str) -> Json:
    return {"var": key}


def equals(key: str, value: Json) -> Json:
    return {"==": [var(key), value]}


def both(*rules: Json) -> dict[str, Json]:
    return {"and": [*rules]}


ONE = question("single_choice", "one", choices=choices("oil", "gas", "other", free_text="other"))
MANY = question("multiple_choice", "many", choices=choices("a", "b", "c", "d", "none", exclusive="none"))
NUMBER = question("number", "n", min=0, max=10)
YES = question("yes_no", "yes")
RATING = question("rating", "stars", max=3)
DATE = question("date", "day", earliest="2026-01-01", latest="2026-12-31")
MATRIX = minimal("matrix", "m")
RANKING = minimal("ranking", "rank")
ADDRESS = question("address", "home")
FILE = question("file", "file")
CONSENT = minimal("consent", "agree")
HIDDEN = minimal("hidden", "source")
STAFF = question("group", "staff", questions=[text("name")])
ASKED = (ONE, MANY, NUMBER, YES, RATING, DATE, MATRIX, RANKING, ADDRESS, FILE, CONSENT, HIDDEN, STAFF, text("t"))


def reached(rule: object, *others: Definition) -> bool:
    """Whether a question that is asked where `rule` holds may be asked of somebody."""
    made = one_step(*ASKED, *others, text("last", show_if=rule))
    pointers = [problem.pointer for problem in unreachable(made)]
    assert pointers in ([], [f"/steps/0/questions/{len(ASKED) + len(others)}/show_if"])
    return not pointers


CONTRADICTIONS: list[Json] = [
    {"==": [1, 2]},
    False,
    both(equals("one", "oil"), equals("one", "gas")),
    both(equals("one", "oil"), {"!": var("one")}),
    both(var("one"), {"!": {"in": [var("one"), ["oil", "gas", "other"]]}}),
    both(equals("one", "oil"), var("one:other")),
    both({"in": ["a", var("many")]}, {"in": ["none", var("many")]}),
    both({"in": ["a", var("many")]}, {"!": {"in": ["a", var("many")]}}),
    both({"in": ["a", var("many")]}, {"==": [var("many"), "b"]}),
    both({">": [var("n"), 5]}, {"<": [var("n"), 5]}),
    both({">=": [var("n"), 5]}, {"<=": [var("n"), 5]}, {"!=": [var("n"), 5]}),
    {">": [var("n"), 10]},
    {"<": [var("n"), 0]},
    both({"!=": [var("n"), None]}, {"<": [5, var("n"), 5]}),
    both(equals("yes", True), equals("yes", False)),
    both({"!=": [var("yes"), True]}, {"!=": [var("yes"), False]}, {"!=": [var("yes"), None]}),
    {">": [var("stars"), 3]},
    both({">": [var("stars"), 1]}, {"<": [var("stars"), 2]}),
    {">": [var("day"), "2026-12-31"]},
    both({"<": [var("day"), "2026-01-01"]}, var("day")),
    both({">": [var("day"), "2026-05-01"]}, {"<": [var("day"), "2026-05-02"]}),
    both(equals("m.light", "started"), equals("m.light", "in_place")),
    both(equals("m.light", "started"), {"!": var("m")}),
    both(equals("rank.0", "x"), equals("rank.1", "x")),
    both(equals("rank.0", "x"), {"!": var("rank")}),
    both(var("home.city"), {"!": var("home.street")}),
    both(equals("home.city", "Borgå"), equals("home.city", "Helsingfors")),
    both(var("agree.accepted"), {"!": var("agree")}),
    both(var("file"), {"!": var("file")}),
    both(var("staff"), {"!": var("staff")}),
    both(equals("t", "a"), equals("t", "b")),
    both(equals("t", "a"), {"in": ["b", var("t")]}),
    both({">": [var("t"), "a"]}, {"<": [var("t"), "a"]}, var("t")),
    both(equals("source", "fair"), equals("source", "mail")),
    {"or": [both(equals("one", "oil"), equals("one", "gas")), both(var("t"), {"!": var("t")})]},
    {"!": {"or": [var("one"), {"!": var("one")}]}},
    {"if": [var("one"), equals("one", ""), {"!!": var("one")}]},
    {"==": [{"+": [var("stars"), var("stars")]}, 5]},
    {"in": [var("one"), var("many")]},
]


@pytest.mark.parametrize("rule", CONTRADICTIONS)
def test_a_condition_that_contradicts_itself_is_found(rule: Json) -> None:
    assert not reached({"and": [rule]})


POSSIBLE: list[Json] = [
    *(var(str(one["key"])) for one in ASKED),
    *({"!": var(str(one["key"]))} for one in ASKED),
    both(equals("one", "other"), equals("one:other", "Peat")),
    both(*({"in": [value, var("many")]} for value in "abc"), {"!": {"in": ["d", var("many")]}}),
    {"in": ["none", var("many")]},
    both(var("many"), {"!": {"in": ["a", var("many")]}}),
    {"==": [var("many"), "a,c"]},
    both({">": [var("n"), 5]}, {"<": [var("n"), 6]}),
    both({">": [var("n"), 9.5]}, {"<=": [var("n"), 10]}),
    both({">=": [var("n"), 0]}, {"<": [var("n"), 0.001]}, var("n")),
    {"==": [var("n"), "7"]},
    both({">": [var("day"), "2026-05-01"]}, {"<": [var("day"), "2026-05-03"]}),
    both({">=": [var("day"), "2026-12"]}, {"<": [var("day"), "2027"]}),
    both(equals("m.light", "started"), {"!": var("m.heat")}),
    both(var("m"), {"!": var("m.light")}),
    both(equals("rank.0", "z"), equals("rank.2", "x")),
    both(equals("home.city", "Borgå"), {"!=": [var("home.street"), "A 1"]}, equals("home.postal_code", 6100)),
    both({"in": ["a", var("t")]}, {"in": ["b", var("t")]}, {"!": {"in": ["c", var("t")]}}),
    both({">": [var("t"), "a"]}, {"<": [var("t"), "b"]}),
    both(var("t"), {"<": [var("t"), "0"]}),
    both({">": [var("t"), 5]}, {"<": [var("t"), 3]}),
    both(equals("t", True), var("t")),
    {"==": [{"+": [var("stars"), var("stars")]}, 4]},
    {"==": [{"*": [var("n"), var("n")]}, 30.25]},
    {"==": [var("t"), var("one")]},
    both(equals("one", var("one:other")), equals("one", "gas")),
    {"in": [var("one"), "oil and gas"]},
    {"==": [{"or": [var("t"), var("one")]}, "x"]},
    equals("staff.0.name", "Aino"),
    both(equals("staff.0.name", "Aino"), equals("staff.0.name", "Bo")),
    both(equals("many.0", "c"), equals("many.1", "d")),
    equals("file.0.name", "plan.pdf"),
    equals("agree.text", "You may write to us."),
]


@pytest.mark.parametrize("rule", POSSIBLE)
def test_what_can_hold_or_cannot_be_told_is_left_alone(rule: Json) -> None:
    assert reached({"and": [rule]})


@pytest.mark.parametrize(
    ("fields", "rule", "reachable"),
    [
        ({"decimals": 0}, both({">": [var("k"), 5]}, {"<": [var("k"), 6]}), False),
        ({"decimals": 1}, both({">": [var("k"), 5]}, {"<": [var("k"), 6]}), True),
        ({"decimals": 1}, both({">": [var("k"), 5.55]}, {"<": [var("k"), 5.65]}), True),
        ({"decimals": 1}, both({">": [var("k"), 5.5]}, {"<": [var("k"), 5.6]}), False),
        ({"step": 2, "min": 1}, both({">": [var("k"), 5]}, {"<": [var("k"), 7]}), False),
        ({"step": 2, "min": 1}, both({">": [var("k"), 5]}, {"<": [var("k"), 8]}), True),
        ({"step": 2}, {"==": [var("k"), 7]}, False),
        ({}, {"==": [var("k"), 1e16]}, False),
        ({}, {"==": [var("k"), "many"]}, False),
    ],
)
def test_numbers_keep_to_their_steps_and_decimals(fields: dict[str, object], rule: Json, reachable: bool) -> None:
    assert reached(rule, question("number", "k", **fields)) is reachable


@pytest.mark.parametrize(
    ("fields", "rule", "reachable"),
    [
        ({"min_selected": 3}, {"in": ["a", var("k")]}, True),
        ({"min_selected": 3}, both({"!": {"in": ["a", var("k")]}}, {"!": {"in": ["b", var("k")]}}, var("k")), False),
        ({"max_selected": 1}, both({"in": ["a", var("k")]}, {"in": ["b", var("k")]}), False),
    ],
)
def test_choices_keep_to_their_number(fields: dict[str, object], rule: Json, reachable: bool) -> None:
    asked = question("multiple_choice", "k", choices=choices("a", "b", "c", "d"), **fields)
    assert reached(rule, asked) is reachable


def test_more_sets_of_choices_than_can_be_gone_through_are_left_alone() -> None:
    asked = question("multiple_choice", "k", choices=choices(*"abcdefgh"))
    every = [{"in": [value, var("k")]} for value in "abcdefgh"]
    assert reached(both(*every, {"!": var("k")}), asked)


def test_answers_with_more_parts_than_can_be_gone_through_are_left_alone() -> None:
    rows = [{"key": key, "label": key} for key in "abcdef"]
    asked = question("matrix", "k", choices=LADDER, rows=rows)
    assert reached(both(*(var(f"k.{key}") for key in "abcdef"), {"!": var("k")}), asked)
    assert not reached(both(var("k.a"), {"!": var("k")}), asked)
    assert reached(both({"==": [var("home.city"), var("t")]}, {"!": var("home")}))


def test_a_date_without_bounds_is_some_day() -> None:
    free = question("date", "free")
    assert reached(both(var("free"), {"<=": [var("free"), "0001-01-01"]}), free)
    assert not reached(both(var("free"), {"<": [var("free"), "0001-01-01"]}), free)
    assert reached({"==": [{"max": [var("free"), 1]}, 1]}, free)


def in_chain(*links: Definition) -> list[str]:
    return [problem.pointer for problem in check(one_step(ONE, YES, *links))]


def test_a_chain_that_contradicts_itself_further_up_is_found() -> None:
    first = question("single_choice", "first", choices=choices("x", "y"), show_if=equals("one", "oil"))
    second = text("second", show_if=equals("first", "x"))
    assert in_chain(first, second) == []
    third = text("third", show_if=both(var("second"), equals("one", "gas")))
    fourth = text("fourth", show_if=var("third"))
    assert in_chain(first, second, third, fourth) == [
        "/steps/0/questions/4/show_if",
        "/steps/0/questions/5/show_if",
    ]


def test_a_question_that_is_not_asked_reads_as_null_further_down() -> None:
    first = text("first", show_if=equals("one", "oil"))
    assert in_chain(first, text("second", show_if=both({"!": var("first")}, equals("one", "oil")))) == []
    absent = both({"!=": [var("first"), None]}, {"!=": [var("one"), "oil"]})
    assert in_chain(first, text("second", show_if=absent)) == ["/steps/0/questions/3/show_if"]


def test_a_choice_that_is_ruled_out_cannot_be_read() -> None:
    offered = choices("x", "y")
    offered[1]["show_if"] = equals("yes", True)
    asked = question("single_choice", "asked", choices=offered)
    assert in_chain(asked, text("last", show_if=both(equals("asked", "y"), equals("yes", True)))) == []
    assert in_chain(asked, text("last", show_if=both(equals("asked", "y"), equals("yes", False)))) == [
        "/steps/0/questions/3/show_if"
    ]


def test_a_choice_of_a_matrix_that_is_ruled_out_cannot_be_read() -> None:
    points = [*LADDER[:3], LADDER[3] | {"show_if": equals("yes", True)}]
    asked = minimal("matrix", "asked") | {"choices": points}
    assert in_chain(asked, text("last", show_if=both(equals("asked.light", "in_place"), equals("yes", False)))) == [
        "/steps/0/questions/3/show_if"
    ]


def test_choices_that_nobody_is_offered_are_found() -> None:
    offered = choices("x", "y")
    offered[1]["show_if"] = equals("one", "gas")
    assert in_chain(question("ranking", "r", choices=offered)) == []
    asked = question("ranking", "r", choices=offered, show_if=equals("one", "oil"))
    assert in_chain(asked) == ["/steps/0/questions/2/choices/1/show_if"]


def test_a_ranking_of_which_choices_are_ruled_out_is_not_gone_through() -> None:
    offered = choices("x", "y")
    offered[1]["show_if"] = equals("yes", True)
    asked = question("ranking", "r", choices=offered)
    assert in_chain(asked, text("last", show_if=both(equals("r.0", "y"), equals("yes", False)))) == []


def test_what_is_calculated_is_calculated() -> None:
    total = question("calculated", "total", formula={"+": [var("stars"), {"if": [var("yes"), 10, 0]}]})
    asked = (YES, RATING, total)
    assert check(one_step(*asked, text("last", show_if={">": [var("total"), 12]}))) == []
    assert [problem.code for problem in check(one_step(*asked, text("last", show_if={">": [var("total"), 13]})))] == [
        "unreachable"
    ]


def test_what_is_calculated_from_what_cannot_be_told_is_left_alone() -> None:
    total = question("calculated", "total", formula={"+": [var("n"), 1]})
    assert reached(both({">": [var("total"), 5]}, {"<": [var("total"), 5]}), total)
    late = text("late", show_if={">": [var("total"), 5]})
    assert reached(both(var("late"), equals("yes", True)), total, late)
    assert not reached(both(var("late"), equals("yes", True), equals("yes", False)), total, late)


def test_steps_are_found_and_what_is_in_them_is_not_told_again() -> None:
    never = both(equals("one", "oil"), equals("one", "gas"))
    made = form(
        step(ONE, key="one"),
        step(text("a", show_if=equals("one", "oil")), text("b", show_if=never), key="two", show_if=never),
        step(text("c"), text("d", show_if=equals("one", "gas")), key="three", show_if=equals("one", "oil")),
    )
    assert [(problem.code, problem.pointer) for problem in check(made)] == [
        ("unreachable", "/steps/1/show_if"),
        ("unreachable", "/steps/2/questions/1/show_if"),
    ]


def test_rows_are_looked_at_with_what_is_around_them() -> None:
    def made(rule: Json, group_rule: Json = None) -> list[str]:
        inner = [question("yes_no", "paid"), text("note", show_if=rule)]
        return [
            problem.pointer
            for problem in check(one_step(ONE, question("group", "rows", questions=inner, show_if=group_rule)))
        ]

    assert made(both(var("paid"), equals("one", "oil")), equals("one", "oil")) == []
    assert made(equals("one", "gas"), equals("one", "oil")) == ["/steps/0/questions/1/questions/1/show_if"]
    assert made(both(equals("paid", True), equals("paid", False))) == ["/steps/0/questions/1/questions/1/show_if"]
    assert made(var("paid"), both(equals("one", "oil"), equals("one", "gas"))) == ["/steps/0/questions/1/show_if"]


def test_a_condition_that_depends_on_too_many_questions_is_left_alone() -> None:
    chain = [text("t0")] + [text(f"t{number}", show_if=var(f"t{number - 1}")) for number in range(1, 70)]
    last = text("last", show_if=both(var("t69"), {"!": var("t0")}))
    assert check(one_step(*chain, last)) == []
    assert len(check(one_step(*chain[:50], text("last", show_if=both(var("t49"), {"!": var("t0")}))))) == 1


def test_a_condition_that_takes_too_many_tries_is_left_alone() -> None:
    stars = [question("rating", f"s{number}", max=10) for number in range(9)]
    total = {"+": [var(str(one["key"])) for one in stars]}
    made = one_step(
        *stars, text("last", show_if={">": [total, 90]}), *(text(f"l{n}", show_if={">": [total, 91]}) for n in range(9))
    )
    assert check(made) == []


def answered_by(made: Form, outcome: Outcome, pointer: str) -> bool:
    """Whether `outcome` shows what has the condition at `pointer`."""
    _, _, step_index, *rest = pointer.split("/")
    shown = made.steps[int(step_index)]
    if rest == ["show_if"]:
        return shown.key in outcome.steps
    asked = shown.questions[int(rest[1])]
    if rest[2:] == ["show_if"]:
        return asked.key in outcome.visible
    if rest[2] == "choices":
        offered = asked.choices[int(rest[3])].value not in outcome.withheld.get(asked.key, ())
        return asked.key in outcome.visible and offered
    inner = asked.questions[int(rest[3])]
    here = [name for name in outcome.visible if name.startswith(f"{asked.key}:") and name.endswith(f":{inner.key}")]
    if rest[4:] == ["show_if"]:
        return bool(here)
    return any(inner.choices[int(rest[5])].value not in outcome.withheld.get(name, ()) for name in here)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_found_is_shown_to_nobody(data: st.DataObject) -> None:
    definition = data.draw(whole_forms.forms())
    made = Form.model_validate(definition)
    keys = [one.key for one in made.every_question()]
    found = [problem.pointer for problem in unreachable(made)] if len({*keys}) == len(keys) else []
    asked = [one for part in definition["steps"] for one in part["questions"]]
    for _ in range(8 if found else 0):
        outcome = evaluate(made, data.draw(whole_forms.answers(asked)))
        assert [pointer for pointer in found if answered_by(made, outcome, pointer)] == []
