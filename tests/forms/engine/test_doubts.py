"""What can be published but deserves a second look."""

import pytest

from forms.engine.checks import check, warnings
from forms.engine.definition import Form
from tests.forms.engine.small_forms import LADDER, form, minimal, one_step, question, scale, step, text


def found(made: Form) -> list[tuple[str, str, dict[str, object]]]:
    return [(problem.code, problem.pointer, dict(problem.params)) for problem in warnings(made)]


def test_a_good_form_leaves_no_doubt() -> None:
    themes = [{"key": "energy", "label": "Energy"}]
    bands = [{"min": 34, "max": 100, "label": "high"}, {"min": 0, "max": 33, "label": "low"}]
    assert warnings(one_step(scale("a"), text("b"), scoring={"themes": themes, "bands": bands})) == []


@pytest.mark.parametrize(
    ("first", "second"), [("Name", "Name"), ("Name", " name "), ("STRASSE", "Straße"), ("A  b", "a b")]
)
def test_two_questions_of_a_step_with_one_label_are_found(first: str, second: str) -> None:
    made = one_step(text("a", label=first), text("b", label="Other"), text("c", label=second))
    assert found(made) == [("same_label", "/steps/0/questions/2/label", {"label": second})]
    assert check(made) == []


def test_labels_are_their_own_within_a_step_only_and_among_what_is_asked() -> None:
    words = [question("section", "s", label="Name"), question("statement", "w", label="Name")]
    assert (
        warnings(form(step(text("a", label="Name"), *words, key="one"), step(text("b", label="Name"), key="two"))) == []
    )
    assert warnings(one_step(text("a", label=""), text("b", label=""))) == []


def test_two_choices_with_one_label_are_found() -> None:
    twice = [{"value": "x", "label": "Oil"}, {"value": "y", "label": "Gas"}, {"value": "z", "label": "OIL"}]
    inner = [question("multiple_choice", "q", choices=twice)]
    made = one_step(question("ranking", "r", choices=twice), question("group", "g", questions=inner))
    assert found(made) == [
        ("same_choice_label", "/steps/0/questions/0/choices/2/label", {"label": "OIL"}),
        ("same_choice_label", "/steps/0/questions/1/questions/0/choices/2/label", {"label": "OIL"}),
    ]


@pytest.mark.parametrize(
    ("bands", "expected"),
    [
        ([(0, 100)], []),
        ([(34, 66), (0, 33), (67, 100)], []),
        ([(0, 33), (35, 100)], [("bands_gap", "/scoring/bands/1", {"from": 34, "to": 34})]),
        ([(0, 33), (33, 100)], [("bands_overlap", "/scoring/bands/1", {"from": 33, "to": 33})]),
        ([(50, 100), (0, 60)], [("bands_overlap", "/scoring/bands/0", {"from": 50, "to": 60})]),
        ([(0, 100), (20, 30)], [("bands_overlap", "/scoring/bands/1", {"from": 20, "to": 30})]),
        ([(5, 100)], [("bands_gap", "/scoring/bands/0", {"from": 0, "to": 4})]),
        ([(0, 90)], [("bands_gap", "/scoring/bands/0", {"from": 91, "to": 100})]),
        ([], []),
    ],
)
def test_bands_follow_each_other_from_0_to_100(bands: list[tuple[int, int]], expected: list[object]) -> None:
    given = [{"min": least, "max": most, "label": "x"} for least, most in bands]
    assert found(one_step(text(), scoring={"bands": given})) == expected


def test_a_band_that_nothing_falls_into_is_a_problem() -> None:
    made = one_step(text(), scoring={"bands": [{"min": 5, "max": 4, "label": "x"}]})
    assert [(problem.code, problem.pointer) for problem in check(made)] == [("range_reversed", "/scoring/bands/0")]


def test_a_theme_without_points_is_found() -> None:
    scoring = {"themes": [{"key": key, "label": key.capitalize()} for key in ("energy", "travel", "food", "water")]}
    no_points = [{"value": "x", "label": "X", "score": 0}]
    asked = (scale("a"), minimal("matrix", "b", theme="travel"), scale("c", theme="food", choices=no_points))
    assert found(one_step(*asked, scoring=scoring)) == [
        ("theme_unscored", "/scoring/themes/2", {"theme": "Food"}),
        ("theme_unscored", "/scoring/themes/3", {"theme": "Water"}),
    ]
    assert LADDER[0]["score"] is None
