"""Reading a page at the desk: one reader for all, loaded when it is first needed, and readings not yet kept."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from dragoman.desk.settings import Settings
from dragoman.errors import PageError
from dragoman.intake.fetch import fetch
from dragoman.intake.page import Page
from dragoman.model import Record, Reject

if TYPE_CHECKING:
    from dragoman.pipeline import Reader

__all__ = ["ReadPage", "ReadingRoom"]

HELD = 40
"""Readings that wait to be kept or not; the oldest goes first."""


@dataclass(frozen=True)
class ReadPage:
    """A page that was read and is not in the store yet."""

    page: Page
    record: Record
    known: dict[str, str]
    seconds: float
    key: str = field(default_factory=lambda: secrets.token_urlsafe(9))


class ReadingRoom:
    """Reads one page after another, in one thread: the parser's memory is large and its work is long."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reader: Reader | None = None
        self._loading = Lock()
        self._held: OrderedDict[str, ReadPage] = OrderedDict()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk-reader")

    @property
    def is_warm(self) -> bool:
        """Whether the parser is loaded."""
        return self._reader is not None

    def warm_up(self) -> None:
        """Load the parser meanwhile."""
        if not self.is_warm:
            self._thread.submit(self._load)

    def read(self, page: Page, known: dict[str, str]) -> ReadPage:
        """Read a page and hold its reading. Raises PageError where it cannot be read."""
        read = self._thread.submit(self._read, page, known).result()
        with self._loading:
            self._held[read.key] = read
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        return read

    def fetch(self, address: str) -> Page:
        """The page at an address. Raises FetchError, also where the address is not public."""
        return fetch(address, allow_private=self._settings.allow_private)

    def held(self, key: str) -> ReadPage | None:
        """A reading that waits."""
        return self._held.get(key)

    def drop(self, key: str) -> None:
        """A reading that was kept, or is not wanted."""
        with self._loading:
            self._held.pop(key, None)

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(cancel_futures=True)

    def _read(self, page: Page, known: dict[str, str]) -> ReadPage:
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
