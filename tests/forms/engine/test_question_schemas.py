"""The JSON Schema of an answer: everything that a question returns fits it, and values beside it do not come out."""

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.base import is_empty
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import LADDER, MINIMAL, choices, minimal, parsed, question

TYPES = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
FORMATS = {
    "email": lambda value: "@" in value,
    "uri": lambda value: "://" in value,
    "date": lambda value: re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and date.fromisoformat(value),
    "uuid": lambda value: UUID(value).version is not None,
}
KEYWORDS = {
    "type": lambda value, kind: TYPES[kind](value),
    "enum": lambda value, allowed: value in allowed,
    "minimum": lambda value, least: value >= least,
    "maximum": lambda value, most: value <= most,
    "maxLength": lambda value, most: len(value) <= most,
    "pattern": lambda value, pattern: re.search(pattern, value) is not None,
    "format": lambda value, name: FORMATS[name](value),
    "minLength": lambda value, least: len(value) >= least,
    "multipleOf": lambda value, step: not Fraction(str(value)) % Fraction(str(step)),
    "const": lambda value, wanted: value == wanted and type(value) is type(wanted),
    "readOnly": lambda value, read_only: read_only,
    "description": lambda value, words: bool(words),
    "anyOf": lambda value, schemas: any(fits(value, schema) for schema in schemas),
    "properties": lambda value, schemas: all(fits(value[name], schemas[name]) for name in value if name in schemas),
    "additionalProperties": lambda value, allowed: not allowed,
    "required": lambda value, names: set(names) <= set(value),
    "uniqueItems": lambda value, unique: not unique or len(set(value)) == len(value),
    "minItems": lambda value, least: len(value) >= least,
    "maxItems": lambda value, most: len(value) <= most,
    "items": lambda value, schema: all(fits(item, schema) for item in value),
}


def fits(value: Json, schema: Mapping[str, object]) -> bool:
    """Whether `value` fits `schema`; a keyword that is not known here is an error."""
    closed = schema.get("additionalProperties") is False and isinstance(value, dict)
    if closed and not value.keys() <= schema["properties"].keys():
        return False
    return all(KEYWORDS[keyword](value, argument) for keyword, argument in schema.items())


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_what_a_question_returns_fits_its_schema(data: st.DataObject) -> None:
    asked = parsed(data.draw(strategies.questions("q", ())))
    raw = data.draw(strategies.likely | strategies.answer_values | st.lists(strategies.likely, max_size=3))
    if is_empty(raw):
        return
    try:
        value = asked.clean(raw, data.draw(st.sampled_from(["sv", "fi", "en"])))
    except InvalidAnswer:
        return
    assert fits(value, asked.json_schema())


@pytest.mark.parametrize(
    ("definition", "fitting", "unfitting"),
    [
        (question("text", max_length=2), ["ab"], ["abc", 1, ["a"]]),
        (question("long_text", max_length=2), ["ab"], ["abc", None]),
        (question("email"), ["a@b.example"], ["x" * 250 + "@b.example", 5]),
        (question("business_id_fi"), ["0123456-2"], ["123456-2", "01234562", "0123456-2x"]),
        (question("number", min=1, max=2), [1, 1.5, 2], [0, 2.1, "1", True]),
        (question("single_choice", choices=choices("a", "b")), ["a", "b"], ["c", ["a"], 1]),
        (
            question("multiple_choice", choices=choices("a", "b", "c"), min_selected=1, max_selected=2),
            [["a"], ["a", "b"]],
            [[], ["a", "a"], ["d"], ["a", "b", "c"], "a"],
        ),
        (question("number", step=0.1), [0.3, 1], [0.35]),
        (question("rating", max=3), [1, 3], [0, 4, 1.5, "1", True]),
        (question("yes_no"), [True, False], ["true", 1, 0]),
        (question("date"), ["2026-11-24"], ["24.11.2026", 5]),
        (question("time"), ["13:05", "00:00"], ["24:00", "9", 900]),
        (question("datetime"), ["2026-11-24T13:05"], ["2026-11-24", "24.11.2026 13:05"]),
        (question("phone"), ["+358401234567"], ["040 123", "1234"]),
        (question("url"), ["https://firm.example"], ["firm.example", 1]),
        (question("postal_code"), ["06100"], ["6100", "FI-06100"]),
        (
            question("address"),
            [{"street": "A 1", "postal_code": "06100", "city": "B"}],
            [{"street": "A 1", "city": "B"}, {"street": "", "postal_code": "06100", "city": "B"}, "A 1"],
        ),
        (minimal("matrix"), [{"light": "started"}], [{"light": "x"}, {"dark": "started"}, "started"]),
        (minimal("ranking", most=2), [["z", "x"]], [["z", "z"], ["z", "x", "y"], ["a", "b"]]),
        (minimal("signature_name"), ["Aino Exempel"], ["x" * 201]),
        (minimal("hidden", max_length=3), ["abc"], ["abcd"]),
        (
            minimal("consent"),
            [{"accepted": True, "text": "You may write to us."}],
            [{"accepted": False, "text": "x"}, {"text": "x"}, {"accepted": True, "more": 1}, False, "true"],
        ),
        (question("scale", choices=LADDER), ["started"], ["x", 1]),
    ],
)
def test_a_schema_takes_what_the_question_keeps_and_nothing_else(
    definition: dict[str, object], fitting: list[Json], unfitting: list[Json]
) -> None:
    asked = parsed(definition)
    for value in fitting:
        assert fits(value, asked.json_schema()), value
        assert asked.clean(value, "sv") == value
    for value in unfitting:
        assert not fits(value, asked.json_schema()), value


def test_a_matrix_that_must_be_answered_wants_every_row() -> None:
    schema = parsed(minimal("matrix", required=True)).json_schema()
    assert fits({"light": "started", "heat": "started"}, schema)
    assert not fits({"light": "started"}, schema)


def test_a_group_is_a_list_of_rows_with_what_can_be_answered_in_them() -> None:
    inner = [
        question("single_choice", "kind", choices=choices("a", "other", free_text="other")),
        question("section", "s"),
    ]
    schema = parsed(question("group", questions=inner, max_rows=2)).json_schema()
    assert fits([{"kind": "other", "kind:other": "Peat"}, {}], schema)
    assert not fits([{"kind": "other", "age": 3}], schema)
    assert not fits([{"s": "x"}], schema)
    assert not fits([{}, {}, {}], schema)


def test_a_file_is_a_ticket_or_what_is_known_of_it() -> None:
    schema = parsed(question("file", max_size_mb=1)).json_schema()
    known = {"upload": "u", "name": "a.pdf", "size": 5, "type": "application/pdf"}
    assert fits(["6f1c8a52-5f5b-4c6e-9d0e-0a1b2c3d4e5f"], schema)
    assert fits([known], schema)
    assert not fits([known | {"type": "text/html"}], schema)
    assert not fits([known, known], schema)


def test_an_answer_of_several_choices_has_at_least_one() -> None:
    schema = parsed(question("multiple_choice", choices=choices("a"))).json_schema()
    assert schema["minItems"] == 1
    assert "maxItems" not in schema


def test_every_type_of_the_format_has_a_question() -> None:
    assert sorted(QUESTION_TYPES) == sorted(MINIMAL)
    assert all(kind.model_fields["type"].is_required() for kind in QUESTION_TYPES.values())
