"""The desk itself: the store, what is kept of it in memory, and the threads that pages are made in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import ParamSpec, TypeVar

from dragoman.desk.assets import Assets
from dragoman.desk.dossiers import Dossiers
from dragoman.desk.memory import Memory, Snapshot
from dragoman.desk.names import Names
from dragoman.desk.reading import ReadingRoom
from dragoman.desk.session import Door
from dragoman.desk.settings import Settings
from dragoman.store import Store

__all__ = ["Desk"]

T = TypeVar("T")
P = ParamSpec("P")

THREADS = 8
"""Each with a connection of its own; more would only wait for one another on a small machine."""


class Desk:
    """All that the pages of one store share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with Store.open(settings.store, create=not settings.read_only):
            pass  # the schema is brought up to date once, and a file that is no store is told at once
        self.memory = Memory(settings.store)
        self.memory.refresh()
        self.assets = Assets()
        self.door = Door(settings)
        self.reading = ReadingRoom(settings)
        self.dossiers = Dossiers(settings.store)
        self._local = threading.local()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="desk")

    @property
    def now(self) -> Snapshot:
        """The store as it was last seen."""
        return self.memory.now

    @cached_property
    def names(self) -> Names:
        """Labels of codes and ids."""
        return Names(self.memory.now.notes.actors)

    @property
    def store(self) -> Store:
        """The connection of the present thread, which is one of the desk's own."""
        store: Store | None = getattr(self._local, "store", None)
        if store is None:
            store = self._local.store = Store.open(self.settings.store)
        return store

    async def run(self, function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Call a function in a thread that may use `store`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: function(*given, **named))

    def open(self) -> None:
        """Begin to follow the store."""
        self.memory.start()

    def close(self) -> None:
        """Close all connections and end all threads."""
        self.memory.stop()
        together = threading.Barrier(THREADS)
        for _ in range(THREADS):
            self._threads.submit(self._close_store, together)
        self._threads.shutdown()
        self.reading.close()
        self.dossiers.close()

    def _close_store(self, together: threading.Barrier) -> None:
        together.wait()  # so that each thread takes one of these
        store: Store | None = getattr(self._local, "store", None)
        if store is not None:
            store.close()
