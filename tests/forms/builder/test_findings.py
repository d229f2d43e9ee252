"""What must be mended is found, said in the editor's language, and shown at its block."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from forms.builder.decompile import decompile
from forms.builder.errors import block_path, form_errors, refused
from forms.builder.inspect import inspect
from forms.engine.errors import pointer
from tests.forms.engine.small_forms import one_step, question, scale, scored, text

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
    ("change", "at", "words"),
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
def test_a_problem_is_found_at_its_place(change, at, words):
    with override("en"):
        inspection = broken(change)
    assert inspection.form is None
    assert [finding.pointer for finding in inspection.findings] == [at]
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
    ("at", "path"),
    [
        ("/steps/0/questions/0/show_if", ("steps", 0, "questions", 0, "show_if")),
        ("/steps/0/questions/0/max_length", ("steps", 0, "questions", 0, "max_length")),
        ("/steps/0/questions/0/data/personal", ("steps", 0, "questions", 0, "personal")),
        ("/steps/0/questions/0/gone", ("steps", 0, "questions", 0)),
        ("/steps/0/questions/9/label", ("steps", 0, "questions")),
        ("/steps/0/questions/1/weight_by/question", ("steps", 0, "questions", 1, "weight_by_question")),
        ("/scoring/bands/0/max", ("bands", 0, "max")),
        ("/result/title", ("result_title",)),
        ("/key", ("key",)),
        ("/format", ()),
        ("", ()),
    ],
)
def test_a_pointer_leads_to_a_block(at, path):
    form = scored(text("a"), scale("b"))
    assert block_path(at, decompile(form)) == path


def test_a_choice_of_a_shared_list_is_mended_in_the_list():
    form = one_step(scale("a", theme=None, choice_list="shared"), scale("b", theme=None, choice_list="shared"))
    content = decompile(form)
    at = "/steps/0/questions/1/choices/1/label"
    assert block_path(at, content) == ("choice_lists", 0, "choices", 1, "label")
    assert block_path(at, replace(content, choice_lists=[])) == ("steps", 0, "questions", 1, "choice_list")


def test_errors_are_nested_as_the_blocks_are():
    content = decompile(one_step(text("a"), text("b")))
    block(content).update(show_if=condition("gone"))
    inspection = inspect(content)
    errors = form_errors(inspection.findings, inspection.lines, content)
    at_step = errors["steps"].block_errors[0]
    at_question = at_step.block_errors["questions"].block_errors[0]
    assert at_question.block_errors["show_if"].non_block_errors
    ((path, message),) = refused(errors["steps"], ("steps",))
    assert path == ("steps", 0, "questions", 0, "show_if")
    assert message == inspection.findings[0].message


def test_a_content_without_a_problem_is_a_form():
    content = decompile(one_step(text("a"), text("b", show_if={"!!": {"var": "a"}})))
    assert inspect(replace(content, title="Ny titel")).form.title == "Ny titel"


def test_what_is_worth_a_look_is_told_whatever_there_is_to_mend():
    content = decompile(one_step(text("a"), text("b", label="A"), text("c")))
    assert [finding.pointer for finding in inspect(content).warnings] == ["/steps/0/questions/1/label"]
    block(content, 2).update(follow_up_of="gone")
    inspection = inspect(content)
    assert inspection.form is None
    assert len(inspection.warnings) == 1
    block(content, 2).update(max_length=0)
    assert inspect(content).warnings == ()


def everything():
    """One step with choices that have conditions, a matrix, a group and a calculated number."""
    points = [{"value": "no", "label": "No", "score": 0}, {"value": "yes", "label": "Yes", "score": 1}]
    offered = [{"value": "x", "label": "X"}, {"value": "y", "label": "Y", "show_if": {"!!": {"var": "a"}}}]
    return one_step(
        text("a"),
        question("single_choice", "b", choices=offered),
        question("matrix", "m", choices=points, rows=[{"key": "r", "label": "R"}, {"key": "s", "label": "S"}]),
        question("group", "g", questions=[text("g1"), text("g2", show_if={"!!": {"var": "g1"}})]),
        question("calculated", "c", formula={"+": [{"var": "n"}, 1]}),
        question("number", "n"),
    )


@pytest.mark.parametrize(
    "path",
    [
        ("steps", 0, "questions", 1, "choices", 1, "show_if"),
        ("steps", 0, "questions", 1, "choices", 1, "label"),
        ("steps", 0, "questions", 2, "rows", 1, "label"),
        ("steps", 0, "questions", 2, "choices", 0, "score"),
        ("steps", 0, "questions", 3, "questions", 1, "show_if"),
        ("steps", 0, "questions", 3, "questions", 1, "key"),
        ("steps", 0, "questions", 3, "min_rows"),
        ("steps", 0, "questions", 4, "formula"),
    ],
)
def test_a_pointer_leads_into_choices_rows_and_groups(path):
    assert block_path(pointer(*path), decompile(everything())) == path


def found(content):
    with override("en"):
        return [finding.pointer for finding in inspect(content).findings]


def test_a_key_that_is_there_twice_is_found_in_a_group_too():
    content = decompile(everything())
    block(content, 3)["questions"][1]["value"]["key"] = "a"
    assert "/steps/0/questions/3/questions/1/key" in found(content)


def test_rules_of_a_row_that_wait_for_each_other_are_found_in_the_row():
    content = decompile(everything())
    block(content, 3)["questions"][0]["value"]["show_if"] = condition("g2", "answered", "")
    (at,) = found(content)
    assert at.startswith("/steps/0/questions/3/questions/")
    assert at.endswith("/show_if")


def test_a_condition_of_a_choice_is_found_at_the_choice():
    content = decompile(everything())
    block(content, 1)["choices"][1]["value"]["show_if"] = condition("gone", "answered", "")
    assert found(content) == ["/steps/0/questions/1/choices/1/show_if"]
    with override("en"):
        (line,) = inspect(content).lines
    assert line.startswith("Part “Step”, question “B”, choice “Y”: ")


def test_a_row_is_named_in_the_line():
    content = decompile(everything())
    block(content, 2)["rows"][1]["value"]["key"] = "No"
    with override("en"):
        (line,) = inspect(content).lines
    assert line.startswith("Part “Step”, question “M”, row “S”: ")
