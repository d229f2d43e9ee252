"""What a rule's variables read, as the schema of the answer tells it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forms.engine.base import Json
from forms.engine.checks.places import placed_rules
from forms.engine.definition import Form
from forms.engine.errors import InvalidRule, Problem
from forms.engine.questions.base import BaseQuestion
from forms.engine.rules import answer_key, compile_rule, variable, variables

LONGEST_KEY = 64
INDEX = re.compile(r"[0-9]{1,4}")

Schema = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Read:
    """What a variable reads: the question, the JSON Schema of what can be there, and what stands in for nothing."""

    question: BaseQuestion
    schema: Schema
    default: Json


def unreadable(form: Form) -> Iterator[Problem]:
    """Rules that do not compile, and variables that read nothing that an answer can hold."""
    for placed in placed_rules(form):
        try:
            compile_rule(placed.rule)
        except InvalidRule as error:
            yield Problem(error.code, placed.at, error.params)
            continue
        for key in sorted(variables(placed.rule)):
            if schema_of(key, placed.readable) is None:
                yield Problem("rule_unknown_question", placed.at, {"key": key[:LONGEST_KEY]})


def read_by(argument: Json, readable: Mapping[str, BaseQuestion]) -> Read | None:
    """What `argument` reads, if it is a variable."""
    if not isinstance(argument, Mapping) or "var" not in argument:
        return None
    key, default = variable(argument["var"])
    schema = schema_of(key, readable)
    return None if schema is None else Read(readable[answer_key(key)], schema, default)


def schema_of(key: str, readable: Mapping[str, BaseQuestion]) -> Schema | None:
    """The schema of what a variable named `key` reads; None where no answer can have anything there."""
    question = readable.get(answer_key(key))
    if question is None:
        return None
    schemas = question.schemas()
    if ":" in key:
        return _schema(schemas.get(key))
    first, *path = key.split(".")
    schema = _schema(schemas.get(first))
    for part in path:
        schema = None if schema is None else _member(schema, part)
    return schema


def _schema(value: Json) -> Schema | None:
    return value if isinstance(value, Mapping) else None


def _member(schema: Schema, part: str) -> Schema | None:
    options = schema.get("anyOf")
    for option in map(_schema, options if isinstance(options, Sequence) else [schema]):
        items, properties = (_schema((option or {}).get(name)) for name in ("items", "properties"))
        if items is not None and INDEX.fullmatch(part):
            return items
        if properties is not None and part in properties:
            return _schema(properties[part])
    return None
