"""How each two members dealt with each other over time: cooperation and conflict, beside how much was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

import msgspec

from dragoman.model import Incident
from dragoman.negotiations.material import Material

__all__ = ["Period", "Relation", "relations_of"]

WEEKLY, MONTHLY = 70, 1500
"""Days up to which a negotiation is told by the week, and by the month; beyond, by the year."""


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """What two did in a week, a month or a year."""

    start: str
    """ISO day on which it begins."""
    cooperation: float
    """Sum of PLOVER's intensities above 0, each incident once."""
    conflict: float
    """Sum of those below 0."""
    incidents: int
    articles: int
    """Articles read of these days, on whatever subject: where few were read, little is known."""


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Two members over time."""

    one: str
    other: str
    unit: str
    """`week`, `month` or `year`."""
    periods: tuple[Period, ...]
    cooperation: float
    conflict: float
    incidents: int


def relations_of(material: Material) -> list[Relation]:
    """The relations of all pairs of members that dealt with each other, the busiest first."""
    days = [day for incident in material.incidents if (day := _day(incident))]
    if not days:
        return []
    span = (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days
    unit = "week" if span <= WEEKLY else "month" if span <= MONTHLY else "year"
    found = (_relation(material, pair, unit) for pair in combinations(sorted(material.members), 2))
    return sorted((r for r in found if r is not None), key=lambda r: (-r.incidents, r.one, r.other))


def _relation(material: Material, pair: tuple[str, str], unit: str) -> Relation | None:
    told: dict[str, list[float]] = {}
    for incident in material.meetings_of(pair):
        day = _day(incident)
        if day:
            told.setdefault(_begin(day, unit), []).append(material.event(incident.event).intensity or 0.0)
    if not told:
        return None
    read: dict[str, int] = {}
    for day, count in material.read.items():
        read[_begin(day, unit)] = read.get(_begin(day, unit), 0) + count
    periods = tuple(
        Period(
            start=start,
            cooperation=_sum(value for value in told.get(start, ()) if value > 0),
            conflict=_sum(value for value in told.get(start, ()) if value < 0),
            incidents=len(told.get(start, ())),
            articles=read.get(start, 0),
        )
        for start in _between(min(told), max(told), unit)
    )
    return Relation(
        one=pair[0],
        other=pair[1],
        unit=unit,
        periods=periods,
        cooperation=_sum(period.cooperation for period in periods),
        conflict=_sum(period.conflict for period in periods),
        incidents=sum(period.incidents for period in periods),
    )


def _sum(values: Iterator[float]) -> float:
    return round(sum(values), 1)


def _day(incident: Incident) -> str | None:
    return incident.date.start or incident.first_report


def _begin(day: str, unit: str) -> str:
    """The first day of the week (Monday), month or year of a day."""
    at = date.fromisoformat(day[:10])
    if unit == "week":
        return (at - timedelta(days=at.weekday())).isoformat()
    return at.replace(day=1).isoformat() if unit == "month" else at.replace(month=1, day=1).isoformat()


def _between(first: str, last: str, unit: str) -> Iterator[str]:
    """The beginnings of all periods from the first to the last one."""
    at = first
    while at <= last:
        yield at
        day = date.fromisoformat(at)
        at = _begin((day + timedelta(days={"week": 7, "month": 31, "year": 366}[unit])).isoformat(), unit)
