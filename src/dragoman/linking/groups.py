"""Reports into groups, one a happening: average linkage over the scores of pairs, begun at the surest pair.

The outcome depends on the reports alone, never on the order in which they came: a component of reports that hang
together is always grouped anew as a whole, and ties are broken by ids. What a person decided holds: reports that were
joined begin as one group, and those that were parted never come into one.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from dragoman.linking.blocks import Entry, pairs_of, reach
from dragoman.linking.moved import anew, release
from dragoman.linking.report import Report
from dragoman.linking.score import APART, score

__all__ = ["Pair", "group", "mean_score"]

Pair = tuple[str, str]
NEVER = -1e9
"""The score of two reports that a person parted."""


def group(
    reports: Mapping[str, Report], *, joined: Iterable[Pair] = (), parted: Iterable[Pair] = ()
) -> list[tuple[str, ...]]:
    """Groups of ids, each sorted, in the order of their first ids.

    `joined` and `parted` are pairs of ids that a person decided about; those of other reports are left aside.
    """
    released = release(reports)
    scores = _scores(released)
    for pair in anew(released):
        scores[_ordered(*pair)] = APART
    for one, other in parted:
        if one in reports and other in reports:
            scores[_ordered(one, other)] = NEVER
    linkage = _Linkage(sorted(reports), scores)
    for one, other in sorted(_ordered(*pair) for pair in joined):
        if one in reports and other in reports:
            linkage.join(one, other)
    return sorted(linkage.run())


def mean_score(reports: Iterable[Report]) -> float:
    """How well the reports of one group fit together: the mean score of their pairs, 0 for a single one."""
    reports = list(reports)
    scores = [score(one, other) for at, one in enumerate(reports) for other in reports[at + 1 :]]
    return sum(scores) / len(scores) if scores else 0.0


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _scores(reports: Mapping[str, Report]) -> dict[Pair, float]:
    """The scores of all pairs that may lie on the same days."""
    spans = {id: days for id, report in reports.items() if (days := reach(report)) is not None}
    entries = sorted((first, last, id) for id, (first, last) in spans.items())
    block = [(Entry("", first, last, id, False), reports[id]) for first, last, id in entries]
    return {_ordered(one.id, other.id): score(one, other) for one, other in pairs_of(block)}


class _Linkage:
    """Groups in the making, with the sum and number of the known scores between each two of them."""

    def __init__(self, ids: list[str], scores: Mapping[Pair, float]) -> None:
        self._members: dict[str, list[str]] = {id: [id] for id in ids}
        self._of = {id: id for id in ids}
        self._between: dict[str, dict[str, tuple[float, int]]] = {id: {} for id in ids}
        for (one, other), value in scores.items():
            self._between[one][other] = self._between[other][one] = (value, 1)
        self._queue: list[tuple[float, str, str, int, int]] = []

    def join(self, one: str, other: str) -> None:
        """Make one group of the groups that two reports are in."""
        left, right = self._of[one], self._of[other]
        if left != right:
            self._merge(*_ordered(left, right))

    def run(self) -> list[tuple[str, ...]]:
        """Merge the two groups with the highest mean as long as it is above 0."""
        for one in self._between:
            for other in self._between[one]:
                if one < other:
                    self._offer(one, other)
        while self._queue:
            _, one, other, size, other_size = heapq.heappop(self._queue)
            if len(self._members.get(one, ())) == size and len(self._members.get(other, ())) == other_size:
                self._merge(one, other)
        return [tuple(sorted(members)) for members in self._members.values()]

    def _offer(self, one: str, other: str) -> None:
        total, known = self._between[one][other]
        size, other_size = len(self._members[one]), len(self._members[other])
        mean = (total + (size * other_size - known) * APART) / (size * other_size)
        if mean > 0:
            heapq.heappush(self._queue, (-mean, one, other, size, other_size))

    def _merge(self, kept: str, taken: str) -> None:
        """`taken` goes into `kept`; a group is called by its smallest id, so that names do not depend on the order."""
        kept, taken = _ordered(kept, taken)
        for member in self._members[taken]:
            self._of[member] = kept
        self._members[kept].extend(self._members.pop(taken))
        for other, (total, known) in self._between.pop(taken).items():
            self._between[other].pop(taken)
            if other == kept:
                continue
            so_far, before = self._between[kept].get(other, (0.0, 0))
            self._between[kept][other] = self._between[other][kept] = (so_far + total, before + known)
        for other in self._between[kept]:
            self._offer(*_ordered(kept, other))
