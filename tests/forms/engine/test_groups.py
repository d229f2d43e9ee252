"""Rows: which there are, what is asked in each, where their errors are, and what is kept of them."""

import pytest

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.evaluate import Outcome, evaluate
from tests.forms.engine.small_forms import Definition, choices, one_step, parsed, question, text

NAME = text("name", required=True)
EMAIL = question("email", "email", show_if={"!!": {"var": "name"}})


def group(*questions: Definition, **fields: object) -> Definition:
    return question("group", "staff", questions=list(questions) or [NAME, EMAIL], **fields)


def of(definition: Definition, rows: Json, *others: Definition, **answers: Json) -> Outcome:
    return evaluate(one_step(*others, definition), {"staff": rows, **answers})


def errors(outcome: Outcome) -> list[tuple[str, str, str, str]]:
    return [(error.code, error.key, error.pointer, error.question) for error in outcome.errors]


def test_rows_are_read_one_by_one() -> None:
    outcome = of(group(), [{"name": " Aino ", "email": "aino@firm.example"}, {"name": "Bo"}])
    assert outcome.cleaned == {"staff": [{"name": "Aino", "email": "aino@firm.example"}, {"name": "Bo"}]}
    assert outcome.visible == ("staff", "staff:0:name", "staff:0:email", "staff:1:name", "staff:1:email")
    assert outcome.required == {"staff:0:name", "staff:1:name"}
    assert outcome.errors == ()


def test_errors_of_rows_have_their_whole_path() -> None:
    outcome = of(group(NAME, question("address", "home")), [{"name": "A"}, {"home": {"street": "x"}, "name": "\x00"}])
    assert errors(outcome) == [
        ("unstorable_characters", "staff:1:name", "/staff/1/name", "staff"),
        ("required", "staff:1:home:postal_code", "/staff/1/home/postal_code", "staff"),
    ]
    assert outcome.cleaned == {"staff": [{"name": "A"}, {}]}


def test_own_words_of_a_choice_are_read_and_mended_in_their_row() -> None:
    kind = question("single_choice", "kind", choices=choices("a", "other", free_text="other"))
    outcome = of(group(kind), [{"kind": "other", "kind:other": "Peat"}, {"kind": "other", "kind:other": 5}])
    assert outcome.cleaned == {"staff": [{"kind": "other", "kind:other": "Peat"}, {"kind": "other"}]}
    assert errors(outcome) == [("wrong_type_text", "staff:1:kind:other", "/staff/1/kind:other", "staff")]


@pytest.mark.parametrize("row", [{}, {"name": ""}, {"name": " ", "email": None}, {"name": []}])
def test_a_row_that_was_left_empty_is_no_row_though_it_is_asked(row: Json) -> None:
    outcome = of(group(), [row, {"name": "Bo"}])
    assert outcome.cleaned == {"staff": [{"name": "Bo"}]}
    assert (outcome.errors, outcome.hidden) == ((), ())
    assert outcome.visible[:2] == ("staff", "staff:0:name")


@pytest.mark.parametrize("raw", [None, "", [], [{}], [{"name": ""}], {}])
def test_no_rows_are_no_answer(raw: Json) -> None:
    assert of(group(), raw).cleaned == {}
    assert of(group(min_rows=2), raw).errors == ()
    assert errors(of(group(required=True), raw)) == [("required", "staff", "/staff", "staff")]


@pytest.mark.parametrize(
    "raw", ["Aino", 5, True, {"0": {"name": "A"}}, ["Aino"], [{"name": "A"}, None], [[{"name": "A"}]]]
)
def test_rows_are_a_list_of_objects(raw: Json) -> None:
    outcome = of(group(), raw)
    assert errors(outcome) == [("wrong_type_rows", "staff", "/staff", "staff")]
    assert (outcome.cleaned, outcome.visible) == ({}, ("staff",))


@pytest.mark.parametrize(("count", "code"), [(1, "rows_min"), (2, None), (3, None), (4, "rows_max")])
def test_there_are_so_many_rows(count: int, code: str | None) -> None:
    outcome = of(group(min_rows=2, max_rows=3), [{"name": "A"}] * count + [{}] * 5)
    assert [error.code for error in outcome.errors] == ([code] if code else [])
    assert bool(outcome.cleaned) is (code is None)
    assert len([name for name in outcome.visible if name.endswith("name")]) == count + 5


def test_rows_that_are_too_few_still_say_what_is_wrong_with_them() -> None:
    outcome = of(group(min_rows=2), [{"name": "A", "email": "x"}])
    assert [error.code for error in outcome.errors] == ["rows_min", "email"]
    assert outcome.cleaned == {}


def test_more_rows_than_any_group_has_are_not_gone_through() -> None:
    outcome = of(group(max_rows=100), [{}] * 101)
    assert [(error.code, error.params) for error in outcome.errors] == [("rows_max", {"max": 100})]
    assert outcome.visible == ("staff",)


def test_a_question_that_is_hidden_in_a_row_is_dropped_there_and_told() -> None:
    outcome = of(group(text("name"), EMAIL), [{"name": "A", "email": "a@b.example"}, {"email": "b@b.example"}])
    assert outcome.cleaned == {"staff": [{"name": "A", "email": "a@b.example"}]}
    assert outcome.hidden == ("staff:1:email",)
    assert outcome.errors == ()


def test_own_words_that_are_hidden_in_a_row_are_told_too() -> None:
    kind = question(
        "single_choice", "kind", choices=choices("other", free_text="other"), show_if={"!!": {"var": "name"}}
    )
    assert of(group(text("name"), kind), [{"kind": "other", "kind:other": "x"}]).hidden == (
        "staff:0:kind",
        "staff:0:kind:other",
    )


def test_an_unknown_key_is_an_error_but_no_row() -> None:
    outcome, cut = of(group(), [{"age": 3}, {"name": "Bo", "\ud800" * 99: 1}]), "\ufffd" * 64
    assert errors(outcome) == [
        ("unknown_key", "staff:0:age", "/staff/0/age", "staff"),
        ("unknown_key", f"staff:1:{cut}", f"/staff/1/{cut}", "staff"),
    ]
    assert outcome.cleaned == {"staff": [{"name": "Bo"}]}
    assert outcome.unknown == ()


def test_rules_of_a_row_read_the_row_and_then_the_form() -> None:
    note = text("note", show_if={"and": [{"==": [{"var": "name"}, {"var": "lead"}]}, {"!!": {"var": "lead"}}]})
    outcome = of(group(NAME, note), [{"name": "Cia"}, {"name": "Bo"}, {}], text("lead"), lead="Cia")
    assert [name for name in outcome.visible if name.endswith("note")] == ["staff:0:note"]


def test_no_row_reads_another() -> None:
    second = text("second", show_if={"==": [{"var": "name"}, "A"]})
    outcome = of(group(text("name"), second), [{"name": "A", "second": "x"}, {"second": "y"}])
    assert outcome.cleaned == {"staff": [{"name": "A", "second": "x"}]}


def test_the_form_reads_rows_as_a_whole_and_one_by_one() -> None:
    first = text("first", show_if={"==": [{"var": "staff.0.name"}, "Aino"]})
    some = text("some", show_if={"!!": {"var": "staff"}})
    made = one_step(group(), first, some)
    assert evaluate(made, {"staff": [{}, {"name": "Aino"}]}).visible[-2:] == ("first", "some")
    assert evaluate(made, {}).visible == ("staff",)


def test_choices_can_be_ruled_out_by_row() -> None:
    offered = choices("van", "boat")
    offered[1]["show_if"] = {"==": [{"var": "name"}, "harbour"]}
    outcome = of(
        group(text("name"), question("single_choice", "kind", choices=offered, required=True)),
        [{"name": "harbour", "kind": "boat"}, {"name": "yard", "kind": "boat"}],
    )
    assert outcome.withheld == {"staff:1:kind": {"boat"}}
    assert errors(outcome) == [("choice_withheld", "staff:1:kind", "/staff/1/kind", "staff")]


def test_required_in_a_row_by_the_rows_own_answer() -> None:
    email = question("email", "email", required_if={"==": [{"var": "name"}, "Aino"]})
    outcome = of(group(text("name"), email), [{"name": "Aino"}, {"name": "Bo"}])
    assert errors(outcome) == [("required", "staff:0:email", "/staff/0/email", "staff")]
    assert outcome.required == {"staff:0:email"}


def test_what_is_calculated_in_a_row_makes_no_row_of_it() -> None:
    cost = question("calculated", "cost", formula={"*": [{"var": ["km", 0]}, 2]})
    outcome = of(group(question("number", "km"), cost), [{}, {"km": 3}, {"cost": 5}])
    assert outcome.cleaned == {"staff": [{"km": 3, "cost": 6}]}
    assert outcome.calculated == {"staff:0:cost": 0, "staff:1:cost": 6, "staff:2:cost": 0}
    again = evaluate(one_step(group(question("number", "km"), cost)), outcome.cleaned)
    assert again.cleaned == outcome.cleaned


def test_rows_are_posted_with_their_numbers() -> None:
    rows = parsed(group(NAME, question("multiple_choice", "kinds", choices=choices("a", "b"))))
    post = {
        "staff:10:name": ["Bo"],
        "staff:2:name": ["Aino"],
        "staff:2:kinds": ["a", "b"],
        "staff:3:name": [""],
        "staff:x:name": ["?"],
        "staff:\u0661:name": ["?"],
        "staff:99999:name": ["?"],
        "staff": ["?"],
        "others:0:name": ["?"],
    }
    assert rows.posted(post) == {"staff": [{"name": "Aino", "kinds": ["a", "b"]}, {}, {"name": "Bo"}]}
    assert rows.posted({}) == {"staff": []}


def test_a_post_of_thousands_of_rows_is_cut() -> None:
    posted = parsed(group()).posted({f"staff:{number}:name": ["x"] for number in range(3000)})
    assert len(posted["staff"]) == 101


def test_rows_are_shown_in_one_line_each() -> None:
    rows = parsed(group(text("name", label="Name?"), question("yes_no", "pays", label="Pays:")))
    answers: dict[str, Json] = {"staff": [{"name": "Aino", "pays": True}, {"pays": False}]}
    assert rows.display(answers, "en") == ["Name: Aino; Pays: Yes", "Pays: No"]
    assert rows.cells(answers, "en") == ("Aino\n", "true\nfalse")


def test_a_group_is_read_by_the_form_and_not_by_itself() -> None:
    with pytest.raises(InvalidAnswer):
        parsed(group()).clean([{"name": "A"}], "sv")
    assert one_step(group()).by_key["staff"].row_questions[0].key == "name"
    assert [one.key for one in one_step(group(), text("a")).every_question()] == ["staff", "name", "email", "a"]
