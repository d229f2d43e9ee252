"""The JSON Schema of a survey's answers: what the engine accepts fits it, and what is plainly wrong does not."""

import json
from functools import cache

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.engine.questions import QUESTION_TYPES
from forms.services.answers_schema import answers_schema
from partners.demo.mapping import to_survey
from tests.factories.surveys import ANSWERS, definition, publish
from tests.forms.engine import whole_forms
from tests.forms.engine.small_forms import minimal, question
from tests.forms.engine.vectors import READING, WHOLE
from tests.partners.conftest import mapping_answers

ADDRESS = "https://site.example/api/v1/surveys/x/schema/"
URL = "/api/v1/surveys/demo-survey/schema/"


@cache
def validator(written: str) -> jsonschema.Draft202012Validator:
    schema = answers_schema(Form.model_validate_json(written), ADDRESS)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date", "uuid", "email"]))


def of(form) -> jsonschema.Draft202012Validator:
    return validator(json.dumps(form))


def asking(*questions, **step) -> dict:
    steps = [{"key": "step", "title": "Step", "questions": list(questions), **step}]
    return {"key": "x", "locale": "en", "title": "X", "steps": steps}


def test_every_answer_of_the_published_vectors_fits():
    tried = 0
    for case in READING:
        if "error" not in case and case["value"] is not None:
            assert of(case["form"]).is_valid({"q": case["value"]}), case["name"]
            tried += 1
    for case in WHOLE:
        if not case["errors"]:
            assert of(case["form"]).is_valid(case["values"]), case["name"]
            tried += 1
    assert tried > 200


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whatever_the_engine_accepts_fits(data):
    form = data.draw(whole_forms.forms())
    asked = [one for step in form["steps"] for one in step["questions"]]
    outcome = evaluate(Form.model_validate(form), data.draw(whole_forms.answers(asked)))
    schema = of(form).schema
    if not outcome.errors:
        assert of(form).is_valid(dict(outcome.cleaned)), list(of(form).iter_errors(dict(outcome.cleaned)))
    wrong = {error.question for error in outcome.errors}
    for key, value in outcome.cleaned.items():
        assert key.partition(":")[0] in wrong or of_property(schema, key).is_valid(value), (key, value)


def of_property(schema, key) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema["properties"][key])


PERSON = [{"name": "Demo", "role": "x"}]
FILE = {"upload": "u", "name": "a.pdf", "size": 5, "type": "application/pdf"}
WRONG = {
    "text": ["", 1, None, ["a"], "a" * 501],
    "long_text": ["", 1, "a" * 5001],
    "email": ["", "nobody", 1],
    "phone": ["040 123 4567", 401234567],
    "url": ["", 1],
    "number": ["1", "", True, 11, 2.5, 1],
    "date": ["24.11.2026", "2026-11-31", 20261124],
    "time": ["9", "24:00", 900],
    "datetime": ["2026-11-24", "2026-11-24 13:05"],
    "yes_no": ["true", 1, "ja"],
    "single_choice": ["z", "X", ["x"], 1],
    "multiple_choice": ["x", [], ["z"], ["x", "x"]],
    "scale": ["x", 2, None],
    "matrix": [{}, {"light": "z"}, {"dark": "started"}, "started"],
    "ranking": [["x", "y"], ["x", "x", "y"], ["x", "y", "a"], {"x": 1}],
    "rating": [0, 6, 1.5, "3", True],
    "file": ["6f1c8a52-5f5b-4c6e-9d0e-0a1b2c3d4e5f", [], ["plan.pdf"], [{**FILE, "type": "text/html"}], [FILE, FILE]],
    "business_id_fi": ["12345671", "123456-2"],
    "postal_code": ["6100", "FI-06100", 6100],
    "address": ["Ån 1", {"street": "Ån 1"}, {"street": "", "postal_code": "06100", "city": "Borgå"}],
    "consent": [False, "true", {"accepted": False}, {"accepted": True, "more": 1}],
    "acknowledgement": [False, {"document": "Rules"}],
    "signature_name": ["", 1, "a" * 201],
    "hidden": ["", 1, "a" * 201],
    "calculated": ["1"],
    "group": [[], {}, [{}], [{"name": ""}], [{"age": 1}], [{"role": "z"}], PERSON * 21, "Demo"],
}
FIELDS = {"number": {"min": 0, "max": 10, "step": 2, "decimals": 0}}


@pytest.mark.parametrize("kind", sorted(set(QUESTION_TYPES) - {"statement", "section"}))
def test_what_is_plainly_wrong_does_not_fit(kind):
    form = asking(minimal(kind, **FIELDS.get(kind, {})), {"key": "n", "type": "number", "label": "N"})
    for value in WRONG[kind]:
        assert not of(form).is_valid({"q": value}), value
    assert of(form).is_valid({})


def test_a_group_and_what_stands_between_the_questions():
    form = asking(minimal("group", min_rows=2), minimal("statement", "words"), minimal("section", "heading"))
    assert of(form).is_valid({"q": PERSON * 2})
    for answers in ({"q": PERSON}, {"words": "x"}, {"heading": "x"}, {"other": 1}):
        assert not of(form).is_valid(answers)


def test_only_what_everybody_must_answer_is_required():
    always = question("text", "always", required=True)
    rule = {"==": [{"var": "free"}, "x"]}
    told = asking(
        always,
        question("text", "free"),
        question("number", "n"),
        question("text", "shown", required=True, show_if=rule),
        question("text", "called_for", required_if=rule),
        question("single_choice", "offered", required=True, choices=[{"value": "a", "label": "A", "show_if": rule}]),
        minimal("calculated", "sum", required=True),
        question("group", "rows", questions=[question("text", "inner", required=True)]),
    )
    schema = of(told).schema
    assert schema["required"] == ["always"]
    assert schema["properties"]["rows"]["items"]["required"] == ["inner"]
    commented = {key for key, one in schema["properties"].items() if "$comment" in one}
    assert commented == {"shown", "called_for"}
    whole = asking(always, show_if={"==": [{"var": "free"}, "x"]})
    whole["steps"].append({"key": "more", "title": "More", "questions": [question("text", "free")]})
    assert "required" not in of(whole).schema
    assert "$comment" in of(whole).schema["properties"]["always"]


def test_fractions_of_steps_are_told_in_words():
    form = asking(question("number", step=0.1))
    assert of(form).is_valid({"q": 0.3})
    assert of(form).schema["properties"]["q"]["$comment"] == "A whole number of steps of 0.1 from 0."


@pytest.mark.parametrize("language", ["sv", "fi", "en"])
def test_answers_to_the_initial_mapping_fit(language):
    mapping = to_survey(language)
    outcome = evaluate(Form.model_validate(mapping), mapping_answers())
    assert not outcome.errors
    answers = dict(outcome.cleaned)
    assert of(mapping).is_valid(answers)
    for wrong in ({"org_name": None}, {"sector": "space"}, {"en_heating": ["oil"]}, {"unknown": "x"}):
        assert not of(mapping).is_valid(answers | wrong), wrong
    assert not of(mapping).is_valid({key: value for key, value in answers.items() if key != "org_name"})
    titles = {one["title"] for one in of(mapping).schema["properties"].values()}
    assert next(one["label"] for step in mapping["steps"] for one in step["questions"] if one.get("required")) in titles


@pytest.mark.django_db
def test_the_schema_is_served_in_the_language_asked_for(client):
    publish()
    publish({**definition(locale="fi", title="Demokysely")})
    response = client.get(URL, {"locale": "fi"})
    assert response["Content-Type"] == "application/schema+json"
    assert response["Cache-Control"].startswith("public")
    assert response["Content-Language"] == "fi"
    schema = response.json()
    assert (schema["title"], schema["additionalProperties"]) == ("Demokysely", False)
    assert schema["$id"] == "http://testserver/api/v1/surveys/demo-survey/schema/?locale=fi&version=1"
    assert schema["properties"]["heating"]["enum"] == ["oil", "sun"]
    assert schema["required"] == ["name", "heating", "saving"]
    assert jsonschema.Draft202012Validator(schema).is_valid(ANSWERS)


@pytest.mark.django_db
def test_the_schema_is_not_sent_again_to_whoever_has_it(client):
    publish()
    first = client.get(URL)
    assert not first["ETag"].startswith("W/")
    again = client.get(URL, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    head = client.head(URL)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])
    publish({"steps": [{**definition()["steps"][0], "key": "renamed"}], "scoring": {}})
    changed = client.get(URL, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    earlier = client.get(URL, {"version": 1})
    assert earlier.json() == first.json()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (URL.replace("demo", "no"), 404, "survey_unknown"),
        (f"{URL}?version=7", 409, "version_stale"),
        (f"{URL}?version={'9' * 40}", 409, "version_stale"),
        (f"{URL}?version=x", 422, "request_invalid"),
        (f"{URL}?locale=de", 422, "locale_unknown"),
    ],
)
def test_what_there_is_no_schema_of_is_told(client, address, status, code):
    publish()
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["code"] == code
