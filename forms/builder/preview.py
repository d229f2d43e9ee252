"""A form out of blocks that are still being built: what cannot be shown yet is left out, so that the rest can."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from forms.builder.compile import Compiler
from forms.builder.content import Content
from forms.builder.keys import fill_keys
from forms.engine.checks import check
from forms.engine.definition import Form

ROUNDS = 200
UNNAMED = "…"
EMPTY = frozenset({"no_questions", "nothing_asked"})
"""What may be wrong with a form that is only looked at."""


def draft_form(content: Content, base_url: str = "") -> Form:
    """The form that `content` is on its way to. Keys that are missing get names that last as long as the preview."""
    definition = Compiler(fill_keys(content), base_url).definition()
    definition |= {"key": "preview", "title": content.title or UNNAMED}
    for _round in range(ROUNDS):
        try:
            form = Form.model_validate(definition)
        except ValidationError as error:
            _remove(definition, error.errors(include_url=False)[-1]["loc"])
            continue
        problems = [problem for problem in check(form) if problem.code not in EMPTY]
        if not problems:
            return form
        for problem in problems:
            _mend(definition, problem.code, problem.pointer)
    return Form(key="preview", locale=content.locale, title=definition["title"])


def _mend(definition: dict[str, Any], code: str, at: str) -> None:
    if code == "rule_cycle":
        for step in definition["steps"]:
            for part in (step, *step["questions"]):
                part.pop("show_if", None)
                part.pop("required_if", None)
    elif code in ("duplicate_step", "duplicate_question"):
        _number_again(definition, "steps" if code == "duplicate_step" else "questions")
    elif code in ("duplicate_choice", "duplicate_theme"):
        name = "value" if code == "duplicate_choice" else "key"
        items = _at(definition, at.split("/")[1:])
        items[:] = {item[name]: item for item in items}.values()
    else:
        path = at.split("/")[1:]
        _at(definition, path[:-1]).pop(path[-1], None)


def _number_again(definition: dict[str, Any], what: str) -> None:
    parts = definition["steps"] if what == "steps" else [q for step in definition["steps"] for q in step["questions"]]
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if part["key"] in seen:
            part["key"] = f"again_{number}"
        seen.add(part["key"])


def _at(value: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def _remove(definition: dict[str, Any], loc: Sequence[Any]) -> None:
    """Take away what is refused: the optional field itself, else the question, choice or row that it belongs to."""
    holders: list[tuple[Any, Any]] = []
    value: Any = definition
    for part in loc:
        if (isinstance(value, dict) and part in value) or (isinstance(value, list) and isinstance(part, int)):
            holders.append((value, part))
            value = value[part]
    lists = [(holder, part) for holder, part in holders if isinstance(holder, list) and part < len(holder)]
    if lists:
        holder, part = lists[-1]
        del holder[part]
    elif holders:
        holder, part = holders[-1]
        holder.pop(part)
