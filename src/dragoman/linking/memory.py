"""A shelf in memory: for a few thousand events that are in no store, and for measuring."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.linking.blocks import Entry
from dragoman.linking.groups import Pair
from dragoman.linking.report import Report

__all__ = ["MemoryShelf"]


class MemoryShelf:
    """Reports, their ties and their groups; `groups` is the outcome."""

    def __init__(self) -> None:
        self.joined: list[Pair] = []
        self.parted: list[Pair] = []
        self._reports: dict[str, Report] = {}
        self._keys: dict[str, list[tuple[int, int, str, bool]]] = defaultdict(list)
        self._keys_of: dict[str, list[str]] = {}
        self._ties: dict[str, set[str]] = defaultdict(set)
        self._group_of: dict[str, tuple[str, ...]] = {}

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The groups of ids, each sorted, in the order of their first ids."""
        return sorted(set(self._group_of.values()))

    def add(self, report: Report, entries: Sequence[Entry]) -> None:
        """Keep a report under its keys."""
        self._reports[report.id] = report
        self._keys_of[report.id] = [entry.key for entry in entries]
        for entry in entries:
            insort(self._keys[entry.key], (entry.first, entry.last, report.id, entry.several))

    def blocks(self, new: frozenset[str]) -> Iterator[Iterator[tuple[Entry, Report]]]:
        """The blocks in which new reports stand."""
        for key in sorted({key for id in new for key in self._keys_of[id]}):
            yield self._block(key, new)

    def _block(self, key: str, new: frozenset[str]) -> Iterator[tuple[Entry, Report]]:
        rows = self._keys[key]
        first = min(row[0] for row in rows if row[2] in new)
        last = max(row[1] for row in rows if row[2] in new)
        for start, end, id, several in rows:
            if end >= first and start <= last:
                yield Entry(key, start, end, id, several), self._reports[id]

    def tie(self, pairs: Iterable[tuple[str, str, float]]) -> None:
        """Keep pairs that hang together."""
        for one, other, _ in pairs:
            self._ties[one].add(other)
            self._ties[other].add(one)

    def components(self, touched: Iterable[str]) -> Iterator[Mapping[str, Report]]:
        """The components that hold a touched report."""
        for one, other in self.joined:
            self.tie([(one, other, 0.0)])
        done: set[str] = set()
        for start in sorted(touched):
            if start not in done:
                found = self._component(start)
                done |= found
                yield {id: self._reports[id] for id in sorted(found)}

    def _component(self, start: str) -> set[str]:
        found, open_ = {start}, [start]
        while open_:
            for other in self._ties[open_.pop()]:
                if other not in found:
                    found.add(other)
                    open_.append(other)
        return found

    def decided(self, reports: Mapping[str, Report]) -> tuple[list[Pair], list[Pair]]:
        """What people joined and parted among these."""
        joined, parted = (
            [pair for pair in pairs if pair[0] in reports and pair[1] in reports]
            for pairs in (self.joined, self.parted)
        )
        return joined, parted

    def keep_groups(self, reports: Mapping[str, Report], groups: Sequence[Sequence[str]]) -> None:
        """Put the groups in the place of those before."""
        for ids in groups:
            for id in ids:
                self._group_of[id] = tuple(ids)
