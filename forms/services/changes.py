"""The changes of a survey in the words of the active language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from forms.builder.blocks.questions import QUESTION_BLOCKS
from forms.engine.base import Rule
from forms.engine.compare import Change, Weight, compare
from forms.engine.definition import Form
from forms.engine.errors import Param
from forms.engine.questions.dates import ISO_DATE, date_words
from forms.engine.questions.number import figure
from forms.explanations import Subject, explain
from forms.messages import FALLBACK

LONGEST_LABEL = 90
BOUNDS: dict[str, Promise] = {
    "min": gettext_lazy("the smallest number"),
    "max": gettext_lazy("the largest number"),
    "earliest": gettext_lazy("the earliest date"),
    "latest": gettext_lazy("the latest date"),
    "min_selected": gettext_lazy("the fewest choices"),
    "max_selected": gettext_lazy("the most choices"),
    "min_rows": gettext_lazy("the fewest rows"),
    "max_rows": gettext_lazy("the most rows"),
    "max_length": gettext_lazy("the most characters"),
    "decimals": gettext_lazy("the most decimals"),
    "max_files": gettext_lazy("the most files"),
    "max_size_mb": gettext_lazy("the largest file in MB"),
    "accept": gettext_lazy("kinds of files"),
    "step": gettext_lazy("the step between numbers"),
    "most": gettext_lazy("places to give"),
}
WORDS: dict[str, Promise] = {
    "question_added": gettext_lazy("New: %(question)s"),
    "required_question_added": gettext_lazy("New, and must be answered: %(question)s"),
    "question_removed": gettext_lazy("Removed: %(question)s"),
    "question_retyped": gettext_lazy("%(question)s is another type of question: %(to)s, before %(from)s"),
    "question_moved": gettext_lazy("Moved from %(from)s to %(to)s: %(question)s"),
    "question_regrouped": gettext_lazy("Moved into or out of rows: %(question)s"),
    "became_required": gettext_lazy("Must be answered now: %(question)s"),
    "became_optional": gettext_lazy("Need not be answered any more: %(question)s"),
    "requirement_changed": gettext_lazy("Must be answered on another condition: %(question)s"),
    "requirement_loosened": gettext_lazy("Must be answered on a condition only: %(question)s"),
    "condition_added": gettext_lazy("Asked on a condition only: %(question)s"),
    "condition_changed": gettext_lazy("Asked on another condition: %(question)s"),
    "condition_removed": gettext_lazy("Asked without a condition: %(question)s"),
    "choice_added": gettext_lazy("New choice %(choice)s in %(question)s"),
    "choice_removed": gettext_lazy("Choice %(choice)s removed from %(question)s"),
    "choice_condition_changed": gettext_lazy("Choice %(choice)s offered on another condition in %(question)s"),
    "choice_text_added": gettext_lazy("Choice %(choice)s takes words of one's own in %(question)s"),
    "choice_text_removed": gettext_lazy("Choice %(choice)s takes no words of one's own any more in %(question)s"),
    "choice_exclusive_changed": gettext_lazy("Choice %(choice)s goes otherwise with the others in %(question)s"),
    "choices_reordered": gettext_lazy("Choices in another order in %(question)s"),
    "points_changed": gettext_lazy("Choice %(choice)s in %(question)s gives %(to)s points, before %(from)s"),
    "row_added": gettext_lazy("New row %(row)s in %(question)s"),
    "row_removed": gettext_lazy("Row %(row)s removed from %(question)s"),
    "rows_reordered": gettext_lazy("Rows in another order in %(question)s"),
    "bound_tightened": gettext_lazy("%(question)s accepts less: %(bound)s %(to)s, before %(from)s"),
    "bound_loosened": gettext_lazy("%(question)s accepts more: %(bound)s %(to)s, before %(from)s"),
    "theme_changed": gettext_lazy("Counts towards another theme: %(question)s"),
    "weight_changed": gettext_lazy("%(question)s weighs %(to)s, before %(from)s"),
    "weights_changed": gettext_lazy("Weighs otherwise by another answer: %(question)s"),
    "unit_changed": gettext_lazy("%(question)s is asked in %(to)s, before in %(from)s"),
    "agreement_changed": gettext_lazy("Agreed to in other words: %(question)s"),
    "formula_changed": gettext_lazy("Calculated otherwise: %(question)s"),
    "settings_changed": gettext_lazy("Other settings: %(question)s"),
    "question_words": gettext_lazy("Other words: %(question)s"),
    "questions_reordered": gettext_lazy("Questions in another order"),
    "step_added": gettext_lazy("New part: %(question)s"),
    "step_removed": gettext_lazy("Part removed: %(question)s"),
    "step_condition_added": gettext_lazy("Part shown on a condition only: %(question)s"),
    "step_condition_changed": gettext_lazy("Part shown on another condition: %(question)s"),
    "step_condition_removed": gettext_lazy("Part shown without a condition: %(question)s"),
    "step_words": gettext_lazy("Other words of the part: %(question)s"),
    "steps_reordered": gettext_lazy("Parts in another order"),
    "scoring_changed": gettext_lazy("Other themes or levels of the result"),
    "modes_changed": gettext_lazy("Other ways of filling in"),
    "form_words": gettext_lazy("Other words around the questions"),
}
TOGETHER = frozenset({"choice_added", "choice_removed", "points_changed", "choices_reordered", "choice_text_added"})
"""Changes of a choice that a list shares between questions are told once."""


def texts(old: Form, new: Form) -> list[tuple[Weight, str]]:
    """The changes between two forms in words, without counting whose answers they touch."""
    return [(group[0].weight, text(group)) for group in gathered(compare(old, new))]


def gathered(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes, the weightiest first; what happens alike to many questions is put together."""
    found: dict[object, list[Change]] = {}
    for index, change in enumerate(changes):
        alike = (change.code, change.part, tuple(sorted(change.params.items())))
        found.setdefault(alike if change.code in TOGETHER else index, []).append(change)
    order = list(Weight)
    return sorted(found.values(), key=lambda group: order.index(group[0].weight))


def text(changes: Sequence[Change]) -> str:
    """What happens, in words; `changes` are alike but for their question."""
    change = changes[0]
    name = _named(change.label, change.params.get("group"))
    if more := len(changes) - 1:
        words = ngettext("%(question)s and %(count)s more question", "%(question)s and %(count)s more questions", more)
        name = words % {"question": name, "count": more}
    return str(WORDS[change.code]) % {"question": name, **_params(change)}


def _named(label: str, group: Param | None = None) -> str:
    """A question, a choice or a part as it is called, in quotes; a row's question after its group."""
    shown = Truncator(f"{group}: {label}" if group else label).chars(LONGEST_LABEL)
    return _("“%(label)s”") % {"label": shown}


def _params(change: Change) -> Mapping[str, str]:
    params = {name: str(value) for name, value in change.params.items()}
    match change.code:
        case "question_retyped":
            return {name: str(QUESTION_BLOCKS[kind].label).lower() for name, kind in params.items() if name != "group"}
        case "question_moved":
            return {name: _named(title) for name, title in params.items()}
        case "points_changed":
            points = {name: params[name] or "–" for name in ("from", "to")}
            return {"choice": _named(params["choice"]), **points}
        case "bound_tightened" | "bound_loosened":
            limits = {name: _limit(change.params[name]) for name in ("from", "to")}
            return {"bound": str(BOUNDS[params["bound"]]), **limits}
        case "unit_changed":
            return {name: _named(params[name]) if params[name] else _("no unit") for name in ("from", "to")}
        case "weight_changed":
            return params
    return {name: _named(params[name]) for name in ("choice", "row") if name in params}


def _limit(bound: Param) -> str:
    """A bound the way people read it; days are given as `2026-11-24`."""
    locale = get_language() or FALLBACK
    if not isinstance(bound, str):
        return figure(bound, locale)
    if ISO_DATE.fullmatch(bound):
        return date_words(date.fromisoformat(bound), locale)
    return bound or _("no limit")


def details(change: Change, old: Form, new: Form) -> tuple[str, ...]:
    """What a condition was and is, or what a question was called: a line for each."""
    if change.code == "question_words" and change.params["from"] != change.label:
        return (_("It was: %(label)s") % {"label": _named(str(change.params["from"]))},)
    locale = get_language() or FALLBACK
    subject: Subject = "step" if change.code.startswith("step_") else "question"
    return tuple(
        words % {"rule": explain(rule, form, locale, subject)}
        for words, form in ((_("It was: %(rule)s"), old), (_("Now: %(rule)s"), new))
        if (rule := _rule(change, form)) is not None
    )


def _rule(change: Change, form: Form) -> Rule | None:
    if "condition" not in change.code or change.part:
        return None
    if change.code.startswith("step_"):
        return next((step.show_if for step in form.steps if step.key == change.key), None)
    return next((question.show_if for question in form.every_question() if question.key == change.key), None)
