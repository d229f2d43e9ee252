"""Streams that are posted as JSON are read as their inputs would be."""

import json

import pytest
from django.core.exceptions import BadRequest
from hypothesis import given, settings

from forms.builder.blocks import StepsBlock
from forms.builder.blocks.folded import inputs
from forms.builder.decompile import decompile
from tests.forms.builder.strategies import forms

STEPS = StepsBlock()


def plain(value):
    return json.loads(json.dumps([child.get_prep_value() for child in value], default=str))


@given(forms())
@settings(deadline=None, max_examples=30)
def test_what_is_posted_as_json_is_what_its_inputs_say(form):
    value = STEPS.to_python(decompile(form).steps)
    state = STEPS.get_form_state(value)
    whole = STEPS.value_from_datadict({"steps": json.dumps(state)}, {}, "steps")
    by_inputs = STEPS.value_from_datadict(dict(inputs(STEPS, state, "steps")), {}, "steps")
    assert plain(whole) == plain(by_inputs)
    assert [child.id for child in whole] == [child.id for child in value]


def test_a_field_that_the_editor_did_not_know_of_has_its_default():
    state = [{"type": "step", "id": "1", "value": {"title": "One", "intro": "null", "questions": []}}]
    (step,) = STEPS.value_from_datadict({"steps": json.dumps(state)}, {}, "steps")
    assert step.value["title"] == "One"
    assert step.value["show_if"]["match"] == "all"


@pytest.mark.parametrize(
    "posted",
    [
        "",
        "{",
        "null",
        "3",
        '"text"',
        "[3]",
        '[{"type": "step"}]',
        '[{"type": "step", "value": null}]',
        '[{"type": "other", "value": {}}]',
        '[{"type": "step", "value": {"questions": 3}}]',
        "[" * 100_000,
    ],
)
def test_what_no_editor_posts_is_refused(posted):
    with pytest.raises(BadRequest):
        STEPS.value_from_datadict({"steps": posted}, {}, "steps")


def test_a_stream_is_left_out_only_where_neither_is_posted():
    assert STEPS.value_omitted_from_data({}, {}, "steps")
    assert not STEPS.value_omitted_from_data({"steps": "[]"}, {}, "steps")
    assert not STEPS.value_omitted_from_data({"steps-count": "0"}, {}, "steps")
