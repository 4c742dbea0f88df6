"""The road through this room: new reports meet those that are there, and what hangs together is grouped anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from dragoman.linking.blocks import Entry, entries, pairs_of
from dragoman.linking.groups import Pair, group
from dragoman.linking.report import Report
from dragoman.linking.score import score

__all__ = ["Shelf", "link"]


class Shelf(Protocol):
    """Where reports are kept and found again: a store, a lake, or memory."""

    def add(self, report: Report, entries: Sequence[Entry]) -> None:
        """Keep a report under its keys."""

    def blocks(self, new: frozenset[str]) -> Iterable[Iterable[tuple[Entry, Report]]]:
        """For each key under which a new report stands, the reports under it that may share a day with a new one, in
        the order of `Entry.first`."""

    def tie(self, pairs: Iterable[tuple[str, str, float]]) -> None:
        """Keep pairs of reports that hang together, with their scores."""

    def components(self, touched: Iterable[str]) -> Iterable[Mapping[str, Report]]:
        """Each set of reports that hang together over any number of ties, decisions of people among these, and of which
        one at least was touched."""

    def decided(self, reports: Mapping[str, Report]) -> tuple[list[Pair], list[Pair]]:
        """The pairs of these reports that people joined, and those that they parted."""

    def keep_groups(self, reports: Mapping[str, Report], groups: Sequence[Sequence[str]]) -> None:
        """Put these groups in the place of those that the reports were in."""


def link(shelf: Shelf, new: Iterable[Report], *, touched: Iterable[str] = ()) -> int:
    """Bring new reports into groups with the old ones; returns how many groups were made or made anew.

    `touched` are reports that are there already and whose groups no longer hold: one of their group was taken away, or
    a person decided about them.
    """
    ids = set()
    for report in new:
        shelf.add(report, entries(report))
        ids.add(report.id)
    fresh = frozenset(ids)
    for block in shelf.blocks(fresh):
        scored = ((one.id, other.id, score(one, other)) for one, other in pairs_of(block, fresh))
        shelf.tie((one, other, value) for one, other, value in scored if value > 0)
    made = 0
    for reports in shelf.components({*ids, *touched}):
        joined, parted = shelf.decided(reports)
        groups = group(reports, joined=joined, parted=parted)
        shelf.keep_groups(reports, groups)
        made += len(groups)
    return made
