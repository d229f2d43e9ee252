"""What must be mended before a survey can be published, in the editor's language and with its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from forms import messages
from forms.engine.definition import Form
from forms.engine.errors import Problem, pointer


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
    questions = [
        (question.key, pointer("steps", i, "questions", j))
        for i, step in enumerate(form.steps)
        for j, question in enumerate(step.questions)
    ]
    match code:
        case "duplicate_step":
            return [pointer("steps", i, "key") for i, step in enumerate(form.steps) if step.key == key][-1]
        case "duplicate_question":
            return [place for found, place in questions if found == key][-1] + "/key"
        case "rule_cycle":
            return next((place + "/show_if" for found, place in questions if found == key), None)
    return None


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


def _words(detail: Mapping[str, Any]) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return _("This is missing.")
        case "extra_forbidden":
            return _("This does not belong here.")
        case "string_pattern_mismatch":
            return _("This has characters that cannot be used here.")
        case "string_too_long" | "too_long":
            return _("This is too long: at most %(max)s.") % {"max": context.get("max_length", "")}
        case "too_short":
            return _("Add at least %(min)s.") % {"min": context.get("min_length", "")}
        case "greater_than_equal":
            return _("Write a number that is at least %(min)s.") % {"min": context.get("ge", "")}
        case "less_than_equal":
            return _("Write a number that is at most %(max)s.") % {"max": context.get("le", "")}
        case "literal_error" | "union_tag_invalid" | "union_tag_not_found":
            return _("This is not among the possible values: %(values)s.") % {
                "values": context.get("expected", context.get("expected_tags", ""))
            }
    return _("This value cannot be used here.")


def described(findings: Iterable[Finding], definition: Mapping[str, Any]) -> list[str]:
    """Each finding in a line that names its step and question, for a list at the top of the page."""
    return list(dict.fromkeys(_line(finding, definition) for finding in findings))


def _line(finding: Finding, definition: Mapping[str, Any]) -> str:
    parts = finding.pointer.split("/")[1:]
    if parts[:1] != ["steps"] or len(parts) < 2:
        return finding.message
    step = definition["steps"][int(parts[1])]
    names = [_("Part “%(title)s”") % {"title": step.get("title") or int(parts[1]) + 1}]
    if parts[2:3] == ["questions"] and len(parts) > 3:
        question = step["questions"][int(parts[3])]
        names.append(_("question “%(label)s”") % {"label": question.get("label") or int(parts[3]) + 1})
    return f"{', '.join(names)}: {finding.message}"
