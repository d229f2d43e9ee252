"""A few texts, numbers and days that stand for all there are, as far as comparisons can tell them apart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations, pairwise
from math import isfinite

from forms.engine.base import Json
from forms.engine.checks.uses import Use
from forms.engine.errors import InvalidAnswer
from forms.engine.javascript import to_number, to_text
from forms.engine.questions.dates import Date
from forms.engine.questions.number import Number

MOST_CONTAINED = 3
MOST_CONSTANTS = 300
OTHER = "\u2026"
LEAST = "\u0001"
"""A character that comes before those which anybody writes."""
SOME_DAY = date(2000, 1, 1)
LAST_DAY = date.max.toordinal()


def _can_be_told(use: Use) -> bool:
    """Whether a few samples stand for all that rules do with a variable."""
    return use.plain and len(use.constants) <= MOST_CONSTANTS and len(use.contained) <= MOST_CONTAINED


def texts(use: Use) -> list[Json] | None:
    """Texts that are, or hold, what they are compared with, come right after it, or have nothing of it."""
    if not _can_be_told(use) or any(isinstance(one, bool) for one in use.constants):
        return None
    if use.ordered and (use.contained or any(isinstance(one, int | float) for one in use.constants)):
        return None
    written = dict.fromkeys(to_text(constant) for constant in use.constants)
    holding = (" ".join(part) for size in range(2, MOST_CONTAINED + 1) for part in combinations(use.contained, size))
    beside = [f"{text}{LEAST}" for text in ("", *written)] if use.ordered else []
    other = OTHER * (1 + max(map(len, written), default=0))
    return [text for text in dict.fromkeys([*written, *holding, *beside, other]) if text]


def numbers(question: Number, use: Use) -> list[Json] | None:
    """What numbers are compared with, what lies between, below and above, and the bounds, as far as it is accepted."""
    if not _can_be_told(use):
        return None
    bounds = [bound for bound in (question.min, question.max) if bound is not None]
    wanted = [number for constant in use.constants if isfinite(number := to_number(constant))]
    around = sorted({0.0, *bounds, *wanted})
    between = [(low + high) / 2 for low, high in pairwise(around)]
    tried = [*around, around[0] - 1, around[-1] + 1, *between, *_on_grid(question, around)]
    return [*dict.fromkeys(_accepted(question, tried))]


def _on_grid(question: Number, around: Sequence[float]) -> Iterator[float]:
    """The numbers next to each of `around`, below and above, of those that steps or decimals allow."""
    if question.step is not None:
        start, step = Decimal(repr(question.min or 0)), Decimal(repr(question.step))
    elif question.decimals is not None:
        start, step = Decimal(0), Decimal(1).scaleb(-question.decimals)
    else:
        return
    for number in around:
        steps = (Decimal(repr(number)) - start) / step
        below, above = steps.to_integral_value(ROUND_FLOOR), steps.to_integral_value(ROUND_CEILING)
        yield from (float(start + count * step) for count in (below - 1, below, above, above + 1))


def _accepted(question: Number, tried: Iterable[float]) -> Iterator[Json]:
    for number in tried:
        try:
            yield question.clean(number, "en")
        except InvalidAnswer:
            continue


def days(question: Date, use: Use) -> list[Json] | None:
    """What days are compared with, the days before and after, and the bounds."""
    if not _can_be_told(use):
        return None
    found = [bound for bound in (question.earliest, question.latest) if bound is not None]
    try:
        found += [date.fromisoformat(to_text(constant)) for constant in use.constants if constant is not None]
    except ValueError:
        return texts(use)
    around = {day.toordinal() + shift for day in found or [SOME_DAY] for shift in (-1, 0, 1)}
    tried = [date.fromordinal(number) for number in sorted(around) if 1 <= number <= LAST_DAY]
    return [day.isoformat() for day in tried if (question.earliest or day) <= day <= (question.latest or day)]
