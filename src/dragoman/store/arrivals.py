"""What came to a store and when, and what it tells of two parties over time; for alerts and digests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.linking.witness import Witness
from dragoman.model import Event
from dragoman.store import rows
from dragoman.store.database import Database
from dragoman.store.query import Source
from dragoman.store.witnesses import witnesses_of

__all__ = ["Arrivals"]

_event = msgspec.json.Decoder(Event)
_ARRIVED = "coalesce((SELECT min(v.fetched_at) FROM watch_versions v WHERE v.article = a.id), a.published)"
_BOTH = (
    "EXISTS (SELECT 1 FROM incident_actors x WHERE x.incident = i.id AND (x.party = ? OR x.actor = ?)) "
    "AND EXISTS (SELECT 1 FROM incident_actors x WHERE x.incident = i.id AND (x.party = ? OR x.actor = ?))"
)


class Arrivals:
    """`Store.arrivals` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Articles

    def last_article(self) -> int:
        """The number of the newest article."""
        return int(self._db.only("SELECT coalesce(max(number), 0) FROM articles")[0])

    def after(self, number: int) -> list[str]:
        """Ids of the articles that came to the store after the one of a number."""
        return [row[0] for row in self._db.rows("SELECT id FROM articles WHERE number > ? ORDER BY number", number)]

    def between(self, since: str, until: str) -> list[str]:
        """Ids of the articles that came in a stretch of time, its end left out: when they were fetched, else when they
        were published."""
        sql = f"SELECT a.id FROM articles a WHERE {_ARRIVED} >= ? AND {_ARRIVED} < ? ORDER BY a.number"
        return [row[0] for row in self._db.rows(sql, since, until)]

    def newest(self) -> str | None:
        """The day (ISO) on which the newest article came or was published; None where nobody knows."""
        found = self._db.only(f"SELECT max({_ARRIVED}) FROM articles a")[0]
        return found and str(found)[:10]

    def pages(self, articles: Iterable[str]) -> dict[str, Source]:
        """Publisher, day, title and address of articles, by id."""
        sql = (
            "SELECT id, published, publisher, title, url FROM articles WHERE id IN (SELECT value FROM json_each(?)) "
            "ORDER BY number"
        )
        return {id: Source(*page) for id, *page in self._db.rows(sql, rows.encode(list(articles)))}

    # Incidents

    def incidents_of(self, articles: Iterable[str]) -> list[str]:
        """Ids of the incidents that any of these articles tells of."""
        sql = (
            "SELECT DISTINCT x.incident FROM events e JOIN incident_events x ON x.event = e.id "
            "WHERE e.article IN (SELECT value FROM json_each(?)) ORDER BY x.incident"
        )
        return [row[0] for row in self._db.rows(sql, rows.encode(list(articles)))]

    def told_by(self, events: Sequence[str]) -> list[tuple[Event, Source]]:
        """Events in the order given, each with its page."""
        sql = (
            "SELECT e.id, e.record, r.published, r.publisher, r.title, r.url FROM events e "
            "JOIN articles r ON r.id = e.article WHERE e.id IN (SELECT value FROM json_each(?))"
        )
        found = {
            id: (_event.decode(record), Source(*page))
            for id, record, *page in self._db.rows(sql, rows.encode(list(events)))
        }
        return [found[id] for id in events if id in found]

    def witnesses(self, events: Sequence[str]) -> list[Witness]:
        """Events as reports, in the order given."""
        found = witnesses_of(self._db, events)
        return [found[id] for id in events if id in found]

    # Pairs over time

    def reads_since(self, day: str) -> bool:
        """Whether the store has a page of a day (ISO) or before."""
        return self._db.one("SELECT 1 FROM articles WHERE published < ? LIMIT 1", day + "~") is not None

    def days_read(self, since: str, until: str) -> set[str]:
        """The days of a stretch, its end left out, of which the store has a page."""
        sql = "SELECT DISTINCT substr(published, 1, 10) FROM articles WHERE published >= ? AND published < ?"
        return {row[0] for row in self._db.rows(sql, since, until)}

    def dealt_between(
        self, one: str, other: str, acts: Sequence[str], statuses: Sequence[str], since: str, until: str, *, but: str
    ) -> bool:
        """Whether two parties took part together in such an act from a day on and before another (ISO), in another
        incident than `but`."""
        sql = (
            f"SELECT 1 FROM incidents i WHERE {_BOTH} AND i.background = 0 AND i.id <> ? "
            "AND i.act IN (SELECT value FROM json_each(?)) AND i.status IN (SELECT value FROM json_each(?)) "
            "AND coalesce(i.date_end, substr(i.first_report, 1, 10)) >= ? "
            "AND coalesce(i.date_start, substr(i.first_report, 1, 10)) < ? LIMIT 1"
        )
        given = (one, one, other, other, but, rows.encode(list(acts)), rows.encode(list(statuses)), since, until)
        return self._db.one(sql, *given) is not None

    def reported_between(
        self, one: str, other: str, since: str, until: str, *, types: Sequence[str] = (), acts: Sequence[str] = ()
    ) -> list[tuple[str, str]]:
        """Day of the first report and id of each incident of two parties in a stretch of time, in order; without
        history, possibilities, and what did not happen."""
        sql = (
            f"SELECT substr(i.first_report, 1, 10) AS day, i.id FROM incidents i WHERE {_BOTH} AND i.background = 0 "
            "AND i.status NOT IN ('hypothetical', 'negated', 'denied') AND i.first_report >= ? AND i.first_report < ?"
        )
        given: list[str] = [one, one, other, other, since, until]
        if types:
            sql += (
                " AND EXISTS (SELECT 1 FROM incident_events x JOIN events e ON e.id = x.event WHERE x.incident = i.id "
                "AND e.type IN (SELECT value FROM json_each(?)))"
            )
            given.append(rows.encode(list(types)))
        if acts:
            sql += " AND i.act IN (SELECT value FROM json_each(?))"
            given.append(rows.encode(list(acts)))
        return [(day, id) for day, id in self._db.rows(f"{sql} ORDER BY day, i.id", *given)]
