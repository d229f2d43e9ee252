"""The JSON Schema of a survey's answers, made from its questions, for front ends and for whoever reads what was sent.

It is of the canonical answers: what the engine keeps, with files as ids or with what is known of them. Answers that are
sent may be written in more ways, such as a number as text. What depends on other answers a schema cannot say: it is
told in a `$comment`, and asked of `validate/`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from forms.engine.base import Json
from forms.engine.cache import RecentlyUsed
from forms.engine.definition import Form, Step
from forms.engine.questions.base import BaseQuestion
from forms.engine.questions.choice import ChoiceQuestion
from forms.engine.questions.group import Group
from forms.engine.questions.matrix import Matrix
from forms.engine.questions.number import Number
from forms.engine.questions.ranking import Ranking

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ABOUT = "What conditions ask for beyond this, the survey's definition says; ask validate/ about whole answers."
SOMETIMES = "Asked only where a condition holds that the survey's definition has."
SOMETIMES_REQUIRED = "Must be answered where a condition holds that the survey's definition has."
IN_STEPS = "A whole number of steps of {step} from {start}."
KEPT = 64
"""Schemas that are remembered."""

Schema = dict[str, Json]

_texts: RecentlyUsed[tuple[str, str]] = RecentlyUsed(KEPT)


def schema_text(form: Form, address: str, edition: str) -> tuple[str, str]:
    """The schema as text, and a tag that tells it from any other. `edition` is the same for the same form only."""

    def made() -> tuple[str, str]:
        text = json.dumps(answers_schema(form, address), ensure_ascii=False)
        return text, hashlib.sha256(text.encode()).hexdigest()[:32]

    return _texts.get((edition, address), made)


def answers_schema(form: Form, address: str) -> Schema:
    """JSON Schema 2020-12 of the answers to `form`; `address` is where it is found."""
    asked = [(question, step) for step in form.steps for question in step.questions if question.asks]
    return {
        "$schema": DIALECT,
        "$id": address,
        "$comment": ABOUT,
        "title": form.title,
        **_rows_or_form((question for question, _step in asked), conditional=_conditional_keys(asked)),
    }


def _conditional_keys(asked: Iterable[tuple[BaseQuestion, Step]]) -> frozenset[str]:
    """The questions that are not asked of everybody because their step is not."""
    return frozenset(question.key for question, step in asked if step.show_if is not None)


def _rows_or_form(questions: Iterable[BaseQuestion], conditional: frozenset[str] = frozenset()) -> Schema:
    """The object of the answers to `questions`: all answers of a form, or those of one row."""
    properties: Schema = {}
    required: list[Json] = []
    for question in questions:
        sometimes = question.key in conditional or question.show_if is not None
        for key, schema in question.schemas().items():
            narrowed = _narrowed(question, schema) if key == question.key else schema
            properties[key] = {**_words(question, key), **_condition(question, sometimes), **_never_empty(narrowed)}
        if not sometimes and _is_always_required(question):
            required.append(question.key)
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return made | {"required": required} if required else made


def _is_always_required(question: BaseQuestion) -> bool:
    """Nobody is required to choose where every choice may be ruled out, nor to give what is calculated."""
    choices = getattr(question, "choices", ())
    may_have_none = bool(choices) and len(question.choice_rules) == len(choices)
    return question.required and question.formula_rule is None and not may_have_none


def _words(question: BaseQuestion, key: str) -> Schema:
    title = question.label
    if isinstance(question, ChoiceQuestion) and key != question.key:
        title = f"{title}: {question.label_of(key.removeprefix(question.key + ':'))}"
    words: Schema = {"title": title}
    return words | {"description": question.help} if question.help else words


def _condition(question: BaseQuestion, sometimes: bool) -> Schema:
    said = [
        *([SOMETIMES] if sometimes else []),
        *([SOMETIMES_REQUIRED] if question.required_if is not None else []),
        *([_steps(question)] if isinstance(question, Number) and question.step is not None else []),
    ]
    return {"$comment": " ".join(said)} if said else {}


def _steps(number: Number) -> str:
    return IN_STEPS.format(step=f"{number.step:g}", start=f"{number.min or 0:g}")


def _narrowed(question: BaseQuestion, schema: Json) -> Schema:
    """The question's own schema, and what else holds of an answer that the engine keeps."""
    found: Schema = dict(schema) if isinstance(schema, Mapping) else {}
    if isinstance(question, Group):
        found |= {"items": _rows_or_form(question.row_questions) | {"minProperties": 1}}
        found |= {"minItems": max(question.min_rows, 1)}
    elif isinstance(question, Ranking):
        found |= {"minItems": 1 if question.choice_rules else question.places()}
    elif isinstance(question, Matrix):
        found |= {"minProperties": 1}
    elif isinstance(question, Number):
        found = _number(question, found)
    return found


def _number(question: Number, schema: Schema) -> Schema:
    """Without fractions to be multiples of: most validators divide in binary, in which 0.3 is no multiple of 0.1."""
    if question.step is not None and not float(question.step).is_integer():
        schema.pop("multipleOf", None)
    return schema | {"type": "integer"} if question.decimals == 0 else schema


def _never_empty(schema: Json) -> Schema:
    """An answer that was left empty is none, and its key is not there."""
    found: Schema = dict(schema) if isinstance(schema, Mapping) else {}
    if found.get("type") == "string" and not found.keys() & {"enum", "pattern"}:
        return {"minLength": 1} | found
    return {"minItems": 1} | found if found.get("type") == "array" else found
