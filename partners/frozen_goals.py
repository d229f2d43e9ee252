"""Goals as they read on the day of signing: kept with a commitment and its annexes, whatever becomes of the goals."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import override

from cms.translated import LANGUAGES, in_language
from partners import pledges
from partners.documents.values import GoalLine
from partners.models import Goal, Horizon, TargetMode
from partners.states import GoalState

Frozen = dict[str, Any]


def freeze(goal: Goal) -> Frozen:
    """All that a document says of the goal, in every language: see `Commitment.goals`."""
    return {
        "goal": goal.pk,
        "theme": goal.theme.key,
        "horizon": goal.horizon,
        "target_year": goal.target_year,
        "state": goal.state,
        "texts": {language: _texts(goal, language) for language in LANGUAGES},
    }


def _texts(goal: Goal, language: str) -> dict[str, str]:
    unit = goal.unit
    with override(language):
        horizon = str(Horizon(goal.horizon).label) if goal.horizon else ""
        outcome = str(GoalState(goal.state).label)
    return {
        "pledge": in_language(goal, "pledge", language),
        "theme": in_language(goal.theme, "name", language),
        "effect": in_language(goal, "effect", language),
        "indicator": in_language(goal, "indicator", language),
        "unit": in_language(unit, "label", language) if unit else "",
        "baseline": "" if goal.baseline is None else pledges.number(goal.baseline, language),
        "target": _target(goal, language, in_language(unit, "label", language) if unit else ""),
        "horizon": horizon,
        "outcome": outcome,
    }


def _target(goal: Goal, language: str, unit: str) -> str:
    """The number with what it counts: per cent of change, or the goal's unit."""
    if goal.target is None:
        return ""
    number = pledges.number(goal.target, language)
    return f"{number} %" if goal.target_mode == TargetMode.RELATIVE else f"{number} {unit}".strip()


def lines(entries: Iterable[Mapping[str, Any]], language: str) -> tuple[GoalLine, ...]:
    """Frozen goals as a document in `language` shows them."""
    return tuple(GoalLine(target_year=entry["target_year"], **entry["texts"][language]) for entry in entries)
