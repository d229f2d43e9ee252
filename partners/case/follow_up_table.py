"""Earlier follow-ups as a table: a row for each goal, a column for each year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from cms.translated import LANGUAGES
from partners import pledges
from partners.models import FollowUp, Goal, GoalReport


@dataclass(frozen=True, slots=True)
class Cell:
    """What was said of a goal that year; empty where it was not asked about."""

    state: str = ""
    value: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal over the years."""

    goal: Goal
    cells: list[Cell]


class FollowUpTable:
    """`follow_ups` are the columns, and the reports what stands in the cells."""

    def __init__(self, follow_ups: Sequence[FollowUp], reports: Iterable[GoalReport]) -> None:
        self.follow_ups = sorted(follow_ups, key=lambda follow_up: follow_up.due_on)
        goals: dict[int, Goal] = {}
        cells: dict[tuple[int, int], Cell] = {}
        for report in reports:
            goals[report.goal_id] = report.goal
            cells[report.goal_id, report.follow_up_id] = _cell(report)
        self.rows = [
            GoalRow(goal, [cells.get((pk, follow_up.pk), Cell()) for follow_up in self.follow_ups])
            for pk, goal in sorted(goals.items())
        ]


def _cell(report: GoalReport) -> Cell:
    value = "" if report.value is None else pledges.number(report.value, get_language() or LANGUAGES[0])
    unit = report.goal.unit
    return Cell(report.get_state_display(), f"{value} {unit}" if value and unit else value, report.note)
