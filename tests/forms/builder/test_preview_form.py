"""A survey that is still being built can be looked at."""

from copy import deepcopy

import pytest

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.builder.content import Content
from forms.builder.decompile import decompile
from forms.builder.preview import draft_form
from forms.builder.written import NO_RULE
from forms.engine.checks import check
from forms.engine.definition import Form
from partners.demo.mapping import to_survey
from tests.forms.builder.test_findings import block, condition
from tests.forms.engine.small_forms import one_step, question, scale, scored, text


def test_a_finished_survey_is_shown_whole():
    mapping = Form.model_validate(to_survey("sv"))
    shown = draft_form(decompile(mapping))
    assert shown.steps == mapping.steps
    assert shown.scoring == mapping.scoring


def test_nothing_yet_is_a_form_without_steps():
    assert draft_form(Content("", "sv", "")).steps == ()


def test_a_question_without_a_key_gets_one_for_the_time_being():
    content = decompile(one_step(text("a")))
    block(content).update(key="", label="Namn?")
    assert [question.key for question in draft_form(content).questions()] == ["namn"]


def test_what_is_unfinished_is_left_out_and_the_rest_shown():
    content = decompile(one_step(text("a"), scale("b", theme=None), text("c"), text("d")))
    block(content, 0).update(show_if=condition("gone"))
    block(content, 1).update(choices=[])
    block(content, 2).update(show_if=NO_RULE | {"advanced": "{"}, max_length=-1)
    block(content, 3).update(key="a")
    form = draft_form(content)
    assert check(form) == []
    shown = list(form.questions())
    assert [question.key for question in shown] == ["a", "c", "d"]
    assert [question.show_if for question in shown] == [None, None, None]
    assert shown[1].max_length == 500


def twice(stream):
    return [*stream, *deepcopy(stream)]


def test_copies_are_shown_under_names_of_their_own():
    content = decompile(scored(scale("a"), modes=[{"value": "alone", "label": "Alone"}]))
    form = draft_form(content.with_streams(themes=twice(content.themes), modes=twice(content.modes)))
    assert [theme.key for theme in form.scoring.themes] == ["energy", "travel", "energy_2", "travel_2"]
    assert [mode.value for mode in form.modes] == ["alone", "alone_2"]


@pytest.mark.parametrize("kind", QUESTION_BLOCKS)
def test_a_question_that_was_just_added_leaves_the_others_in_view(kind):
    block = QUESTION_BLOCKS[kind]
    content = decompile(one_step(text("a")))
    content.steps[0]["value"]["questions"].insert(
        0, {"type": kind, "id": "1", "value": block.get_prep_value(block.get_default())}
    )
    form = draft_form(content)
    assert check(form) == []
    assert "a" in form.by_key
    assert form == draft_form(decompile(form))


def test_a_row_is_shown_as_far_as_it_goes():
    rows = question("group", "g", questions=[text("b"), question("calculated", "c", formula={"+": [{"var": "b"}]})])
    content = decompile(one_step(text("a"), rows))
    inner = block(content, 1)["questions"]
    inner[1]["value"]["formula"] = {"expression": "b +", "advanced": ""}
    inner.append({"type": "number", "id": "1", "value": {**inner[0]["value"], "key": "d", "min": 3, "max": 1}})
    group = draft_form(content).by_key["g"]
    assert [question.key for question in group.questions] == ["b", "d"]
    assert (group.questions[1].min, group.questions[1].max) == (None, 1)


def test_many_unfinished_questions_are_left_out_at_once():
    content = decompile(one_step(text("a"), *(scale(f"s{number}", theme=None) for number in range(100))))
    for number in range(1, 101):
        block(content, number).update(choices=[])
    assert [question.key for question in draft_form(content).questions()] == ["a"]


def test_a_survey_that_asks_nothing_yet_is_shown():
    content = decompile(one_step(text("a")))
    block(content, 0).update(show_if=NO_RULE | {"advanced": '{"==": [1, 2]}'})
    assert [question.key for question in draft_form(content).questions()] == ["a"]


def test_rules_in_a_circle_are_left_out():
    content = decompile(one_step(text("a"), text("b")))
    block(content, 0).update(show_if=condition("b"))
    block(content, 1).update(show_if=condition("a"))
    assert [question.show_if for question in draft_form(content).questions()] == [None, None]
