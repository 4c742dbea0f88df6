"""Bars of a small histogram by month or year, laid out for SVG in a width of 100."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Bar", "histogram"]

MOST_BARS = 72
"""Months or years shown: of a longer time the stretch with most in it."""
ENOUGH = 0.8
"""Share of all rows that the months shown must hold; else the bars are years."""
HEIGHT = 40.0
GAP = 0.15
"""Share of a bar's room that is left free."""


@dataclass(frozen=True)
class Bar:
    """One month or year; places in a box of 100 by `HEIGHT`."""

    period: str
    """`2018-04`, or `2018`."""
    count: int
    left: float
    width: float
    top: float
    height: float


def histogram(by_month: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars for months and their counts, in order of time, with room for the months between that have none; bars for
    years where the rows lie too far apart for months.

    The height grows with the square root of the count, so that a month of one event is seen beside one of a thousand.
    What lies far from where most is is left out: history told to explain reaches back centuries.
    """
    counts: Mapping[int, int] = {_index(month): count for month, count in by_month if _is_month(month)}
    if not counts:
        return []
    first, last = _densest(counts)
    by_year = _held(counts, first, last) < ENOUGH * sum(counts.values())
    if by_year:
        counts = _years(counts)
        first, last = _densest(counts)
    room = 100 / (last - first + 1)
    highest = math.sqrt(max(counts.values()))
    bars = []
    for at in range(first, last + 1):
        count = counts.get(at, 0)
        height = max(1.5, HEIGHT * math.sqrt(count) / highest) if count else 0.0
        left = (at - first) * room + room * GAP / 2
        period = f"{at:04d}" if by_year else f"{at // 12:04d}-{at % 12 + 1:02d}"
        bars.append(Bar(period, count, left, room * (1 - GAP), HEIGHT - height, height))
    return bars


def _years(months: Mapping[int, int]) -> Mapping[int, int]:
    years: Counter[int] = Counter()
    for at, count in months.items():
        years[at // 12] += count
    return years


def _held(counts: Mapping[int, int], first: int, last: int) -> int:
    return sum(count for at, count in counts.items() if first <= at <= last)


def _densest(counts: Mapping[int, int]) -> tuple[int, int]:
    """First and last key of the stretch of at most `MOST_BARS` that holds most."""
    keys = sorted(counts)
    best, span, start, inside = 0, (keys[0], keys[0]), 0, 0
    for key in keys:
        inside += counts[key]
        while key - keys[start] >= MOST_BARS:
            inside -= counts[keys[start]]
            start += 1
        if inside > best:
            best, span = inside, (keys[start], key)
    return span


def _is_month(month: str) -> bool:
    return len(month) == 7 and month[:4].isdecimal() and month[5:].isdecimal()


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
