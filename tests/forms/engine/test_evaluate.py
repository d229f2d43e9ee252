"""Which questions are asked, what is kept of the answers, and what must be mended."""

import json
from itertools import permutations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.definition import Form
from forms.engine.evaluate import Outcome, evaluate
from tests.forms.engine import strategies, whole_forms
from tests.forms.engine.small_forms import choices, form, one_step, question, scale, scored, step, text


def is_yes(key: str) -> dict[str, object]:
    return {"==": [{"var": key}, "yes"]}


def errors(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(error.code, error.pointer, error.question) for error in outcome.errors]


CHAIN = (text("a"), text("b", show_if=is_yes("a")), text("c", show_if=is_yes("b")))


def test_a_chain_of_conditions_opens_with_its_answers() -> None:
    outcome = evaluate(one_step(*CHAIN), {"a": "yes", "b": "yes", "c": "end"})
    assert outcome.visible == ("a", "b", "c")
    assert outcome.cleaned == {"a": "yes", "b": "yes", "c": "end"}
    assert outcome.hidden == ()


def test_a_hidden_questions_answer_is_null_for_other_conditions() -> None:
    outcome = evaluate(one_step(*CHAIN), {"a": "no", "b": "yes", "c": "end"})
    assert outcome.visible == ("a",)
    assert outcome.cleaned == {"a": "no"}
    assert outcome.hidden == ("b", "c")


def test_a_hidden_question_can_bring_up_another() -> None:
    outcome = evaluate(
        one_step(text("a"), text("b", show_if=is_yes("a")), text("c", show_if={"!": {"var": "b"}})), {"b": "x"}
    )
    assert outcome.visible == ("a", "c")


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_a_question_may_depend_on_a_later_one(order: tuple[int, ...]) -> None:
    made = one_step(*(CHAIN[index] for index in order))
    outcome = evaluate(made, {"c": "end", "b": "yes", "a": "yes"})
    assert outcome.visible == tuple("abc"[index] for index in order)
    assert list(outcome.cleaned.items()) == [(key, {"c": "end"}.get(key, "yes")) for key in outcome.visible]


def test_a_condition_sees_the_cleaned_answer() -> None:
    number = question("number", "n")
    assert evaluate(one_step(number, text("t", show_if={">": [{"var": "n"}, 1000]})), {"n": "1 000,5"}).visible == (
        "n",
        "t",
    )


def test_a_condition_reads_an_answer_with_an_error_as_null() -> None:
    outcome = evaluate(one_step(question("number", "n"), text("t", show_if={"==": [{"var": "n"}, None]})), {"n": "abc"})
    assert outcome.visible == ("n", "t")
    assert errors(outcome) == [("number", "/n", "n")]


def test_a_condition_reads_a_choices_own_words() -> None:
    asked = question("single_choice", "a", choices=choices("x", "other", free_text="other"))
    made = one_step(asked, text("b", show_if={"!!": {"var": "a:other"}}))
    assert evaluate(made, {"a": "other", "a:other": "Peat"}).visible == ("a", "b")
    assert evaluate(made, {"a": "x", "a:other": "Peat"}).visible == ("a",)


def test_a_steps_condition_counts_for_all_its_questions() -> None:
    made = form(
        step(text("a"), key="one"),
        step(text("b", required=True), text("c"), key="two", show_if=is_yes("a")),
        step(text("d", show_if={"!!": {"var": "b"}}), key="three"),
    )
    closed = evaluate(made, {"a": "no", "b": "x", "c": "y", "d": "z"})
    assert (closed.steps, closed.visible, closed.errors) == (("one",), ("a",), ())
    assert closed.hidden == ("b", "c", "d")
    assert evaluate(made, {"a": "yes", "b": "x"}).steps == ("one", "two", "three")
    assert errors(evaluate(made, {"a": "yes"})) == [("required", "/b", "b")]


def test_both_the_steps_and_the_questions_condition_must_hold() -> None:
    made = form(step(text("a"), text("b")), step(text("c", show_if=is_yes("b")), key="two", show_if=is_yes("a")))
    shown = [bool(evaluate(made, {"a": a, "b": b}).steps[1:]) for a in ("yes", "no") for b in ("yes", "no")]
    assert shown == [True, False, False, False]


def test_a_step_without_visible_questions_is_left_out() -> None:
    made = form(step(text("a"), key="one"), step(text("b", show_if=is_yes("a")), key="two"), step(key="three"))
    assert evaluate(made, {}).steps == ("one",)


def test_a_step_that_depends_on_a_later_step_is_decided_by_it() -> None:
    made = form(step(text("a"), key="one", show_if=is_yes("b")), step(text("b"), key="two"))
    assert evaluate(made, {"b": "yes"}).steps == ("one", "two")
    assert evaluate(made, {}).steps == ("two",)


@pytest.mark.parametrize("value", [None, "", "  ", [], [""]])
def test_a_required_question_must_be_answered(value: Json) -> None:
    outcome = evaluate(one_step(text(required=True)), {"q": value})
    assert errors(outcome) == [("required", "/q", "q")]
    assert outcome.required == {"q"}


def test_false_and_zero_are_answers() -> None:
    assert evaluate(one_step(question("number", required=True)), {"q": 0}).cleaned == {"q": 0}
    assert errors(evaluate(one_step(question("number", required=True)), {"q": False})) == [("number", "/q", "q")]


def test_a_question_is_required_by_its_condition() -> None:
    made = one_step(text("a"), text("b", required_if=is_yes("a")))
    assert errors(evaluate(made, {"a": "yes"})) == [("required", "/b", "b")]
    assert evaluate(made, {"a": "yes"}).required == {"b"}
    assert errors(evaluate(made, {"a": "no"})) == []
    assert errors(evaluate(made, {"a": "yes", "b": "x"})) == []


def test_a_hidden_question_is_never_required() -> None:
    always = text("b", show_if=is_yes("a"), required=True)
    sometimes = text("c", show_if=is_yes("a"), required_if={"!": {"var": "a"}})
    outcome = evaluate(one_step(text("a"), always, sometimes), {})
    assert (outcome.required, outcome.errors) == (frozenset(), ())


def test_one_answer_has_one_error() -> None:
    assert errors(evaluate(one_step(question("number", required=True)), {"q": "x"})) == [("number", "/q", "q")]


def test_a_hidden_answer_is_not_checked() -> None:
    outcome = evaluate(one_step(text("a"), question("email", "b", show_if=is_yes("a"))), {"b": "\x00"})
    assert (outcome.errors, outcome.hidden) == ((), ("b",))


def test_an_empty_answer_to_a_hidden_question_is_not_worth_telling() -> None:
    outcome = evaluate(one_step(text("a"), text("b", show_if=is_yes("a"))), {"b": " "})
    assert outcome.hidden == ()


def test_the_own_words_of_a_hidden_question_are_hidden() -> None:
    asked = question("single_choice", "b", choices=choices("other", free_text="other"), show_if=is_yes("a"))
    outcome = evaluate(one_step(text("a"), asked), {"b": "other", "b:other": "Peat"})
    assert (outcome.cleaned, outcome.hidden) == ({}, ("b", "b:other"))


@pytest.mark.parametrize("key", ["z", "", "q:other", "Q", "q ", "step", "__class__"])
def test_a_key_that_no_question_reads_is_unknown_and_dropped(key: str) -> None:
    outcome = evaluate(one_step(text()), {key: "x", "q": "y"})
    assert (outcome.unknown, dict(outcome.cleaned), outcome.hidden) == ((key,), {"q": "y"}, ())


def test_errors_come_in_the_order_of_the_form() -> None:
    made = one_step(text("a", required_if={"!": {"var": "b"}}), question("email", "b"), text("c", required=True))
    assert errors(evaluate(made, {"b": "x"})) == [
        ("required", "/a", "a"),
        ("email", "/b", "b"),
        ("required", "/c", "c"),
    ]


def test_errors_can_be_had_for_one_step_only() -> None:
    asked = question("single_choice", "b", choices=choices("other", free_text="other"))
    made = form(step(text("a", required=True), key="one"), step(asked, key="two"), step(key="three"))
    outcome = evaluate(made, {"b": "other", "b:other": 5})
    found = [[error.pointer for error in outcome.errors_of(of_form)] for of_form in made.steps]
    assert found == [["/a"], ["/b:other"], []]


@pytest.mark.parametrize(("locale", "value"), [(None, 1.234), ("sv", 1.234), ("en", 1234)])
def test_answers_are_read_the_way_of_a_language_the_forms_own_by_default(locale: str | None, value: float) -> None:
    assert evaluate(one_step(question("number")), {"q": "1,234"}, locale).cleaned == {"q": value}
    assert evaluate(one_step(question("number"), locale="en"), {"q": "1,234"}).cleaned == {"q": 1234}


def test_a_form_with_themes_is_scored_on_what_is_visible() -> None:
    made = scored(text("a"), scale("b", show_if=is_yes("a")), scale("c"), themes=("energy",))
    answers = {"b": "in_place", "c": "not_started"}
    assert evaluate(made, answers | {"a": "yes"}).scores.percent == 50
    assert evaluate(made, answers).scores.percent == 0
    assert evaluate(one_step(text()), {}).scores is None


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.answers)
@example(one_step(question("number")), {"q": 10**400})
@example(one_step(question("number")), {"q": float("inf")})
@example(one_step(question("multiple_choice", choices=choices("a"), min_selected=0)), {"q": [""]})
def test_any_answers_are_read_and_what_is_kept_stays_the_same(made: Form, answers: dict[str, Json]) -> None:
    outcome = evaluate(made, answers)
    readable = {key for asked in made.questions() if asked.key in outcome.visible for key in asked.answer_keys}
    known = {key for asked in made.questions() for key in asked.answer_keys}
    assert set(outcome.cleaned) <= readable & set(answers)
    assert {error.key for error in outcome.errors} <= readable
    assert not {error.key for error in outcome.errors} & set(outcome.cleaned)
    assert not set(outcome.hidden) & readable
    assert set(outcome.unknown) == set(answers) - known

    again = evaluate(made, outcome.cleaned)
    assert repr(again.cleaned) == repr(outcome.cleaned)
    assert (again.visible, again.steps, again.required) == (outcome.visible, outcome.steps, outcome.required)
    assert (again.hidden, again.unknown, again.scores) == ((), (), outcome.scores)
    assert {error.key for error in again.errors} <= {error.key for error in outcome.errors}
    assert {error.code for error in again.errors} <= {"required"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.answers)
def test_the_order_of_the_questions_decides_nothing(made: Form, answers: dict[str, Json]) -> None:
    turned = made.model_copy(
        update={
            "steps": tuple(one.model_copy(update={"questions": one.questions[::-1]}) for one in reversed(made.steps))
        }
    )
    outcome, other = evaluate(made, answers), evaluate(turned, answers)
    assert dict(outcome.cleaned) == dict(other.cleaned)
    assert {error.key for error in outcome.errors} == {error.key for error in other.errors}
    assert (set(outcome.visible), set(outcome.steps)) == (set(other.visible), set(other.steps))
    assert outcome.scores == other.scores


@settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(["sv", "fi", "en", "de"]))
def test_whatever_is_answered_to_whatever_form_is_kept_or_an_error(data: st.DataObject, locale: str) -> None:
    definition = data.draw(whole_forms.forms())
    made = Form.model_validate(definition)
    asked = [one for part in definition["steps"] for one in part["questions"]]
    anything = st.dictionaries(st.sampled_from(whole_forms.KEYS) | strategies.any_text, strategies.any_json, max_size=6)
    outcome = evaluate(made, data.draw(whole_forms.answers(asked) | anything), locale)
    json.dumps([outcome.cleaned, outcome.hidden], allow_nan=False, ensure_ascii=False).encode()
    for error in outcome.errors:
        json.dumps([error.code, error.key, error.pointer, dict(error.params)], ensure_ascii=False).encode()
        assert error.question in made.by_key
    for one in made.questions():
        assert len(one.cells(outcome.cleaned, locale)) == len(one.columns())
        one.display(outcome.cleaned, locale)
    if outcome.errors:
        return
    again = evaluate(made, outcome.cleaned, locale)
    assert (dict(again.cleaned), again.errors) == (dict(outcome.cleaned), ())
    assert (again.steps, again.scores, again.hidden, again.unknown) == (outcome.steps, outcome.scores, (), ())
