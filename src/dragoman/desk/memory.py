"""What the desk keeps of a store in memory, brought up to date whenever somebody has written to the store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

from dragoman.desk.columns import Columns, Row, Values
from dragoman.desk.rows import Notes, article_row, columns_for, event_row, incident_row
from dragoman.store import Store
from dragoman.store.corrections import Holding
from dragoman.store.feed import Place

__all__ = ["Memory", "Snapshot"]

T = TypeVar("T")

POLL_SECONDS = 1.0
"""How often the store is asked whether something was written to it."""
REST = 8.0
"""While another program writes on and on, the desk rests so many times as long as it took to look at what was written:
on a large store, putting the columns together is work that readers would wait for."""
MOST_DERIVED = 200
"""Things that are worked out of one moment and kept."""
_NOTHING = object()

_ROW: dict[Place, Callable[[tuple[Any, ...], Notes], Row]] = {
    "events": event_row,
    "incidents": incident_row,
    "articles": article_row,
}


@dataclass(frozen=True)
class Snapshot:
    """The store at one moment."""

    tables: dict[Place, Columns]
    """As they were read, to be extended."""
    events: Columns
    """With a column `reviewed`, of what people decided."""
    incidents: Columns
    """The same, with what people decided of one of its events."""
    notes: Notes
    """Actors and places; they only grow."""
    held: dict[str, Holding]
    """By event id, what people decided."""
    sequence: int = 0
    decided: int = 0
    derived: dict[str, Any] = field(default_factory=dict)
    """What pages work out of the columns and want to find again, by name."""

    @property
    def version(self) -> tuple[int, int, int]:
        """Differs where the store differs."""
        last = self.incidents.numbers
        return self.sequence, self.decided, int(last[-1]) if len(last) else 0

    @property
    def articles(self) -> Columns:
        """The articles."""
        return self.tables["articles"]

    @property
    def newest(self) -> int:
        """The number of the newest article; 0 where there is none."""
        numbers = self.articles.numbers
        return int(numbers[-1]) if len(numbers) else 0

    def columns(self, place: Place) -> Columns:
        """The columns of a list."""
        return {"events": self.events, "incidents": self.incidents}.get(place, self.tables[place])

    def keep(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for this moment."""
        found = self.derived.get(name, _NOTHING)
        if found is _NOTHING:
            found = make()
            while len(self.derived) >= MOST_DERIVED:
                self.derived.pop(next(iter(self.derived)), None)
            self.derived[name] = found
        return cast(T, found)


class Memory:
    """The latest `Snapshot` of a store. `start` keeps it fresh; `refresh` does so at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        tables = {place: columns_for(place) for place in _ROW}
        events, incidents = (_with_reviews(tables[place], {}, {}) for place in ("events", "incidents"))
        self._now = Snapshot(tables=tables, events=events, incidents=incidents, notes=Notes(), held={})

    @property
    def now(self) -> Snapshot:
        """The store as it was last seen."""
        return self._now

    def start(self) -> None:
        """Follow the store in a thread of its own."""
        self._thread = threading.Thread(target=self._follow, name="desk-memory", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _follow(self) -> None:
        with Store.open(self._path) as store:
            version, rest = -1, POLL_SECONDS
            while not self._stop.wait(rest):
                current, rest = store.feed.version(), POLL_SECONDS
                if current != version:
                    version, began = current, time.monotonic()
                    self._take(store)
                    rest = max(POLL_SECONDS, REST * (time.monotonic() - began))

    def refresh(self) -> None:
        """See what was written to the store until now."""
        with Store.open(self._path) as store:
            self._take(store)

    def _take(self, store: Store) -> None:
        with self._lock:
            old = self._now
            with store.feed.one_moment():
                sequence, decided = store.feed.sequence(), store.feed.decided()
                tables = {place: _refreshed(store, place, old) for place in _ROW}
                if decided == old.decided and all(tables[place] is old.tables[place] for place in tables):
                    return
                held = old.held if decided == old.decided else store.reviews.all_holding()
                numbers = {event: number for event in held if (number := store.feed.number("events", event))}
                of = {event: number for event in held if (number := store.lookups.incident_number(event))}
            self._now = Snapshot(
                tables=tables, events=_with_reviews(tables["events"], held, numbers),
                incidents=_with_reviews(tables["incidents"], held, of), notes=old.notes, held=held,
                sequence=sequence, decided=decided,
            )  # fmt: skip


def _refreshed(store: Store, place: Place, old: Snapshot) -> Columns:
    """The columns of a table, with what changed since the old moment."""
    columns = old.tables[place]
    gone = store.feed.gone(place, old.sequence) if len(columns) else []
    kept = columns.extended((), gone)
    last = int(kept.numbers[-1]) if len(kept) else 0
    rows = (_ROW[place](row, old.notes) for row in store.feed.rows(place, last, [n for n in gone if n <= last]))
    return kept.extended(rows)


def _with_reviews(columns: Columns, held: Mapping[str, Holding], numbers: Mapping[str, int]) -> Columns:
    """Rows with a column that says what people decided of each; `numbers` are the rows of the events decided on."""
    values = Values()
    codes = np.full(len(columns), values.code("no"), dtype=np.int32)
    for event, number in numbers.items():
        state = _state(held[event])
        if state:
            codes[np.searchsorted(columns.numbers, number)] = values.code(state)
    return replace(
        columns,
        values={**columns.values, "reviewed": values},
        single={**columns.single, "reviewed": codes},
    )


def _state(holding: Holding) -> str | None:
    if holding.fields:
        return "corrected"
    return {"accept": "accepted", "ignore": "ignored"}.get(holding.verdict or "")
