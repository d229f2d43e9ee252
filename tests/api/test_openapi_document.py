"""The OpenAPI document is valid, tells what generated clients need, and does not change unnoticed."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from cms.api import api
from forms.engine.definition import Form
from forms.engine.questions import QUESTION_TYPES
from tests.factories.question_types import every_type
from tests.fuzz.routes import BODIES, EVERY_ANSWER

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "openapi.json"
CHANGED = "The API's contract has changed. If that is meant: `make openapi`, and say it in CHANGELOG.md."


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))


@pytest.fixture(scope="module")
def operations(document):
    return {operation["operationId"]: operation for path in document["paths"].values() for operation in path.values()}


def test_the_document_is_the_one_that_was_agreed_on(document):
    written = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(written)
    known = json.loads(SNAPSHOT.read_text())
    changed = [place for place in ("paths", "components", "tags", "servers", "info") if known[place] != document[place]]
    assert not changed, f"{CHANGED} Changed: {', '.join(changed)}"
    assert known == document, CHANGED


def test_the_document_is_valid(document):
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_errors_come_with_the_headers_that_tell_what_to_do(operations):
    for name, operation in operations.items():
        for status, response in operation["responses"].items():
            told = set(response["headers"])
            assert "Content-Language" in told, (name, status)
            assert ("Retry-After" in told) == (status == "429"), (name, status)
            assert ("WWW-Authenticate" in told) == (status == "401"), (name, status)
    assert "Location" in operations["create_draft"]["responses"]["201"]["headers"]
    assert "ETag" in operations["get_survey"]["responses"]["200"]["headers"]


def test_staff_need_a_token_and_nobody_else_does(operations):
    for operation in operations.values():
        assert operation.get("security", []) == ([{"bearer": []}] if operation["tags"] == ["staff"] else [])


def test_every_tag_is_described(document, operations):
    assert {tag["name"] for tag in document["tags"]} == {tag for each in operations.values() for tag in each["tags"]}


def test_no_type_is_left_open(document):
    """A schema that says nothing is a type that somebody has forgotten."""
    assert list(_empty(document, "")) == []


def _empty(part, place):
    if isinstance(part, list):
        for number, item in enumerate(part):
            yield from _empty(item, f"{place}/{number}")
    elif isinstance(part, dict):
        if place.endswith(("/schema", "/items", "/additionalProperties")) and not part:
            yield place
        for name, item in part.items():
            yield from _empty(item, f"{place}/{name}")


def test_every_type_of_question_has_its_answer_described(document):
    described = json.dumps([schema for name, schema in _schemas(document).items() if name.endswith("Answer")])
    asking = {name for name, kind in QUESTION_TYPES.items() if name not in ("statement", "section")}
    assert {name for name in asking if f"`{name}`" not in described} == set()


def _schemas(document):
    return document["components"]["schemas"]


def _validator(document, name):
    return Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": document["components"]})


def test_answers_of_every_type_fit_their_own_shape(document):
    shapes = {
        "TextAnswer": "name story email phone site business_id code signature source",
        "NumberAnswer": "area happy",
        "DateAnswer": "start",
        "TimeAnswer": "opens",
        "DateTimeAnswer": "meeting",
        "YesNoAnswer": "owns",
        "ChoiceAnswer": "heating size saving",
        "ChoicesAnswer": "energy ranking",
        "MatrixAnswer": "matrix",
        "AddressAnswer": "address",
        "RowsAnswer": "staff",
        "AgreementAnswer": "news privacy",
    }
    for shape, keys in shapes.items():
        for key in keys.split():
            assert _validator(document, shape).is_valid(EVERY_ANSWER[key]), (shape, key)
            assert _validator(document, "Answer").is_valid(EVERY_ANSWER[key]), key


def test_definitions_and_bodies_that_are_sent_fit(document, operations):
    served = Form.model_validate(every_type()).portable()
    assert [error.message for error in _validator(document, "Survey").iter_errors(served)] == []
    broken = {
        **served,
        "steps": [{"key": "a", "title": "A", "questions": [{"key": "b", "type": "sound", "label": "C"}]}],
    }
    assert not _validator(document, "Survey").is_valid(broken)
    for operation in operations.values():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if "example" in content:
                name = content["schema"]["$ref"].rpartition("/")[2]
                assert _validator(document, name).is_valid(content["example"]), operation["operationId"]
    assert {name for name in BODIES if "example" not in _body(document, name)} == set()


def _body(document, name):
    """What is said of the body at the address, whichever method takes one."""
    path = document["paths"][f"/api/v1/{name}"]
    (body,) = (operation["requestBody"] for operation in path.values() if "requestBody" in operation)
    return body["content"]["application/json"]
