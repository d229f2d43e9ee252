"""The vectors that every implementation of the rules agrees on, run by the server's."""

import json
from pathlib import Path

import pytest

from forms.engine.base import Json
from forms.engine.rules import OPERATORS, compile_rule

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "rules.json").read_text())


def as_javascript(value: Json) -> str:
    """`value` as JSON, with whole numbers written one way."""
    return json.dumps(json.loads(json.dumps(value), parse_float=lambda text: shortest(float(text))))


def shortest(number: float) -> float:
    return int(number) if number.is_integer() else number


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: json.dumps(vector["rule"]))
def test_a_rule_has_the_value_of_its_vector(vector: dict[str, Json]) -> None:
    value = compile_rule(vector["rule"])(vector["answers"])
    assert as_javascript(value) == as_javascript(vector["value"])


def test_the_vectors_use_every_operator_and_none_comes_twice() -> None:
    used = {key for vector in VECTORS if isinstance(vector["rule"], dict) for key in vector["rule"]}
    assert used == {*OPERATORS, "var"}
    assert len({json.dumps(vector) for vector in VECTORS}) == len(VECTORS)
