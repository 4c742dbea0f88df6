"""The store: what was read is kept in one SQLite file, with the page itself and what people decided."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

import msgspec

from dragoman.errors import StoreError, UsageError
from dragoman.model import (
    Article,
    Event,
    Negotiation,
    Position,
    Promise,
    Quotation,
    Record,
    Reject,
    Run,
)
from dragoman.store import rows
from dragoman.store.migrations import migrate, version
from dragoman.store.query import EventQuery, Source, full_text, where

__all__ = ["Decision", "KeptPage", "Store"]

T = TypeVar("T")

APPLICATION_ID = 0x44524147
"""`DRAG`, in the header of the SQLite file: tells a store from any other database."""

BUSY_MS = 30_000
"""How long to wait for another program that is writing to the same store."""

_CHILDREN: tuple[tuple[str, type[Any]], ...] = (
    ("quotations", Quotation),
    ("positions", Position),
    ("promises", Promise),
    ("negotiations", Negotiation),
)


class KeptPage(Protocol):
    """What the store needs of a page: `dragoman.intake.Page` has it."""

    @property
    def origin(self) -> str:
        """File name or address."""

    @property
    def data(self) -> bytes:
        """The bytes that were given."""

    @property
    def url(self) -> str | None:
        """The address, if there is one."""

    @property
    def content_type(self) -> str | None:
        """The media type, if it was told."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a field of an event. Never changed; a later one may say otherwise."""

    made: str
    """ISO time, UTC."""
    who: str
    event: str
    """The event's id."""
    field: str
    old: Any
    new: Any


class Store:
    """One SQLite file. Use it as a context manager, or call `close()`.

    A store may be read while another program writes to it. One `Store` belongs to one thread.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Store:
        """Open a store and bring its schema up to date; with `create`, make it if there is none.

        Raises StoreError where there is no store, where the file is none, or where a newer program made it.
        """
        path = Path(path)
        if not path.exists() and not create:
            raise StoreError(f"no store at {path}: make one with `dragoman code PAGE --into {path}`")
        if not path.parent.is_dir():
            raise StoreError(f"the folder {path.parent} does not exist: make it first")
        try:
            connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        except sqlite3.Error as error:
            raise StoreError(f"{path} cannot be opened: {error}") from error
        try:
            _prepare(connection, path)
        except sqlite3.Error as error:
            connection.close()
            raise StoreError(f"{path} is not a Dragoman store, or is damaged: {error}") from error
        except StoreError:
            connection.close()
            raise
        return cls(connection, path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Keeping

    def keep(self, record: Record, page: KeptPage, run: Run) -> bool:
        """Keep a page and its reading, in one transaction; true if the page is new to the store.

        A page is known by its bytes. A new reading takes the place of the one before; decisions stay.
        """
        article = record.article
        with self._transaction(f"{page.origin}: cannot be kept"):
            known = self._one("SELECT 1 FROM articles WHERE id = ?", article.id)
            self._start(run)
            self._upsert("articles", rows.article_row(article, run.id), key="id")
            self._upsert("pages", _page_row(article, page), key="article")
            for table in ("events", *(name for name, _ in _CHILDREN)):
                self._db.execute(f"DELETE FROM {table} WHERE article = ?", (article.id,))
            self._insert("events", (rows.event_row(event, run.id, at) for at, event in enumerate(record.events)))
            self._insert("event_actors", (row for event in record.events for row in rows.actor_rows(event)))
            self._keep_all("quotations", rows.quotation_row, record.quotations, article.id, run.id)
            self._keep_all("positions", rows.position_row, record.positions, article.id, run.id)
            self._keep_all("promises", rows.promise_row, record.promises, article.id, run.id)
            self._keep_all("negotiations", rows.negotiation_row, record.negotiations, article.id, run.id)
            self._db.execute("DELETE FROM rejects WHERE origin = ? AND line IS NULL", (page.origin,))
        return known is None

    def reject(self, reject: Reject, run: Run) -> None:
        """Keep the reason why a page could not be read; a later reason for the same page takes its place."""
        with self._transaction(f"{reject.origin}: cannot be kept"):
            self._start(run)
            self._db.execute("DELETE FROM rejects WHERE origin = ? AND line IS ?", (reject.origin, reject.line))
            row = {**msgspec.structs.asdict(reject), "run": run.id}
            self._insert("rejects", [row])

    def decide(self, event: str, field: str, new: Any, *, who: str) -> Decision:
        """Write down what a person decided about a field of an event, beside the reading.

        Raises UsageError where there is no such event or field.
        """
        if field not in Event.__struct_fields__:
            raise UsageError(f"an event has no field {field!r}")
        found = self._one("SELECT record FROM events WHERE id = ?", event)
        if found is None:
            raise UsageError(f"no event {event!r} in {self.path}")
        old = msgspec.to_builtins(getattr(_event(found[0]), field))
        made = datetime.now(UTC).isoformat(timespec="seconds")
        decision = Decision(made=made, who=who, event=event, field=field, old=old, new=new)
        row = msgspec.structs.asdict(decision)
        with self._transaction(f"{self.path}: the decision cannot be kept"):
            self._insert("decisions", [{**row, "old": rows.encode(old), "new": rows.encode(new)}])
        return decision

    # Reading

    def events(self, query: EventQuery | None = None) -> Iterator[Event]:
        """The events that a query asks for, by date, those without one last; read one at a time."""
        for event, _ in self.sourced_events(query):
            yield event

    def sourced_events(self, query: EventQuery | None = None) -> Iterator[tuple[Event, Source]]:
        """As `events`, each with what is known of its page."""
        query = query or EventQuery()
        condition, parameters = where(query)
        sql = (
            "SELECT e.record, r.published, r.publisher, r.title, r.url FROM events e "
            f"JOIN articles r ON r.id = e.article WHERE {condition} "
            "ORDER BY e.date_start IS NULL, e.date_start, e.date_end, e.article, e.position LIMIT ?"
        )
        for record, published, publisher, title, url in self._rows(sql, *parameters, query.limit or -1):
            yield _event(record), Source(published=published, publisher=publisher, title=title, url=url)

    def count(self, query: EventQuery | None = None) -> int:
        """How many events a query finds, its limit left aside."""
        condition, parameters = where(query or EventQuery())
        sql = f"SELECT count(*) FROM events e JOIN articles r ON r.id = e.article WHERE {condition}"
        found = self._one(sql, *parameters)
        return int(found[0]) if found else 0

    def articles(self, *, search: str | None = None) -> Iterator[Article]:
        """The articles by day of publication, each without the lines of its page.

        `search`: only those with all these words in title or text.
        """
        condition, parameters = "1", []
        if search is not None:
            condition = "number IN (SELECT rowid FROM articles_text WHERE articles_text MATCH ?)"
            parameters = [full_text(search)]
        sql = f"SELECT record, text FROM articles WHERE {condition} ORDER BY published IS NULL, published, id"
        for record, text in self._rows(sql, *parameters):
            yield rows.article_from(record, text, None)

    def read_article(self, article: str) -> Record:
        """The whole reading of a page, by the article's id.

        Raises StoreError where the store has no such article.
        """
        sql = "SELECT a.record, a.text, p.lines FROM articles a JOIN pages p ON p.article = a.id WHERE a.id = ?"
        found = self._one(sql, article)
        if found is None:
            raise StoreError(f"no article {article!r} in {self.path}")
        children: dict[str, Any] = {name: tuple(self._read_all(name, kind, article)) for name, kind in _CHILDREN}
        return Record(
            article=rows.article_from(*found), events=tuple(self._read_all("events", Event, article)), **children
        )

    def page(self, article: str) -> bytes:
        """The bytes of the page that were given.

        Raises StoreError where the store has no such article.
        """
        found = self._one("SELECT data FROM pages WHERE article = ?", article)
        if found is None:
            raise StoreError(f"no article {article!r} in {self.path}")
        return zlib.decompress(found[0])

    def rejects(self) -> Iterator[Reject]:
        """The pages that could not be read, in the order in which they came."""
        for origin, line, reason, message in self._rows(
            "SELECT origin, line, reason, message FROM rejects ORDER BY number"
        ):
            yield Reject(origin=origin, line=line, reason=reason, message=message)

    def runs(self) -> Iterator[Run]:
        """The runs that have written to this store, in order."""
        for row in self._rows(
            "SELECT id, program, model, lexicon, codebook, options, started FROM runs ORDER BY started"
        ):
            id, program, model, lexicon, codebook, options, started = row
            yield Run(
                id=id, program=program, model=model, lexicon=lexicon, codebook=codebook,
                options=msgspec.json.decode(options), started=started,
            )  # fmt: skip

    def decisions(self, event: str | None = None) -> Iterator[Decision]:
        """What people decided, in order; of one event or of all."""
        columns = "made, who, event, field, old, new"
        sql = f"SELECT {columns} FROM decisions WHERE ?1 IS NULL OR event = ?1 ORDER BY number"
        for made, who, of, field, old, new in self._rows(sql, event):
            yield Decision(
                made=made, who=who, event=of, field=field,
                old=msgspec.json.decode(old), new=msgspec.json.decode(new),
            )  # fmt: skip

    # The database

    @contextmanager
    def _transaction(self, trouble: str) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"{trouble}: {error}") from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def _rows(self, sql: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._db.execute(sql, parameters)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path} cannot be read: {error}") from error

    def _one(self, sql: str, *parameters: Any) -> tuple[Any, ...] | None:
        return next(self._rows(sql, *parameters), None)

    def _start(self, run: Run) -> None:
        row = rows.run_row(run)
        self._db.execute(f"INSERT OR IGNORE INTO runs {_values(row)}", row)

    def _insert(self, table: str, new: Iterable[dict[str, Any]]) -> None:
        for row in new:
            self._db.execute(f"INSERT INTO {table} {_values(row)}", row)

    def _upsert(self, table: str, row: dict[str, Any], *, key: str) -> None:
        changes = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
        self._db.execute(f"INSERT INTO {table} {_values(row)} ON CONFLICT ({key}) DO UPDATE SET {changes}", row)

    def _keep_all(
        self,
        table: str,
        as_row: Callable[[T, str, str, int], dict[str, Any]],
        records: Sequence[T],
        article: str,
        run: str,
    ) -> None:
        self._insert(table, (as_row(record, article, run, at) for at, record in enumerate(records)))

    def _read_all(self, table: str, kind: type[T], article: str) -> Iterator[T]:
        for (record,) in self._rows(f"SELECT record FROM {table} WHERE article = ? ORDER BY position", article):
            yield msgspec.json.decode(record, type=kind)


_event_decoder = msgspec.json.Decoder(Event)


def _event(record: str) -> Event:
    return _event_decoder.decode(record)


def _values(row: dict[str, Any]) -> str:
    return f"({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"


def _page_row(article: Article, page: KeptPage) -> dict[str, Any]:
    return {
        "article": article.id,
        "origin": page.origin,
        "url": page.url,
        "content_type": page.content_type,
        "size": len(page.data),
        "data": zlib.compress(page.data),
        "lines": rows.pack_lines(article),
    }


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Settings of the connection, the check that this is a store, and the migrations."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID:
        if mark or version(connection) or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise StoreError(f"{path} is an SQLite file, but not a Dragoman store")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection, path)
