"""Choices: what may be chosen, how many, and the respondent's own words."""

import pytest

from forms.engine.base import Json
from forms.engine.evaluate import evaluate
from tests.forms.engine.small_forms import LADDER, choices, cleaned, one_step, parsed, question, refusal, scale

ONE = question("single_choice", choices=choices("oil", "gas", "other", free_text="other"))
MANY = question("multiple_choice", choices=choices("oil", "gas", "none", "other", exclusive="none", free_text="other"))


def of_form(definition: dict[str, object], answers: dict[str, Json]) -> tuple[dict[str, Json], list[tuple[str, str]]]:
    outcome = evaluate(one_step(definition), answers)
    return dict(outcome.cleaned), [(error.code, error.pointer) for error in outcome.errors]


@pytest.mark.parametrize("definition", [ONE, scale()])
@pytest.mark.parametrize("raw", ["coal", "Oil", " oil", "oil ", "__proto__"])
def test_an_unknown_choice_is_refused(definition: dict[str, object], raw: str) -> None:
    assert refusal(definition, raw) == ("choice_unknown", {})


@pytest.mark.parametrize("definition", [ONE, scale()])
@pytest.mark.parametrize("raw", [0, 1, True, ["oil"], {"oil": True}, 1.5])
def test_one_choice_is_a_text(definition: dict[str, object], raw: Json) -> None:
    assert refusal(definition, raw) == ("wrong_type_choice", {})


def test_one_choice_is_kept_by_its_value() -> None:
    assert cleaned(ONE, "gas") == "gas"
    assert cleaned(scale(), "not_relevant") == "not_relevant"


def test_several_choices_are_kept_once_each_in_the_order_of_the_question() -> None:
    assert cleaned(MANY, ["other", "oil", "other"]) == ["oil", "other"]


def test_a_lone_text_is_one_of_several() -> None:
    assert cleaned(MANY, "gas") == ["gas"]


def test_empty_items_beside_a_choice_are_nothing() -> None:
    assert cleaned(MANY, ["", "gas", " "]) == ["gas"]


@pytest.mark.parametrize("raw", [1, True, {"oil": True}, [1], ["oil", None], ["oil", ["gas"]], [True], [None]])
def test_several_choices_are_a_list_of_texts(raw: Json) -> None:
    assert refusal(MANY, raw) == ("wrong_type_choices", {})


@pytest.mark.parametrize("raw", [["coal"], ["oil", "coal"], "coal", ["Oil"]])
def test_an_unknown_one_of_several_is_refused(raw: Json) -> None:
    assert refusal(MANY, raw) == ("choice_unknown", {})


def test_an_exclusive_choice_stands_alone() -> None:
    assert cleaned(MANY, ["none"]) == ["none"]
    assert refusal(MANY, ["oil", "none"]) == ("choice_exclusive", {"choice": "None"})


def test_as_many_are_chosen_as_the_bounds_allow() -> None:
    bounded = question("multiple_choice", choices=choices("a", "b", "c", "d"), min_selected=2, max_selected=3)
    assert refusal(bounded, ["a"]) == ("choices_min", {"min": 2})
    assert cleaned(bounded, ["a", "b"]) == ["a", "b"]
    assert cleaned(bounded, ["a", "b", "c"]) == ["a", "b", "c"]
    assert refusal(bounded, ["a", "b", "c", "d"]) == ("choices_max", {"max": 3})


def test_the_same_choice_twice_counts_once() -> None:
    assert cleaned(question("multiple_choice", choices=choices("a", "b"), max_selected=1), ["a", "a"]) == ["a"]


@pytest.mark.parametrize("raw", [[""], ["", ""], [" "]])
def test_empty_items_do_not_answer_a_required_question(raw: Json) -> None:
    assert of_form(MANY | {"required": True}, {"q": raw}) == ({}, [("required", "/q")])


@pytest.mark.parametrize(("definition", "chosen"), [(ONE, "other"), (MANY, ["oil", "other"])])
def test_own_words_are_kept_with_their_choice(definition: dict[str, object], chosen: Json) -> None:
    assert of_form(definition, {"q": chosen, "q:other": "  Peat \n"}) == ({"q": chosen, "q:other": "Peat"}, [])


@pytest.mark.parametrize(("definition", "chosen"), [(ONE, "oil"), (MANY, ["oil"]), (ONE, None), (ONE, "coal")])
def test_own_words_are_dropped_without_their_choice(definition: dict[str, object], chosen: Json) -> None:
    assert "q:other" not in of_form(definition, {"q": chosen, "q:other": "Peat"})[0]


def test_own_words_may_be_left_empty() -> None:
    assert of_form(ONE, {"q": "other", "q:other": " "}) == ({"q": "other"}, [])


@pytest.mark.parametrize(
    ("raw", "code"), [("x" * 301, "too_long"), ("a\x00b", "unstorable_characters"), (5, "wrong_type_text")]
)
def test_own_words_are_checked_at_their_own_place(raw: Json, code: str) -> None:
    assert of_form(ONE, {"q": "other", "q:other": raw}) == ({"q": "other"}, [(code, "/q:other")])


def test_own_words_have_a_length() -> None:
    assert of_form(ONE, {"q": "other", "q:other": "x" * 300})[1] == []


def test_words_for_a_choice_that_takes_none_are_unknown() -> None:
    assert evaluate(one_step(ONE), {"q": "oil", "q:oil": "Light"}).unknown == ("q:oil",)


@pytest.mark.parametrize("locale", ["sv", "fi", "en"])
def test_choices_are_shown_by_their_labels(locale: str) -> None:
    assert parsed(ONE).display({"q": "gas"}, locale) == ["Gas"]
    assert parsed(MANY).display({"q": ["oil", "gas"]}, locale) == ["Oil", "Gas"]
    assert parsed(scale()).display({"q": "started"}, locale) == ["Started"]


def test_own_words_are_shown_after_their_label() -> None:
    assert parsed(ONE).display({"q": "other", "q:other": "Peat"}, "sv") == ["Other: Peat"]
    assert parsed(ONE).display({"q": "other"}, "sv") == ["Other"]
    assert parsed(MANY).display({"q": ["oil", "other"], "q:other": "Peat"}, "sv") == ["Oil", "Other: Peat"]


@pytest.mark.parametrize("definition", [ONE, MANY, scale()])
def test_nothing_is_shown_where_nothing_was_chosen(definition: dict[str, object]) -> None:
    assert parsed(definition).display({}, "sv") == []


def test_only_several_choices_come_several_in_a_form_post() -> None:
    assert [parsed(definition).multiple for definition in (ONE, MANY, scale())] == [False, True, False]


def test_a_questions_keys_are_its_own_and_its_choices_words() -> None:
    assert parsed(MANY).answer_keys == ("q", "q:other")


def test_the_highest_score_leaves_out_what_has_none() -> None:
    assert parsed(scale()).max_score == 2
    assert parsed(scale(choices=LADDER[:1])).max_score is None
    assert parsed(ONE).max_score is None
