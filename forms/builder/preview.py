"""A form out of blocks that are still being built: what cannot be shown yet is left out, so that the rest can."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from forms.builder.compile import Compiler
from forms.builder.content import Content
from forms.builder.keys import fill_keys
from forms.engine.checks import check
from forms.engine.definition import Form

ROUNDS = 20
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
            _remove(definition, [detail["loc"] for detail in error.errors(include_url=False)])
            continue
        problems = [problem for problem in check(form) if problem.code not in EMPTY]
        if not problems:
            return form
        for problem in problems:
            _mend(definition, problem.code, problem.pointer)
    return Form(key="preview", locale=content.locale, title=definition["title"])


def _mend(definition: dict[str, Any], code: str, at: str) -> None:
    if code == "rule_cycle":
        for part in (*definition["steps"], *_questions(definition)):
            part.pop("show_if", None)
            part.pop("required_if", None)
            for choice in part.get("choices", ()):
                choice.pop("show_if", None)
        _without_formulas(definition["steps"])
    elif code == "duplicate_step":
        _number_again(definition["steps"])
    elif code == "duplicate_question":
        _number_again(_questions(definition))
    elif code in ("duplicate_choice", "duplicate_theme"):
        items = _at(definition, at.split("/")[1:])
        items[:] = {item.get("value", item.get("key")): item for item in items}.values()
    else:
        _remove(definition, [[int(part) if part.isdigit() else part for part in at.split("/")[1:]]])


def _questions(holder: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions of a definition, those of rows among them."""
    inner = [question for part in holder.get("steps", ()) for question in part["questions"]]
    return [nested for question in inner for nested in (question, *question.get("questions", ()))]


def _without_formulas(holders: list[dict[str, Any]]) -> None:
    for holder in holders:
        holder["questions"] = [question for question in holder["questions"] if "formula" not in question]
        _without_formulas([question for question in holder["questions"] if "questions" in question])


def _number_again(parts: list[dict[str, Any]]) -> None:
    seen: set[str] = set()
    for number, part in enumerate(parts):
        if part["key"] in seen:
            part["key"] = f"again_{number}"
        seen.add(part["key"])


def _at(value: Any, path: Sequence[str | int]) -> Any:
    for part in path:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def _remove(definition: dict[str, Any], refused: Iterable[Sequence[Any]]) -> None:
    """Take away what is refused at each place: a field, or a question, a choice or a row that cannot do without it.

    pydantic puts the names of types into a place, and the name of a field that is missing; neither is looked into.
    """
    for holder, part in [_deepest(definition, place) for place in refused]:
        if isinstance(holder, dict):
            holder.pop(part, None)
        elif holder is not None:
            holder[:] = [member for member in holder if member is not part]


def _deepest(value: Any, place: Sequence[Any]) -> tuple[Any, Any]:
    """What holds the last part of `place` that there is, and that part: the name of a field, or a list's member."""
    found: tuple[Any, Any] = (None, None)
    for part in place:
        if isinstance(value, dict) and part in value:
            found = value, part
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            found = value, value[part]
        else:
            continue
        value = value[part]
    return found
