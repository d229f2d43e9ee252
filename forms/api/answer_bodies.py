"""What answers look like by the type of their question, for the OpenAPI document.

The engine decides what is accepted, and says what is wrong with the rest; here is what it is best sent. What one survey
asks for in particular its `schema/` says.
"""

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

COMPONENTS = "#/components/schemas/"
TEXTS = ("text", "long_text", "email", "phone", "url", "business_id_fi", "postal_code", "signature_name", "hidden")


def _kinds(*kinds: str) -> str:
    return ", ".join(f"`{kind}`" for kind in kinds)


def _row_answer() -> Schema:
    return {"type": "object", "additionalProperties": {"$ref": f"{COMPONENTS}SingleAnswer"}}


ANSWERS: dict[str, tuple[tuple[str, ...], Schema]] = {
    "TextAnswer": (
        TEXTS,
        {
            "type": "string",
            "description": f"The answer to {_kinds(*TEXTS)}; and the words that go with a choice, at `<key>:<value>`.",
            "examples": ["Demo Ab", "demo@demo.example", "+358401234567", "0000001-9"],
        },
    ),
    "NumberAnswer": (
        ("number", "rating", "calculated"),
        {
            "type": "number",
            "description": "The answer to `number` and `rating`. Text such as `12,5` is read as well. What is "
            "`calculated` is never sent.",
            "examples": [12.5, 4],
        },
    ),
    "DateAnswer": (
        ("date",),
        {"type": "string", "format": "date", "description": "The answer to `date`.", "examples": ["2026-01-31"]},
    ),
    "TimeAnswer": (
        ("time",),
        {
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
            "description": "The answer to `time`.",
            "examples": ["09:30"],
        },
    ),
    "DateTimeAnswer": (
        ("datetime",),
        {
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]$",
            "description": "The answer to `datetime`, in the local time of the site.",
            "examples": ["2026-01-31T09:30"],
        },
    ),
    "YesNoAnswer": (("yes_no",), {"type": "boolean", "description": "The answer to `yes_no`."}),
    "ChoiceAnswer": (
        ("single_choice", "scale"),
        {
            "type": "string",
            "pattern": "^[A-Za-z0-9_+.-]{1,64}$",
            "description": "The `value` of a choice: the answer to `single_choice` and `scale`.",
            "examples": ["oil"],
        },
    ),
    "ChoicesAnswer": (
        ("multiple_choice", "ranking"),
        {
            "type": "array",
            "items": {"$ref": f"{COMPONENTS}ChoiceAnswer"},
            "description": "The answer to `multiple_choice`, and to `ranking` with the first place first.",
            "examples": [["wind", "sun"]],
        },
    ),
    "MatrixAnswer": (
        ("matrix",),
        {
            "type": "object",
            "additionalProperties": {"$ref": f"{COMPONENTS}ChoiceAnswer"},
            "description": "The answer to `matrix`: by the key of a row, the `value` of its choice.",
            "examples": [{"waste": "started", "travel": "in_place"}],
        },
    ),
    "AddressAnswer": (
        ("address",),
        {
            "type": "object",
            "properties": {
                "street": {"type": "string"},
                "postal_code": {"type": "string", "pattern": "^[0-9]{5}$"},
                "city": {"type": "string"},
            },
            "required": ["street", "postal_code", "city"],
            "additionalProperties": False,
            "description": "The answer to `address`.",
            "examples": [{"street": "Storgatan 1", "postal_code": "10600", "city": "Ekenäs"}],
        },
    ),
    "FilesAnswer": (
        ("file",),
        {
            "type": "array",
            "items": {
                "anyOf": [
                    {"type": "string", "format": "uuid", "description": "The `upload` that `uploads/` answered with"},
                    {"$ref": f"{COMPONENTS}KeptFile"},
                ]
            },
            "description": "The answer to `file`: sent as ids of uploads, kept with what is known of each file.",
            "examples": [["3b1f8a52-6f0f-4a3e-9b39-6f0b2d8f4c11"]],
        },
    ),
    "AgreementAnswer": (
        ("consent", "acknowledgement"),
        {
            "anyOf": [{"const": True, "type": "boolean"}, {"$ref": f"{COMPONENTS}KeptAgreement"}],
            "description": "The answer to `consent` and `acknowledgement`: sent as true where the box is ticked and "
            "left out where it is not; kept with what was agreed to.",
        },
    ),
    "RowsAnswer": (
        ("group",),
        {
            "type": "array",
            "items": _row_answer(),
            "description": "The answer to `group`: its rows, each with answers by the keys of the group's questions.",
            "examples": [[{"name": "Demo Demosson", "email": "demo@demo.example"}]],
        },
    ),
}
"""By name, the types of question that are answered so, and the shape."""

PARTS: dict[str, Schema] = {
    "KeptFile": {
        "type": "object",
        "properties": {
            "upload": {"type": "string"},
            "name": {"type": "string"},
            "size": {"type": "integer", "minimum": 0, "description": "Bytes"},
            "type": {"type": "string", "description": "The media type"},
        },
        "required": ["upload", "name", "size", "type"],
        "additionalProperties": False,
        "description": "A file among answers that are kept.",
    },
    "KeptAgreement": {
        "type": "object",
        "properties": {
            "accepted": {"const": True, "type": "boolean"},
            "text": {"type": "string", "description": "The words that were agreed to"},
            "document": {"type": "string"},
            "version": {"type": "string", "description": "The version of the document"},
        },
        "required": ["accepted"],
        "additionalProperties": False,
        "description": "What was agreed to, as it is kept.",
    },
}
EMPTY: Schema = {"type": "null", "description": "No answer: takes away one that was given"}


def schemas() -> dict[str, Schema]:
    """The named schemas, and `Answer`, which is any of them."""
    shapes = {name: {"title": name, **shape} for name, (_kinds, shape) in ANSWERS.items()}
    rowless = [name for name in shapes if name != "RowsAnswer"]
    return {
        **shapes,
        **{name: {"title": name, **part} for name, part in PARTS.items()},
        "SingleAnswer": {
            "title": "SingleAnswer",
            "anyOf": [*_references(rowless), EMPTY],
            "description": "An answer within a row of a `group`, by the type of its question.",
        },
        "Answer": {
            "title": "Answer",
            "anyOf": [*_references(shapes), EMPTY],
            "description": "An answer, by the type of its question.",
        },
    }


def _references(names: Mapping[str, Schema] | list[str]) -> list[Schema]:
    return [{"$ref": COMPONENTS + name} for name in names]
