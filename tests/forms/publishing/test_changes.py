"""Every change has words in every language."""

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from forms.engine.compare import BOUNDS, compare
from forms.engine.definition import Form
from forms.services import changes
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, choices, form, one_step, question, scale, step, text

IF_A, IF_B = {"==": [{"var": "a"}, "x"]}, {"==": [{"var": "a"}, "y"]}
TWO = choices("x", "y")
ROWS = [{"key": "light", "label": "Light"}, {"key": "heat", "label": "Heat"}]
LOUD = [{**point, "score": 4} if point["value"] == "in_place" else point for point in LADDER]
ENERGY = {"themes": [{"key": "energy", "label": "Energy"}]}


def pair(kind, before, after, **both):
    """The only question of a form, before and after."""
    return one_step(question(kind, **both, **before)), one_step(question(kind, **both, **after))


def choice(**after):
    first = {"value": "x", "label": "X"}
    return pair("single_choice", {"choices": [first, TWO[1]]}, {"choices": [first | after, TWO[1]]})


def steps(before, after):
    return form(step(text("a")), step(text("b"), key="b", **before)), form(
        step(text("a")), step(text("b"), key="b", **after)
    )


PAIRS = [
    (one_step(text("a"), text("b")), one_step(text("b"), text("c"), text("d", required=True), title="New")),
    (one_step(text("a"), text("b")), one_step(text("b"), text("a"))),
    (form(step(text("a")), step(key="b")), form(step(key="b"), step(text("a")))),
    (form(step(text("a"), key="one")), form(step(text("a"), key="two"))),
    (one_step(text("a"), question("group", "g", questions=[text("b")])), one_step(text("b"), text("a"))),
    steps({}, {"show_if": IF_A, "title": "New"}),
    steps({"show_if": IF_A}, {"show_if": IF_B}),
    steps({"show_if": IF_A}, {}),
    pair("text", {}, {"show_if": IF_A, "required": True, "max_length": 3, "tags": ["EN-01"], "label": "New"}),
    pair("text", {"show_if": IF_A, "required": True, "max_length": 3}, {"show_if": IF_B, "required_if": IF_A}),
    pair("text", {"show_if": IF_A, "required_if": IF_A}, {}),
    pair("text", {"required_if": IF_A}, {"required_if": IF_B}),
    (one_step(text()), one_step(question("yes_no"))),
    pair("number", {"unit": "kg"}, {}),
    pair("single_choice", {"choices": TWO}, {"choices": choices("z", "x")}),
    pair("single_choice", {"choices": TWO}, {"choices": TWO[::-1]}),
    choice(show_if=IF_A, free_text=True, exclusive=True),
    tuple(reversed(choice(free_text=True))),
    (
        one_step(scale()),
        one_step(scale(choices=LOUD, theme="travel", weight=2, weight_by={"question": "a", "weights": {}})),
    ),
    pair("matrix", {"rows": ROWS}, {"rows": ROWS[::-1]}, choices=LADDER),
    pair("matrix", {"rows": ROWS[:1]}, {"rows": ROWS[1:]}, choices=LADDER),
    pair("consent", {"statement": "Yes"}, {"statement": "No"}),
    pair("calculated", {"formula": {"+": [1]}}, {"formula": {"+": [2]}}),
    (one_step(text()), one_step(text(), scoring=ENERGY, modes=[{"value": "self", "label": "Alone"}])),
]


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_every_change_has_words_and_no_others_do(language):
    found = [change for old, new in PAIRS for change in compare(old, new)]
    with override(language):
        told = {change.code: changes.text([change]) for change in found}
    assert set(told) == set(changes.WORDS)
    assert not [words for words in told.values() if "%" in words]


def test_the_condition_of_a_part_is_told_before_and_now():
    old, new = steps({"show_if": IF_A}, {"show_if": IF_B})
    with override("en"):
        before, now = changes.details(compare(old, new)[0], old, new)
    assert ("“x”" in before, "“y”" in now) == (True, True)


def test_bounds_are_told_the_way_people_read_them():
    tighter = [pair("number", {}, {"max": 1000}), pair("date", {}, {"latest": "2026-11-24"})]
    with override("sv"):
        number, day = (changes.text(compare(*forms)) for forms in tighter)
    assert "1\xa0000" in number
    assert "24.11.2026" in day


def test_every_bound_has_a_name():
    assert set(changes.BOUNDS) == set(BOUNDS)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.forms())
def test_any_two_forms_can_be_compared_in_words(old: Form, new: Form) -> None:
    with override("en"):
        assert len(changes.texts(old, new)) <= len(compare(old, new))
        for change in compare(old, new):
            assert len(changes.details(change, old, new)) <= 2
