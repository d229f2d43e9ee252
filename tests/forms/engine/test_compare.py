"""What a form asks otherwise than the one before it, and how much that matters to answers."""

import pytest
from hypothesis import HealthCheck, given, settings

from forms.engine.base import Json
from forms.engine.compare import Change, Weight, compare, weight_of
from forms.engine.definition import Form
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, Definition, choices, form, one_step, question, scale, step, text

BREAKING, NOTABLE, WORDS = Weight.BREAKING, Weight.NOTABLE, Weight.WORDS
IF_A = {"==": [{"var": "a"}, "x"]}
IF_B = {"==": [{"var": "a"}, "y"]}
CHOICES = choices("x", "y")
ROWS = [{"key": "light", "label": "Light"}, {"key": "heat", "label": "Heat"}]
IGNORED = ("format", "version", "languages")


def codes(old: Form, new: Form) -> list[tuple[str, Weight, str]]:
    return [(change.code, change.weight, change.key) for change in compare(old, new)]


def between(old: Definition, new: Definition) -> list[tuple[str, Weight]]:
    """What changes when the only question does."""
    return [(code, weight) for code, weight, _key in codes(one_step(old), one_step(new))]


def one(old: Form, new: Form) -> Change:
    (change,) = compare(old, new)
    return change


def same_question(kind: str, before: dict[str, Json], after: dict[str, Json], **both: Json) -> list[tuple[str, Weight]]:
    return between(question(kind, **both, **before), question(kind, **both, **after))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms())
def test_a_form_is_no_other_than_itself(made: Form) -> None:
    assert compare(made, Form.model_validate(made.portable())) == ()


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.forms(), strategies.forms())
def test_two_forms_that_are_not_the_same_differ_in_something(old: Form, new: Form) -> None:
    definitions = [{name: part for name, part in made.portable().items() if name not in IGNORED} for made in (old, new)]
    if definitions[0] != definitions[1]:
        assert weight_of(compare(old, new)) in set(Weight)


def test_numbers_of_versions_and_languages_are_no_difference() -> None:
    assert codes(one_step(text()), one_step(text(), version=7, languages=["sv", "fi"])) == []


def test_questions_come_and_go() -> None:
    old, new = one_step(text("a"), text("b")), one_step(text("b"), text("c"))
    assert codes(old, new) == [("question_added", NOTABLE, "c"), ("question_removed", BREAKING, "a")]


def test_a_new_question_that_must_be_answered_stops_answers_under_way() -> None:
    change = one(one_step(text("a")), one_step(text("a"), text("b", required=True)))
    assert (change.code, change.weight, change.label) == ("required_question_added", BREAKING, "B")


def test_a_new_text_asks_nothing() -> None:
    change = one(one_step(text("a")), one_step(text("a"), question("section", "b")))
    assert (change.code, change.weight) == ("question_added", WORDS)


def test_another_type_is_all_that_is_said_of_a_question() -> None:
    change = one(one_step(text("a", help="Old")), one_step(question("number", "a", min=3)))
    assert (change.code, change.weight, change.params) == (
        "question_retyped",
        BREAKING,
        {"from": "text", "to": "number"},
    )


def test_a_question_moves_between_steps() -> None:
    old = form(step(text("a"), text("b"), key="one"), step(text("c"), key="two"))
    new = form(step(text("a"), key="one"), step(text("c"), text("b"), key="two"))
    change = one(old, new)
    assert (change.code, change.weight, change.params) == ("question_moved", NOTABLE, {"from": "One", "to": "Two"})


def test_another_order_changes_nothing_but_the_looks() -> None:
    old, new = one_step(text("a"), text("b")), one_step(text("b"), text("a"))
    assert codes(old, new) == [("questions_reordered", WORDS, "")]
    old, new = form(step(text("a"), key="one"), step(key="two")), form(step(key="two"), step(text("a"), key="one"))
    assert codes(old, new) == [("steps_reordered", WORDS, "")]


def test_steps_come_and_go() -> None:
    old, new = form(step(text("a"), key="one")), form(step(text("a"), key="two"))
    assert codes(old, new) == [
        ("step_added", NOTABLE, "two"),
        ("step_removed", NOTABLE, "one"),
        ("question_moved", NOTABLE, "a"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (None, IF_A, "condition_added"),
        (IF_A, IF_B, "condition_changed"),
        (IF_A, None, "condition_removed"),
        ({"==": [True, {"var": "a"}]}, {"==": [1, {"var": "a"}]}, "condition_changed"),
    ],
)
def test_conditions_decide_who_is_asked(before: Json, after: Json, code: str) -> None:
    old, new = one_step(text("a"), text("b", show_if=before)), one_step(text("a"), text("b", show_if=after))
    assert codes(old, new) == [(code, NOTABLE, "b")]
    old, new = (form(step(text("a")), step(text("b"), key="more", show_if=rule)) for rule in (before, after))
    assert codes(old, new) == [(f"step_{code}", NOTABLE, "more")]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"required": True}, ("became_required", BREAKING)),
        ({"required": True}, {}, ("became_optional", NOTABLE)),
        ({"required_if": IF_A}, {}, ("became_optional", NOTABLE)),
        ({}, {"required_if": IF_A}, ("requirement_changed", BREAKING)),
        ({"required_if": IF_A}, {"required_if": IF_B}, ("requirement_changed", BREAKING)),
        ({"required": True}, {"required_if": IF_B}, ("requirement_loosened", NOTABLE)),
        (
            {"required": True, "required_if": IF_A},
            {"required": True, "required_if": IF_B},
            ("settings_changed", NOTABLE),
        ),
    ],
)
def test_what_must_be_answered(before: dict[str, Json], after: dict[str, Json], found: tuple[str, Weight]) -> None:
    assert same_question("text", before, after) == [found]


def test_choices_come_and_go() -> None:
    old = one_step(question("single_choice", choices=choices("x", "y")))
    new = one_step(question("single_choice", choices=choices("y", "z")))
    added, removed = compare(old, new)
    assert (added.code, added.weight, added.part, added.params) == ("choice_added", NOTABLE, "z", {"choice": "Z"})
    assert (removed.code, removed.weight, removed.part, removed.params) == (
        "choice_removed",
        BREAKING,
        "x",
        {"choice": "X"},
    )


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {"show_if": IF_A}, [("choice_condition_changed", NOTABLE)]),
        ({}, {"free_text": True}, [("choice_text_added", NOTABLE)]),
        ({"free_text": True}, {}, [("choice_text_removed", BREAKING)]),
        ({}, {"exclusive": True}, [("choice_exclusive_changed", BREAKING)]),
        ({"exclusive": True}, {}, [("choice_exclusive_changed", NOTABLE)]),
        ({"score": 1}, {"score": None}, [("points_changed", NOTABLE)]),
        ({"label": "X"}, {"label": "Xx"}, [("question_words", WORDS)]),
    ],
)
def test_a_choice_changes(before: Definition, after: Definition, found: list[tuple[str, Weight]]) -> None:
    first = {"value": "x", "label": "X"}
    both = [[first | own, {"value": "y", "label": "Y"}] for own in (before, after)]
    assert between(*(question("single_choice", choices=own) for own in both)) == found


def test_the_points_of_a_choice_are_told_with_both_values() -> None:
    old = one_step(scale(choices=LADDER))
    new = one_step(
        scale(choices=[{**point, "score": 3} if point["value"] == "in_place" else point for point in LADDER])
    )
    assert one(old, new).params == {"choice": "In place", "from": 2, "to": 3}


def test_choices_without_points_can_have_conditions() -> None:
    plain, conditional = CHOICES, [{**CHOICES[0], "show_if": IF_A}, CHOICES[1]]
    assert same_question("ranking", {"choices": plain}, {"choices": conditional}) == [
        ("choice_condition_changed", NOTABLE)
    ]


def test_choices_in_another_order() -> None:
    assert same_question("single_choice", {"choices": CHOICES}, {"choices": CHOICES[::-1]}) == [
        ("choices_reordered", WORDS)
    ]


def test_rows_come_and_go() -> None:
    def matrix(rows: list[Definition], **fields: Json) -> Definition:
        return question("matrix", rows=rows, choices=LADDER, **fields)

    more = {"key": "cold", "label": "Cold"}
    assert between(matrix(ROWS), matrix([*ROWS, more])) == [("row_added", NOTABLE)]
    assert between(matrix(ROWS, required=True), matrix([*ROWS, more], required=True)) == [("row_added", BREAKING)]
    assert between(matrix(ROWS), matrix(ROWS[:1])) == [("row_removed", BREAKING)]
    assert between(matrix(ROWS), matrix(ROWS[::-1])) == [("rows_reordered", WORDS)]
    assert between(matrix(ROWS), matrix([ROWS[0], {**ROWS[1], "label": "Warmth"}])) == [("question_words", WORDS)]


TIGHTER, LOOSER = [("bound_tightened", BREAKING)], [("bound_loosened", NOTABLE)]
BOUNDS: list[tuple[str, dict[str, Json], dict[str, Json]]] = [
    ("text", {"max_length": 100}, {"max_length": 50}),
    ("number", {}, {"min": 1}),
    ("number", {"min": 1}, {"min": 2}),
    ("number", {"max": 2.5}, {"max": 2}),
    ("number", {"decimals": 2}, {"decimals": 0}),
    ("date", {"earliest": "2026-01-01"}, {"earliest": "2026-02-01"}),
    ("date", {"latest": "2026-02-01"}, {"latest": "2026-01-01"}),
    ("multiple_choice", {"choices": CHOICES}, {"choices": CHOICES, "max_selected": 1}),
    ("multiple_choice", {"choices": CHOICES, "min_selected": 1}, {"choices": CHOICES, "min_selected": 2}),
    ("file", {"accept": ["pdf", "image"]}, {"accept": ["pdf"]}),
    ("rating", {"max": 10}, {"max": 5}),
]


@pytest.mark.parametrize(("kind", "wide", "narrow"), BOUNDS)
def test_a_bound_that_tightens_may_refuse_what_was_accepted(
    kind: str, wide: dict[str, Json], narrow: dict[str, Json]
) -> None:
    assert same_question(kind, wide, narrow) == TIGHTER
    assert same_question(kind, narrow, wide) == LOOSER


@pytest.mark.parametrize("steps", [(0.5, 1), (1, 0.5)])
def test_another_step_may_refuse_any_number(steps: tuple[float, float]) -> None:
    assert same_question("number", {"step": steps[0]}, {"step": steps[1]}) == TIGHTER


def test_a_bound_is_told_with_both_values() -> None:
    change = one(one_step(question("number")), one_step(question("number", max=5)))
    assert change.params == {"bound": "max", "from": "", "to": 5}
    change = one(one_step(question("file")), one_step(question("file", accept=["text", "pdf", "image"])))
    assert change.params == {"bound": "accept", "from": "pdf, image", "to": "text, pdf, image"}


def test_what_an_answer_counts_for() -> None:
    assert same_question("scale", {"weight": 1}, {"weight": 2}, choices=LADDER) == [("weight_changed", NOTABLE)]
    assert same_question("scale", {}, {"theme": "travel"}, choices=LADDER) == [("theme_changed", NOTABLE)]
    by = {"question": "a", "weights": {"x": 2}}
    assert same_question("scale", {}, {"weight_by": by}, choices=LADDER) == [("weights_changed", NOTABLE)]


def test_a_figure_in_another_unit_is_no_matter_of_words() -> None:
    change = one(one_step(question("number", unit="kg")), one_step(question("number", unit="t")))
    assert (change.code, change.weight, change.params) == ("unit_changed", NOTABLE, {"from": "kg", "to": "t"})


def test_agreeing_to_something_else_is_no_matter_of_words() -> None:
    assert same_question("consent", {"statement": "Yes."}, {"statement": "Yes, but."}) == [
        ("agreement_changed", NOTABLE)
    ]
    old: dict[str, Json] = {"statement": "Read.", "document": "Terms", "document_version": "1"}
    new = {**old, "document": "All terms", "document_version": "2"}
    assert same_question("acknowledgement", old, new) == [("agreement_changed", NOTABLE)]


def test_a_figure_is_calculated_otherwise() -> None:
    old: dict[str, Json] = {"formula": {"+": [1, 2]}, "decimals": 2}
    new: dict[str, Json] = {"formula": {"+": [1, 3]}, "decimals": 0}
    assert same_question("calculated", old, new) == [("formula_changed", NOTABLE)]
    assert same_question("calculated", old, old) == []


def test_settings_are_told_of_once() -> None:
    new: dict[str, Json] = {"maps_to": "contact.name", "tags": ["EN-01"], "data": {"personal": True}}
    assert same_question("text", {}, new) == [("settings_changed", NOTABLE)]


@pytest.mark.parametrize("field", ["label", "help", "autocomplete"])
def test_words_change(field: str) -> None:
    change = one(one_step(text(label="Old")), one_step(text(**{"label": "Old", field: "New"})))
    assert (change.code, change.weight, change.params) == ("question_words", WORDS, {"from": "Old"})


def test_the_form_itself_changes() -> None:
    plain = one_step(text())
    assert codes(plain, one_step(text(), notice="New")) == [("form_words", WORDS, "")]
    assert codes(plain, one_step(text(), modes=[{"value": "self", "label": "Alone"}])) == [
        ("modes_changed", NOTABLE, ""),
        ("form_words", WORDS, ""),
    ]
    energy = {"themes": [{"key": "energy", "label": "Energy"}]}
    named = {"themes": [{"key": "energy", "label": "Power"}]}
    assert codes(plain, one_step(text(), scoring=energy))[0] == ("scoring_changed", NOTABLE, "")
    assert codes(one_step(text(), scoring=energy), one_step(text(), scoring=named)) == [("form_words", WORDS, "")]
    assert codes(form(step(text())), form(step(text(), title="New"))) == [("step_words", WORDS, "step")]


def group(*questions: Definition, **fields: Json) -> Definition:
    return question("group", "staff", questions=list(questions), **fields)


def test_questions_of_rows_are_told_with_their_group() -> None:
    old, new = one_step(group(text("name"), text("mail"))), one_step(group(text("name"), question("number", "age")))
    added, removed = compare(old, new)
    assert (added.code, added.key, added.group, added.params) == ("question_added", "age", "staff", {"group": "Staff"})
    assert (removed.code, removed.key, removed.group) == ("question_removed", "mail", "staff")


def test_a_group_comes_and_goes_as_a_whole() -> None:
    plain, grouped = one_step(text("a")), one_step(text("a"), group(text("name")))
    assert codes(plain, grouped) == [("question_added", NOTABLE, "staff")]
    assert codes(grouped, plain) == [("question_removed", BREAKING, "staff")]


def test_a_question_that_goes_into_rows_is_not_what_it_was() -> None:
    old, new = one_step(group(text("name")), text("mail")), one_step(group(text("name"), text("mail")))
    assert codes(old, new) == [("question_regrouped", BREAKING, "mail")]
    assert codes(new, old) == [("question_regrouped", BREAKING, "mail")]


def test_rows_can_be_fewer() -> None:
    assert between(group(text("name")), group(text("name"), max_rows=3)) == TIGHTER
    assert between(group(text("name"), row_label="Person"), group(text("name"), row_label="Human")) == [
        ("question_words", WORDS)
    ]


def test_the_weightiest_change_is_what_a_comparison_weighs() -> None:
    old = one_step(text("a"), text("b"))
    assert weight_of(compare(old, old)) is None
    assert weight_of(compare(old, one_step(text("a", label="New"), text("b")))) is WORDS
    assert weight_of(compare(old, one_step(text("a", label="New"), text("b"), text("c")))) is NOTABLE
    assert weight_of(compare(old, one_step(text("a", label="New"), text("c")))) is BREAKING
