"""The sentence with which an organisation states its goal, made from a pattern and numbers."""

import re
from collections.abc import Mapping
from decimal import Decimal

from babel.numbers import format_decimal

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
KNOWN = frozenset({"target", "year", "baseline_year"})


def placeholders(pattern: str) -> frozenset[str]:
    """What `pattern` leaves open, such as "target"."""
    return frozenset(PLACEHOLDER.findall(pattern))


def number(value: Decimal | int | float, language: str) -> str:
    """`value` without its sign, written the way of `language`."""
    return format_decimal(abs(value), format="#,##0.######", locale=language)


def sentence(
    pattern: str, language: str, *, target: Decimal | int | None, year: int | None, baseline_year: int | None
) -> str:
    """`pattern` with its numbers filled in. A number that is not given leaves its placeholder as it stands."""
    filled: Mapping[str, str | None] = {
        "target": None if target is None else number(target, language),
        "year": None if year is None else str(year),
        "baseline_year": None if baseline_year is None else str(baseline_year),
    }
    return PLACEHOLDER.sub(lambda found: filled.get(found[1]) or found[0], pattern)
