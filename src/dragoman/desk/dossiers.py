"""Negotiations as the desk shows them: gathered in a thread of their own, kept until the store has changed.

Gathering reads every dealing of the store. A reader waits a moment for it; after that the page says that it is being
gathered, and a list that is a little old is shown rather than none.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from dragoman.desk.apart import Apart
from dragoman.errors import UsageError
from dragoman.negotiations.dossier import Dossier
from dragoman.store import Store
from dragoman.store.negotiations import Listed

__all__ = ["Dossiers", "Gathered"]

T = TypeVar("T")

PATIENCE_SECONDS = 1.5
"""How long a reader waits before a page says that it is being gathered."""
AGAIN_SECONDS = 0.05
"""How long who comes while it is still being gathered waits, since whoever began it has waited already."""
REST_SECONDS = 60.0
"""While another program writes, a large store is not gathered anew more often than this."""
LARGE_BYTES = 200_000_000
"""Size of a store from which gathering takes long and is done in a process of its own, whose start takes a second."""
KEPT = 30
"""Dossiers in memory."""

Version = tuple[int, int, int]


class Gathered(Generic[T]):
    """Something that is gathered in the background, and the version of the store that it was gathered from."""

    def __init__(self, gather: Callable[[], T]) -> None:
        self._gather = gather
        self._work: Future[T] | None = None
        self._version: Version | None = None
        self._value: T | None = None
        self._began = 0.0
        self._lock = Lock()

    def get(self, version: Version, threads: ThreadPoolExecutor, *, rest: float, patience: float) -> T | None:
        """The latest that there is; None where nothing is yet. Raises what gathering raised."""
        begun = False
        with self._lock:
            rested = time.monotonic() - self._began >= rest or self._value is None
            if self._version != version and (self._work is None or self._work.done()) and rested:
                self._work = threads.submit(self._gather)
                self._version, self._began, begun = version, time.monotonic(), True
            work = self._work
        if work is not None:
            wait([work], timeout=patience if begun else min(patience, AGAIN_SECONDS) if self._value is None else 0)
            if work.done():
                self._value = work.result()
        return self._value


class Dossiers:
    """The list of negotiations and the dossiers of a store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="desk-dossiers")
        self._apart = Apart()
        self._list = Gathered(self._gather_list)
        self._dossiers: dict[tuple[str, str | None], Gathered[Dossier]] = {}

    def listed(self, version: Version, *, patience: float | None = None) -> list[Listed] | None:
        """All negotiations; None while they are being gathered for the first time. `patience` is in seconds."""
        waits = PATIENCE_SECONDS if patience is None else patience
        return self._list.get(version, self._threads, rest=self._rest, patience=waits)

    def dossier(self, id: str, since: str | None, version: Version) -> Dossier | None:
        """One dossier; None while it is being gathered. Raises UsageError where there is no such negotiation."""
        key = (id, since)
        if key not in self._dossiers:
            while len(self._dossiers) >= KEPT:
                self._dossiers.pop(next(iter(self._dossiers)), None)
            self._dossiers[key] = Gathered(lambda: self._gather(id, since))
        try:
            return self._dossiers[key].get(version, self._threads, rest=self._rest, patience=PATIENCE_SECONDS)
        except UsageError:
            self._dossiers.pop(key, None)
            raise

    def close(self) -> None:
        """End the thread, and what it waits for."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._apart.stop()
        self._threads.shutdown()

    @property
    def _is_large(self) -> bool:
        return self._path.stat().st_size > LARGE_BYTES

    @property
    def _rest(self) -> float:
        return REST_SECONDS if self._is_large else 0.0

    def _gather_list(self) -> list[Listed]:
        return self._ask(_all_negotiations)

    def _gather(self, id: str, since: str | None) -> Dossier:
        return self._ask(_dossier, id, since)

    def _ask(self, question: Callable[..., T], *given: str | None) -> T:
        """Each time with a connection of its own: a store remembers the dealings that it has read."""
        if self._is_large:
            return self._apart.ask(self._path, question, *given)
        with Store.open(self._path) as store:
            return question(store, *given)


def _all_negotiations(store: Store) -> list[Listed]:
    return store.negotiations.find()


def _dossier(store: Store, id: str, since: str | None) -> Dossier:
    return store.negotiations.dossier(id, since)
