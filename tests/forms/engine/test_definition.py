"""The portable format: what it takes, what it refuses, and that nothing changes on the way."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from forms.engine.definition import FORMAT, Form
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, choices, form, one_step, parsed, question, scale, step, text


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms())
def test_a_form_survives_the_way_through_json(made: Form) -> None:
    portable = made.portable()
    read = Form.model_validate_json(json.dumps(portable, allow_nan=False))
    assert read == made
    assert read.portable() == portable


def test_the_portable_form_has_its_format_and_version_and_no_defaults() -> None:
    assert one_step(text()).portable() == {
        "format": FORMAT,
        "version": 1,
        "key": "small",
        "locale": "sv",
        "title": "Small",
        "steps": [{"key": "step", "title": "Step", "questions": [{"type": "text", "key": "q", "label": "Q"}]}],
    }


def test_not_relevant_keeps_its_missing_score() -> None:
    portable = one_step(scale()).portable()
    assert Form.model_validate(portable).by_key["q"].choices[0].score is None


def test_values_in_conditions_keep_their_types() -> None:
    rule = {"in": [{"var": "a"}, [1, 1.0, 1.5, "1", True, None, []]]}
    read = Form.model_validate_json(json.dumps(one_step(text("a"), text("b", show_if=rule)).portable()))
    assert repr(read.by_key["b"].show_if) == repr(rule)


@pytest.mark.parametrize(
    "definition",
    [
        question("text", colour="red"),
        question("text", choices=choices("a")),
        question("number", unit_price=1),
        question("single_choice", choices=[{"value": "a", "label": "A", "color": "red"}]),
        question("email", data={"secret": True}),
        question("scale", choices=LADDER, weight_by={"question": "a", "weights": {}, "default": 1}),
    ],
)
def test_a_field_that_a_question_does_not_have_is_refused(definition: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        parsed(definition)


@pytest.mark.parametrize("extra", [{"theme": "dark"}, {"scoring": {"total": 5}}, {"result": {"footer": "x"}}])
def test_a_field_that_a_form_does_not_have_is_refused(extra: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        one_step(text(), **extra)


@pytest.mark.parametrize("kind", ["video", "Text", "", "page"])
def test_an_unknown_type_is_refused(kind: str) -> None:
    with pytest.raises(ValidationError, match="union_tag_invalid"):
        parsed(question(kind))


@pytest.mark.parametrize("key", ["a", "en_monitor", "a1", "a" * 64])
def test_a_key_is_short_and_plain(key: str) -> None:
    assert parsed(text(key)).key == key
    assert form(step(text(), key=key)).steps[0].key == key


@pytest.mark.parametrize("key", ["", "A", "1a", "_a", "a-b", "a b", "å", "a:b", "a.b", "a\n", "a" * 65])
def test_another_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="string_pattern_mismatch"):
        parsed(text(key))
    with pytest.raises(ValidationError, match="string_pattern_mismatch"):
        form(step(text(), key=key))


@pytest.mark.parametrize("key", ["initial-mapping", "a", "2025"])
def test_a_forms_key_is_fit_for_an_address(key: str) -> None:
    assert form(key=key).key == key


@pytest.mark.parametrize("key", ["", "-a", "a-", "a--b", "A", "a_b", "a/b", "a\n", "a" * 65])
def test_another_forms_key_is_refused(key: str) -> None:
    with pytest.raises(ValidationError):
        form(key=key)


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "survey/2"},
        {"version": 0},
        {"locale": "swedish"},
        {"languages": ["SV"]},
        {"minutes": 0},
        {"modes": [{"value": "a b", "label": "A"}]},
        {"scoring": {"bands": [{"min": -1, "max": 5, "label": "x"}]}},
        {"scoring": {"bands": [{"min": 0, "max": 101, "label": "x"}]}},
        {"steps": [step(*(text() for _ in range(201)))]},
        {"steps": [step(key="s") for _ in range(101)]},
    ],
)
def test_what_is_out_of_bounds_is_refused_in_a_form(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        form(**fields)


@pytest.mark.parametrize(
    "definition",
    [
        text(max_length=0),
        text(max_length=2001),
        question("long_text", max_length=50_001),
        question("number", decimals=7),
        question("number", min=float("nan")),
        question("number", max=float("inf")),
        text(show_if={"<": [{"var": "a"}, float("nan")]}),
        text(show_if="a"),
        text(show_if=["a"]),
        text(show_if=True),
        question("single_choice", choices=[]),
        question("single_choice", choices=choices("a b")),
        question("single_choice", choices=[{"value": "a", "label": "A"}], display_as="buttons"),
        question("multiple_choice", choices=choices("a"), max_selected=0),
        scale(choices=[{"value": "a", "label": "A"}]),
        scale(choices=[{"value": "a", "label": "A", "score": -1}]),
        scale(weight=-1),
        scale(weight=101),
        scale(effort=4),
        scale(weight_by={"question": "a", "weights": {"b": -1}}),
        scale(weight_by={"question": "a", "weights": {"b": 101}}),
        scale(tags=["a b"]),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_a_question(definition: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        parsed(definition)


def test_a_condition_nested_without_end_is_refused_without_harm() -> None:
    rule: dict[str, object] = {"var": "a"}
    for _ in range(2000):
        rule = {"!": rule}
    with pytest.raises(ValidationError):
        parsed(text(show_if=rule))


def test_a_form_cannot_be_changed() -> None:
    made = one_step(text())
    with pytest.raises(ValidationError, match="frozen"):
        made.title = "Other"
    with pytest.raises(ValidationError, match="frozen"):
        made.steps[0].questions[0].required = True


def test_a_step_knows_the_keys_of_its_questions_and_of_their_answers() -> None:
    asked = question("single_choice", "a", choices=choices("x", "other", free_text="other"))
    made = form(step(asked, question("section", "b"), question("group", "c", questions=[text("d")])))
    assert made.steps[0].question_keys == {"a", "b", "c"}
    assert made.steps[0].answer_keys == {"a", "a:other", "c"}


def test_a_copy_knows_nothing_of_the_original_but_its_fields() -> None:
    made = one_step(text("a"))
    assert list(made.by_key) == ["a"]
    copied = made.model_copy(update={"steps": one_step(text("b")).steps})
    assert list(copied.by_key) == ["b"]
    assert made.model_copy() == made


def test_questions_and_steps_are_found_by_key() -> None:
    made = form(step(text("a"), key="one"), step(text("b"), text("c"), key="two"))
    assert [asked.key for asked in made.questions()] == ["a", "b", "c"]
    assert made.by_key["c"].label == "C"
    assert made.step("two") is made.steps[1]
    assert made.step("three") is None
