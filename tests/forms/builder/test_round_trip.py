"""A form that becomes blocks and a form again is the same form."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.builder.blocks import ChoiceListsBlock, StepsBlock
from forms.builder.compile import cleaned
from forms.builder.decompile import decompile
from forms.builder.inspect import inspect
from forms.builder.keys import fill_keys
from forms.engine.definition import Form
from forms.engine.questions import QUESTION_TYPES
from partners.demo.mapping import to_survey
from tests.forms.builder.strategies import forms
from tests.forms.engine.small_forms import form, one_step, question, scale, step, text

LANGUAGES = ("sv", "fi", "en")


def back(original: Form) -> Form:
    """What `original` becomes on its way through the blocks, whether or not it could be published."""
    definition = inspect(decompile(original)).definition
    return Form.model_validate(definition | {"version": original.version, "languages": original.languages})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_initial_mapping_comes_back(language):
    mapping = Form.model_validate(to_survey(language))
    assert back(mapping) == mapping
    assert back(mapping).portable() == mapping.portable()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_condition_of_the_initial_mapping_is_shown_as_rows(language):
    steps = decompile(Form.model_validate(to_survey(language))).steps
    questions = [item["value"] for step in steps for item in step["value"]["questions"]]
    assert not [question["key"] for question in questions if question["show_if"]["advanced"]]
    assert any(question["show_if"]["conditions"] for question in questions)


def test_the_scale_of_the_initial_mapping_is_kept_once():
    content = decompile(Form.model_validate(to_survey("sv")))
    assert [item["value"]["name"] for item in content.choice_lists] == ["status4"]
    scales = [item for step in content.steps for item in step["value"]["questions"] if item["type"] == "scale"]
    assert len(scales) > 20
    assert not [scale for scale in scales if scale["value"]["choices"]]


def test_every_block_has_the_same_id_in_every_language():
    def ids(value):
        if isinstance(value, dict):
            own = [value["id"]] if "id" in value else []
            return own + [found for item in value.values() for found in ids(item)]
        return [found for item in value for found in ids(item)] if isinstance(value, list) else []

    contents = [decompile(Form.model_validate(to_survey(language))) for language in LANGUAGES]
    swedish, *others = (ids([c.steps, c.choice_lists, c.themes, c.bands, c.modes]) for c in contents)
    assert all(other == swedish for other in others)
    assert len(swedish) == len(set(swedish)) > 150


def same(original: Form) -> None:
    assert back(original) == cleaned(original)
    assert json.dumps(back(original).portable(), sort_keys=True) == json.dumps(
        cleaned(original).portable(), sort_keys=True
    )


@given(forms())
@settings(deadline=None)
def test_any_form_comes_back(original):
    same(original)


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@given(data=st.data())
@settings(deadline=None, max_examples=10)
def test_a_form_of_any_type_comes_back(kind, data):
    same(data.draw(forms((kind,))))


@given(forms())
@settings(deadline=None)
def test_the_blocks_of_a_form_stay_the_same(original):
    once = decompile(original)
    assert decompile(back(original)) == once
    assert fill_keys(once) is once


@pytest.mark.parametrize("kind", QUESTION_TYPES)
@given(data=st.data())
@settings(deadline=None, max_examples=5)
def test_a_page_keeps_what_a_form_says(kind, data):
    original = data.draw(forms((kind,)))
    content = decompile(original)
    kept = {
        name: [child.get_prep_value() for child in block.to_python(getattr(content, name))]
        for name, block in (("steps", StepsBlock()), ("choice_lists", ChoiceListsBlock()))
    }
    definition = inspect(content.with_streams(**kept)).definition
    assert Form.model_validate(definition) == cleaned(original)


def test_a_question_that_differs_from_its_list_keeps_its_own_choices():
    other = scale("b", choices=[{"value": "yes", "label": "Yes", "score": 1}], choice_list="ladder", theme=None)
    original = one_step(scale("a", choice_list="ladder", theme=None), other)
    assert back(original) == original


def test_every_field_of_every_type_comes_back():
    rule = {"in": [{"var": "first"}, ["x"]]}
    original = form(
        step(text("zero"), key="before"),
        step(
            text(
                "first", help="Help", required=True, maps_to="partner.name", autocomplete="organization", max_length=9
            ),
            question("long_text", "more", required_if=rule, follow_up_of="first", max_length=10),
            question(
                "number",
                "count",
                min=-1.5,
                max=0,
                decimals=0,
                unit="kWh",
                tags=["A-1"],
                show_if={"!!": {"var": "first"}},
            ),
            question("email", "mail", data={"personal": True, "confidential": True}),
            question("business_id_fi", "id"),
            show_if={"or": [{"!": {"var": "zero"}}, {"<": [1, {"var": "zero"}, 3]}]},
        ),
        minutes=5,
        notice="Read this",
        privacy="<p>Kept for a year.</p>",
        modes=[{"value": "self", "label": "Alone"}],
    )
    assert back(original) == original


@given(st.sampled_from(LANGUAGES))
def test_a_decompiled_form_has_all_its_keys(language):
    content = decompile(Form.model_validate(to_survey(language)))
    assert fill_keys(content) is content


def test_a_list_is_shared_by_whatever_its_choices_say_to_each_type():
    ladder = [{"value": "yes", "label": "Yes", "score": 1}, {"value": "no", "label": "No", "score": None}]
    plain = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]
    original = one_step(
        scale("a", choices=ladder, choice_list="ladder", theme=None),
        question("ranking", "b", choices=plain, choice_list="ladder"),
        question("single_choice", "c", choices=plain, choice_list="ladder"),
    )
    blocks = [item["value"] for item in decompile(original).steps[0]["value"]["questions"]]
    assert [len(block["choices"]) for block in blocks] == [0, 0, 2]
    assert back(original) == original


def test_a_choice_with_a_condition_belongs_to_its_question():
    rule = {"==": [{"var": "b"}, "x"]}
    choices = [{"value": "yes", "label": "Yes", "show_if": rule}]
    original = one_step(question("single_choice", "a", choices=choices, choice_list="ladder"), text("b"))
    content = decompile(original)
    assert content.choice_lists == []
    assert content.steps[0]["value"]["questions"][0]["value"]["choices"][0]["value"]["show_if"]["conditions"]
    assert back(original) == original


def test_what_has_no_meaning_for_a_type_is_left_out():
    original = one_step(
        text("a"),
        question("statement", "b", required=True, help="Help", prefill="source", body="<p>Read</p>"),
        question("consent", "c", statement="Yes", prefill="source", required=True),
    )
    kept = cleaned(original)
    assert [question.required for question in kept.questions()] == [False, False, True]
    assert [question.prefill for question in kept.questions()] == ["", "", ""]
    assert kept.by_key["b"].body == "<p>Read</p>"
