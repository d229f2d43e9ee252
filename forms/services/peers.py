"""What other organisations reached in the same survey: a median, where there are enough of them that none shows.

An organisation counts once, with the latest of its submissions that staff have accepted: what anybody can send under
any business ID would let made-up answers corner one organisation. What is archived counts no more, since nothing says
whether it was accepted before. Only answers to the same questions and points are compared, whatever their language.
"""

from bisect import bisect_left
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone

from forms.engine.cache import RecentlyUsed
from forms.models import Submission

FEWEST = 5
"""Organisations besides the respondent's own below which nothing is said."""
MANY = 500
"""Submissions from which on a single new one makes no difference: the figures are then read anew for each per cent."""
TOTAL = ""
"""The key of the whole, beside those of the themes."""

Percents = Mapping[str, int]
"""What one organisation reached, by theme; themes that do not concern it are missing."""


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of what `organisations` others reached, in whole percent."""

    percent: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Peers:
    """The median of the whole and of each theme, by the theme's key; where too few have a figure there is none."""

    total: Median | None = None
    themes: Mapping[str, Median] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Figures:
    """What every organisation reached: each one's, and all of a theme in order, a byte a figure."""

    latest: Mapping[str, Percents]
    in_order: Mapping[str, bytes]


_figures: RecentlyUsed[_Figures] = RecentlyUsed(32)


def medians(submission: Submission) -> Peers:
    """What others than the organisation of `submission` reached. One query, or two where something has changed."""
    counted = Submission.objects.filter(
        survey=submission.survey_id,
        version__structure=submission.version.structure,
        state=Submission.State.ACCEPTED,
        scores__isnull=False,
    ).exclude(organisation="")
    key = (submission.survey_id, submission.version.structure, _now(counted))
    figures = _figures.get(key, lambda: _read(counted))
    own = figures.latest.get(submission.organisation, {})
    found = {theme: _median(values, own.get(theme)) for theme, values in figures.in_order.items()}
    shown = {theme: middle for theme, middle in found.items() if middle is not None}
    return Peers(total=shown.pop(TOTAL, None), themes=shown)


def _now(counted: QuerySet[Submission]) -> Hashable:
    """What changes as soon as the figures may. What leaves no trace in it is seen within the hour."""
    found = counted.aggregate(count=Count("pk"), latest=Max("received_at"), revisions=Sum("revision"))
    hour = timezone.now().strftime("%Y%m%d%H")
    if found["count"] >= MANY:
        return hour, found["count"] // (MANY // 100)
    return hour, found["count"], found["latest"], found["revisions"]


def _read(counted: QuerySet[Submission]) -> _Figures:
    rows = counted.order_by("received_at", "pk").values_list("organisation", "scores")
    latest = {organisation: _percents(scores) for organisation, scores in rows.iterator() if scores}
    by_theme: dict[str, list[int]] = {}
    for percents in latest.values():
        for theme, percent in percents.items():
            by_theme.setdefault(theme, []).append(percent)
    return _Figures(latest, {theme: bytes(sorted(values)) for theme, values in by_theme.items()})


def _percents(scores: Mapping[str, Any]) -> Percents:
    reached = {theme["key"]: theme["percent"] for theme in scores["themes"]} | {TOTAL: scores["percent"]}
    return {theme: percent for theme, percent in reached.items() if isinstance(percent, int) and 0 <= percent <= 100}


def _median(in_order: bytes, own: int | None) -> Median | None:
    """The median of `in_order` without the respondent's `own` figure, halves rounded up."""
    others = list(in_order)
    if own is not None:
        del others[bisect_left(others, own)]
    if len(others) < FEWEST:
        return None
    return Median(int(median(others) + 0.5), len(others))
