"""Cooperation and conflict of two members over time as bars, beside how many articles were read."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.export.wording import MONTHS
from dragoman.negotiations.relations import Period, Relation

__all__ = ["Bar", "Bars", "bars"]

HALF = 34.0
"""Pixels above and below the middle line."""
READ = 12.0
"""Pixels of the strip that shows how many articles were read."""
WIDEST = 8.0
"""Percent that a bar takes at most, so that three weeks do not look like walls."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A period: heights in pixels, places in percent."""

    period: Period
    left: float
    width: float
    up: float
    down: float
    read: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one relation."""

    relation: Relation
    bars: tuple[Bar, ...]
    half: float = HALF
    strip: float = READ


def bars(relation: Relation) -> Bars:
    """Lay out the periods of a relation; all heights are on one scale within it."""
    periods = relation.periods
    tallest = max((max(p.cooperation, -p.conflict) for p in periods), default=0.0) or 1.0
    most_read = max((p.articles for p in periods), default=0) or 1
    slot = 100 / max(len(periods), 1)
    width = min(slot * 0.7, WIDEST)
    return Bars(
        relation,
        tuple(
            Bar(
                period=period,
                left=number * slot + (slot - width) / 2,
                width=width,
                up=HALF * period.cooperation / tallest,
                down=HALF * -period.conflict / tallest,
                read=READ * period.articles / most_read,
                label=_label(period.start, relation.unit) if number in (0, len(periods) - 1) else "",
            )
            for number, period in enumerate(periods)
        ),
    )


def _label(start: str, unit: str) -> str:
    """`week of 16 April 2018`, `April 2018`, `2018`."""
    year, month, day = start.split("-")
    if unit == "year":
        return year
    name = f"{MONTHS[int(month) - 1]} {year}"
    return name if unit == "month" else f"{int(day)} {name}"
