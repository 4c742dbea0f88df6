"""Single questions that a reader of a store has: whose incident is this, what else happened then, what did they say."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.model import Incident, Promise, Quotation
from dragoman.store.database import Database
from dragoman.store.query import Source

__all__ = ["Lookups"]

_incident = msgspec.json.Decoder(Incident)
_quotation = msgspec.json.Decoder(Quotation)
_promise = msgspec.json.Decoder(Promise)


class Lookups:
    """`Store.lookups` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def incident_of(self, event: str) -> Incident | None:
        """The incident that an event tells of; None where it is not linked yet."""
        sql = (
            "SELECT i.record FROM incident_events x JOIN incidents i ON i.id = x.incident WHERE x.event = ? "
            "ORDER BY i.id"
        )
        found = self._db.one(sql, event)
        return _incident.decode(found[0]) if found else None

    def incident_number(self, event: str) -> int | None:
        """The place in its table of the incident that an event tells of; None where it is not linked."""
        sql = "SELECT i.rowid FROM incident_events x JOIN incidents i ON i.id = x.incident WHERE x.event = ?"
        found = self._db.one(sql, event)
        return int(found[0]) if found else None

    def near(self, incident: Incident, limit: int) -> Iterator[Incident]:
        """Other incidents of the same act that share a day and a party with this one, by their first report."""
        sql = (
            "SELECT DISTINCT i.record, i.first_report FROM incidents i JOIN incident_actors a ON a.incident = i.id "
            "WHERE i.id <> ?1 AND i.act = ?2 AND i.date_start <= ?4 AND i.date_end >= ?3 AND a.party IN "
            "(SELECT party FROM incident_actors WHERE incident = ?1) ORDER BY i.first_report LIMIT ?5"
        )
        start, end = incident.date.start or incident.date.end, incident.date.end or incident.date.start
        for record, _ in self._db.rows(sql, incident.id, incident.act, start, end, limit):
            yield _incident.decode(record)

    def said_by(self, actor: str, limit: int) -> Iterator[tuple[Quotation, Source]]:
        """What somebody said in their own words, the latest first, each with the page that it stands in."""
        sql = (
            "SELECT q.record, r.published, r.publisher, r.title, r.url FROM quotations q "
            "JOIN articles r ON r.id = q.article WHERE q.speaker = ? AND q.direct = 1 "
            "ORDER BY r.published DESC, q.position LIMIT ?"
        )
        for record, *page in self._db.rows(sql, actor, limit):
            yield _quotation.decode(record), Source(*page)

    def due_after(self, day: str, limit: int) -> Iterator[tuple[Promise, str]]:
        """Promises and deadlines that are open and due on a day or later, the next first, each with its article."""
        sql = (
            "SELECT record, article FROM promises WHERE outcome = 'open' AND due >= ? ORDER BY due, article, position "
            "LIMIT ?"
        )
        for record, article in self._db.rows(sql, day, limit):
            yield _promise.decode(record), article
