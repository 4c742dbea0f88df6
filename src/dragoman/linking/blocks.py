"""Which reports are worth comparing: those of one family of acts, with two parties (or a place) in common, that may lie
on the same days.

A report stands under a key for each pair of its parties, under one for each party alone, and, for acts of force, under
one for its town. Under a key reports are in the order of their first possible day, so that only those whose days
overlap are ever brought together: cost grows with the number of reports times how many of them fall on the same days,
not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from dragoman.linking.report import PLANNED, Report, nation
from dragoman.linking.settings import family, settings

__all__ = ["MOVED", "WIDEST", "Entry", "entries", "pairs_of", "reach"]

MOST_PARTIES = 6
"""Parties of one report that keys are made of; a communiqué of thirty states is still found by six of them."""
WIDEST = 400
"""Days that a plan may be open (`within a year`) and still be compared with what came of it."""
MOVED = frozenset({"postponed", "cancelled"})


class Entry(msgspec.Struct, frozen=True):
    """A report's place under a key: the first and last day on which it may lie."""

    key: str
    first: int
    last: int
    report: str
    """The report's id."""
    several: bool
    """It names more than one party: two such reports meet under the key of a pair, never under that of one party."""


def entries(report: Report) -> list[Entry]:
    """Where a report stands; nowhere if neither it nor its page has a day, or nobody named takes part."""
    days = reach(report)
    if days is None:
        return []
    first, last = days
    kind = family(report.act)
    ahead = report.status in PLANNED | MOVED or report.change in MOVED
    longest = WIDEST if ahead else settings().reach["longest"]
    long = "long:" if last - first > longest else ""
    parties = sorted({nation(party) for party in report.parties})[:MOST_PARTIES]
    keys = [f"{one}+{other}" for one, other in combinations(parties, 2)]
    alone = [*parties, *([f"in:{report.place}"] if kind == "force" and report.place else [])]
    several = len(parties) > 1
    return [
        *(Entry(f"{long}{kind}:{key}", first, last, report.id, False) for key in keys),
        *(Entry(f"{long}{kind}:{key}", first, last, report.id, several) for key in alone),
    ]


def reach(report: Report) -> tuple[int, int] | None:
    """First and last day on which the act may lie, as far as its text and its page say."""
    days = settings().reach
    first, last, told = report.first, report.last, report.told
    if first is None or last is None:
        if told is None:
            return None
        planned = report.status in PLANNED
        first, last = (told, told + days["planned"]) if planned else (told - days["told"], told + 1)
    if told is not None and (report.change in MOVED or report.status in MOVED):
        first, last = min(first, told), max(last, told + days["moved"])
    return first - 1, last + 1


def pairs_of(
    block: Iterable[tuple[Entry, Report]], new: frozenset[str] | None = None
) -> Iterator[tuple[Report, Report]]:
    """The pairs of a block, in the order of `Entry.first`, whose days overlap.

    With `new`, only pairs of which at least one report is among these.
    """
    open_: list[tuple[Entry, Report]] = []
    for entry, report in block:
        open_ = [other for other in open_ if other[0].last >= entry.first]
        fresh = new is None or report.id in new
        for other_entry, other in open_:
            if entry.several and other_entry.several:
                continue
            if fresh or (new is not None and other.id in new):
                yield other, report
        open_.append((entry, report))
