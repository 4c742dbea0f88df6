"""Actors and pairs with how many events they have, out of the columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.desk.columns import Columns
from dragoman.desk.memory import Snapshot
from dragoman.desk.names import Names
from dragoman.desk.rows import PAIR

__all__ = ["ActorCount", "PairCount", "actors", "companions", "pairs"]

Mask = NDArray[np.bool_]


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


def pairs(now: Snapshot) -> list[PairCount]:
    """All pairs of parties of events that are no background, the busiest first."""
    return now.keep("pairs", lambda: _pairs(now.events))


def _pairs(columns: Columns) -> list[PairCount]:
    told = _told(columns)
    classes = columns.values["quad"].names
    code = columns.single["quad"]
    mild = np.isin(code, [at for at, name in enumerate(classes) if "cooperation" in name])
    hard = np.isin(code, [at for at, name in enumerate(classes) if "conflict" in name])
    cooperation = dict(columns.counts("pair", told & mild))
    conflict = dict(columns.counts("pair", told & hard))
    articles = _articles(columns, told)
    found = []
    for key, events in columns.counts("pair", told):
        one, _, other = key.partition(PAIR)
        found.append(PairCount(one, other, events, cooperation.get(key, 0), conflict.get(key, 0), articles.get(key, 0)))
    return found


def _articles(columns: Columns, mask: Mask) -> dict[str, int]:
    """Different articles by pair."""
    rows, codes = columns.several["pair"]
    inside = mask[rows]
    if not inside.any():
        return {}
    of = np.stack([codes[inside], columns.measures["article"][rows[inside]].astype(np.int32)])
    pairs, counts = np.unique(np.unique(of, axis=1)[0], return_counts=True)
    names = columns.values["pair"].names
    return {names[pair]: int(count) for pair, count in zip(pairs, counts, strict=True)}


def companions(columns: Columns, id: str, names: Names, limit: int) -> list[tuple[str, str, int]]:
    """Whom somebody meets or has to do with: actors of the same events, with id, name and how many."""
    mask = columns.has("actor", [id]) & _told(columns)
    found = [(other, names.party(other), count) for other, count in columns.counts("actor", mask) if other != id]
    return found[:limit]


def _told(columns: Columns) -> Mask:
    told: Mask = columns.measures["background"] == 0
    return told
