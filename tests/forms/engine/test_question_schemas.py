"""The JSON Schema of an answer: everything that a question returns fits it, and values beside it do not come out."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.engine.base import Json
from forms.engine.errors import InvalidAnswer
from forms.engine.questions import QUESTION_TYPES
from forms.engine.questions.base import is_empty
from tests.forms.engine import strategies
from tests.forms.engine.small_forms import choices, parsed, question

TYPES = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
}
KEYWORDS = {
    "type": lambda value, kind: TYPES[kind](value),
    "enum": lambda value, allowed: value in allowed,
    "minimum": lambda value, least: value >= least,
    "maximum": lambda value, most: value <= most,
    "maxLength": lambda value, most: len(value) <= most,
    "pattern": lambda value, pattern: re.search(pattern, value) is not None,
    "format": lambda value, name: name == "email" and "@" in value,
    "uniqueItems": lambda value, unique: not unique or len(set(value)) == len(value),
    "minItems": lambda value, least: len(value) >= least,
    "maxItems": lambda value, most: len(value) <= most,
    "items": lambda value, schema: all(fits(item, schema) for item in value),
}


def fits(value: Json, schema: Mapping[str, object]) -> bool:
    """Whether `value` fits `schema`; a keyword that is not known here is an error."""
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


def test_an_answer_of_several_choices_has_at_least_one() -> None:
    schema = parsed(question("multiple_choice", choices=choices("a"))).json_schema()
    assert schema["minItems"] == 1
    assert "maxItems" not in schema


def test_every_type_of_the_format_has_a_question() -> None:
    assert sorted(QUESTION_TYPES) == sorted(
        ["text", "long_text", "email", "number", "business_id_fi", "single_choice", "multiple_choice", "scale"]
    )
    assert all(kind.model_fields["type"].is_required() for kind in QUESTION_TYPES.values())
