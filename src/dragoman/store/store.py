"""The store: what was read is kept in one SQLite file, with the page itself and what people decided."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from dragoman.errors import StoreError
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
from dragoman.store.arrivals import Arrivals
from dragoman.store.changes import Change, changes_between
from dragoman.store.corpus import Corpus
from dragoman.store.corrections import apply_to_article, read_events
from dragoman.store.database import Database
from dragoman.store.feed import Feed
from dragoman.store.foreign import Foreign
from dragoman.store.incidents import Incidents
from dragoman.store.lookups import Lookups
from dragoman.store.packing import CHILDREN, PackedRecord, pack_record
from dragoman.store.query import EventQuery, Source, where
from dragoman.store.reviews import Decision, Reviews
from dragoman.store.search import full_text
from dragoman.store.stories import Stories
from dragoman.store.telling import Telling
from dragoman.store.watching import Watching

if TYPE_CHECKING:  # these take packages that keeping pages and listing events does not
    from dragoman.intake.page import Page
    from dragoman.store.negotiations import Negotiations
    from dragoman.store.parties import Parties

__all__ = ["Decision", "Store"]

T = TypeVar("T")

_KINDS: dict[str, type[Any]] = {
    "quotations": Quotation,
    "positions": Position,
    "promises": Promise,
    "negotiations": Negotiation,
}


class Store:
    """One SQLite file. Use it as a context manager, or call `close()`.

    A store may be read while another program writes to it. One `Store` belongs to one thread.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.path = database.path
        self.read_only = database.read_only
        self.corpus = Corpus(database)
        self.incidents = Incidents(database)
        self.reviews = Reviews(database)
        self.feed = Feed(database)
        self.lookups = Lookups(database)
        self.stories = Stories(database)
        self.foreign = Foreign(database)
        self.watching = Watching(database)
        self.telling = Telling(database)
        self.arrivals = Arrivals(database)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Self:
        """Open a store and bring its schema up to date; with `create`, make it if there is none. A store that may not be
        written is opened for reading (`read_only`).

        Raises StoreError where there is no store, where the file is none, or where a newer program made it.
        """
        return cls(Database.open(Path(path), create=create))

    @cached_property
    def negotiations(self) -> Negotiations:
        """The negotiations that the store tells of; remembers what it has gathered."""
        return self.fresh_negotiations()

    @cached_property
    def _parties(self) -> Parties:
        from dragoman.store.parties import Parties

        return Parties(self._db)

    def fresh_negotiations(self) -> Negotiations:
        """As `negotiations`, but has gathered nothing yet."""
        from dragoman.store.negotiations import Negotiations

        return Negotiations(self._db, self._parties)

    def party_ids(self, given: Iterable[str]) -> tuple[str, ...]:
        """The parties that a user means by ids, country codes or names. Raises UsageError for nobody known."""
        return tuple(self._parties.id_of(name) for name in given)

    def party_name(self, id: str) -> str:
        """The usual name of a party."""
        return self._parties.actor(id).name

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # Keeping

    def keep(self, record: Record, page: Page, run: Run, known: Mapping[str, str] | None = None) -> bool:
        """Keep a page and its reading, in one transaction; true if the page is new to the store.

        A page is known by its bytes. A new reading takes the place of the one before; decisions stay. `known` is what
        the user said of the page (published, title, publisher, url).
        """
        return self.put(pack_record(record, page, known), run)

    def put(self, packed: PackedRecord, run: Run, *, note_changes: bool = False) -> bool:
        """Keep a reading that a worker packed; as `keep`. With `note_changes`, what it changed is kept too."""
        page = packed.page
        with self._db.transaction(f"{page.origin}: cannot be kept"):
            known = self._db.one("SELECT 1 FROM articles WHERE id = ?", packed.id)
            self._db.insert_once("runs", rows.run_row(run))
            if note_changes:
                self._note_changes(packed, run)
            self._db.upsert("articles", {**packed.article, "run": run.id}, key="id")
            self._db.upsert("pages", {**page.columns, "article": packed.id, "lines": packed.lines}, key="article")
            for table in CHILDREN:
                self._db.execute(f"DELETE FROM {table} WHERE article = ?", packed.id)
                self._db.insert(table, ({**row, "run": run.id} for row in packed.children[table]))
            for table in ("event_actors", "vectors"):
                self._db.insert(table, packed.children[table])
            apply_to_article(self._db, packed.id)
            self._db.execute("DELETE FROM rejects WHERE origin = ? AND line IS ?", page.origin, page.line)
            self._db.execute("DELETE FROM skipped WHERE id = ?", packed.id)
        return known is None

    def _note_changes(self, packed: PackedRecord, run: Run) -> None:
        old = read_events(self._db, packed.id)
        new = (_event(row["record"]) for row in packed.children["events"])
        self._db.insert("changes", (_change_row(change, run) for change in changes_between(old, new)))

    def reject(self, reject: Reject, run: Run, page: str | None = None) -> None:
        """Keep the reason why a page could not be read; a later reason for the same page takes its place.

        `page` is the id that the page would have, where it has bytes.
        """
        row = {**msgspec.structs.asdict(reject), "run": run.id, "page": page}
        with self._db.transaction(f"{reject.origin}: cannot be kept"):
            self._db.insert_once("runs", rows.run_row(run))
            self._db.upsert("rejects", row, key="origin, ifnull(line, 0)")

    def decide(self, event: str, field: str, new: Any, *, who: str) -> Decision:
        """Write down what a person decided about a field of an event, and let it hold; as `reviews.decide`."""
        return self.reviews.decide(event, field, new, who=who)

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
        for record, *page in self._db.rows(sql, *parameters, query.limit or -1):
            yield _event(record), Source(*page)

    def count(self, query: EventQuery | None = None) -> int:
        """How many events a query finds, its limit left aside."""
        condition, parameters = where(query or EventQuery())
        sql = f"SELECT count(*) FROM events e JOIN articles r ON r.id = e.article WHERE {condition}"
        return int(self._db.only(sql, *parameters)[0])

    def articles(self, *, search: str | None = None) -> Iterator[Article]:
        """The articles by day of publication, each without the lines of its page.

        `search`: only those whose title or text it finds, as `store.search` reads it.
        """
        condition, parameters = "1", []
        if search is not None:
            condition = "number IN (SELECT rowid FROM articles_text WHERE articles_text MATCH ?)"
            parameters = [full_text(search)]
        sql = f"SELECT record, text FROM articles WHERE {condition} ORDER BY published IS NULL, published, id"
        for record, text in self._db.rows(sql, *parameters):
            yield rows.article_from(record, text, None)

    def read_article(self, article: str) -> Record:
        """The whole reading of a page, by the article's id.

        Raises StoreError where the store has no such article.
        """
        sql = "SELECT a.record, a.text, p.lines FROM articles a JOIN pages p ON p.article = a.id WHERE a.id = ?"
        found = self._db.one(sql, article)
        if found is None:
            raise StoreError(f"no article {article!r} in {self.path}")
        children: dict[str, Any] = {name: tuple(self._read_all(name, kind, article)) for name, kind in _KINDS.items()}
        vectors = "SELECT v.event, v.data FROM vectors v JOIN events e ON e.id = v.event WHERE e.article = ?"
        return Record(
            article=rows.article_from(*found),
            events=tuple(self._read_all("events", Event, article)),
            vectors=dict(self._db.rows(vectors, article)),
            **children,
        )

    def page(self, article: str) -> bytes:
        """The bytes of the page that were given.

        Raises StoreError where the store has no such article.
        """
        found = self._db.one("SELECT data FROM pages WHERE article = ?", article)
        if found is None:
            raise StoreError(f"no article {article!r} in {self.path}")
        return zlib.decompress(found[0])

    def rejects(self) -> Iterator[Reject]:
        """The pages that could not be read, in the order in which they came."""
        for origin, line, reason, message in self._db.rows(
            "SELECT origin, line, reason, message FROM rejects ORDER BY number"
        ):
            yield Reject(origin=origin, line=line, reason=reason, message=message)

    def runs(self) -> Iterator[Run]:
        """The runs that have written to this store, in order."""
        for row in self._db.rows(
            "SELECT id, program, model, lexicon, codebook, options, started FROM runs ORDER BY started"
        ):
            id, program, model, lexicon, codebook, options, started = row
            yield Run(
                id=id, program=program, model=model, lexicon=lexicon, codebook=codebook,
                options=msgspec.json.decode(options), started=started,
            )  # fmt: skip

    def decisions(self, event: str | None = None) -> Iterator[Decision]:
        """What people decided, in order; of one event or of all."""
        return self.reviews.decisions(event)

    def _read_all(self, table: str, kind: type[T], article: str) -> Iterator[T]:
        for (record,) in self._db.rows(f"SELECT record FROM {table} WHERE article = ? ORDER BY position", article):
            yield msgspec.json.decode(record, type=kind)


_event_decoder = msgspec.json.Decoder(Event)


def _event(record: str) -> Event:
    return _event_decoder.decode(record)


def _change_row(change: Change, run: Run) -> dict[str, Any]:
    return {
        "run": run.id,
        "article": change.article,
        "event": change.event,
        "change": change.change,
        "fields": rows.encode(change.fields),
        "record": rows.encode(change.record) if change.change == "gone" else None,
    }
