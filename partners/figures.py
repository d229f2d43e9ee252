"""The programme in figures, year by year. A figure always says of how many.

`load` reads everything in a fixed number of queries; a year's figures are counted from it without any more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone

from partners.models import (
    Annex,
    Award,
    Commitment,
    CommitmentState,
    Direction,
    EndingGround,
    Event,
    EventKind,
    FollowUp,
    Goal,
    GoalReport,
    SupportNeed,
    Theme,
    Unit,
)
from partners.states import GoalState

SMALLEST_GROUP = 3
"""Where fewer organisations stand behind a figure it is left out, so that nobody's own can be read from it."""

NOT_ADDED_UP = frozenset({"pct", "yesno"})
"""Units whose numbers say nothing when they are added up."""

SIGNED = (CommitmentState.IN_FORCE, CommitmentState.ENDED)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `key` never changes; `label` is in the reader's language."""

    key: str
    label: str
    count: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.count / self.of if self.of else 0


@dataclass(frozen=True, slots=True)
class Total:
    """Numbers added up. `total` is None where fewer than `SMALLEST_GROUP` organisations reported one."""

    unit: str
    unit_label: str
    direction: str
    direction_label: str
    total: Decimal | None
    reported: int
    of: int


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Events of one kind. `counted` of them have a list of who was there, with `participants` in all."""

    kind: str
    label: str
    events: int
    counted: int
    participants: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One year. `left_by_ground` and `support` are empty where too few stand behind them to tell."""

    year: int
    as_of: date
    is_over: bool
    partners: int
    at_start: int
    joined: int
    left: int
    left_by_ground: tuple[Share, ...]
    goals: int
    partners_with_goals: int
    by_theme: tuple[Share, ...]
    by_state: tuple[Share, ...]
    follow_ups_due: int
    follow_ups_answered: int
    support: tuple[Share, ...]
    totals: tuple[Total, ...]
    events: tuple[EventFigures, ...]
    awards: tuple[Award, ...]

    @property
    def answered(self) -> Share:
        return Share("answered", "", self.follow_ups_answered, self.follow_ups_due)


@dataclass(frozen=True, slots=True)
class Term:
    """How long one commitment held, and the goals that came with it and its annexes, each with its day."""

    partner: int
    start: date
    end: date | None
    ground: str
    goals: tuple[tuple[int, date], ...]
    settled: tuple[tuple[int, date, str], ...]

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or self.end > day)


@dataclass(frozen=True)
class History:
    """All that figures are counted from."""

    terms: tuple[Term, ...]
    goals: Mapping[int, Goal]
    themes: tuple[Theme, ...]
    follow_ups: tuple[FollowUp, ...]
    reports: tuple[GoalReport, ...]
    events: tuple[Event, ...]
    awards: tuple[Award, ...]
    today: date

    @property
    def years(self) -> list[int]:
        """From the first signing to this year, newest first; empty before anyone has signed."""
        first = min((term.start.year for term in self.terms), default=None)
        return [] if first is None else list(range(self.today.year, first - 1, -1))

    def year(self, year: int) -> Figures:
        """The figures of `year`, as they stood at its end, or stand today while it lasts."""
        as_of = min(date(year, 12, 31), self.today)
        before = date(year - 1, 12, 31)
        held = {term.partner for term in self.terms if term.holds_on(as_of)}
        at_start = {term.partner for term in self.terms if term.holds_on(before)}
        ended = [term for term in self.terms if term.end and term.end.year == year]
        left = {term.partner: term.ground for term in ended if term.partner not in held}
        states = self._goal_states(as_of)
        due = [asked for asked in self.follow_ups if asked.due_on.year == year]
        answered = [asked for asked in due if asked.answered_at]
        return Figures(
            year=year,
            as_of=as_of,
            is_over=year < self.today.year,
            partners=len(held),
            at_start=len(at_start),
            joined=len(held - at_start) + len(set(left) - at_start),
            left=len(left),
            left_by_ground=_shares(left.values(), EndingGround.choices, skip_empty=True)
            if len(left) >= SMALLEST_GROUP
            else (),
            goals=len(states),
            partners_with_goals=len({self.goals[goal].partner_id for goal in states}),
            by_theme=_shares(
                (self.goals[goal].theme.key for goal in states),
                [(theme.key, theme.name) for theme in self.themes],
                skip_empty=True,
            ),
            by_state=_shares(states.values(), GoalState.choices, skip_empty=True),
            follow_ups_due=len(due),
            follow_ups_answered=len(answered),
            support=_shares((asked.support for asked in answered), SupportNeed.choices)
            if len(answered) >= SMALLEST_GROUP
            else (),
            totals=self._totals(states, {asked.pk for asked in answered}),
            events=self._events(year),
            awards=tuple(award for award in self.awards if award.year == year),
        )

    def _goal_states(self, day: date) -> dict[int, str]:
        """The goals of partners whose commitment holds on `day`, with what had become of each by then.

        While the day is today the goal itself says; before, its last report does, or the annex that replaced it.
        """
        known: dict[int, str] = {}
        for term in self.terms:
            if term.holds_on(day):
                known |= {goal: GoalState.SIGNED.value for goal, since in term.goals if since <= day}
        known = {goal: state for goal, state in known.items() if goal in self.goals}
        if day == self.today:
            return {goal: self.goals[goal].state for goal in known}
        for report in self.reports:
            if report.goal_id in known and timezone.localdate(report.follow_up.answered_at) <= day:
                known[report.goal_id] = report.state
        for term in self.terms:
            known |= {goal: state for goal, since, state in term.settled if goal in known and since <= day and state}
        return known

    def _totals(self, states: Iterable[int], answered: set[int]) -> tuple[Total, ...]:
        """Sums of what the year's answers report, for each unit and direction: never without saying of how many."""
        asked: dict[tuple[str, str], set[int]] = defaultdict(set)
        reported: dict[tuple[str, str], set[int]] = defaultdict(set)
        sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        units: dict[tuple[str, str], Unit | None] = {}
        in_year = {report.goal_id: report for report in self.reports if report.follow_up_id in answered}.values()
        for goal in (*(self.goals[pk] for pk in states), *(self.goals[report.goal_id] for report in in_year)):
            if key := _measure(goal):
                asked[key].add(goal.partner_id)
                units[key] = goal.unit
        for report in in_year:
            key = _measure(self.goals[report.goal_id])
            if key and report.value is not None:
                reported[key].add(self.goals[report.goal_id].partner_id)
                sums[key] += report.value
        return tuple(
            Total(
                unit=key[0],
                unit_label=unit.label if (unit := units[key]) else "",
                direction=key[1],
                direction_label=str(Direction(key[1]).label),
                total=sums[key] if len(reported[key]) >= SMALLEST_GROUP else None,
                reported=len(reported[key]),
                of=len(asked[key]),
            )
            for key in sorted(asked)
            if reported[key]
        )

    def _events(self, year: int) -> tuple[EventFigures, ...]:
        held = [event for event in self.events if timezone.localdate(event.starts_at).year == year]
        found = []
        for kind in EventKind:
            events = [event for event in held if event.kind == kind]
            counted = [event for event in events if event.noted]
            if events:
                there = sum(event.there for event in counted)
                found.append(EventFigures(kind.value, str(kind.label), len(events), len(counted), there))
        return tuple(found)


def load(today: date | None = None) -> History:
    """Everything, in eight queries."""
    annexes: dict[int, list[Annex]] = defaultdict(list)
    for annex in Annex.objects.order_by("agreed_on", "pk"):
        annexes[annex.commitment_id].append(annex)
    signed = Commitment.objects.filter(state__in=SIGNED).order_by("pk")
    reports = GoalReport.objects.filter(follow_up__answered_at__isnull=False).select_related("follow_up")
    there = Count("sign_ups", filter=Q(sign_ups__attended=True))
    noted = Count("sign_ups", filter=Q(sign_ups__attended__isnull=False))
    return History(
        terms=tuple(_term(commitment, annexes[commitment.pk]) for commitment in signed),
        goals={goal.pk: goal for goal in Goal.objects.select_related("theme", "unit")},
        themes=tuple(Theme.objects.all()),
        follow_ups=tuple(FollowUp.objects.order_by("pk")),
        reports=tuple(reports.order_by("follow_up__answered_at", "pk")),
        events=tuple(Event.objects.past().annotate(there=there, noted=noted)),
        awards=tuple(Award.objects.public()),
        today=today or timezone.localdate(),
    )


def _term(commitment: Commitment, annexes: list[Annex]) -> Term:
    start = max(filter(None, (commitment.organisation_signed_on, commitment.city_signed_on)))
    added = [(commitment.goals, start), *((annex.goals, annex.agreed_on) for annex in annexes)]
    return Term(
        partner=commitment.partner_id,
        start=start,
        end=commitment.ended_on,
        ground=commitment.ending_ground,
        goals=tuple((entry["goal"], day) for entries, day in added for entry in entries),
        settled=tuple(
            (entry["goal"], annex.agreed_on, entry.get("state", "")) for annex in annexes for entry in annex.replaced
        ),
    )


def _measure(goal: Goal) -> tuple[str, str] | None:
    """What the goal's numbers can be added up with; None where adding up says nothing."""
    if goal.unit is None or goal.unit.code in NOT_ADDED_UP or goal.direction not in Direction.values:
        return None
    return None if goal.direction == Direction.DONE else (goal.unit.code, goal.direction)


def _shares(
    found: Iterable[str], choices: Iterable[tuple[str, object]], *, skip_empty: bool = False
) -> tuple[Share, ...]:
    counts = Counter(found)
    of = counts.total()
    return tuple(
        Share(str(key), str(label), counts[key], of) for key, label in choices if counts[key] or not skip_empty
    )
