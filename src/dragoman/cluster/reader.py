"""A lake as lists and exports see it: what they ask of a store, answered by DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from dragoman.cluster import duck
from dragoman.cluster.conditions import event_condition
from dragoman.cluster.incidents import LakeIncidents
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.tables import SCHEMAS
from dragoman.errors import StoreError
from dragoman.model import Article, Event, Promise
from dragoman.store import EventQuery, Source, rows
from dragoman.store.query import Where, like
from dragoman.store.stories import KEPT, TEXTS_KEPT, Named, Readings

__all__ = ["LakeReader"]

_event = msgspec.json.Decoder(Event)
_promise = msgspec.json.Decoder(Promise)
_KEPT = "record, text, promises"
_BY_DAY = "e.date_start IS NULL, e.date_start, e.date_end, e.article, e.position"


class LakeReader:
    """A lake, opened to be read; a context manager. It sees the shards that were finished when it was opened."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.path = Path(lake.root)
        """Only its name is of use: a lake may be far away."""
        self.entries = lake.entries()
        self._open = duck.connected_to(lake)
        self.connection = self._open.__enter__()
        self.stories = LakeStories(self)
        self.incidents = LakeIncidents(self.lake, self.entries, self.connection)

    @classmethod
    def open(cls, address: str) -> Self:
        """Raises StoreError where there is no lake, UsageError where DuckDB or fsspec is not installed."""
        return cls(Lake.open(address))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def table(self, name: str) -> str:
        """SQL for the rows of a table."""
        return duck.table(self.lake, duck.files_of(self.entries.values(), name), SCHEMAS[name])

    def events(self, query: EventQuery | None = None) -> Iterator[Event]:
        """The events that a query asks for, by date, those without one last."""
        for event, _ in self.sourced_events(query):
            yield event

    def sourced_events(self, query: EventQuery | None = None) -> Iterator[tuple[Event, Source]]:
        """As `events`, each with what is known of its page."""
        query = query or EventQuery()
        where, parameters = event_condition(query)
        limit = f"LIMIT {query.limit}" if query.limit else ""
        sql = (
            f"SELECT e.record, e.published, e.publisher, e.title, e.url FROM {self.table('events')} e WHERE {where} "
            f"ORDER BY {_BY_DAY} {limit}"
        )
        for record, *page in duck.rows(self.connection, sql, parameters):
            yield _event.decode(record), Source(*page)

    def count(self, query: EventQuery | None = None) -> int:
        """How many events a query finds, its limit left aside."""
        where, parameters = event_condition(query or EventQuery())
        sql = f"SELECT count(*) FROM {self.table('events')} e WHERE {where}"
        return int(next(duck.rows(self.connection, sql, parameters))[0])

    def pages_with(self, query: EventQuery) -> set[str]:
        """Ids of the articles in which a query finds an event."""
        where, parameters = event_condition(query)
        sql = f"SELECT DISTINCT e.article FROM {self.table('events')} e WHERE {where}"
        return {id for (id,) in duck.rows(self.connection, sql, parameters)}


class LakeStories:
    """What exports ask of the pages behind events; as `store.stories.Stories`."""

    def __init__(self, reader: LakeReader) -> None:
        self._reader = reader
        self._there: set[str] = set()
        self.named = lru_cache(KEPT)(self._named)
        self.deadlines = lru_cache(KEPT)(self._deadlines)
        self.article = lru_cache(TEXTS_KEPT)(self._article)

    def _rows(self, sql: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
        return duck.rows(self._reader.connection, sql, parameters)

    def _of(self, name: str, columns: str, key: str, article: str) -> Iterator[tuple[Any, ...]]:
        """Columns of an article's rows. All are looked through once, at the first time: an export asks for most."""
        if name not in self._there:
            sql = f"SELECT {key}, {columns} FROM {self._reader.table(name)}"
            duck.indexed(self._reader.connection, f"{name}_kept", sql, key)
            self._there.add(name)
        return self._rows(f"SELECT {columns} FROM {name}_kept WHERE {key} = ?", article)

    def _named(self, article: str) -> Named:
        """Whom and what an article's events name."""
        found = [_event.decode(record) for (record,) in self._of("events", "record", "article", article)]
        actors = sorted({(actor.name, actor.id) for event in found for actor in (*event.actors, *event.recipients)})
        return Named(
            people=tuple(name for name, id in actors if id.startswith("person:")),
            organisations=tuple(name for name, id in actors if id.startswith(("org:", "group:"))),
            places=tuple(sorted({event.place.name for event in found if event.place and event.place.name})),
        )

    def _article(self, article: str) -> Article:
        """An article without the lines of its page. Raises StoreError where the lake has none of that id."""
        found = next(self._of("articles", _KEPT, "id", article), None)
        if found is None:
            raise StoreError(f"no article {article!r} in {self._reader.lake.address}")
        return rows.article_from(found[0], found[1], None)

    def _deadlines(self, article: str) -> tuple[Promise, ...]:
        """The promises of an article that are due by some day."""
        found = next(self._of("articles", _KEPT, "id", article), None)
        promises = (_promise.decode(record) for record in (found[2] if found else ()))
        return tuple(promise for promise in promises if promise.due and promise.due.end)

    def per_day(self, *, publisher: tuple[str, ...] = ()) -> Iterator[tuple[str, int]]:
        """How many articles were published on each day that has any, in order; all, or those of these publishers."""
        found = Where()
        found.add("published IS NOT NULL")
        found.any_of("publisher ILIKE ? ESCAPE '\\'", ((like(name),) for name in publisher))
        condition, given = found.whole()
        sql = f"SELECT published[1:10] AS day, count(*) FROM {self._reader.table('articles')} WHERE {condition}"
        yield from self._rows(f"{sql} GROUP BY day ORDER BY day", *given)

    def readings(self) -> Iterator[Readings]:
        """The versions that made the readings."""
        made: dict[tuple[str, str, str, str], int] = {}
        for entry in self._reader.entries.values():
            key = _versions(entry)
            made[key] = made.get(key, 0) + entry.rows.get("articles", 0)
        for key, articles in sorted(made.items(), key=lambda item: -item[1]):
            yield Readings(*key, articles)


def _versions(entry: Entry) -> tuple[str, str, str, str]:
    run = entry.run
    return run.program, run.model, run.lexicon, run.codebook
