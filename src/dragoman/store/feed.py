"""A store for programs that keep columns of it in memory: what came and what went since they last looked, rows by
their numbers, and full-text search by number.

A number is a row's place in its table (`events.number`, `articles.number`, the rowid of `incidents`). The store may be
written to by other programs all the while; what `changes` gives is of one moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import msgspec

from dragoman.model import Article, Event, Incident
from dragoman.store import rows
from dragoman.store.database import Database
from dragoman.store.query import Source
from dragoman.store.search import full_text

__all__ = ["Feed", "Place"]

Place = Literal["events", "articles", "incidents"]

_event = msgspec.json.Decoder(Event)
_incident = msgspec.json.Decoder(Incident)

_ROWS: dict[str, str] = {
    "events": (
        "SELECT e.number, e.id, r.number, r.publisher, r.published, e.date_start, e.date_end, e.record "
        "FROM events e JOIN articles r ON r.id = e.article WHERE {0} ORDER BY e.number"
    ),
    "articles": (
        "SELECT e.number, e.id, e.publisher, e.published, e.genre, e.language, length(e.text) "
        "FROM articles e WHERE {0} ORDER BY e.number"
    ),
    "incidents": (
        "SELECT e.rowid, e.id, e.date_start, e.date_end, e.first_report, e.last_report, e.record, "
        "(SELECT json_group_array(json_extract(v.record, '$.type', '$.modes', '$.contexts', '$.confidence')) "
        "FROM incident_events x JOIN events v ON v.id = x.event WHERE x.incident = e.id) "
        "FROM incidents e WHERE {0} ORDER BY e.rowid"
    ),
}
_NUMBER = {"events": "e.number", "articles": "e.number", "incidents": "e.rowid"}
_TEXTS = {
    "events": "SELECT rowid FROM events_text WHERE events_text MATCH ? ORDER BY rowid",
    "articles": "SELECT rowid FROM articles_text WHERE articles_text MATCH ? ORDER BY rowid",
    "incidents": (
        "SELECT DISTINCT i.rowid FROM events_text t JOIN events e ON e.number = t.rowid "
        "JOIN incident_events x ON x.event = e.id JOIN incidents i ON i.id = x.incident "
        "WHERE t.events_text MATCH ? ORDER BY i.rowid"
    ),
}


class Feed:
    """What a program that keeps columns asks of a store; `Store.feed` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def version(self) -> int:
        """A number that changes whenever another connection has written to the store."""
        return int(self._db.only("PRAGMA data_version")[0])

    def sequence(self) -> int:
        """Where the list of rows that went stands at present; for `gone`."""
        return int(self._db.only("SELECT coalesce(max(sequence), 0) FROM gone_rows")[0])

    def decided(self) -> int:
        """The number of the last decision."""
        return int(self._db.only("SELECT coalesce(max(number), 0) FROM decisions")[0])

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that is read within is of one moment, whoever writes meanwhile."""
        self._db.connection.execute("BEGIN")
        try:
            yield
        finally:
            self._db.connection.execute("COMMIT")

    def gone(self, place: Place, since: int) -> list[int]:
        """Numbers of the rows that went, or changed, after the list stood at `since`."""
        sql = "SELECT DISTINCT number FROM gone_rows WHERE sequence > ? AND place = ?"
        return [row[0] for row in self._db.rows(sql, since, place)]

    def rows(self, place: Place, after: int, also: Iterable[int] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows with numbers above `after`, and those of `also` that are there, in order; the columns as in `_ROWS`."""
        number = _NUMBER[place]
        condition = f"({number} > ? OR {number} IN (SELECT value FROM json_each(?)))"
        if not (wanted := list(also)):
            condition = f"{number} > ?"
        parameters = (after, rows.encode(wanted)) if wanted else (after,)
        return self._db.rows(_ROWS[place].format(condition), *parameters)

    def find(self, place: Place, words: str) -> list[int]:
        """Numbers of the rows whose text meets a search, in order. Raises UsageError where it has no word."""
        return [row[0] for row in self._db.rows(_TEXTS[place], full_text(words))]

    def events(self, numbers: Iterable[int]) -> Iterator[tuple[Event, Source]]:
        """The events of these numbers in their order, each with what is known of its page; those that went are not."""
        numbers = [int(number) for number in numbers]
        sql = (
            "SELECT e.number, e.record, r.published, r.publisher, r.title, r.url FROM events e "
            "JOIN articles r ON r.id = e.article WHERE e.number IN (SELECT value FROM json_each(?))"
        )
        found = {number: row for number, *row in self._db.rows(sql, rows.encode(numbers))}
        for number in numbers:
            if row := found.get(number):
                record, *page = row
                yield _event.decode(record), Source(*page)

    def incidents(self, numbers: Iterable[int]) -> Iterator[Incident]:
        """The incidents of these numbers in their order."""
        numbers = [int(number) for number in numbers]
        sql = "SELECT rowid, record FROM incidents WHERE rowid IN (SELECT value FROM json_each(?))"
        found = dict(self._db.rows(sql, rows.encode(numbers)))
        for number in numbers:
            if record := found.get(number):
                yield _incident.decode(record)

    def articles(self, numbers: Iterable[int]) -> Iterator[Article]:
        """The articles of these numbers in their order, without their lines."""
        numbers = [int(number) for number in numbers]
        sql = "SELECT number, record, text FROM articles WHERE number IN (SELECT value FROM json_each(?))"
        found = {number: row for number, *row in self._db.rows(sql, rows.encode(numbers))}
        for number in numbers:
            if row := found.get(number):
                yield rows.article_from(row[0], row[1], None)

    def number(self, place: Place, id: str) -> int | None:
        """The number of a row by its id, or None."""
        found = self._db.one(f"SELECT {_NUMBER[place].removeprefix('e.')} FROM {place} WHERE id = ?", id)
        return int(found[0]) if found else None
