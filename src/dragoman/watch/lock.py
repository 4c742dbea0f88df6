"""One watch a store: a lock that ends with the process, however that ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import UsageError

__all__ = ["only_one"]


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder. Raises UsageError where another process has it."""
    # a transaction of SQLite's own: works on every system, and the system lets go of it when the process dies
    connection = sqlite3.connect(folder / "watch.lock", isolation_level=None, timeout=0)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            store = folder.with_suffix(".db").name
            raise UsageError(f"another `dragoman watch` is at work on {store}: end it first") from None
        yield
    finally:
        connection.close()
