"""Answers begun on one form go on with another only where they still mean what they meant."""

import pytest
from hypothesis import HealthCheck, given, settings

from forms.engine.base import Answers, Json
from forms.engine.carry import carry
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, Definition, choices, one_step, question, text

CHOICES = choices("x", "y", free_text="y")
ROWS = [{"key": "light", "label": "Light"}, {"key": "heat", "label": "Heat"}]
AGREED = {"accepted": True, "text": "Yes."}
FILE = {"upload": "id", "name": "a.pdf", "size": 1, "type": "application/pdf"}


def carried(old: Definition, new: Definition, *values: Json, **named: Json) -> tuple[dict[str, Json], bool]:
    """What comes along of the answer to a form's only question, and whether something does not."""
    answers: Answers = {"q": values[0]} if values else named
    found = carry(one_step(old), one_step(new), answers)
    return found.answers, bool(found.lost)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.answers)
def test_everything_comes_along_to_the_same_form(made: Form, answers: Answers) -> None:
    cleaned = evaluate(made, answers).cleaned
    assert carry(made, made, cleaned) == carry(made, Form.model_validate(made.portable()), cleaned)
    assert carry(made, made, cleaned).answers == dict(cleaned)
    assert carry(made, made, cleaned).lost == ()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.forms(), strategies.answers)
def test_nothing_is_lost_silently(old: Form, new: Form, answers: Answers) -> None:
    cleaned = evaluate(old, answers).cleaned
    found = carry(old, new, cleaned)
    missing = {key.partition(":")[0] for key in cleaned.keys() - found.answers.keys()}
    assert missing <= set(found.lost)


def test_a_question_that_is_gone_takes_its_answer_with_it() -> None:
    found = carry(one_step(text("a"), text("b")), one_step(text("b")), {"a": "one", "b": "two"})
    assert (found.answers, found.lost) == ({"b": "two"}, ("a",))


def test_what_was_not_answered_is_not_lost() -> None:
    assert carry(one_step(text("a")), one_step(text("b")), {"a": " "}).lost == ()


@pytest.mark.parametrize(
    ("old", "new", "value", "kept"),
    [
        (text(), text(max_length=2), "too long", "too long"),
        (text(), question("long_text"), "text", "text"),
        (question("number"), text(), 1200.5, "1200,5"),
        (text(), question("number"), "many", "many"),
        (question("date"), text(), "2026-11-24", "24.11.2026"),
    ],
)
def test_what_was_written_stays_written(old: Definition, new: Definition, value: Json, kept: Json) -> None:
    assert carried(old, new, value) == ({"q": kept}, False)


def test_what_nobody_could_have_written_is_lost() -> None:
    assert carried(question("number"), text(), {"odd": 1}) == ({}, True)


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        (question("yes_no"), text(), True),
        (text(), question("single_choice", choices=CHOICES), "x"),
        (question("single_choice", choices=CHOICES), question("multiple_choice", choices=CHOICES), "x"),
        (question("rating", max=5), question("rating", max=10), 4),
        (question("number", unit="kg"), question("number", unit="t"), 12),
        (question("consent", statement="Yes."), question("consent", statement="Yes, but."), AGREED),
        (question("single_choice", choices=CHOICES), question("single_choice", choices=CHOICES[1:]), "x"),
    ],
)
def test_an_answer_that_would_mean_something_else_is_lost(old: Definition, new: Definition, value: Json) -> None:
    assert carried(old, new, value) == ({}, True)


@pytest.mark.parametrize(
    ("definition", "value"),
    [
        (question("rating"), 4),
        (question("number", unit="kg"), 12),
        (question("consent", statement="Yes."), AGREED),
        (question("yes_no"), False),
        (question("address"), {"street": "Ågatan 1"}),
        (question("file"), [FILE, FILE]),
    ],
)
def test_an_answer_to_the_same_question_comes_along(definition: Definition, value: Json) -> None:
    assert carried(definition, {**definition, "label": "New"}, value) == ({"q": value}, False)


def test_units_of_two_languages_are_two_names() -> None:
    old, new = one_step(question("number", unit="l/år")), one_step(question("number", unit="l/v"), locale="fi")
    assert carry(old, new, {"q": 12}).answers == {"q": 12}


def test_own_words_end_with_their_choice() -> None:
    one, plain = question("single_choice", choices=CHOICES), question("single_choice", choices=choices("x", "y"))
    assert carried(one, plain, **{"q": "y", "q:y": "Own"}) == ({"q": "y"}, True)
    assert carried(one, one, **{"q": "y", "q:y": "Own"}) == ({"q": "y", "q:y": "Own"}, False)


def test_of_several_choices_those_that_are_left_come_along() -> None:
    several, fewer = (question("multiple_choice", choices=own) for own in (CHOICES, CHOICES[1:]))
    assert carried(several, fewer, **{"q": ["x", "y"], "q:y": "Own"}) == ({"q": ["y"], "q:y": "Own"}, True)
    assert carried(several, fewer, ["x"]) == ({}, True)
    assert carried(several, several, "x") == ({"q": ["x"]}, True)
    assert carried(several, several, {"odd": "x"}) == ({}, True)


def test_of_rows_that_are_judged_those_that_are_left_come_along() -> None:
    def matrix(rows: list[Definition]) -> Definition:
        return question("matrix", rows=rows, choices=LADDER)

    judged: Json = {"light": "started", "heat": "in_place"}
    assert carried(matrix(ROWS), matrix(ROWS[1:]), judged) == ({"q": {"heat": "in_place"}}, True)
    assert carried(matrix(ROWS), matrix(ROWS), judged) == ({"q": judged}, False)
    assert carried(matrix(ROWS), matrix(ROWS), {"light": "odd"}) == ({}, True)
    assert carried(matrix(ROWS), matrix(ROWS), "odd") == ({}, True)


def test_what_is_calculated_is_calculated_again() -> None:
    calculated = question("calculated", formula={"+": [1, 2]})
    assert carried(calculated, calculated, 3) == ({}, False)


def test_rows_come_along_with_what_their_questions_take() -> None:
    def group(*questions: Definition) -> Definition:
        return question("group", questions=list(questions))

    rows: Json = [{"name": "Demo", "age": 4}, {"age": 5}]
    both, name = group(text("name"), question("number", "age")), group(text("name"))
    assert carried(both, both, rows) == ({"q": rows}, False)
    assert carried(both, name, rows) == ({"q": [{"name": "Demo"}, {}]}, True)
    assert carried(both, group(text("other")), rows) == ({}, True)
    assert carried(both, both, "odd") == ({}, True)
