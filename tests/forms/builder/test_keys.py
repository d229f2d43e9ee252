"""Keys: made from the label once, never empty, never twice the same."""

import json

import pytest

from forms.builder.content import Content
from forms.builder.copies import questions_of
from forms.builder.keys import fill_keys, make_key, make_value, slug


@pytest.mark.parametrize(
    ("label", "made"),
    [
        ("Organisationens namn", "organisationens_namn"),
        ("Hur värmer ni? (välj en)", "hur_varmer_ni_valj_en"),
        ("Ympäristötyö", "ymparistotyo"),
        ("Smørebrød & æbler", "smorebrod_aebler"),
        ("  ", ""),
        ("Имя", ""),
    ],
)
def test_a_slug_has_only_plain_letters_and_digits(label, made):
    assert slug(label) == made


def test_a_label_without_a_letter_gives_a_numbered_key():
    assert make_key("?!", set(), "question", 3) == "question_3"


def test_a_key_begins_with_a_letter():
    assert make_key("10 frågor", set(), "question", 1) == "question_10_fragor"


def test_a_key_that_is_taken_gets_a_number():
    assert make_key("Namn", {"namn", "namn_2"}, "question", 1) == "namn_3"


def test_a_choice_may_be_kept_as_a_number():
    assert make_value("10+", set(), 1) == "10"
    assert make_value("–", set(), 4) == "choice_4"


def test_a_long_label_gives_a_key_that_the_engine_accepts():
    assert len(make_key("a" * 300, {"a" * 48}, "question", 1)) <= 64


def question(key, label):
    return {"type": "text", "id": "1", "value": {"key": key, "label": label}}


def step(*questions):
    return {"type": "step", "id": "2", "value": {"key": "", "title": "Ni", "questions": list(questions)}}


def test_only_missing_keys_are_filled():
    content = Content("survey", "sv", "Enkät", steps=[step(question("kept", "Något annat"), question("", "Kept"))])
    (filled,) = fill_keys(content).steps
    assert filled["value"]["key"] == "ni"
    assert [item["value"]["key"] for item in filled["value"]["questions"]] == ["kept", "kept_2"]


def test_questions_of_different_steps_never_share_a_key():
    content = Content("survey", "sv", "Enkät", steps=[step(question("", "Namn")), step(question("", "Namn"))])
    filled = fill_keys(content).steps
    assert [item["value"]["questions"][0]["value"]["key"] for item in filled] == ["namn", "namn_2"]


def test_a_content_with_all_its_keys_comes_back_as_it_is():
    content = Content("survey", "sv", "Enkät")
    assert fill_keys(content) is content


def asked(key, label="Namn", kind="text", **fields):
    return {"type": kind, "id": "1", "value": {"key": key, "label": label, **fields}}


def part(key, *questions, **fields):
    return {"type": "step", "id": "2", "value": {"key": key, "title": "Ni", "questions": list(questions), **fields}}


def condition(on, advanced=""):
    row = {"type": "item", "id": "3", "value": {"question": on, "comparison": "one_of", "values": "x"}}
    return {"match": "all", "conditions": [row], "advanced": advanced}


def apart(stream):
    """The stream with no part of it in two places at once."""
    return json.loads(json.dumps(stream))


def own(*steps):
    return fill_keys(Content("survey", "sv", "Enkät", steps=apart(steps))).steps


def keys_of(step):
    return [block["key"] for block in questions_of(step["value"])]


def test_a_copied_question_gets_a_key_and_the_original_keeps_its_own():
    (filled,) = own(part("ni", asked("namn"), asked("namn")))
    assert keys_of(filled) == ["namn", "namn_2"]


def test_what_refers_to_the_original_goes_on_referring_to_it():
    original, copy = asked("a", show_if=condition("first")), asked("a", show_if=condition("first"))
    (filled,) = own(part("ni", asked("first"), original, copy, asked("last", show_if=condition("a"))))
    rules = [
        block["show_if"]["conditions"][0]["value"]["question"]
        for block in questions_of(filled["value"])
        if "show_if" in block
    ]
    assert rules == ["first", "first", "a"]


RULE = '{"and": [{">": [{"var": ["a", 3]}, 1]}, {"var": "m.row"}, {"in": ["a", [1]]}]}'


def test_within_a_copied_step_everything_means_the_copies():
    step = part(
        "ni",
        asked("a", "A"),
        asked("m", "M", "matrix", rows=[{"value": {"key": "row", "label": "Row"}}]),
        asked(
            "c",
            "C",
            follow_up_of="a",
            show_if=condition("m.row"),
            choices=[{"value": {"value": "x", "label": "X", "show_if": condition("a:x")}}],
        ),
        asked("d", "D", weight_by_question="outside", formula={"expression": "a * 2 + max(c; a_b)", "advanced": ""}),
        show_if=condition("outside", RULE),
    )
    first, second = own(part("before", asked("outside")), step, step)[1:]
    assert (first, second["value"]["key"]) == (step, "ni_2")
    assert keys_of(second) == ["a_2", "m_2", "c_2", "d_2"]
    _a, matrix, third, fourth = questions_of(second["value"])
    assert matrix["rows"][0]["value"]["key"] == "row"
    assert third["follow_up_of"] == "a_2"
    assert third["show_if"] == condition("m_2.row")
    assert third["choices"][0]["value"]["show_if"] == condition("a_2:x")
    assert (fourth["weight_by_question"], fourth["formula"]["expression"]) == ("outside", "a_2 * 2 + max(c_2; a_b)")
    assert second["value"]["show_if"] == condition(
        "outside", RULE.replace('"a", 3', '"a_2", 3').replace("m.row", "m_2.row")
    )


def group(key, *questions):
    return asked(key, "Rows", "group", questions=list(questions))


def test_a_copied_group_has_rows_of_its_own():
    rows = group("g", asked("a", "A"), asked("b", "B", show_if=condition("a")))
    (filled,) = own(part("ni", rows, rows))
    assert keys_of(filled) == ["g", "a", "b", "rows", "a_2", "b_2"]
    assert [block["show_if"] for block in questions_of(filled["value"]) if "show_if" in block] == [
        condition("a"),
        condition("a_2"),
    ]


def test_a_question_copied_within_a_row_leaves_its_neighbours_alone():
    (filled,) = own(part("ni", group("g", asked("a", "A"), asked("b", "B", show_if=condition("a")), asked("a", "A"))))
    assert keys_of(filled) == ["g", "a", "b", "a_2"]
    assert filled["value"]["questions"][0]["value"]["questions"][1]["value"]["show_if"] == condition("a")


def test_a_formula_that_is_no_json_is_left_as_it_was_written():
    step = part("ni", asked("a", formula={"expression": "", "advanced": "{a"}))
    assert own(step, step)[1]["value"]["questions"][0]["value"]["formula"]["advanced"] == "{a"


def test_copied_choices_rows_and_lists_get_names():
    choice, row = {"value": {"value": "x", "label": "X"}}, {"value": {"key": "r", "label": "R"}}
    listed = {"type": "choice_list", "id": "4", "value": {"name": "Skala", "choices": [choice, choice]}}
    steps = [part("ni", asked("m", kind="matrix", choices=[choice, choice], rows=[row, row]))]
    content = fill_keys(Content("survey", "sv", "Enkät", steps=apart(steps), choice_lists=apart([listed, listed])))
    block = content.steps[0]["value"]["questions"][0]["value"]
    assert [item["value"]["key"] for item in block["rows"]] == ["r", "r_2"]
    assert [item["value"]["name"] for item in content.choice_lists] == ["Skala", "Skala_2"]
    for choices in (block["choices"], content.choice_lists[0]["value"]["choices"]):
        assert [item["value"]["value"] for item in choices] == ["x", "x_2"]
