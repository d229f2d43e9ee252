"""The published vectors, run by the server's engine; and that they leave nothing of it out."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.engine.base import Json
from forms.engine.checks import check
from forms.engine.definition import Form
from forms.engine.evaluate import evaluate
from forms.engine.questions import QUESTION_TYPES
from forms.engine.rules import OPERATORS, compile_rule
from tests.forms.engine.vectors import FORMS, READING, RULES, WHOLE, Case, as_case, load, same, unordered

ENGINE = Path(__file__).parents[3] / "forms" / "engine"
NOT_READ = {"not_a_question"}
"""What a question says that is never asked for an answer."""


@pytest.mark.parametrize("vector", RULES, ids=lambda vector: json.dumps(vector["rule"]))
def test_a_rule_has_the_value_of_its_vector(vector: Case) -> None:
    assert same(compile_rule(vector["rule"])(vector["answers"]), vector["value"])


@pytest.mark.parametrize("case", READING, ids=lambda case: case["name"])
def test_an_answer_is_read_as_its_vector_says(case: Case) -> None:
    outcome = evaluate(Form.model_validate(case["form"]), {"q": case["raw"]}, case["locale"])
    assert same(outcome.cleaned.get("q"), case["value"])
    assert [error.code for error in outcome.errors] == ([case["error"]] if "error" in case else [])


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: case["name"])
def test_a_form_has_the_outcome_of_its_vector(case: Case) -> None:
    found = as_case(evaluate(Form.model_validate(case["form"]), case["answers"], case["locale"]))
    expected = {**{key: case[key] for key in found}, "withheld": unordered(case["withheld"])}
    wrong = {key: found[key] for key in found if not same(found[key], expected[key])}
    assert wrong == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["key"])
def test_the_vectors_forms_can_be_published(form: Case) -> None:
    assert check(Form.model_validate(form)) == []


@pytest.mark.parametrize("name", ["rules", "reading"])
def test_no_vector_comes_twice(name: str) -> None:
    vectors = load(name)
    assert len({json.dumps(vector) for vector in vectors}) == len(vectors)


def test_no_two_cases_have_one_name() -> None:
    assert len({case["name"] for case in WHOLE}) == len(WHOLE)


def within(value: Json) -> Iterator[Json]:
    """`value` and all that it holds."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from within(item)


def test_the_vectors_use_every_operator() -> None:
    used = {key for vector in RULES for part in within(vector["rule"]) if isinstance(part, dict) for key in part}
    assert used == {*OPERATORS, "var"}


def test_the_vectors_use_every_question_type() -> None:
    parts = within([*FORMS, *(case["form"] for case in READING)])
    used = {part["type"] for part in parts if isinstance(part, dict) and isinstance(part.get("type"), str)}
    assert used >= {*QUESTION_TYPES}


def codes() -> Iterator[str]:
    """Every code that the engine can give an answer."""
    yield from (question_type.unanswered for question_type in QUESTION_TYPES.values())
    for path in ENGINE.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in ("InvalidAnswer", "AnswerError"):
                first = call.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value


def test_the_vectors_use_every_code_that_an_answer_can_get() -> None:
    of_forms = {code for case in WHOLE for code, _ in case["errors"]}
    assert of_forms | {case["error"] for case in READING if "error" in case} == {*codes()} - NOT_READ
