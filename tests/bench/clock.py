"""Timing things against each other, fairly: in turns, and by the median."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

ROUNDS = 15


def milliseconds(contestants: Mapping[str, Callable[[], object]], times: int = 20) -> dict[str, float]:
    """The median time of one call of each, in milliseconds. They take turns, so that a busy moment strikes them all."""
    for call in contestants.values():
        call()
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for _round in range(ROUNDS):
        for name, call in contestants.items():
            begun = perf_counter()
            for _time in range(times):
                call()
            taken[name].append((perf_counter() - begun) / times * 1000)
    return {name: median(rounds) for name, rounds in taken.items()}


def table(title: str, rows: Mapping[str, float], against: str = "") -> None:
    """Print the figures; `against` is the one that the others are compared with."""
    print(f"\n{title}")
    for name, figure in rows.items():
        ratio = f"{rows[against] / figure:8.1f} times as fast" if against and name != against else ""
        print(f"  {name:<58} {figure:9.3f} ms {ratio}")
