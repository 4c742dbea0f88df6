"""Actors and pairs with how many events they have, out of the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from dragoman.desk.columns import Columns
from dragoman.desk.memory import Snapshot
from dragoman.desk.names import Names
from dragoman.desk.rows import PAIR

__all__ = ["ActorCount", "PairCount", "Pairs", "actors", "companions", "pairs"]

Mask = NDArray[np.bool_]
Numbers = NDArray[Any]


@dataclass(frozen=True)
class ActorCount:
    """An actor of the store."""

    id: str
    name: str
    party: str | None
    country: str | None
    sectors: tuple[str, ...]
    events: int


@dataclass(frozen=True)
class PairCount:
    """Two parties that have to do with each other."""

    one: str
    other: str
    events: int
    cooperation: int
    conflict: int
    articles: int


def actors(now: Snapshot) -> list[ActorCount]:
    """All actors of events that are no background, the busiest first."""
    return now.keep("actors", lambda: _actors(now))


def _actors(now: Snapshot) -> list[ActorCount]:
    known = now.notes.actors
    found = []
    for id, events in now.events.counts("actor", _told(now.events)):
        note = known[id]
        found.append(ActorCount(id, note.name, note.party, note.country, note.sectors, events))
    return found


def pairs(now: Snapshot) -> Pairs:
    """All pairs of parties of events that are no background, the busiest first."""
    return now.keep("pairs", lambda: Pairs(now.events))


class Pairs(Sequence[PairCount]):
    """Pairs in order; the counts of a pair are put together when it is asked for, since few of many are shown."""

    def __init__(self, columns: Columns) -> None:
        told = _told(columns)
        rows, codes = columns.several["pair"]
        inside = told[rows]
        self._rows, self._codes = rows[inside], codes[inside]
        self._columns = columns
        self._events = np.bincount(self._codes, minlength=len(columns.values["pair"].names))
        there = np.flatnonzero(self._events)
        self._order = there[np.argsort(-self._events[there], kind="stable")]

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> PairCount: ...
    @overload
    def __getitem__(self, at: slice) -> list[PairCount]: ...
    def __getitem__(self, at: int | slice) -> PairCount | list[PairCount]:
        if isinstance(at, slice):
            return self._counts(self._order[at])
        return self._counts(self._order[at : at + 1 or None])[0]

    def __iter__(self) -> Iterator[PairCount]:
        return iter(self._counts(self._order))

    def named(self, words: Sequence[str], names: Names) -> Pairs:
        """Those in which each of the words stands in the name or id of one of the two parties; words in lower case."""
        keys = self._columns.values["pair"].names
        with_word: list[set[str]] = [set() for _ in words]
        kept = []
        seen: set[str] = set()
        for code in self._order:
            parties = keys[code].split(PAIR)
            for party in parties:
                if party not in seen:
                    seen.add(party)
                    label = f"{names.party(party)} {party}".casefold()
                    for word, having in zip(words, with_word, strict=True):
                        if word in label:
                            having.add(party)
            if all(not having.isdisjoint(parties) for having in with_word):
                kept.append(code)
        found = copy(self)
        found._order = np.array(kept, dtype=self._order.dtype)
        return found

    def _counts(self, codes: Numbers) -> list[PairCount]:
        wanted = np.zeros(len(self._events), dtype=np.bool_)
        wanted[codes] = True
        inside = wanted[self._codes]
        rows, of = self._rows[inside], self._codes[inside]
        quad = self._columns.single["quad"][rows]
        classes = self._columns.values["quad"].names
        mild, hard = (
            np.bincount(
                of[np.isin(quad, [at for at, name in enumerate(classes) if side in name])], minlength=len(wanted)
            )
            for side in ("cooperation", "conflict")
        )
        articles = _articles(of, self._columns.measures["article"][rows], len(wanted))
        found = []
        for code in codes:
            one, _, other = self._columns.values["pair"].names[code].partition(PAIR)
            counts = (int(counted[code]) for counted in (self._events, mild, hard, articles))
            found.append(PairCount(one, other, *counts))
        return found


def _articles(codes: Numbers, articles: Numbers, size: int) -> Numbers:
    """Different articles by code."""
    both = np.unique((codes.astype(np.int64) << 32) | articles.astype(np.int64))
    return np.bincount(both >> 32, minlength=size)


def companions(columns: Columns, id: str, names: Names, limit: int) -> list[tuple[str, str, int]]:
    """Whom somebody meets or has to do with: actors of the same events, with id, name and how many."""
    mask = columns.has("actor", [id]) & _told(columns)
    found = [(other, names.party(other), count) for other, count in columns.counts("actor", mask) if other != id]
    return found[:limit]


def _told(columns: Columns) -> Mask:
    told: Mask = columns.measures["background"] == 0
    return told
