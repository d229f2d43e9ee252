"""What the OpenAPI document says beyond what the routes' own types can: headers, languages, tags, answers, examples."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings

from cms.openapi_examples import EXAMPLES
from forms.api import answer_bodies
from forms.api.repeats import NAME, UNGUESSABLE
from forms.engine.questions import QUESTION_TYPES
from forms.services.survey_schema import survey_schema

Document = dict[str, Any]

ANY_SCHEMA = {"type": "object", "description": "A JSON Schema"}
SERVERS = [{"url": "/", "description": "The site that the document comes from"}]
TAGS = {
    "surveys": "Open surveys, what they ask, and answers to them. No token is needed; some ask for an invitation.",
    "drafts": "Answers that are kept until they are sent. A draft's token opens it for whoever has it.",
    "staff": "Submissions, decisions and results, with one of Wagtail's API tokens and by the rights of its user.",
    "programme": "Partners, goals, awards and events: only what is public.",
    "open data": "Figures and lists under CC BY 4.0.",
    "content": "Which addresses there are, and which have moved.",
}
ABOUT_TOKENS = "One of Wagtail's API tokens, as `Authorization: Bearer …`; an administrator makes it."
NOT_MODIFIED = "304"
REFERENCE = "#/components/schemas/"
DEFINITIONS = "#/$defs/"


def _text(description: str, **more: object) -> Document:
    return {"description": description, "required": True, "schema": {"type": "string", **more}}


LANGUAGE = _text("The language of the answer")
TAG = _text("Other as soon as the answer is; send it back in `If-None-Match`")
RETRY_AFTER = {"description": "Seconds to wait", "required": True, "schema": {"type": "integer", "minimum": 1}}
CHALLENGE = _text("`Bearer`")
ACCEPT = _text("The media type that the route reads")
PLACE = _text("The address of what was made", format="uri")
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The `ETag` of the answer that the caller has: 304 where it still holds",
    "schema": {"type": "string"},
}
OPERATIONS = {
    "validate": "validate_answers",
    "answers_schema": "get_answers_schema",
    "survey_format": "get_survey_format",
    "patch_submission": "change_submission",
    "partners_csv": "get_partners_csv",
    "goals_csv": "get_goals_csv",
    "awards_csv": "get_awards_csv",
    "figures_csv": "get_figures_csv",
}
"""What operations are called where their function's name says too little."""
PLACED = ("create_draft",)
"""Operations that answer with `Location`."""
UNGUESSED = ("create_draft", "create_upload")
"""Operations whose `Idempotency-Key` nobody may guess."""


def operation_name(function: Callable[..., object]) -> str:
    """What the operation is called in the document, and in the clients that are made from it."""
    name = getattr(function, "__name__", "")
    return OPERATIONS.get(name, name)


def with_details(document: Document) -> Document:
    """`document`, changed."""
    document["servers"] = SERVERS
    document["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    document["components"]["securitySchemes"]["bearer"]["description"] = ABOUT_TOKENS
    for operation in _operations(document):
        _tell_headers(operation)
        _tell_body(operation)
        for parameter in operation.get("parameters", []):
            _tell_parameter(parameter, operation["operationId"])
        _show(operation)
    _type_answers(document["components"]["schemas"])
    _type_surveys(document)
    return document


def _operations(document: Document) -> Iterator[Document]:
    for operations in document["paths"].values():
        yield from operations.values()


def _tell_headers(operation: Document) -> None:
    responses = operation["responses"] = {str(status): told for status, told in operation["responses"].items()}
    for status, response in responses.items():
        for content in response.get("content", {}).values():
            content["schema"] = content["schema"] or ANY_SCHEMA
        headers = response.setdefault("headers", {})
        headers["Content-Language"] = LANGUAGE
        headers |= {
            "401": {"WWW-Authenticate": CHALLENGE},
            "415": {"Accept": ACCEPT},
            "429": {"Retry-After": RETRY_AFTER},
        }.get(status, {})
        if status == "201" and operation["operationId"] in PLACED:
            headers["Location"] = PLACE
    if NOT_MODIFIED in responses:
        for status in ("200", NOT_MODIFIED):
            responses[status]["headers"]["ETag"] = TAG
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)


def _tell_body(operation: Document) -> None:
    """A body that may be left out is not null where it is sent; what JSON it is, its own type says."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        content["schema"] = _without_null(content["schema"])


def _without_null(schema: Document) -> Document:
    rest = [part for part in schema.get("anyOf", []) if part != {"type": "null"}]
    if len(rest) != 1:
        return schema
    return {**{name: part for name, part in schema.items() if name != "anyOf"}, **rest[0]}


def _tell_parameter(parameter: Document, operation: str) -> None:
    """A parameter is there or not: it cannot be null, as the type of its default would have it."""
    parameter["schema"] = _without_null(parameter["schema"])
    if parameter["name"] == "locale":
        parameter["schema"] |= {"enum": _languages()}
    if parameter["name"] == NAME and operation in UNGUESSED:
        parameter["schema"] |= {"minLength": UNGUESSABLE}


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def _show(operation: Document) -> None:
    example = EXAMPLES.get(operation["operationId"])
    if example is not None:
        operation["requestBody"]["content"]["application/json"]["example"] = example


def _type_answers(schemas: dict[str, Document]) -> None:
    """Answers are typed where they are sent and where they are shown; the languages where a body names one."""
    schemas |= answer_bodies.schemas()
    answer = {"$ref": f"{REFERENCE}Answer"}
    for name, schema in schemas.items():
        properties = schema.get("properties", {})
        for member in ("answers", "calculated"):
            if "additionalProperties" in properties.get(member, {}):
                properties[member]["additionalProperties"] = answer
        if name.endswith(("In", "Patch")) and "locale" in properties:
            properties["locale"]["anyOf"] = [{"type": "string", "enum": _languages()}, {"type": "null"}]
    schemas.pop("JsonValue", None)


def _type_surveys(document: Document) -> None:
    """Definitions are told as `survey.schema.json` tells them, rules and all.

    Their types of question get names that mean something where they stand alone: `Text` and `Date` are taken.
    """
    survey = json.loads(survey_schema()[0])
    found = {**survey.pop("$defs"), "Form": {name: part for name, part in survey.items() if not name.startswith("$")}}
    names = {kind.__name__: f"{kind.__name__}Question" for kind in QUESTION_TYPES.values()}
    names |= {"Form": "Survey", "Step": "SurveyStep", "Row": "MatrixRow", "Theme": "ScoringTheme"}
    schemas = document["components"]["schemas"]
    for name in ("Json", *found):
        schemas.pop(name, None)
    schemas |= {names.get(name, name): {**part, "title": names.get(name, name)} for name, part in found.items()}
    references = {name: REFERENCE + names.get(name, name) for name in found}
    _refer(document, {each + name: better for name, better in references.items() for each in (REFERENCE, DEFINITIONS)})
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _refer(part: object, references: dict[str, str]) -> None:
    if isinstance(part, list):
        for item in part:
            _refer(item, references)
    elif isinstance(part, dict):
        for name, item in part.items():
            if isinstance(item, str) and item in references:
                part[name] = references[item]
            else:
                _refer(item, references)
