"""A survey that is still being built can be looked at."""

from forms.builder.content import Content
from forms.builder.decompile import NO_RULE, decompile
from forms.builder.preview import draft_form
from forms.engine.checks import check
from forms.engine.definition import Form
from partners.demo.mapping import to_survey
from tests.forms.builder.test_findings import block, condition
from tests.forms.engine.small_forms import one_step, scale, scored, text


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
    assert next(form.questions()).key == "a"
    assert len(list(form.questions())) == 2


def test_a_theme_and_a_way_of_filling_in_are_shown_once():
    content = decompile(scored(scale("a"), modes=[{"value": "alone", "label": "Alone"}]))
    form = draft_form(content.with_streams(themes=content.themes * 2, modes=content.modes * 2))
    assert [theme.key for theme in form.scoring.themes] == ["energy", "travel"]
    assert [mode.value for mode in form.modes] == ["alone"]


def test_a_survey_that_asks_nothing_yet_is_shown():
    content = decompile(one_step(text("a")))
    block(content, 0).update(show_if=NO_RULE | {"advanced": '{"==": [1, 2]}'})
    assert [question.key for question in draft_form(content).questions()] == ["a"]


def test_rules_in_a_circle_are_left_out():
    content = decompile(one_step(text("a"), text("b")))
    block(content, 0).update(show_if=condition("b"))
    block(content, 1).update(show_if=condition("a"))
    assert [question.show_if for question in draft_form(content).questions()] == [None, None]
