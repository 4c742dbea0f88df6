"""The SQLite file beneath a store: opened, brought up to date, read and written, its errors told as StoreErrors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dragoman.errors import StoreError
from dragoman.store.migrations import latest, migrate, version
from dragoman.store.query import plain_name

__all__ = ["APPLICATION_ID", "Database"]

APPLICATION_ID = 0x44524147
"""`DRAG`, in the header of the SQLite file: tells a store from any other database."""

WAL_PAGES = 4_000
"""Pages of the log from which they are put into the file, each with its last content: 16 MB of writing wait for the
disk once where SQLite's own 1,000 pages, some ten articles, wait four times and write the pages of indexes each time."""

BUSY_MS = 30_000
"""How long to wait for another program that is writing to the same store."""

Row = dict[str, Any]


class Database:
    """One connection, for one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool = False) -> None:
        self.connection = connection
        """For those parts of the store that keep tables of their own."""
        self.path = path
        self.read_only = read_only
        """Whether the file, or its folder, may only be read."""

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Database:
        """Open the file and bring its schema up to date; with `create`, make it if there is none. A file that may not
        be written, such as a colleague's or one on a medium, is opened for reading.

        Raises StoreError where there is no store, where the file is none, or where a newer program made it.
        """
        if not path.exists() and not create:
            raise StoreError(f"no store at {path}: make one with `dragoman code PAGE --into {path}`")
        if not path.parent.is_dir():
            raise StoreError(f"the folder {path.parent} does not exist: make it first")
        read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        try:
            connection = sqlite3.connect(
                _for_reading(path) if read_only else path, isolation_level=None, timeout=BUSY_MS / 1000, uri=read_only
            )
        except sqlite3.Error as error:
            if not path.exists() and not os.access(path.parent, os.W_OK):
                raise StoreError(f"{path} cannot be made: nothing may be written in {path.parent}") from error
            raise StoreError(f"{path} cannot be opened: {error}") from error
        try:
            _prepare(connection, path, read_only=read_only)
        except sqlite3.Error as error:
            connection.close()
            raise StoreError(f"{path} is not a Dragoman store, or is damaged: {error}") from error
        except BaseException:
            connection.close()
            raise
        return cls(connection, path, read_only=read_only)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    @contextmanager
    def transaction(self, trouble: str) -> Iterator[None]:
        """All or nothing. An SQLite error becomes a StoreError that begins with `trouble`."""
        if self.read_only:
            raise StoreError(f"{trouble}: {self.path}, or its folder, may only be read; copy it to where you may write")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{trouble}: {_told(error)}") from error
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def rows(self, sql: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
        """The rows that a query finds, one at a time. Raises StoreError."""
        try:
            for row in self.connection.execute(sql, parameters):  # noqa: UP028 - `yield from` would close the cursor
                yield row
        except sqlite3.Error as error:
            raise StoreError(f"{self.path} cannot be read: {error}") from error

    def one(self, sql: str, *parameters: Any) -> tuple[Any, ...] | None:
        """The first row that a query finds, or None."""
        return next(self.rows(sql, *parameters), None)

    def only(self, sql: str, *parameters: Any) -> tuple[Any, ...]:
        """The one row that a query must find. Raises StoreError where there is none."""
        found = self.one(sql, *parameters)
        if found is None:
            raise StoreError(f"{self.path} is damaged: a row is missing that another one needs")
        return found

    # Within a transaction

    def execute(self, sql: str, *parameters: Any) -> None:
        """Carry out one statement."""
        self.connection.execute(sql, parameters)

    def insert(self, table: str, new: Iterable[Row]) -> None:
        """Add rows that all have the same columns."""
        rows = list(new)
        if rows:
            self.connection.executemany(f"INSERT INTO {table} {_values(rows[0])}", rows)

    def insert_once(self, table: str, row: Row) -> None:
        """Add a row unless there is one of its key."""
        self.connection.execute(f"INSERT OR IGNORE INTO {table} {_values(row)}", row)

    def upsert(self, table: str, row: Row, *, key: str) -> None:
        """Add a row, or put its values in place of those of the row of the same key."""
        changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
        sql = f"INSERT INTO {table} {_values(row)} ON CONFLICT ({key}) DO UPDATE SET {changes}"
        self.connection.execute(sql, row)


def _values(row: Row) -> str:
    return f"({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"


def _for_reading(path: Path) -> str:
    """The address by which SQLite opens a file that may not be written. Where nobody can be writing to it (no log lies
    beside it), SQLite must be told so: else it wants to make one.
    """
    log = path.with_name(f"{path.name}-wal")
    still = not (log.exists() and log.stat().st_size)
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if still else ''}"


def _told(error: sqlite3.Error) -> str:
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
        return "another program is writing to it; try again when that one has done"
    return str(error)


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    """Settings of the connection, the check that this is a store, and the migrations."""
    connection.create_function("plain_name", 1, plain_name, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID:
        if mark or version(connection) or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StoreError(f"{path} is an SQLite file, but not a Dragoman store")
        if read_only:
            raise StoreError(f"{path} is empty, and may not be written")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if read_only and version(connection) < latest():
        raise StoreError(
            f"{path} was made by an older Dragoman and must be brought up to date, but it, or its folder, may only be "
            "read: copy it to where you may write"
        )
    migrate(connection, path)
