"""Reading a page at the desk: one reader for all, loaded when it is first needed, and readings not yet kept."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

from dragoman.desk.batch import Batch
from dragoman.desk.readpage import ReadPage
from dragoman.desk.settings import Settings
from dragoman.desk.taking import Taken
from dragoman.errors import PageError
from dragoman.intake.fetch import fetch
from dragoman.intake.page import Page
from dragoman.model import Reject

if TYPE_CHECKING:
    from dragoman.pipeline import Reader

__all__ = ["ReadingRoom"]

HELD = 40
"""Readings that wait to be kept or not; the oldest goes first."""
BATCHES_HELD = 4
"""The same of exports, which hold hundreds of readings."""


class ReadingRoom:
    """Reads one page after another, in one thread: the parser's memory is large and its work is long."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reader: Reader | None = None
        self._loading = Lock()
        self._held: OrderedDict[str, ReadPage] = OrderedDict()
        self._batches: OrderedDict[str, Batch] = OrderedDict()
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk-reader")

    @property
    def is_warm(self) -> bool:
        """Whether the parser is loaded."""
        return self._reader is not None

    def warm_up(self) -> None:
        """Load the parser meanwhile."""
        if not self.is_warm:
            self._thread.submit(self._load)

    def read(self, page: Page, known: Mapping[str, str]) -> ReadPage:
        """Read a page and hold its reading. Raises PageError where it cannot be read."""
        read = self._thread.submit(self._read, page, known).result()
        with self._loading:
            self._held[read.key] = read
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return read

    def read_all(self, taken: Taken, known: Mapping[str, str]) -> Batch:
        """Begin to read what holds several articles, and hold it; it fills meanwhile, and gives way to single pages."""
        batch = Batch(taken, known)
        with self._loading:
            self._batches[batch.key] = batch
            while len(self._batches) > BATCHES_HELD:
                self._batches.popitem(last=False)
        self._thread.submit(self._read_next, batch)
        return batch

    def batch(self, key: str) -> Batch | None:
        """An export that was read, or is being read."""
        return self._batches.get(key)

    def fetch(self, address: str) -> Page:
        """The page at an address. Raises FetchError, also where the address is not public."""
        return fetch(address, allow_private=self._settings.allow_private)

    def held(self, key: str) -> ReadPage | None:
        """A reading that waits."""
        return self._held.get(key) or next(
            (batch.read[key] for batch in list(self._batches.values()) if key in batch.read and key not in batch.kept),
            None,
        )

    def batch_with(self, key: str) -> Batch | None:
        """The export that a reading belongs to; None for a page that was read by itself."""
        return next((batch for batch in list(self._batches.values()) if key in batch.read), None)

    def drop(self, key: str) -> None:
        """A reading that was kept, or is not wanted."""
        with self._loading:
            self._held.pop(key, None)
            batch = self.batch_with(key)
            if batch is not None:
                batch.kept.add(key)

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._thread.shutdown(cancel_futures=True)

    def _read_next(self, batch: Batch) -> None:
        """Read the next article of an export, then stand at the end of the queue again."""
        if batch.done or batch.key not in self._batches:
            return
        page = batch.taken.pages[batch.tried]
        try:
            read = self._read(page, batch.known)
            batch.read[read.key] = read
        except PageError as error:
            batch.rejects.append(Reject(origin=page.origin, line=page.line, reason=error.reason, message=str(error)))
        except Exception as error:
            logging.getLogger(__name__).exception("%s:%s", page.origin, page.line)
            message = f"{page.origin}: a fault in the program ({type(error).__name__}); please report it with the page"
            batch.rejects.append(Reject(origin=page.origin, line=page.line, reason="fault", message=message))
        batch.tried += 1
        if not batch.done and not self._closed:
            self._thread.submit(self._read_next, batch)

    def _read(self, page: Page, known: Mapping[str, str]) -> ReadPage:
        reader = self._load()
        started = time.perf_counter()
        result = next(reader.read_many([page], **known))
        if isinstance(result, Reject):
            raise PageError(result.reason, result.message)
        return ReadPage(page, result, known, time.perf_counter() - started)

    def _load(self) -> Reader:
        if self._reader is None:
            from dragoman.pipeline import Reader, Settings

            chosen = Settings(lexicons=self._settings.lexicons, codebook=self._settings.codebook)
            self._reader = Reader(chosen)
        return self._reader
