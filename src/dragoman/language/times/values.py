"""What a time expression comes to: a TIMEX3 value and the closed interval of days that it names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from dragoman.language.times.units import COARSENESS, Period

__all__ = ["Context", "Kind", "Normalised", "Tense", "from_period", "narrowed", "reference"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future", "none", "nearest", "announced"]
"""Tense of the clause; `nearest` where a deadline (*until Friday*) may lie on either side of the publication,
`announced` for a past clause that may tell of what is to come (*announced a vote in June*)."""

PRECISIONS = {"weekend": "interval", "millennium": "interval"}
"""Units of time that the record has no precision for."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is understood from."""

    anchor: date | None = None
    """The day on which the text was published."""
    tense: Tense = "none"
    """Tense of the clause that the expression stands in."""
    narrative: date | None = None
    """The day that the text told of last."""
    told: dict[str, date] = field(default_factory=dict)
    """For a coarser unit (`year`), the first day of the last expression that names one."""

    scene: date | None = None
    """The day on which the story is, for a time of day without one; by default the narrative day."""

    news: date | None = None
    """The first day that the text told of, if that is the day of its news."""

    dated: date | None = None
    """The day or month that the text gave last with its year, in this sentence or the one before."""
    beside: bool = False
    """Whether that was in this sentence."""

    def narrative_for(self, unit: str) -> date | None:
        """The last day told of, as far as it is known to the unit."""
        return self.told.get(unit, self.narrative)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A time expression understood."""

    kind: Kind
    value: str
    """TIMEX3's value."""
    first: date | None = None
    """First day of the interval; null where it cannot be told."""
    last: date | None = None
    """Last day of the interval, itself included."""
    precision: str | None = None
    """The unit that the text speaks in (`model.Precision`)."""
    modifier: str = ""
    """TIMEX3's MOD: `START`, `MID`, `END`, `APPROX` …; `BEFORE` and `AFTER` for *earlier* and *later this year*."""
    unit: str = ""
    """Unit of the calendar or of the duration."""
    amount: float | None = None
    """How many units a duration has; null where the text leaves it open."""


def from_period(found: Period, kind: Kind = "DATE") -> Normalised:
    """A period of the calendar as a time."""
    precision = PRECISIONS.get(found.unit, found.unit)
    return Normalised(kind, found.value, found.first, found.last, precision, unit=found.unit)


def reference(offset: int) -> Normalised:
    """A day that hangs on a publication day which is not known."""
    return Normalised("DATE", "PRESENT_REF" if offset == 0 else "PAST_REF" if offset < 0 else "FUTURE_REF")


def narrowed(found: Normalised, modifier: str, anchor: date | None) -> Normalised:
    """An expression with its modifier: *early* is the first third of the interval, *mid* the second, *late* the
    last; *earlier this year* goes up to the day of publication, *later this year* from there.
    """
    if not modifier:
        return found
    found = replace(found, modifier=modifier)
    if found.first is None or found.last is None or found.first == found.last:
        return found
    first, last, days = found.first, found.last, (found.last - found.first).days + 1
    third = max(1, days // 3)
    if modifier == "START":
        last = first + timedelta(days=third - 1)
    elif modifier == "MID":
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    elif modifier == "END":
        first = last - timedelta(days=third - 1)
    elif modifier == "BEFORE" and anchor and first <= anchor <= last:
        last = anchor
    elif modifier == "AFTER" and anchor and first <= anchor <= last:
        first = anchor
    return replace(found, first=first, last=last, precision="interval")


def coarser(unit: str, other: str) -> bool:
    """Whether a unit is longer than another."""
    return COARSENESS.index(unit) > COARSENESS.index(other)
