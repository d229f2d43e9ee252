"""The goals that a case offers to agree on: the organisation's own drafts, then what its mapping suggests."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.translated import LANGUAGES, in_language
from partners import suggestions
from partners.models import Goal, GoalTemplate, SuggestedGoal
from partners.states import GoalState


@dataclass(frozen=True, slots=True)
class Candidate:
    """A goal to tick, with the numbers to begin with. `template` is None for a goal in the organisation's own words."""

    key: str
    title: str
    pledge: str
    reason: str
    template: GoalTemplate | None
    goal: Goal | None
    initial: Mapping[str, object]

    is_chosen: bool = False

    @property
    def is_draft(self) -> bool:
        return self.goal is not None


def candidates(
    goals: Iterable[Goal],
    suggested: Iterable[SuggestedGoal],
    baselines: Mapping[str, int | float],
    language: str,
    this_year: int,
    chosen: Collection[str] = (),
) -> list[Candidate]:
    """What can be agreed on. A goal that the organisation has already agreed on is not offered again.

    `chosen` are the codes that the organisation chose on its result page.
    """
    drafts = [goal for goal in goals if goal.state == GoalState.DRAFT]
    taken = {goal.template_id for goal in goals if goal.template_id}
    return [
        *(_from_draft(goal, baselines) for goal in drafts),
        *(
            _from_suggestion(suggestion, baselines, language, this_year, suggestion.template.code in chosen)
            for suggestion in suggested
            if suggestion.template_id not in taken
        ),
    ]


def _from_draft(goal: Goal, baselines: Mapping[str, int | float]) -> Candidate:
    numbers = ("target", "target_year", "baseline", "baseline_year")
    effects = ("effect_sv", "effect_fi", "effect_en")
    return Candidate(
        key=f"goal-{goal.pk}",
        title=goal.template.title if goal.template else goal.theme.name,
        pledge=goal.pledge,
        reason="",
        template=goal.template,
        goal=goal,
        initial={name: getattr(goal, name) for name in (*numbers, *effects)} | _left_open(goal, baselines),
        is_chosen=goal.chosen_in_id is not None,
    )


def _left_open(goal: Goal, baselines: Mapping[str, int | float]) -> dict[str, object]:
    """What a goal that was chosen on the result page begins with, where nobody has written anything yet."""
    if goal.chosen_in_id is None or goal.template is None:
        return {}
    begun = {"baseline": baselines.get(goal.template.code), **_effects(goal.template)}
    return {name: value for name, value in begun.items() if not getattr(goal, name)}


def _from_suggestion(
    suggestion: SuggestedGoal, baselines: Mapping[str, int | float], language: str, this_year: int, is_chosen: bool
) -> Candidate:
    template = suggestion.template
    return Candidate(
        key=f"template-{template.pk}",
        title=template.title,
        pledge=suggestions.suggested_pledge(template, language, this_year),
        reason=suggestion.reason,
        template=template,
        goal=None,
        initial=starting_values(template, this_year) | {"baseline": baselines.get(template.code)},
        is_chosen=is_chosen,
    )


def starting_values(template: GoalTemplate, this_year: int) -> dict[str, Decimal | int | str | None]:
    """What a goal of the library suggests: the target, without its sign, the years, and words for the effect."""
    numbers = suggestions.starting_numbers(template, this_year)
    return numbers | _effects(template)


def _effects(template: GoalTemplate) -> dict[str, str]:
    return {f"effect_{code}": _effect(template, code) for code in LANGUAGES}


def _effect(template: GoalTemplate, language: str) -> str:
    """Where the effect can be seen, for staff to build on. It holds nothing of the answers, which stay confidential."""
    indicator = in_language(template, "indicator", language)
    with override(language):
        return _("The effect shows in this: %(indicator)s.") % {"indicator": indicator}
