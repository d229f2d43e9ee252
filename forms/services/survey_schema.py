"""The JSON Schema of `survey/1`, made from the engine's own values, so that it says what an import accepts.

What a schema cannot say, such as that a key is there twice or that a rule reads no question, the import tells.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import cache

from forms.engine.base import Json
from forms.engine.definition import Form
from forms.engine.rules import OPERATORS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROUTE = "/api/v1/survey.schema.json"
ABOUT = (
    "A survey in one language: its steps, their questions, the conditions between them and how answers are scored. "
    "Other languages of the same survey have the same keys. What is left out has its default. HTML stands only in the "
    "intro and privacy of the survey, the intro of a step and the body of a statement; every other text is plain."
)
RULE = "#/$defs/Rule"
SCALAR: Json = {"type": ["string", "number", "boolean", "null"]}
ANY_OBJECT: Json = {"type": "object", "additionalProperties": {"$ref": "#/$defs/Json"}}
"""What pydantic makes of a rule: the one place where the engine's values hold JSON of any shape."""

Schema = dict[str, Json]


@cache
def survey_schema(site: str = "") -> tuple[str, str]:
    """The schema as text, and the tag that tells its editions apart. `site` begins the address in its `$id`."""
    made = Form.model_json_schema()
    definitions = {name: part for name, part in made.pop("$defs").items() if name != "Json"}
    schema = {
        "$schema": DIALECT,
        "$id": site.rstrip("/") + ROUTE,
        **_tidy(made),
        "title": "survey/1",
        "description": ABOUT,
        "required": ["format", *made["required"]],
        "$defs": {**{name: _tidy(part) for name, part in definitions.items()}, **_rules()},
    }
    text = json.dumps(schema, ensure_ascii=False, indent=1)
    return text, hashlib.sha256(text.encode()).hexdigest()[:32]


def _tidy(part: Mapping[str, Json]) -> Schema:
    """`part` with rules in the place of any object, and without the titles that only repeat the names of fields."""
    properties = part.get("properties")
    fields = {name: _untitled(field) for name, field in properties.items()} if isinstance(properties, Mapping) else {}
    return {name: _with_rules(fields if name == "properties" else value) for name, value in part.items()}


def _untitled(field: Json) -> Json:
    return {name: value for name, value in field.items() if name != "title"} if isinstance(field, Mapping) else field


def _with_rules(value: Json) -> Json:
    if value == ANY_OBJECT:
        return {"$ref": RULE}
    if isinstance(value, Mapping):
        closed: Schema = {"additionalProperties": False} if "patternProperties" in value else {}
        return {name: _with_rules(item) for name, item in value.items()} | closed
    return [_with_rules(item) for item in value] if isinstance(value, list) else value


def _rules() -> Schema:
    """The rules' recursive shape: one operator, and what it is applied to."""
    operand: Json = {"$ref": "#/$defs/Operand"}
    operators: dict[str, Json] = {
        name: _arguments(operand, least, most) for name, (least, most, _build) in OPERATORS.items()
    }
    key: Json = {"type": "string", "minLength": 1}
    return {
        "Rule": {
            "title": "Rule",
            "description": (
                "JSON Logic: one operator of those listed, and its arguments. It compiles as long as it is nested no "
                "deeper than 32 levels and reads questions that exist."
            ),
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "properties": {
                "var": {
                    "description": (
                        "An answer by its question's key; a point leads into an answer of several parts "
                        "(`address.city`, `staff.0.email`), a colon to the own words of a choice (`heating:other`). "
                        "A second item is taken where there is no answer."
                    ),
                    "anyOf": [
                        key,
                        {"type": "array", "prefixItems": [key, SCALAR], "minItems": 1, "maxItems": 2, "items": False},
                    ],
                },
                **operators,
            },
            "additionalProperties": False,
        },
        "Operand": {
            "title": "Operand",
            "description": "What an operator is applied to: a rule, a value, or a list of these.",
            "anyOf": [{"$ref": RULE}, {"type": "array", "items": operand}, SCALAR],
        },
    }


def _arguments(operand: Json, least: int, most: int) -> Json:
    listed: Json = {"type": "array", "items": operand, "minItems": least, "maxItems": most}
    alone: Json = {"anyOf": [{"$ref": RULE}, SCALAR]}
    return {"anyOf": [listed, alone]} if least == 1 else listed
