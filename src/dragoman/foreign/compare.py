"""Our events beside those of another data set: how far they agree by pair, day and type.

The unit is a day on which a pair of countries has an event: of some type, of some quad class, or at all. Pairs have no
direction, since data sets differ in whom they take for the source of a meeting. A day of ours and a day of theirs that
lie at most `within` days apart are one; each is used once, in the order of time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product
from typing import Any

import msgspec

from dragoman.export.sides import NO_STATE, ordered_pairs
from dragoman.export.sorting import Sorter
from dragoman.model import Event
from dragoman.store import Source
from dragoman.store.foreign import ForeignRecord

__all__ = ["LEVELS", "Agreement", "Comparison", "compare", "days_of_event", "days_of_record"]

LEVELS = ("pair", "quad", "type")
"""What must be the same beside pair and day: nothing, the quad class, the type."""

OURS, THEIRS = "ours", "theirs"


class Day(msgspec.Struct, frozen=True):
    """A pair of countries on a day, with what one of the two data sets has of it."""

    one: str
    other: str
    day: str
    type: str | None
    quad: str | None
    id: str
    text: str | None


class Agreement(msgspec.Struct, frozen=True):
    """Days that both have, and those that only one has."""

    level: str
    key: str
    """The pair, type or quad class that is counted; `all`."""
    both: int
    ours: int
    """Days that only we have."""
    theirs: int

    @property
    def jaccard(self) -> float | None:
        """Days that both have among all days."""
        total = self.both + self.ours + self.theirs
        return self.both / total if total else None

    @property
    def share_of_ours(self) -> float | None:
        """How many of our days they have too."""
        return self.both / (self.both + self.ours) if self.both + self.ours else None

    @property
    def share_of_theirs(self) -> float | None:
        """How many of their days we have too."""
        return self.both / (self.both + self.theirs) if self.both + self.theirs else None


class Beside(msgspec.Struct, frozen=True):
    """What both have, or only one, on a day."""

    pair: tuple[str, str]
    type: str
    ours: Day | None
    theirs: Day | None


class Comparison(msgspec.Struct):
    """All that a comparison counts."""

    totals: dict[str, Agreement]
    """By level."""
    by_type: list[Agreement]
    by_pair: list[Agreement]
    """At the level of types, the pairs with most days first."""
    beside: list[Beside]
    """Some days, ours and theirs beside each other."""


def days_of_event(event: Event, source: Source, day: str) -> Iterator[Day]:
    """The pairs of countries of which one acts on the other, or with it, on the day of the event's row."""
    text = event.evidence.text + (f" ({source.publisher})" if source.publisher else "")
    pairs = ((one.country, other.country) for one, other in ordered_pairs(event))
    for one, other in _without_direction(pairs):
        yield Day(one, other, day, event.type, event.quad, event.id, text)


def days_of_record(record: ForeignRecord) -> Iterator[Day]:
    """The pairs of countries of a foreign record on its first day; of one country acting in itself, none."""
    actors, targets = ((side or "").split(";") for side in (record.actor_country, record.target_country))
    pairs = product(actors, targets) if record.target_country else combinations(actors, 2)
    for one, other in _without_direction(pairs):
        yield Day(one, other, record.day or "", record.type, record.quad, record.id, record.text or record.code)


def _without_direction(pairs: Iterable[tuple[str | None, str | None]]) -> list[tuple[str, str]]:
    """Each pair of two states once, its members in order."""
    found = {(min(one, other), max(one, other)) for one, other in pairs if one and other and one != other}
    return sorted(pair for pair in found if NO_STATE.isdisjoint(pair))


def compare(ours: Iterable[Day], theirs: Iterable[Day], *, within: int = 0, shown: int = 0) -> Comparison:
    """Compare two sets of days; `shown` of them stand in `beside`. Memory grows with the pairs, not with the days."""
    counts: dict[tuple[str, str], list[int]] = {}
    beside: list[Beside] = []
    with Sorter() as sorter:
        for origin, days in ((OURS, ours), (THEIRS, theirs)):
            for day in days:
                for level, code in (("pair", ""), ("quad", day.quad), ("type", day.type)):
                    if code is not None:
                        sorter.add((level, day.one, day.other, code), [origin, day])
        for (level, one, other, code), rows in sorter.groups():
            matched = list(_match(rows, within))
            for key in _keys(level, one, other, code):
                count = counts.setdefault(key, [0, 0, 0])
                for mine, yours in matched:
                    count[0 if mine and yours else 1 if mine else 2] += 1
            if level == "type" and len(beside) < shown:
                beside.extend(Beside((one, other), code, mine, yours) for mine, yours in matched)
    made = {key: Agreement(key[0], key[1], *count) for key, count in counts.items()}
    return Comparison(
        totals={level: made.get((level, "all"), Agreement(level, "all", 0, 0, 0)) for level in LEVELS},
        by_type=_most_first(a for (level, _), a in made.items() if level == "by type"),
        by_pair=_most_first(a for (level, _), a in made.items() if level == "by pair"),
        beside=beside[:shown],
    )


def _keys(level: str, one: str, other: str, code: str) -> list[tuple[str, str]]:
    keys = [(level, "all")]
    if level == "type":
        keys += [("by type", code), ("by pair", f"{one} {other}")]
    return keys


def _most_first(agreements: Iterable[Agreement]) -> list[Agreement]:
    return sorted(agreements, key=lambda a: (-(a.both + a.ours + a.theirs), a.key))


def _match(rows: list[Any], within: int) -> Iterator[tuple[Day | None, Day | None]]:
    """Days of ours and theirs that are one, in order, and those that have no partner; a day counts once a side."""
    sides: dict[str, dict[str, Day]] = {OURS: {}, THEIRS: {}}
    for origin, plain in rows:
        day = msgspec.convert(plain, Day)
        sides[origin].setdefault(day.day, day)
    ours, theirs = (
        deque((date.fromisoformat(day).toordinal(), found[day]) for day in sorted(found)) for found in sides.values()
    )
    while ours and theirs:
        distance = ours[0][0] - theirs[0][0]
        if abs(distance) <= within:
            yield ours.popleft()[1], theirs.popleft()[1]
        elif distance < 0:
            yield ours.popleft()[1], None
        else:
            yield None, theirs.popleft()[1]
    yield from ((day, None) for _, day in ours)
    yield from ((None, day) for _, day in theirs)
