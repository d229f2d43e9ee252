"""Small forms, built from as little as a test needs to say."""

from collections.abc import Mapping

from pydantic import TypeAdapter

from forms.engine.base import Json
from forms.engine.definition import Form
from forms.engine.errors import InvalidAnswer
from forms.engine.questions import AnyQuestion, Question

Definition = dict[str, object]

LADDER = [
    {"value": "not_relevant", "label": "Not relevant", "score": None},
    {"value": "not_started", "label": "Not started", "score": 0},
    {"value": "started", "label": "Started", "score": 1},
    {"value": "in_place", "label": "In place", "score": 2},
]


MINIMAL: dict[str, Definition] = {
    **{
        kind: {}
        for kind in (
            *("text", "long_text", "email", "phone", "url", "number", "date", "time", "datetime", "yes_no", "rating"),
            *("file", "business_id_fi", "postal_code", "address", "signature_name", "statement", "section"),
        )
    },
    **{
        kind: {"choices": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y", "free_text": True}]}
        for kind in ("single_choice", "multiple_choice")
    },
    "scale": {"choices": LADDER},
    "matrix": {"choices": LADDER, "rows": [{"key": "light", "label": "Light"}, {"key": "heat", "label": "Heat"}]},
    "ranking": {"choices": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}, {"value": "z", "label": "Z"}]},
    "consent": {"statement": "You may write to us."},
    "acknowledgement": {"statement": "We have read it.", "document": "Rules", "document_version": "2"},
    "calculated": {"formula": {"+": [{"var": "n"}, 1]}},
    "hidden": {"prefill": "from"},
    "group": {
        "questions": [
            {"type": "text", "key": "name", "label": "Name"},
            {"type": "single_choice", "key": "role", "label": "Role", "choices": [{"value": "x", "label": "X"}]},
        ]
    },
}
"""The fields that a question of each type cannot do without."""


def question(kind: str, key: str = "q", **fields: object) -> Definition:
    """A question's definition, labelled with its key."""
    return {"type": kind, "key": key, "label": key.capitalize(), **fields}


def text(key: str = "q", **fields: object) -> Definition:
    return question("text", key, **fields)


def scale(key: str = "q", **fields: object) -> Definition:
    return question("scale", key, **{"choices": LADDER, "theme": "energy", **fields})


def minimal(kind: str, key: str = "q", **fields: object) -> Definition:
    """A question of `kind` with what it needs and `fields`."""
    return question(kind, key, **MINIMAL[kind], **fields)


def choices(*values: str, **flags: object) -> list[Definition]:
    """Choices with their values for labels; `flags` says which fields are true for which value."""
    return [
        {"value": value, "label": value.capitalize()} | {flag: True for flag, of in flags.items() if of == value}
        for value in values
    ]


def parsed(definition: Definition) -> AnyQuestion:
    return TypeAdapter(Question).validate_python(definition)


def step(*questions: Definition, key: str = "step", **fields: object) -> Definition:
    return {"key": key, "title": key.capitalize(), "questions": list(questions), **fields}


def form(*steps: Definition, **fields: object) -> Form:
    return Form.model_validate({"key": "small", "locale": "sv", "title": "Small", "steps": list(steps), **fields})


def one_step(*questions: Definition, **fields: object) -> Form:
    return form(step(*questions), **fields)


def scored(*questions: Definition, themes: tuple[str, ...] = ("energy", "travel"), **fields: object) -> Form:
    """A form of one step whose answers are summed by `themes`, with the bands of the initial mapping."""
    scoring = {
        "themes": [{"key": key, "label": key.capitalize()} for key in themes],
        "bands": [
            {"min": 0, "max": 33, "label": "low"},
            {"min": 34, "max": 66, "label": "middle"},
            {"min": 67, "max": 100, "label": "high"},
        ],
    }
    return one_step(*questions, scoring=scoring, **fields)


def cleaned(definition: Definition, raw: Json, locale: str = "sv") -> Json:
    """What the question makes of `raw`. Raises InvalidAnswer."""
    return parsed(definition).clean(raw, locale)


def refusal(definition: Definition, raw: Json, locale: str = "sv") -> tuple[str, Mapping[str, object]]:
    """The code and the parameters with which the question refuses `raw`."""
    try:
        value = cleaned(definition, raw, locale)
    except InvalidAnswer as error:
        return error.code, error.params
    raise AssertionError(f"{raw!r} was accepted as {value!r}")
