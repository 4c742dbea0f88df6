"""Rows by key, more of them than memory holds: sorted by SQLite in a file of its own that goes when it is closed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Self

import msgspec

from dragoman.errors import UsageError

__all__ = ["Sorter"]

SEPARATOR = "\x1f"
"""ASCII's own sign between two units; it sorts before all that names are written with."""
BATCH = 2_000
"""Rows that wait in memory before they are handed to SQLite."""


class Sorter:
    """Takes rows in any order and gives them back in groups of one key, the keys in order. A context manager."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("CREATE TABLE rows (key TEXT NOT NULL, row BLOB NOT NULL)")
        self._waiting: list[tuple[str, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._db.close()

    def add(self, key: Sequence[str], row: Any) -> None:
        """Take a row; `row` is anything that JSON can hold."""
        plain = SEPARATOR.join(part.replace(SEPARATOR, " ") for part in key)
        self._waiting.append((plain, msgspec.json.encode(row)))
        if len(self._waiting) == BATCH:
            self._hand_over()

    def groups(self) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
        """Each key with its rows in the order in which they came."""
        self._hand_over()
        found = self._db.execute("SELECT key, row FROM rows ORDER BY key, rowid")
        for key, rows in groupby(found, key=lambda pair: pair[0]):
            yield tuple(key.split(SEPARATOR)), [msgspec.json.decode(row) for _, row in rows]

    def _hand_over(self) -> None:
        try:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT INTO rows VALUES (?, ?)", self._waiting)
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise UsageError(f"rows cannot be sorted on disk: {error}; SQLITE_TMPDIR names another folder") from error
        self._waiting.clear()
