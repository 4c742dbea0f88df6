"""What an export asks of the pages behind its events: their text, who and what is named in them, and how many there
are of a day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dragoman.errors import StoreError
from dragoman.model import Article, Promise
from dragoman.store import rows
from dragoman.store.database import Database
from dragoman.store.query import Where, like

__all__ = ["Named", "Readings", "Stories"]

KEPT = 2_000
"""Articles whose names are remembered: events come by date, so that an article comes back now and then."""
TEXTS_KEPT = 200

_promise = msgspec.json.Decoder(Promise)


class Named(NamedTuple):
    """Whom and what an article's events name, each once, in order of name."""

    people: tuple[str, ...]
    organisations: tuple[str, ...]
    places: tuple[str, ...]


class Readings(NamedTuple):
    """Articles whose reading was made by the same versions."""

    program: str
    model: str
    lexicon: str
    codebook: str
    articles: int


class Stories:
    """The articles of a store as exports see them; `Store.stories` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.named = lru_cache(KEPT)(self._named)
        self.deadlines = lru_cache(KEPT)(self._deadlines)
        self.article = lru_cache(TEXTS_KEPT)(self._article)

    def _named(self, article: str) -> Named:
        """Whom and what an article's events name."""
        sql = (
            "SELECT DISTINCT a.name, a.actor FROM event_actors a JOIN events e ON e.id = a.event WHERE e.article = ? "
            "ORDER BY a.name"
        )
        actors = list(self._db.rows(sql, article))
        places = (
            "SELECT DISTINCT json_extract(record, '$.place.name') AS name FROM events "
            "WHERE article = ? AND name IS NOT NULL ORDER BY name"
        )
        return Named(
            people=tuple(name for name, id in actors if id.startswith("person:")),
            organisations=tuple(name for name, id in actors if id.startswith(("org:", "group:"))),
            places=tuple(name for (name,) in self._db.rows(places, article)),
        )

    def _article(self, article: str) -> Article:
        """An article without the lines of its page.

        Raises StoreError where the store has none of that id.
        """
        found = self._db.one("SELECT record, text FROM articles WHERE id = ?", article)
        if found is None:
            raise StoreError(f"no article {article!r} in {self._db.path}")
        record, text = found
        return rows.article_from(record, text, None)

    def _deadlines(self, article: str) -> tuple[Promise, ...]:
        """The promises of an article that are due by some day."""
        sql = "SELECT record FROM promises WHERE article = ? AND due IS NOT NULL ORDER BY position"
        return tuple(_promise.decode(record) for (record,) in self._db.rows(sql, article))

    def per_day(self, *, publisher: tuple[str, ...] = ()) -> Iterator[tuple[str, int]]:
        """How many articles were published on each day that has any, in order; all, or those of these publishers."""
        found = Where()
        found.add("published IS NOT NULL")
        found.any_of("publisher LIKE ? ESCAPE '\\'", ((like(name),) for name in publisher))
        condition, given = found.whole()
        sql = f"SELECT substr(published, 1, 10) AS day, count(*) FROM articles WHERE {condition}"
        yield from self._db.rows(f"{sql} GROUP BY day ORDER BY day", *given)

    def readings(self) -> Iterator[Readings]:
        """The versions that made the readings that hold at present."""
        sql = (
            "SELECT r.program, r.model, r.lexicon, r.codebook, count(*) FROM articles a JOIN runs r ON r.id = a.run "
            "GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC"
        )
        for row in self._db.rows(sql):
            yield Readings(*row)
