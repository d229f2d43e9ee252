"""What must be mended before a survey can be published, in the editor's language and with its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from forms import messages
from forms.engine.checks import places
from forms.engine.definition import Form
from forms.engine.errors import Problem, pointer
from forms.engine.questions.base import BaseQuestion


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `pointer` leads to it in the definition."""

    pointer: str
    message: str


def of_problem(found: Problem, form: Form) -> Finding:
    """A problem that the engine found. A key that is there twice is found where it comes the second time."""
    message = messages.problem(found, get_language() or messages.FALLBACK)
    key = str(found.params.get("key", found.params.get("keys", ""))).split(", ")[0]
    return Finding(_place(found.code, key, form) or found.pointer, message)


def _place(code: str, key: str, form: Form) -> str | None:
    """Where what the engine says of the form as a whole is mended; None where it says so itself."""
    match code:
        case "duplicate_step":
            return [pointer("steps", i, "key") for i, step in enumerate(form.steps) if step.key == key][-1]
        case "duplicate_question":
            return [place.at for place in places(form) if place.question.key == key][-1] + "/key"
        case "rule_cycle":
            found = (place for place in places(form) if place.question.key == key)
            return next((_rule_of(place.question, place.at) for place in found), None)
    return None


def _rule_of(question: BaseQuestion, at: str) -> str:
    """The rule of a question that waits for others; its step's, where it has none itself."""
    rules = {"show_if": question.show_if, "required_if": question.required_if, "formula": question.formula_rule}
    name = next((name for name, rule in rules.items() if rule is not None), None)
    if name is None and question.choice_rules:
        name = "choices"
    return f"{at}/{name}" if name else "/".join(at.split("/")[:3]) + "/show_if"


def of_invalid(error: ValidationError, definition: object) -> list[Finding]:
    """What pydantic refuses, in words that say what to do."""
    details = error.errors(include_url=False, include_context=True)
    return [Finding(pointer(*_path(definition, detail["loc"])), _words(detail)) for detail in details]


def _path(definition: object, loc: Sequence[int | str]) -> list[int | str]:
    """`loc` without the names that pydantic gives to the members of a union, which are no part of the definition."""
    path: list[int | str] = []
    value: Any = definition
    for part in loc:
        inside = isinstance(value, Mapping) and part in value
        inside = inside or (isinstance(value, list | tuple) and isinstance(part, int) and part < len(value))
        if inside:
            value = value[part]
        elif part != loc[-1] or not isinstance(value, Mapping):
            continue
        path.append(part)
    return path


LIMITS = ("max_length", "min_length", "ge", "gt", "le", "expected", "expected_tags")


def _words(detail: Mapping[str, Any]) -> str:
    context = detail.get("ctx", {})
    limit = next((context[name] for name in LIMITS if name in context), "")
    kind = detail["type"]
    return _sentence(kind) % {"min": limit, "max": limit, "values": limit}


def _sentence(kind: str) -> str:
    """What to do about an error of pydantic's; `kind` is its type."""
    too_long = _("This is too long: at most %(max)s.")
    not_among = _("This is not among the possible values: %(values)s.")
    sentences = {
        "missing": _("This is missing."),
        "extra_forbidden": _("This does not belong here."),
        "string_pattern_mismatch": _("This has characters that cannot be used here."),
        "string_too_long": too_long,
        "too_long": too_long,
        "string_too_short": _("This is empty. Write something."),
        "too_short": _("Add at least %(min)s."),
        "greater_than_equal": _("Write a number that is at least %(min)s."),
        "greater_than": _("Write a number that is more than %(min)s."),
        "less_than_equal": _("Write a number that is at most %(max)s."),
        "literal_error": not_among,
        "union_tag_invalid": not_among,
        "union_tag_not_found": not_among,
        "int_from_float": _("Write a whole number."),
    }
    return sentences.get(kind) or _sentence_of_shape(kind)


def _sentence_of_shape(kind: str) -> str:
    """What to do about a value of another shape than the one that is asked for, which the error's type begins with."""
    shapes = {
        "string": _("Write a text here."),
        "int": _("Write a whole number."),
        "float": _("Write a number."),
        "bool": _("Write true or false."),
        "date": _("Write a date, such as 2026-11-24."),
        "list": _("Write a list here."),
        "tuple": _("Write a list here."),
        "dict": _("Write an object here, with a name for each value."),
        "model": _("Write an object here, with a name for each value."),
    }
    return shapes.get(kind.split("_")[0], _("This value cannot be used here."))


def described(findings: Iterable[Finding], definition: Mapping[str, Any]) -> list[str]:
    """Each finding in a line that names its step and question, for a list at the top of the page."""
    return list(dict.fromkeys(_line(finding, definition) for finding in findings))


def _line(finding: Finding, definition: Mapping[str, Any]) -> str:
    names = named(finding.pointer, definition)
    return f"{', '.join(names)}: {finding.message}" if names else finding.message


def named(at: str, definition: Mapping[str, Any]) -> list[str]:
    """What lies around the place `at` in a definition, by the words that editors know it by, the outermost first."""
    names = []
    value: Any = definition
    parts = at.split("/")[1:]
    for holder, part in zip(["", *parts], parts, strict=False):
        value = _inside(value, part)
        if value is None:
            break
        if part.isdigit() and (words := _called(holder)):
            labels = (value.get(name) for name in ("label", "title", "name")) if isinstance(value, Mapping) else ()
            names.append(words % {"label": next(filter(None, labels), int(part) + 1)})
    return names


def _inside(value: Any, part: str) -> Any:
    if isinstance(value, list | tuple):
        return value[int(part)] if part.isdigit() and int(part) < len(value) else None
    return value.get(part) if isinstance(value, Mapping) else None


def _called(holder: str) -> str:
    """How a member of the list `holder` is named."""
    return {
        "steps": _("Part “%(label)s”"),
        "questions": _("question “%(label)s”"),
        "choices": _("choice “%(label)s”"),
        "rows": _("row “%(label)s”"),
        "themes": _("Theme “%(label)s”"),
        "bands": _("Level “%(label)s”"),
        "modes": _("Way of filling in “%(label)s”"),
        "choice_lists": _("List of choices “%(label)s”"),
    }.get(holder, "")
