"""The published schema of `survey/1` says what an import accepts."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import starters
from forms.engine.definition import Form
from forms.engine.errors import InvalidRule
from forms.engine.questions import QUESTION_TYPES
from forms.engine.rules import OPERATORS, compile_rule
from forms.services.survey_schema import survey_schema
from partners.demo.mapping import to_survey
from tests.factories.surveys import definition
from tests.forms.engine import whole_forms
from tests.forms.engine.strategies import any_json
from tests.forms.importers.every_field import every_field

ADDRESS = "/api/v1/survey.schema.json"
SCHEMA: dict[str, Any] = json.loads(survey_schema("https://borga.example")[0])
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
RULES = jsonschema.Draft202012Validator({"$ref": "#/$defs/Rule", "$defs": SCHEMA["$defs"]})


def question(**changes: Any) -> dict[str, Any]:
    steps = definition()["steps"]
    steps[0]["questions"][0] |= changes
    return definition(steps=steps)


def test_the_schema_is_one_and_says_what_it_is():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == f"https://borga.example{ADDRESS}"
    assert SCHEMA["title"] == "survey/1"
    assert SCHEMA["description"]


def test_every_question_type_is_told_by_its_type():
    items = SCHEMA["$defs"]["Step"]["properties"]["questions"]["items"]
    assert len(items["oneOf"]) == len(QUESTION_TYPES)
    assert items["discriminator"]["propertyName"] == "type"
    assert set(items["discriminator"]["mapping"]) == set(QUESTION_TYPES)
    for reference in items["oneOf"]:
        part = SCHEMA["$defs"][reference["$ref"].rpartition("/")[2]]
        assert part["properties"]["type"]["const"] in QUESTION_TYPES
        assert "type" in part["required"]
        assert part["additionalProperties"] is False
        assert part["description"]


def test_rules_name_the_operators_there_are():
    rule = SCHEMA["$defs"]["Rule"]
    assert set(rule["properties"]) == {"var", *OPERATORS}
    assert rule["additionalProperties"] is False
    text = json.dumps(SCHEMA)
    assert text.count("#/$defs/Rule") > len(QUESTION_TYPES)
    assert "#/$defs/Json" not in text


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_the_demo_and_the_starters_are_valid(language):
    for survey in (to_survey(language), *(starter.definition(language) for starter in starters.all_starters())):
        VALIDATOR.validate(survey | {"format": "survey/1"})
        VALIDATOR.validate(Form.model_validate(survey).portable())


def test_every_field_of_every_type_is_valid():
    VALIDATOR.validate(every_field())


@given(whole_forms.forms())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_form_is_valid(made):
    VALIDATOR.validate(Form.model_validate(made).portable())


@pytest.mark.parametrize(
    "broken",
    [
        [],
        {},
        definition(format="survey/2"),
        {name: value for name, value in definition().items() if name != "format"},
        definition(key="No Key"),
        definition(title=None),
        definition(surprise=1),
        definition(minutes=0),
        definition(minutes="3"),
        definition(steps={}),
        definition(result={"titel": "x"}),
        definition(scoring={"bands": [{"min": 0, "max": 200, "label": "x"}]}),
        question(type="bogus"),
        question(type=None),
        question(key="A B"),
        question(required="yes"),
        question(max_length=0),
        question(min=1),
        question(tags="EN-1"),
        question(type="group"),
        question(type="group", questions=[{"type": "group", "key": "a", "label": "A", "questions": []}]),
        question(type="single_choice", choices=[]),
        question(type="single_choice", choices=[{"value": "a b", "label": "A"}]),
        question(
            type="single_choice",
            choices=[{"value": "a", "label": "A"}],
            weight_by={"question": "q", "weights": {"a b": 1}},
        ),
        question(type="hidden"),
        question(show_if={"eval": ["1"]}),
        question(show_if={"==": [1]}),
        question(show_if={"==": [1, 2], "!=": [1, 2]}),
        question(show_if={}),
        question(show_if=[]),
        question(show_if={"var": ""}),
        question(show_if={"and": [{"var": ["a", []]}]}),
        question(show_if={"!": [1, 2]}),
        question(show_if={"!": [[{"log": "x"}]]}),
    ],
)
def test_what_an_import_refuses_is_not_valid(broken):
    assert not VALIDATOR.is_valid(broken)


@given(
    st.dictionaries(st.sampled_from([*OPERATORS, "var", "log", "map"]), any_json, max_size=2)
    | whole_forms.rules(("a", "b")).filter(lambda rule: isinstance(rule, dict))
)
def test_a_rule_is_valid_where_it_compiles(rule):
    try:
        compile_rule(rule)
        compiles = True
    except InvalidRule:
        compiles = False
    assert RULES.is_valid(rule) is compiles


@pytest.mark.django_db
def test_the_schema_is_published_and_kept(client, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://borga.example"
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/schema+json"
    assert json.loads(response.content) == SCHEMA
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    again = client.get(ADDRESS, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == response["ETag"]


@pytest.mark.django_db
def test_the_schema_needs_no_query_and_is_a_route_of_the_api(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(ADDRESS)
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert "application/schema+json" in paths[ADDRESS]["get"]["responses"]["200"]["content"]
