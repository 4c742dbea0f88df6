"""Cooperation and conflict over time: what some events come to by week or month, with how many articles tell of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from dragoman.coding.codebook import QUADS
from dragoman.desk.columns import Columns

__all__ = ["Period", "Unit", "series"]

Unit = Literal["week", "month"]
MOST = 120
"""Periods of a chart."""
MONDAY = 1
"""Ordinal of a Monday: the first day of the year 1."""


@dataclass(frozen=True)
class Period:
    """A week or a month."""

    start: str
    """Its first day, ISO."""
    end: str
    """Its last day, ISO."""
    quads: dict[str, int]
    """Events by quad class."""
    events: int
    """Events that have a quad class."""
    articles: int
    """Different articles that tell of these."""
    intensity: float | None
    """Mean intensity, -10 to 10."""


def series(columns: Columns, mask: NDArray[np.bool_], unit: Unit) -> list[Period]:
    """The periods in which some of the masked events that carry a PLOVER type lie, in order, at most the last
    `MOST` ones.

    An event counts in the period of its first day. Periods between two that have events are there too, empty.
    """
    date = columns.measures["date"]
    used = mask & ~np.isnan(date) & (columns.single["quad"] >= 0) & (columns.measures["background"] == 0)
    rows = np.flatnonzero(used)
    if not len(rows):
        return []
    places = _places(date[rows].astype(np.int64), unit)
    first = max(int(places.min()), int(places.max()) - MOST + 1)
    rows, places = rows[places >= first], places[places >= first]
    return [_period(columns, rows[places == at], at, unit) for at in range(first, int(places.max()) + 1)]


def _places(days: NDArray[Any], unit: Unit) -> NDArray[Any]:
    if unit == "week":
        return (days - MONDAY) // 7
    return np.array([(d := datetime.date.fromordinal(int(day))).year * 12 + d.month - 1 for day in days])


def _period(columns: Columns, rows: NDArray[Any], at: int, unit: Unit) -> Period:
    codes = columns.single["quad"][rows]
    names = columns.values["quad"].names
    counted = np.bincount(codes, minlength=len(names)) if len(rows) else np.zeros(len(names), dtype=np.int64)
    quads = {quad: int(counted[names.index(quad)]) if quad in names else 0 for quad in QUADS}
    intensity = columns.measures["intensity"][rows]
    intensity = intensity[~np.isnan(intensity)]
    return Period(
        start=_start(at, unit).isoformat(),
        end=(_start(at + 1, unit) - datetime.timedelta(days=1)).isoformat(),
        quads=quads,
        events=len(rows),
        articles=len(np.unique(columns.measures["article"][rows])),
        intensity=round(float(intensity.mean()), 2) if len(intensity) else None,
    )


def _start(at: int, unit: Unit) -> datetime.date:
    if unit == "week":
        return datetime.date.fromordinal(at * 7 + MONDAY)
    return datetime.date(at // 12, at % 12 + 1, 1)
