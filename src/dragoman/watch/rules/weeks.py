"""`on = "week"`: a pair has a week that is unlike its usual ones, by robust z over a year.

A week is the seven days that end today. What is counted is incidents by the day on which they were first reported,
history and mere possibilities left out. z is the distance from the median of the weeks before, in units of 1.4826 times
the median absolute deviation (Iglewicz and Hoaglin 1993), which for normal counts is the standard deviation; the unit is
never smaller than the square root of the median, or 1, which is what chance alone does to counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from statistics import median

from dragoman.store import Store
from dragoman.watch.alert import Alert, Finding, Quote, quote_of
from dragoman.watch.headlines import names
from dragoman.watch.rules.incidents import matching
from dragoman.watch.settings import Rule

__all__ = ["find_weeks", "robust_z"]

WEEKS = 52
FEWEST = 8
"""Weeks before this one in which the store read anything; with fewer nobody knows what is usual."""
SHOWN = 3


def find_weeks(store: Store, rule: Rule, among: Iterable[str], today: str) -> Iterator[Finding]:
    """The pairs of the incidents given whose week is unusual; once a calendar week and pair."""
    end = date.fromisoformat(today) + timedelta(days=1)
    first = (end - timedelta(weeks=WEEKS + 1)).isoformat()
    read = store.arrivals.days_read(first, end.isoformat())
    covered = [week for week in range(1, WEEKS + 1) if _has(read, week, end)]
    if len(covered) < FEWEST:
        return
    pairs: dict[tuple[str, str], tuple[str, str]] = {}
    for incident in matching(store, rule, among):
        parties = {actor.principal: actor for actor in (*incident.actors, *incident.recipients)}
        for one, other in combinations(sorted(id for id in parties if not id.startswith("local:")), 2):
            pairs[(one, other)] = (names([parties[one]]), names([parties[other]]))
    for (one, other), called in pairs.items():
        found = store.arrivals.reported_between(one, other, first, end.isoformat(), types=rule.type, acts=rule.act)
        weeks = [0] * (WEEKS + 1)
        for day, _ in found:
            weeks[min((end - timedelta(days=1) - date.fromisoformat(day)).days // 7, WEEKS)] += 1
        usual = [weeks[week] for week in covered]
        z = robust_z(weeks[0], usual)
        if z >= rule.z and weeks[0] >= rule.least:
            recent = [id for day, id in found if day >= (end - timedelta(days=7)).isoformat()]
            yield _finding(store, rule, (one, other), called, weeks[0], median(usual), z, recent, today)


def robust_z(count: int, usual: Sequence[int]) -> float:
    """How far a count is from the usual ones."""
    middle = median(usual)
    spread = 1.4826 * median(abs(one - middle) for one in usual)
    return float((count - middle) / max(spread, math.sqrt(middle), 1.0))


def _has(read: set[str], week: int, end: date) -> bool:
    days = (end - timedelta(days=7 * week + day + 1) for day in range(7))
    return any(day.isoformat() in read for day in days)


def _finding(
    store: Store, rule: Rule, pair: tuple[str, str], called: tuple[str, str], count: int, usual: float, z: float,
    recent: Sequence[str], today: str,
) -> Finding:  # fmt: skip
    year, week, _ = date.fromisoformat(today).isocalendar()
    subject = f"{pair[0]}:{pair[1]}:{year}-W{week:02d}"
    quotes: list[Quote] = []
    for id in recent[-SHOWN:]:
        incident = store.incidents.get(id)
        told = store.arrivals.told_by((incident.event,))
        quotes += [quote_of(event, source) for event, source in told[:1]]
    alert = Alert(
        rule=rule.name, on=rule.on, headline=f"An unusual week between {called[0]} and {called[1]}",
        why=f"{count} happenings in seven days, where {usual:g} are usual (robust z {z:.1f})", quotes=tuple(quotes),
        parties=pair, day=today,
    )  # fmt: skip
    return Finding(subject=subject, subjects={subject: None}, alert=alert)
