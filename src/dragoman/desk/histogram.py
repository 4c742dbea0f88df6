"""Bars of a small histogram by month, laid out for SVG in a width of 100."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Bar", "histogram"]

MOST_BARS = 72
"""Months shown: of a longer time the last ones with most in them."""
HEIGHT = 40.0
GAP = 0.15
"""Share of a bar's room that is left free."""


@dataclass(frozen=True)
class Bar:
    """One month; places in a box of 100 by `HEIGHT`."""

    month: str
    count: int
    left: float
    width: float
    top: float
    height: float


def histogram(by_month: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars for months and their counts, in order of time, with room for the months between that have none.

    The height grows with the square root of the count, so that a month of one event is seen beside one of a thousand.
    Months far from where most lie are left out: history told to explain reaches back centuries.
    """
    months = {_index(month): count for month, count in by_month if _is_month(month)}
    if not months:
        return []
    first, last = _densest(months)
    room = 100 / (last - first + 1)
    highest = math.sqrt(max(months.values()))
    bars = []
    for at in range(first, last + 1):
        count = months.get(at, 0)
        height = max(1.5, HEIGHT * math.sqrt(count) / highest) if count else 0.0
        left = (at - first) * room + room * GAP / 2
        bars.append(Bar(f"{at // 12:04d}-{at % 12 + 1:02d}", count, left, room * (1 - GAP), HEIGHT - height, height))
    return bars


def _densest(months: dict[int, int]) -> tuple[int, int]:
    """First and last month of the stretch of at most `MOST_BARS` that holds most."""
    keys = sorted(months)
    best, span, start, inside = 0, (keys[0], keys[0]), 0, 0
    for key in keys:
        inside += months[key]
        while key - keys[start] >= MOST_BARS:
            inside -= months[keys[start]]
            start += 1
        if inside > best:
            best, span = inside, (keys[start], key)
    return span


def _is_month(month: str) -> bool:
    return len(month) == 7 and month[:4].isdecimal() and month[5:].isdecimal()


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
