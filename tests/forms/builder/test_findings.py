"""What must be mended is found, said in the editor's language, and shown at its block."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from forms.builder.decompile import decompile
from forms.builder.errors import block_path, form_errors
from forms.builder.inspect import inspect
from tests.forms.engine.small_forms import one_step, scale, text

RULE = {"in": [{"var": "b"}, ["x"]]}


def broken(change, *questions):
    """The inspection of a small form whose blocks are spoilt by `change`."""
    content = decompile(one_step(*questions or (text("a"), text("b"))))
    change(content)
    return inspect(content)


def block(content, index=0):
    return content.steps[0]["value"]["questions"][index]["value"]


def condition(question="b", comparison="one_of", values="x"):
    value = {"question": question, "comparison": comparison, "values": values}
    return {"match": "all", "conditions": [{"type": "item", "id": "1", "value": value}], "advanced": ""}


@pytest.mark.parametrize(
    ("change", "pointer", "words"),
    [
        (lambda c: block(c).update(show_if=condition("gone")), "/steps/0/questions/0/show_if", "gone"),
        (lambda c: block(c).update(show_if=condition(values="")), "/steps/0/questions/0/show_if", "at least one"),
        (lambda c: block(c).update(show_if=condition("")), "/steps/0/questions/0/show_if", "Choose the question"),
        (lambda c: block(c, 1).update(key="a"), "/steps/0/questions/1/key", "“a”"),
        (lambda c: block(c).update(follow_up_of="gone"), "/steps/0/questions/0/follow_up_of", "gone"),
        (lambda c: block(c).update(max_length=0), "/steps/0/questions/0/max_length", "at least 1"),
        (lambda c: c.steps[0]["value"].update(key="No"), "/steps/0/key", "characters"),
        (lambda c: c.steps.clear(), "/steps", "no questions"),
    ],
)
def test_a_problem_is_found_at_its_place(change, pointer, words):
    with override("en"):
        inspection = broken(change)
    assert inspection.form is None
    assert [finding.pointer for finding in inspection.findings] == [pointer]
    assert words in inspection.findings[0].message


@pytest.mark.parametrize(
    ("advanced", "found"), [("{", True), ("[1]", True), ('{"var": "b"}', False), ('{"like": [1, 2]}', True)]
)
def test_a_rule_written_by_hand_is_checked(advanced, found):
    rule = {"match": "all", "conditions": [], "advanced": advanced}
    assert bool(broken(lambda content: block(content).update(show_if=rule)).findings) is found


def test_conditions_and_a_rule_by_hand_exclude_each_other():
    rule = condition() | {"advanced": '{"var": "b"}'}
    assert len(broken(lambda content: block(content).update(show_if=rule)).findings) == 1


def test_rules_that_wait_for_each_other_are_found_at_one_of_them():
    def change(content):
        block(content, 0).update(show_if=condition("b"))
        block(content, 1).update(show_if=condition("a"))

    (finding,) = broken(change).findings
    assert finding.pointer.endswith("/show_if")


def test_an_unknown_theme_and_an_unknown_list_are_found():
    def change(content):
        block(content).update(theme="gone", choices=[], choice_list="gone")

    assert broken(change, scale("a", theme=None)).form is None


def test_a_weight_for_the_same_answer_twice_is_found():
    row = {"type": "item", "id": "1", "value": {"value": "x", "weight": 2}}
    changes = {"weight_by_question": "b", "weight_by_weights": [row, row]}
    inspection = broken(lambda content: block(content).update(changes), scale("a", theme=None), text("b"))
    assert [finding.pointer for finding in inspection.findings] == ["/steps/0/questions/0/weight_by"]


def test_a_line_names_the_step_and_the_question():
    with override("sv"):
        inspection = broken(lambda content: block(content).update(show_if=condition("gone")))
        (line,) = inspection.lines
    assert "Step" in line
    assert "A" in line
    assert "som inte finns" in line


@pytest.mark.parametrize(
    ("pointer", "path"),
    [
        ("/steps/0/questions/2/show_if", ["steps", 0, "questions", 2, "show_if"]),
        ("/steps/0/questions/2/weight_by/question", ["steps", 0, "questions", 2, "weight_by_question"]),
        ("/steps/0/questions/2/choices/1/label", ["steps", 0, "questions", 2, "choices", 1, "label"]),
        ("/scoring/bands/0/max", ["bands", 0, "max"]),
        ("/result/title", ["result_title"]),
        ("/key", ["key"]),
        ("/format", []),
    ],
)
def test_a_pointer_leads_to_a_block(pointer, path):
    assert block_path(pointer) == path


def test_errors_are_nested_as_the_blocks_are():
    inspection = broken(lambda content: block(content).update(show_if=condition("gone")))
    errors = form_errors(inspection.findings, inspection.lines)
    at_step = errors["steps"].block_errors[0]
    at_question = at_step.block_errors["questions"].block_errors[0]
    assert at_question.block_errors["show_if"].non_block_errors


def test_a_content_without_a_problem_is_a_form():
    content = decompile(one_step(text("a"), text("b", show_if={"!!": {"var": "a"}})))
    assert inspect(replace(content, title="Ny titel")).form.title == "Ny titel"
