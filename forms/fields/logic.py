"""What the browser needs to know of a step to decide its conditions: the definition without its words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from forms.engine.base import Answers, Json
from forms.engine.cache import RecentlyUsed
from forms.engine.compile import rules_of
from forms.engine.definition import Form, Step
from forms.engine.rules import answer_key, variables

REMEMBERED = 500
RULES = frozenset({"show_if", "required_if", "formula"})
NEEDLESS = frozenset(
    {
        *("label", "help", "title", "intro", "body", "statement", "document", "document_version", "document_url"),
        *("unit", "low", "high", "row_label", "strength", "improvement", "choice_list", "display_as", "follow_up_of"),
        *("autocomplete", "prefill", "maps_to", "data", "tags", "more_tags"),
        *("theme", "weight", "weight_by", "effort", "score"),
    }
)
"""The fields of a definition that decide nothing about which questions are asked."""


HARMLESS = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})
"""Keeps JSON from ending the element that it stands in."""


@dataclass(frozen=True, slots=True)
class Logic:
    """A step for `static/forms/evaluate.js`. `script` is JSON that can stand in HTML; `reads` are the keys of the
    questions on other steps whose answers its rules read.
    """

    script: SafeString
    reads: frozenset[str]

    def elsewhere(self, cleaned: Answers) -> dict[str, Json]:
        """Those of the answers that the step's rules read and the step itself does not ask for."""
        return {key: value for key, value in cleaned.items() if answer_key(key) in self.reads}


_remembered: RecentlyUsed[tuple[Form, Logic]] = RecentlyUsed(REMEMBERED)


def logic_of(form: Form, step: Step) -> Logic:
    """The logic of `step`, remembered for the steps used last. The form is kept too, so that its id stays its own."""
    return _remembered.get((id(form), step.key), lambda: (form, _logic(form, step)))[1]


def _logic(form: Form, step: Step) -> Logic:
    rules = [rule for question in step.questions for rule in rules_of(question)]
    own = {key for question in step.questions for key in (question.key, *(row.key for row in question.row_questions))}
    bare = _bare(step.model_dump(mode="json", exclude_defaults=True, exclude={"show_if"}))
    text = json.dumps({"locale": form.locale, "steps": [bare]}, ensure_ascii=False, separators=(",", ":"))
    return Logic(
        mark_safe(text.translate(HARMLESS)),  # noqa: S308  (made harmless right here)
        frozenset(answer_key(variable) for rule in rules for variable in variables(rule)) - own,
    )


def _bare(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: item if name in RULES else _bare(item) for name, item in value.items() if name not in NEEDLESS}
    return [_bare(item) for item in value] if isinstance(value, list) else value
