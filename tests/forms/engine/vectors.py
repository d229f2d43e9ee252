"""The published vectors of tests/forms/vectors/, and what an outcome looks like in them; see the README there."""

import json
import math
from collections.abc import Iterator
from pathlib import Path

from forms.engine.base import Json
from forms.engine.evaluate import Outcome
from forms.engine.scoring import Scores

FOLDER = Path(__file__).parents[1] / "vectors"
LOCALES = ("sv", "fi", "en")
EMPTY: dict[str, Json] = {"required": [], "withheld": {}, "errors": [], "scores": None}

Case = dict[str, Json]


def load(name: str) -> Json:
    return json.loads((FOLDER / f"{name}.json").read_text())


RULES: list[Case] = load("rules")


def one_question(question: Case, locale: str) -> Case:
    """A form that asks nothing but `question`, under the key `q`."""
    asked = {"key": "q", "label": "Q", **question}
    steps = [{"key": "step", "title": "Step", "questions": [asked]}]
    return {"key": "reading", "locale": locale, "title": "Reading", "steps": steps}


def _reading() -> Iterator[Case]:
    """A case for each locale in which the answer is read so; without one, for all."""
    for vector in load("reading"):
        for locale in [vector["locale"]] if "locale" in vector else LOCALES:
            name = json.dumps([vector["question"]["type"], vector["raw"], locale], ensure_ascii=False)
            yield {**vector, "name": name, "form": one_question(vector["question"], locale), "locale": locale}


def _whole(file: str) -> Iterator[Case]:
    """The cases of `file`, each with its form and with what was left out."""
    content = load(file)
    for case in content["cases"]:
        form = content["forms"][case["form"]]
        yield {**EMPTY, "locale": form["locale"], **case, "name": f"{file}: {case['name']}", "form": form}


READING = list(_reading())
WHOLE = [case for file in ("visibility", "groups", "scoring") for case in _whole(file)]
FORMS = {json.dumps(case["form"]): case["form"] for case in WHOLE}.values()


def as_json(value: object) -> Json:
    """`value` as it comes back from JSON, where numbers have one type."""

    def number(text: str) -> float | int:
        read = float(text)
        return int(read) if read.is_integer() else read

    return json.loads(json.dumps(value), parse_float=number)


def unordered(withheld: Json) -> Json:
    return {name: sorted(values) for name, values in withheld.items()}


def as_case(outcome: Outcome) -> Case:
    """What a case says of `outcome`."""
    return {
        "visible": [*outcome.visible],
        "steps": [*outcome.steps],
        "required": [name for name in outcome.visible if name in outcome.required],
        "withheld": unordered(outcome.withheld),
        "values": as_json(dict(outcome.cleaned)),
        "errors": [[error.code, error.pointer] for error in outcome.errors],
        "scores": _scores(outcome.scores),
    }


def _scores(found: Scores | None) -> Json:
    if found is None:
        return None
    themes = [
        {"key": theme.key, "label": theme.label, "percent": theme.percent, "band": theme.band} for theme in found.themes
    ]
    return {"percent": found.percent, "band": found.band, "themes": themes}


def same(left: object, right: object) -> bool:
    """Equality of JSON: a truth is no number, and whole numbers are the same however they are held."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(value, right[key]) for key, value in left.items())
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return float(left) == float(right) and math.isfinite(left)
    return left == right
