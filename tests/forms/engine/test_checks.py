"""What keeps a form from being published."""

import pytest
from hypothesis import HealthCheck, given, settings

from forms.engine.checks import check
from forms.engine.compile import compile_form
from forms.engine.definition import Form
from forms.engine.errors import Problem
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, choices, form, minimal, one_step, question, scale, scored, step, text

ROW = {"key": "light", "label": "Light"}


def found(made: Form) -> list[tuple[str, str, dict[str, object]]]:
    return [(problem.code, problem.pointer, dict(problem.params)) for problem in check(made)]


def reads(key: str) -> dict[str, object]:
    return {"!!": {"var": key}}


def test_a_good_form_has_no_problems() -> None:
    sector = question("single_choice", "sector", choices=choices("farm", "shop"), required=True)
    why = text("why", follow_up_of="sector", show_if={"==": [{"var": "sector"}, "farm"]})
    weighed = scale("light", weight_by={"question": "sector", "weights": {"farm": 3}}, required_if=reads("why"))
    assert check(scored(sector, why, weighed)) == []


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(strategies.forms())
def test_a_form_without_problems_compiles(made: Form) -> None:
    if not check(made):
        assert {entry.question.key for entry in compile_form(made).decidable} == set(made.by_key)


@pytest.mark.parametrize(
    "made",
    [
        form(),
        form(step()),
        form(step(key="a"), step(key="b")),
        one_step(question("section"), question("statement", "words"), question("hidden", "source", prefill="source")),
    ],
)
def test_a_form_asks_something(made: Form) -> None:
    assert found(made) == [("no_questions", "/steps", {})]


HIDDEN = question("hidden", "source", prefill="source")


def test_somebody_who_has_answered_nothing_yet_is_asked_something() -> None:
    words = question("statement", "words", body="<p>Read</p>")
    late = text("a", show_if=reads("source"))
    assert found(one_step(words, HIDDEN, late)) == [("nothing_asked", "/steps", {})]
    assert found(one_step(words, HIDDEN, late, text("b"))) == []


def test_the_first_step_may_be_one_that_is_not_asked() -> None:
    assert found(form(step(text("a"), key="one", show_if=reads("b")), step(text("b"), key="two"))) == []


def test_themes_have_keys_of_their_own() -> None:
    assert found(scored(scale("a"), themes=("energy", "energy"))) == [
        ("duplicate_theme", "/scoring/themes", {"key": "energy"})
    ]


def test_ways_of_filling_in_have_values_of_their_own() -> None:
    modes = [{"value": "alone", "label": "Alone"}, {"value": "alone", "label": "By ourselves"}]
    assert found(one_step(text("a"), modes=modes)) == [("duplicate_choice", "/modes", {"value": "alone"})]


def test_steps_have_keys_of_their_own() -> None:
    made = form(step(text("a")), step(text("b")), step(text("c")), step(text("d"), key="other"))
    assert found(made) == [("duplicate_step", "/steps", {"key": "step"})]


def test_questions_have_keys_of_their_own_across_steps() -> None:
    made = form(step(text("a"), key="one"), step(text("a"), text("b"), key="two"))
    assert found(made) == [("duplicate_question", "/steps", {"key": "a"})]


def test_a_step_and_a_question_may_share_a_key() -> None:
    assert found(form(step(text("a"), key="a"))) == []


def test_choices_have_values_of_their_own() -> None:
    made = one_step(text("a"), question("single_choice", "b", choices=choices("x", "y", "x")))
    assert found(made) == [("duplicate_choice", "/steps/0/questions/1/choices", {"value": "x"})]


@pytest.mark.parametrize(
    ("rule", "code", "params"),
    [
        ({"cat": [1, 2]}, "rule_operator", {"operator": "cat"}),
        ({"==": [1]}, "rule_arguments", {"operator": "=="}),
        ({}, "rule_shape", {}),
        ({"var": 1}, "rule_variable", {}),
        ({"==": [{"var": "z"}, 1]}, "rule_unknown_question", {"key": "z"}),
        ({"!": {"var": "a:other"}}, "rule_unknown_question", {"key": "a:other"}),
        ({"var": ""}, "rule_variable", {}),
        ({"var": "a.0"}, "rule_unknown_question", {"key": "a.0"}),
    ],
)
def test_a_bad_condition_is_found_where_it_is(rule: dict[str, object], code: str, params: dict[str, object]) -> None:
    for field in ("show_if", "required_if"):
        made = form(step(text("a"), key="one"), step(text("b"), text("c", **{field: rule}), key="two"))
        assert found(made) == [(code, f"/steps/1/questions/1/{field}", params)]
    made = form(step(text("a"), key="one"), step(text("b"), key="two", show_if=rule))
    assert found(made) == [(code, "/steps/1/show_if", params)]


def test_a_condition_that_is_too_deep_is_found() -> None:
    rule: dict[str, object] = {"var": "a"}
    for _ in range(33):
        rule = {"!": rule}
    assert found(one_step(text("a"), text("b", show_if=rule))) == [
        ("rule_too_deep", "/steps/0/questions/1/show_if", {"max": 32})
    ]


def test_every_unknown_key_of_a_condition_is_found() -> None:
    rule = {"or": [{"var": "z"}, {"var": "y"}, {"var": "a"}, {"var": "z"}]}
    assert [problem.params for problem in check(one_step(text("a"), text("b", show_if=rule)))] == [
        {"key": "y"},
        {"key": "z"},
    ]


def test_a_condition_may_read_a_choices_own_words() -> None:
    asked = question("single_choice", "a", choices=choices("x", "other", free_text="other"))
    assert found(one_step(asked, text("b", show_if={"!!": {"var": "a:other"}}))) == []


def test_a_follow_up_follows_a_question() -> None:
    assert found(one_step(text("a", follow_up_of="z"))) == [
        ("unknown_question", "/steps/0/questions/0/follow_up_of", {"key": "z"})
    ]


def test_a_theme_is_one_of_the_forms() -> None:
    made = scored(scale("a", theme="water"), themes=("energy",))
    assert found(made) == [("unknown_theme", "/steps/0/questions/0/theme", {"key": "water"})]


def test_a_weight_depends_on_a_question() -> None:
    made = scored(scale("a", weight_by={"question": "z", "weights": {}}))
    assert found(made) == [("unknown_question", "/steps/0/questions/0/weight_by", {"key": "z"})]


@pytest.mark.parametrize(
    ("made", "members"),
    [
        (one_step(text("a", show_if=reads("a"))), {"a"}),
        (one_step(text("a", required_if=reads("a"))), {"a"}),
        (one_step(text("a", show_if=reads("b")), text("b", required_if=reads("a"))), {"a", "b"}),
        (
            one_step(text("a", show_if=reads("b")), text("b", show_if=reads("c")), text("c", show_if=reads("a"))),
            set("abc"),
        ),
        (form(step(text("a"), show_if=reads("a"))), {"a"}),
        (
            form(step(text("a", show_if=reads("b")), key="one"), step(text("b"), key="two", show_if=reads("a"))),
            {"a", "b"},
        ),
    ],
)
def test_conditions_that_wait_for_each_other_are_found(made: Form, members: set[str]) -> None:
    ((code, pointer, params),) = found(made)
    assert (code, pointer) == ("rule_cycle", "/steps")
    assert set(str(params["keys"]).split(", ")) == members


def test_conditions_on_a_choices_own_words_wait_for_its_question() -> None:
    asked = question("single_choice", "a", choices=choices("other", free_text="other"), show_if=reads("b"))
    assert found(one_step(asked, text("b", show_if=reads("a:other"))))[0][0] == "rule_cycle"


def test_problems_come_all_together_keys_first() -> None:
    made = form(step(text("a"), text("a", show_if={"var": "z"}), text("b", follow_up_of="y")))
    assert [problem.code for problem in check(made)] == [
        "duplicate_question",
        "rule_unknown_question",
        "unknown_question",
    ]


def test_a_problem_is_a_value() -> None:
    assert Problem("no_questions", "/steps") == Problem("no_questions", "/steps", {})


@pytest.mark.parametrize(
    ("definition", "code", "place"),
    [
        (minimal("consent", "q") | {"statement": " \n"}, "agreement_without_text", "statement"),
        (minimal("hidden", "q", required=True), "hidden_required", "required"),
        (minimal("hidden", "q", required_if=reads("a")), "hidden_required", "required_if"),
        (question("group", "q", questions=[question("section", "s")]), "no_questions", "questions"),
        (question("multiple_choice", "q", choices=choices("x"), min_selected=2), "too_few_choices", "min_selected"),
        (question("matrix", "q", choices=LADDER, rows=[ROW, ROW]), "duplicate_choice", "rows"),
    ],
)
def test_a_question_that_cannot_work_is_found(definition: dict[str, object], code: str, place: str) -> None:
    assert [(problem.code, problem.pointer) for problem in check(one_step(text("a"), definition))] == [
        (code, f"/steps/0/questions/1/{place}")
    ]


def test_a_group_need_not_have_rows_though_it_has_a_least_number_of_them() -> None:
    inner = [text("name", required=True)]
    assert check(one_step(question("group", "g", questions=inner, min_rows=0, required=True))) == []


def test_questions_of_rows_have_keys_of_their_own_in_the_whole_form() -> None:
    made = one_step(
        text("a"), question("group", "g", questions=[text("a")]), question("group", "h", questions=[text("a")])
    )
    assert found(made) == [("duplicate_question", "/steps", {"key": "a"})]


def test_rules_of_rows_that_wait_for_each_other_are_found() -> None:
    inner = [text("a", show_if=reads("b")), text("b", show_if=reads("a"))]
    ((code, _, params),) = found(one_step(question("group", "g", questions=inner)))
    assert (code, set(str(params["keys"]).split(", "))) == ("rule_cycle", {"a", "b"})
    inner = [text("a", show_if=reads("g"))]
    assert found(one_step(question("group", "g", questions=inner)))[0][0] == "rule_cycle"


def test_a_rule_of_the_form_does_not_read_a_row_by_its_questions_key() -> None:
    made = one_step(question("group", "g", questions=[text("a")]), text("b", show_if=reads("a")))
    assert found(made) == [("rule_unknown_question", "/steps/0/questions/1/show_if", {"key": "a"})]


def test_a_sound_survey_of_500_questions_and_300_rules_has_no_problem() -> None:
    kinds: list[dict[str, object]] = [
        {"type": "single_choice", "choices": choices("x", "y", "z")},
        {"type": "number"},
        {"type": "yes_no"},
        {"type": "multiple_choice", "choices": choices("x", "y", "z")},
        {"type": "text"},
    ]
    rules = [
        lambda key: {"in": [{"var": key}, ["x", "y"]]},
        lambda key: {">": [{"var": key}, 5]},
        lambda key: {"==": [{"var": key}, True]},
        lambda key: {"in": ["z", {"var": key}]},
        lambda key: {"!!": {"var": key}},
    ]
    made = [{"key": f"q{number}", "label": f"Q{number}", **kinds[number % 5]} for number in range(500)]
    for number in range(200, 500):
        read = [number - 200, number - 111, number - 1]
        made[number]["show_if"] = {"and": [rules[index % 5](f"q{index}") for index in read if index < 400]}
    steps = [step(*made[number : number + 17], key=f"s{number}") for number in range(0, 500, 17)]
    survey = form(*steps)
    assert check(survey) == []


@pytest.mark.parametrize(
    ("kind", "bounds", "place"),
    [
        ("number", {"min": 5, "max": 1}, "min"),
        ("multiple_choice", {"choices": choices("a", "b"), "min_selected": 2, "max_selected": 1}, "min_selected"),
        ("date", {"earliest": "2026-02-01", "latest": "2026-01-31"}, "earliest"),
        ("group", {"questions": [text("a")], "min_rows": 3, "max_rows": 2}, "min_rows"),
    ],
)
def test_a_range_that_nothing_fits_is_found(kind: str, bounds: dict[str, object], place: str) -> None:
    ((code, pointer, _params),) = found(one_step(question(kind, "q", **bounds)))
    assert (code, pointer) == ("range_reversed", f"/steps/0/questions/0/{place}")
