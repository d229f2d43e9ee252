"""Comparisons that can never come to anything are found at publish; those that may are left alone."""

import pytest

from forms.engine.base import Json
from forms.engine.checks import check
from tests.forms.engine.small_forms import LADDER, Definition, choices, form, minimal, one_step, question, step, text

QUESTIONS: dict[str, Definition] = {
    "one": question("single_choice", "one", label="Heating", choices=choices("oil", "gas", "10", free_text="gas")),
    "words": question("single_choice", "words", label="Words", choices=choices("oil", "gas")),
    "many": question("multiple_choice", "many", label="Sources", choices=choices("oil", "gas")),
    "scale": question("scale", "scale", label="Scale", choices=LADDER),
    "rank": minimal("ranking", "rank", label="Order"),
    "number": question("number", "number", label="Amount"),
    "rating": question("rating", "rating", label="Stars"),
    "yes": question("yes_no", "yes", label="Member"),
    "date": question("date", "date", label="Day"),
    "time": question("time", "time", label="Hour"),
    "moment": question("datetime", "moment", label="Moment"),
    "text": text("text", label="Name"),
    "email": question("email", "email", label="E-mail"),
    "postal": question("postal_code", "postal", label="Postal code"),
    "address": question("address", "address", label="Address"),
    "matrix": minimal("matrix", "matrix", label="Rows"),
    "consent": minimal("consent", "consent", label="Consent"),
    "file": question("file", "file", label="Files"),
    "hidden": minimal("hidden", "hidden", label="From"),
    "staff": question(
        "group", "staff", label="Staff", questions=[question("number", "age", label="Age"), text("name", label="Name")]
    ),
}


def found(rule: object, *, field: str = "show_if") -> list[tuple[str, dict[str, object]]]:
    problems = check(one_step(*QUESTIONS.values(), text("last", **{field: rule})))
    assert {problem.pointer for problem in problems} <= {f"/steps/0/questions/{len(QUESTIONS)}/{field}"}
    return [(problem.code, dict(problem.params)) for problem in problems if problem.code != "unreachable"]


def var(key: str, *default: Json) -> Json:
    return {"var": [key, *default]}


def never(label: str, value: str) -> list[tuple[str, dict[str, object]]]:
    return [("rule_value", {"question": label, "value": value})]


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [
        *(("one", "coal", "Heating"), ("one", 5, "Heating"), ("one", True, "Heating"), ("one", ["coal"], "Heating")),
        *(
            ("scale", "oil", "Scale"),
            ("many", "coal", "Sources"),
            ("many", "oil,coal", "Sources"),
            ("many", ["oil"], "Sources"),
        ),
        *(
            ("number", "many", "Amount"),
            ("number", "5 kg", "Amount"),
            ("rating", "good", "Stars"),
            ("number", [1, 2], "Amount"),
        ),
        *(("yes", "yes", "Member"), ("yes", 2, "Member"), ("date", "24.11.2026", "Day"), ("date", "2026-02-31", "Day")),
        *(("date", "2026", "Day"), ("date", 2026, "Day"), ("time", "9", "Hour"), ("moment", "2026-11-24", "Moment")),
        *(("postal", "FI-06100", "Postal code"), ("address", "Borgå", "Address"), ("matrix", "started", "Rows")),
        *(
            ("matrix.light", "oil", "Rows"),
            ("address.postal_code", "6100x", "Address"),
            ("staff.0.age", "old", "Staff"),
        ),
        *(
            ("rank", "a", "Order"),
            ("rank.0", "a", "Order"),
            ("many.0", "coal", "Sources"),
            ("consent.accepted", "no", "Consent"),
        ),
        *(("file", "plan.pdf", "Files"), ("staff", "Aino", "Staff"), ("consent", True, "Consent")),
    ],
)
@pytest.mark.parametrize("operator", ["==", "!="])
def test_an_answer_that_there_cannot_be_is_found(key: str, value: Json, label: str, operator: str) -> None:
    written = ",".join(map(str, value)) if isinstance(value, list) else str(value).replace("True", "true")
    assert found({operator: [var(key), value]}) == never(label, written)
    assert found({operator: [value, var(key)]}) == never(label, written)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("one", "oil"), ("one", 10), ("one", ["oil"]), ("many", "oil"), ("many", "oil,gas"), ("scale", "started")),
        *(("number", 5), ("number", "5"), ("number", " 5 "), ("number", True), ("number", [5]), ("rating", 9)),
        *(
            ("yes", True),
            ("yes", 1),
            ("yes", "0"),
            ("date", "2026-11-24"),
            ("time", "09:00"),
            ("moment", "2026-11-24T09:00"),
        ),
        *(
            ("text", "Aino"),
            ("text", 5),
            ("text", True),
            ("email", "x"),
            ("postal", "06100"),
            ("postal", 6100),
            ("one:gas", "Bio"),
        ),
        *(("matrix.light", "started"), ("address.city", "Borgå"), ("address.postal_code", "06100"), ("staff.0.age", 5)),
        *(
            ("staff.0.name", "Aino"),
            ("rank.0", "x"),
            ("many.1", "gas"),
            ("file.0.name", "plan.pdf"),
            ("consent.accepted", True),
        ),
        *((key, value) for key in QUESTIONS for value in (None, "")),
    ],
)
@pytest.mark.parametrize("operator", ["==", "!="])
def test_an_answer_that_there_can_be_is_left_alone(key: str, value: Json, operator: str) -> None:
    assert found({operator: [var(key), value]}) == []


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [
        *(("one", "coal", "Heating"), ("one", 10, "Heating"), ("number", "5", "Amount"), ("number", True, "Amount")),
        *(("yes", "true", "Member"), ("yes", 1, "Member"), ("date", "24.11.2026", "Day"), ("text", 5, "Name")),
        *(
            ("many", "oil", "Sources"),
            ("address", "x", "Address"),
            ("time", "9", "Hour"),
            ("consent.accepted", 1, "Consent"),
        ),
    ],
)
def test_an_identity_that_there_cannot_be_is_found(key: str, value: Json, label: str) -> None:
    written = str(value).replace("True", "true")
    for rule in ({"===": [var(key), value]}, {"!==": [value, var(key)]}, {"in": [var(key), [value, None, ""]]}):
        assert found(rule) == never(label, written)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("one", "oil"), ("number", 5), ("number", 5.5), ("yes", False), ("date", "2026-11-24"), ("text", "5")),
        *(("many.0", "oil"), ("time", "09:00"), ("consent.accepted", True), ("staff.0.age", 5)),
    ],
)
def test_an_identity_that_there_can_be_is_left_alone(key: str, value: Json) -> None:
    for rule in ({"===": [var(key), value]}, {"!==": [value, var(key)]}, {"in": [var(key), [value, None, ""]]}):
        assert found(rule) == []


def test_every_value_of_a_list_is_looked_at() -> None:
    rule = {"in": [var("one"), ["oil", "coal", "peat", {"var": "text"}]]}
    assert found(rule) == [*never("Heating", "coal"), *never("Heating", "peat")]


@pytest.mark.parametrize(
    ("value", "key", "label"),
    [
        *(("coal", "many", "Sources"), (5, "many", "Sources"), ("coal", "one", "Heating"), ("o", "rank", "Order")),
        *(("5", "number", "Amount"), (True, "yes", "Member"), ("Aino", "staff", "Staff"), ("plan", "file", "Files")),
        *(("Borgå", "address", "Address"), ("x", "consent", "Consent")),
    ],
)
def test_something_that_no_answer_holds_is_found(value: Json, key: str, label: str) -> None:
    assert found({"in": [value, var(key)]}) == never(label, str(value).replace("True", "true"))


@pytest.mark.parametrize(
    ("value", "key"),
    [
        *(("oil", "many"), ("x", "rank"), ("oi", "one"), ("@firm.example", "email"), ("2026", "date"), (5, "text")),
        *(("", "number"), (None, "many"), ("Borg", "address.city"), ({"var": "text"}, "number")),
    ],
)
def test_something_that_an_answer_can_hold_is_left_alone(value: Json, key: str) -> None:
    assert found({"in": [value, var(key)]}) == []


@pytest.mark.parametrize("haystack", ["oil and gas", {"var": "many"}, {"if": [1, ["a"], ["b"]]}])
def test_what_is_looked_up_elsewhere_is_left_alone(haystack: Json) -> None:
    assert found({"in": [var("one"), haystack]}) == []


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [
        *(("words", 5, "Words"), ("words", "oil", "Words"), ("one", "oil", "Heating"), ("many", 1, "Sources")),
        *(("scale", 1, "Scale"), ("rank", 1, "Order"), ("text", "M", "Name"), ("email", "m", "E-mail")),
        *(("address", 1, "Address"), ("matrix", 1, "Rows"), ("staff", 1, "Staff"), ("file", 1, "Files")),
        *(("address.city", "M", "Address"), ("consent.text", "M", "Consent")),
    ],
)
@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
def test_what_has_no_order_is_found(key: str, value: Json, label: str, operator: str) -> None:
    assert found({operator: [var(key), value]}) == [("rule_no_order", {"question": label})]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("number", 5), ("number", "5"), ("rating", 3), ("yes", 0), ("one", 5), ("text", 5), ("text", "5")),
        *(("date", "2026-11-24"), ("date", "2026-11"), ("date", "2026"), ("time", "12:00"), ("moment", "2026-11-24")),
        *(("postal", "06500"), ("staff.0.age", 18), ("hidden", 5), ("number", None), ("date", "")),
    ],
)
@pytest.mark.parametrize("operator", ["<", "<=", ">", ">="])
def test_what_has_an_order_is_left_alone(key: str, value: Json, operator: str) -> None:
    assert found({operator: [var(key), value]}) == []


@pytest.mark.parametrize(
    ("key", "value", "label"),
    [("number", "many", "Amount"), ("date", 5, "Day"), ("date", "soon", "Day"), ("yes", "no", "Member")],
)
def test_an_order_with_something_of_another_kind_is_found(key: str, value: Json, label: str) -> None:
    assert found({">": [var(key), value]}) == never(label, str(value))


def test_between_looks_at_both_its_ends() -> None:
    assert found({"<": ["a", var("number"), "b"]}) == [*never("Amount", "a"), *never("Amount", "b")]
    assert found({"<=": [1, var("number"), 5]}) == []


@pytest.mark.parametrize("operator", ["+", "-", "*", "/", "%", "min", "max"])
@pytest.mark.parametrize(
    ("key", "label"),
    [
        *(("text", "Name"), ("email", "E-mail"), ("words", "Words"), ("many", "Sources"), ("date", "Day")),
        *(("address", "Address"), ("staff", "Staff"), ("one:gas", "Heating"), ("staff.0.name", "Staff")),
    ],
)
def test_a_sum_of_what_is_no_number_is_found(operator: str, key: str, label: str) -> None:
    assert found({">": [{operator: [var(key), 1]}, 2]}) == [("rule_no_number", {"question": label})]


@pytest.mark.parametrize("key", ["number", "rating", "yes", "one", "hidden", "staff.0.age"])
def test_a_sum_of_numbers_is_left_alone(key: str) -> None:
    assert found({">": [{"+": [var(key), var("number")]}, 2]}) == []


@pytest.mark.parametrize("operator", ["==", "!=", "===", "<", ">=", "in"])
@pytest.mark.parametrize(("left", "right"), [("one", "number"), ("text", "many"), ("address", "date")])
def test_comparisons_of_two_questions_are_left_alone(operator: str, left: str, right: str) -> None:
    assert found({operator: [var(left), var(right)]}) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"==": [var("one", "none"), "none"]},
        {"===": [var("one", "none"), "none"]},
        {"in": [var("one", "none"), ["none", "oil"]]},
        {"in": ["no", var("number", "none")]},
    ],
)
def test_what_stands_in_for_an_answer_is_one(rule: Json) -> None:
    assert found(rule) == []


def test_a_problem_is_found_wherever_it_stands() -> None:
    wrong = {"==": [var("one"), "coal"]}
    for rule in ({"!": wrong}, {"or": [1, {"and": [wrong, 1]}]}, {"if": [wrong, 1, 0]}, {"in": [1, [wrong]]}):
        assert found(rule) == never("Heating", "coal")
        assert found(rule, field="required_if") == never("Heating", "coal")


def test_problems_are_found_in_steps_choices_rows_and_formulas() -> None:
    wrong = {"==": [{"var": "number"}, "many"]}
    offered = choices("a", "b")
    offered[1]["show_if"] = wrong
    inner = [text("x", show_if=wrong), question("number", "y", label="Y")]
    questions = [
        question("number", "number", label="Amount"),
        question("single_choice", "q", choices=offered),
        question("group", "rows", questions=inner),
        question("calculated", "sum", formula={"+": [{"var": "number"}, wrong]}),
    ]
    made = form(step(*questions, key="one"), step(text("last"), key="two", show_if=wrong))
    assert [(problem.code, problem.pointer) for problem in check(made)] == [
        ("rule_value", "/steps/1/show_if"),
        ("rule_value", "/steps/0/questions/1/choices/1/show_if"),
        ("rule_value", "/steps/0/questions/2/questions/0/show_if"),
        ("rule_value", "/steps/0/questions/3/formula"),
    ]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        *(({"+": [1, 2]}, "formula_constant"), ({"if": [1, 5, 6]}, "formula_constant")),
        *(
            ({"var": "text"}, "formula_no_number"),
            ({"var": "one"}, "formula_no_number"),
            ({"var": "yes"}, "formula_no_number"),
        ),
        *(({"==": [{"var": "number"}, 1]}, "formula_no_number"), ({"!": {"var": "number"}}, "formula_no_number")),
        *(
            ({"if": [{"var": "number"}, "much", True]}, "formula_no_number"),
            ({"or": [{"var": "text"}, "x"]}, "formula_no_number"),
        ),
        *(({"if": [{"var": "text"}, "much"]}, "formula_no_number"), ({"var": ["text", "x"]}, "formula_no_number")),
        *(({"var": "staff.0.name"}, "formula_no_number"), ({"var": "many"}, "formula_no_number")),
    ],
)
def test_a_formula_that_calculates_nothing_is_found(formula: object, code: str) -> None:
    made = one_step(*QUESTIONS.values(), question("calculated", "sum", formula=formula))
    assert [(problem.code, problem.pointer) for problem in check(made)] == [
        (code, f"/steps/0/questions/{len(QUESTIONS)}/formula")
    ]


@pytest.mark.parametrize(
    "formula",
    [
        *(
            {"var": "number"},
            {"var": "rating"},
            {"var": "staff.0.age"},
            {"var": ["text", 5]},
            {"min": [{"var": "number"}, 5]},
        ),
        *(
            {"if": [{"var": "yes"}, 5, 0]},
            {"if": [{"var": "text"}, "x", {"var": "yes"}, 5]},
            {"if": [{"var": "yes"}, "x", 5]},
        ),
        *(
            {"or": [{"var": "text"}, 0]},
            {"and": [{"var": "yes"}, {"var": "number"}]},
            {"+": [{"var": "yes"}, {"var": "yes"}]},
        ),
    ],
)
def test_a_formula_that_can_come_to_a_number_is_left_alone(formula: object) -> None:
    assert check(one_step(*QUESTIONS.values(), question("calculated", "sum", formula=formula))) == []


@pytest.mark.parametrize(
    "key",
    [
        *(
            "address.country",
            "address.city.x",
            "matrix.dark",
            "rank.x",
            "many.oil",
            "consent.text.x",
            "consent.version",
        ),
        *(
            "file.name",
            "file.0.path",
            "staff.name",
            "staff.0.salary",
            "staff.0.age.x",
            "number.0",
            "text.length",
            "date.day",
        ),
        *("one:oil", "staff.0.one:gas", "moment.date", "staff.00000.age", "address.", ".city"),
    ],
)
def test_what_no_answer_has_within_it_cannot_be_read(key: str) -> None:
    assert found({"!!": var(key)}) == [("rule_unknown_question", {"key": key})]


@pytest.mark.parametrize(
    "key",
    [
        *(
            "address.city",
            "matrix.heat",
            "rank.2",
            "many.1",
            "consent.accepted",
            "consent.text",
            "file.0",
            "file.1.size",
        ),
        *("staff.0", "staff.19.age", "one:gas"),
    ],
)
def test_what_an_answer_can_have_within_it_can_be_read(key: str) -> None:
    assert found({"!!": var(key)}) == []


def test_an_agreement_has_what_it_keeps() -> None:
    made = one_step(minimal("acknowledgement", "a"), text("b", show_if={"==": [{"var": "a.version"}, "2"]}))
    assert check(made) == []
