"""What a copy of a step, a question or a group needs: keys of its own, which its own conditions mean from then on."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from forms.builder.content import Stream, values

Block = dict[str, Any]
NAMING = ("question", "follow_up_of", "weight_by_question")
"""The fields of blocks that name a question, or a part of one."""

KEY = re.compile(r"(?<![A-Za-z0-9_.])[a-z][a-z0-9_]*")


def own_keys(steps: Stream, made: Callable[[Block, str], str]) -> bool:
    """Give every copy among `steps` keys of its own; whether there was any.

    A copy is what has the key of something before it. `made` makes a key for a block, given its kind.
    """
    steps_seen: set[str] = set()
    seen: set[str] = set()
    changed = False
    for step in values(steps):
        if step["key"] and step["key"] in steps_seen:
            step["key"] = made(step, "step")
            _rename(step, seen, made)
            changed = True
        else:
            changed |= _own_keys_of(step, seen, made)
        steps_seen.add(step["key"])
    return changed


def _own_keys_of(holder: Block, seen: set[str], made: Callable[[Block, str], str]) -> bool:
    """The same for the questions of a step, or of a group."""
    changed = False
    for question in values(holder.get("questions") or []):
        if question["key"] and question["key"] in seen:
            _rename({"questions": [{"value": question}]}, seen, made)
            changed = True
        else:
            seen.add(question["key"])
            changed |= _own_keys_of(question, seen, made)
    return changed


def _rename(copy: Block, seen: set[str], made: Callable[[Block, str], str]) -> None:
    """New keys for all questions of `copy` that have the key of another, and for what refers to them within it."""
    names: dict[str, str] = {}
    for question in questions_of(copy):
        if question["key"] and question["key"] in seen:
            names[question["key"]] = question["key"] = made(question, "question")
        seen.add(question["key"])
    refer(copy, names)


def questions_of(holder: Block) -> Iterator[Block]:
    """The questions of a step or a group, those of rows right after their group."""
    for question in values(holder.get("questions") or []):
        yield question
        yield from questions_of(question)


def refer(value: Any, names: Mapping[str, str]) -> None:
    """Make everything in `value`, a block's, that refers to a question refer to what it is called in `names`."""
    if isinstance(value, list):
        for inner in value:
            refer(inner, names)
    elif isinstance(value, dict):
        for field, inner in value.items():
            if isinstance(inner, dict | list):
                refer(inner, names)
            elif isinstance(inner, str) and inner:
                value[field] = _referring(field, inner, names)


def _referring(field: str, text: str, names: Mapping[str, str]) -> str:
    if field in NAMING:
        return renamed(text, names)
    if field == "expression":
        return KEY.sub(lambda match: names.get(match[0], match[0]), text)
    if field == "advanced":
        try:
            return json.dumps(renamed_rule(json.loads(text), names), ensure_ascii=False)
        except (ValueError, RecursionError):
            return text
    return text


def renamed(variable: str, names: Mapping[str, str]) -> str:
    """`variable` with the question that it reads called by its new name."""
    key = re.split("[.:]", variable, maxsplit=1)[0]
    return names.get(key, key) + variable[len(key) :]


def renamed_rule(rule: Any, names: Mapping[str, str]) -> Any:
    """`rule` reading the questions by their new names."""
    if isinstance(rule, list):
        return [renamed_rule(inner, names) for inner in rule]
    if not isinstance(rule, dict):
        return rule
    if set(rule) == {"var"}:
        argument = rule["var"]
        if isinstance(argument, str):
            return {"var": renamed(argument, names)}
        if isinstance(argument, list) and argument and isinstance(argument[0], str):
            return {"var": [renamed(argument[0], names), *argument[1:]]}
    return {operator: renamed_rule(argument, names) for operator, argument in rule.items()}
