"""Where events stand on a small timeline: days near the page's own day wide apart, far ones close together."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.export.wording import day_label
from dragoman.model import Event

__all__ = ["Bar", "Tick", "Timeline", "timeline"]

MARGIN = 6.0
"""Percent left free at either end, for half a label."""
BAR_MINIMUM = 3.0
"""Percent: room for a bar's number even on a phone."""
GAP = 2.5
"""Percent between two bars of one lane, so that the discs at their middles never touch."""
LABEL_ROOM = 25.0
"""Percent that a label needs on a phone."""

_DISTANCES = (
    (7, "1 week"), (30, "1 month"), (91, "3 months"), (365, "1 year"), (1826, "5 years"), (7305, "20 years"),
    (18262, "50 years"), (36525, "100 years"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on the line; `left`, `width` and `middle` in percent, `lane` from 0 downward."""

    number: int
    event: Event
    left: float
    width: float
    lane: int

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return self.left + self.width / 2


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled point, in percent."""

    at: float
    label: str
    main: bool = False

    @property
    def anchor(self) -> str:
        """Which end of the label stands at the point, as SVG's `text-anchor`."""
        half = LABEL_ROOM / 2
        return "start" if self.at < half else "end" if self.at > 100 - half else "middle"

    @property
    def extent(self) -> tuple[float, float]:
        """Room that the label takes on a phone, in percent."""
        left = {"start": self.at, "middle": self.at - LABEL_ROOM / 2, "end": self.at - LABEL_ROOM}[self.anchor]
        return left, left + LABEL_ROOM


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars and ticks; `lanes` is how many rows the bars need."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    lanes: int


def _days(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _bend(days: int) -> float:
    """Distance in days to distance on the line: the sign stays, the size grows with its logarithm."""
    return math.copysign(math.log1p(abs(days) / 3), days)


def timeline(events: Sequence[tuple[int, Event]], published: str | None) -> Timeline | None:
    """Lay out numbered events around the day of the page, or around the latest day if that is unknown.

    None where fewer than two events have a date: one point makes no line.
    """
    dated = []
    for number, event in events:
        first = _days(event.date.start) or _days(event.date.end)
        last = _days(event.date.end) or first
        if first is not None and last is not None:
            dated.append((number, event, first, max(first, last)))
    if len(dated) < 2:
        return None
    anchor = _days(published)
    centre = anchor if anchor is not None else max(last for *_, last in dated)
    low = min(0.0, *(_bend(first - centre) for _, _, first, _ in dated))
    high = max(0.0, *(_bend(last - centre) for *_, last in dated))
    scale = (100 - 2 * MARGIN) / ((high - low) or 1.0)

    def place(days: int) -> float:
        return MARGIN + (_bend(days - centre) - low) * scale

    spans = [(number, event, place(first), place(last)) for number, event, first, last in dated]
    bars = _lanes(spans)
    ticks = _ticks(place, centre, known=anchor is not None)
    return Timeline(tuple(bars), ticks, 1 + max(bar.lane for bar in bars))


def _lanes(spans: Sequence[tuple[int, Event, float, float]]) -> list[Bar]:
    """Bars in the first lane that is free where they begin."""
    ends: list[float] = []
    bars = []
    for number, event, left, right in sorted(spans, key=lambda span: (span[2], span[3])):
        if right - left < BAR_MINIMUM:
            left, right = (left + right - BAR_MINIMUM) / 2, (left + right + BAR_MINIMUM) / 2
        lane = next((lane for lane, end in enumerate(ends) if left >= end + GAP), len(ends))
        ends[lane : lane + 1] = [right]
        bars.append(Bar(number, event, left, right - left, lane))
    return bars


def _ticks(place: Callable[[int], float], centre: int, *, known: bool) -> tuple[Tick, ...]:
    main = Tick(place(centre), day_label(date.fromordinal(centre).isoformat()), main=True)
    ticks = [main]
    for sign, side in ((-1, "before"), (1, "after")):
        for days, label in _DISTANCES:
            if not 1 <= centre + sign * days <= date.max.toordinal():
                continue
            tick = Tick(place(centre + sign * days), f"{label} {side}" if known else f"{label} earlier")
            if 0 <= tick.at <= 100 and not any(_overlap(tick, other) for other in ticks):
                ticks.append(tick)
    return tuple(sorted(ticks, key=lambda tick: tick.at))


def _overlap(one: Tick, other: Tick) -> bool:
    return one.extent[0] < other.extent[1] and other.extent[0] < one.extent[1]
