"""The incidents of a store: made by `link`, found, looked up, and corrected by people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from dragoman.errors import UsageError
from dragoman.linking.witness import Witness, in_order
from dragoman.model import Incident
from dragoman.store import rows
from dragoman.store.database import Database
from dragoman.store.decisions import FIELD, decide_apart, decide_together, last_decision, take_back
from dragoman.store.query import IncidentQuery, where_incidents
from dragoman.store.witnesses import witnesses_where

__all__ = ["Advance", "IncidentQuery", "Incidents", "Linked"]

_incident = msgspec.json.Decoder(Incident)

Advance = Callable[[int, int], None]
"""Is told how many articles and events are done."""


class Linked(msgspec.Struct, frozen=True):
    """What was brought together."""

    articles: int = 0
    events: int = 0
    incidents: int = 0
    """Incidents that were made, or made anew."""


class Incidents:
    """One happening a row, however many pages report it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # Making

    @property
    def stale(self) -> bool:
        """Whether events have come or gone since incidents were last made."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM unlinked_events) OR EXISTS (SELECT 1 FROM unlinked_articles) "
            "OR EXISTS (SELECT 1 FROM stale_incidents)"
        )
        return bool(self._db.only(sql)[0])

    def link(self, advance: Advance = lambda articles, events: None) -> Linked:
        """Bring what is new together with what is there; `advance` is told how many articles and events are done.

        It may be stopped at any moment and called again. Costs nothing where nothing is new.
        """
        if not self.stale:
            return Linked()
        from dragoman.store.linker import link_store  # the scores, with numpy, take a quarter of a second to import

        return link_store(self._db, advance)

    def join(self, one: str, other: str, *, who: str) -> str:
        """A person decides that two incidents (or events) are one happening; returns the id of the one they are now.

        Raises UsageError where there is no such incident.
        """
        left, right = self.get(one), self.get(other)
        if left.id != right.id:
            with self._db.transaction(f"{self._db.path}: the decision cannot be kept"):
                anchor, *others = right.events
                for event in (*left.events, *others):
                    decide_together(self._db, event, [anchor], who=who)
                self._make_anew(left.id, right.id)
            self.link()
        return self.get(one).id

    def part(self, events: Iterable[str], *, who: str) -> tuple[str, str]:
        """A person decides that these events of an incident are another happening than the rest of it; returns the id
        of what they are now, and of the rest.

        Raises UsageError where they are not some, but not all, of the events of one incident.
        """
        taken = sorted(set(events))
        incident = self._incident_of(taken)
        rest = [event for event in incident.events if event not in taken]
        if not rest:
            many = "these are all" if len(taken) > 1 else f"{taken[0]} is the only one"
            raise UsageError(f"{many} of the events of one incident: there is nothing to part from")
        with self._db.transaction(f"{self._db.path}: the decision cannot be kept"):
            for event in taken:
                decide_apart(self._db, event, rest, who=who)
            for event in taken[1:]:
                decide_together(self._db, event, taken[:1], who=who)
            self._make_anew(incident.id)
        self.link()
        return self.get(taken[0]).id, self.get(rest[0]).id

    def _incident_of(self, events: list[str]) -> Incident:
        """The one incident that all of these are events of."""
        if not events:
            raise UsageError("say which events are another happening than the rest of their incident")
        found = {event: self._db.one(_OF_EVENT, event) for event in events}
        for event, record in found.items():
            if record is None:
                raise UsageError(self._no_event(event))
        incidents = {_incident.decode(record[0]).id: event for event, record in found.items() if record}
        if len(incidents) > 1:
            raise UsageError(
                f"{' and '.join(incidents.values())} are of several incidents: part those of one at a time"
            )
        return self.get(events[0])

    def _no_event(self, id: str) -> str:
        if self._db.one("SELECT 1 FROM incident_aliases WHERE alias = ?", id):
            return f"{id} is the former id of an incident, and no event: name the events that are to go"
        if self._db.one("SELECT 1 FROM readings WHERE event = ?", id):
            return f"event {id} was rejected by a reviewer, so that no incident has it"
        return f"no event {id!r} in {self._db.path}"

    def take_back(self, number: int, *, who: str) -> None:
        """Take back that somebody joined or parted incidents, by the number of one of the decisions that it made.

        Raises UsageError where there is no such decision.
        """
        together = self._decided_with(number)
        if not together:
            raise UsageError(f"no decision {number} about incidents in {self._db.path}")
        with self._db.transaction(f"{self._db.path}: the decision cannot be kept"):
            for taken, event, new in together:
                take_back(self._db, taken, event, who=who)
                told = {event, *(other for others in msgspec.json.decode(new).values() for other in others)}
                sql = "SELECT DISTINCT incident FROM incident_events WHERE event IN (SELECT value FROM json_each(?))"
                self._make_anew(*(incident for (incident,) in self._db.rows(sql, rows.encode(sorted(told)))))
        self.link()

    def undo(self, *, who: str) -> None:
        """Take back what was joined or parted last. Raises UsageError where nothing was."""
        number = last_decision(self._db, FIELD)
        if number is None:
            raise UsageError(f"nothing was joined or parted in {self._db.path}")
        self.take_back(number, who=who)

    def _decided_with(self, number: int) -> list[tuple[int, str, str]]:
        """The decisions about pairs, with their events, that were made in one go with this one."""
        sql = (
            "SELECT d.number, d.event, d.new FROM decisions d JOIN decisions o ON o.number = ? "
            "WHERE o.field = ?2 AND d.field = ?2 AND d.made = o.made AND d.who = o.who ORDER BY d.number"
        )
        found = list(self._db.rows(sql, number, FIELD))
        at = next((at for at, row in enumerate(found) if row[0] == number), 0)
        return [row for place, row in enumerate(found) if row[0] - number == place - at]  # without a gap

    def _make_anew(self, *incidents: str) -> None:
        for incident in incidents:
            self._db.execute("INSERT OR IGNORE INTO stale_incidents VALUES (?)", incident)

    # Reading

    def find(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """The incidents that a query asks for, by date, those without one last."""
        condition, parameters = where_incidents(query or IncidentQuery())
        sql = (
            f"SELECT i.record FROM incidents i WHERE {condition} "
            "ORDER BY i.date_start IS NULL, i.date_start, i.date_end, i.first_report, i.id LIMIT ?"
        )
        limit = query.limit if query and query.limit else -1
        for (record,) in self._db.rows(sql, *parameters, limit):
            yield _incident.decode(record)

    def count(self, query: IncidentQuery | None = None) -> int:
        """How many incidents a query finds, its limit left aside."""
        condition, parameters = where_incidents(query or IncidentQuery())
        return int(self._db.only(f"SELECT count(*) FROM incidents i WHERE {condition}", *parameters)[0])

    def get(self, id: str) -> Incident:
        """The incident of an id, of an id that it had before, or of one of its events.

        Raises UsageError where there is none.
        """
        sql = (
            "SELECT record FROM incidents WHERE id = ?1 "
            "UNION ALL SELECT i.record FROM incident_events x JOIN incidents i ON i.id = x.incident WHERE x.event = ?1 "
            "UNION ALL SELECT i.record FROM incident_aliases x JOIN incidents i ON i.id = x.incident WHERE x.alias = ?1"
        )
        found = self._db.one(sql, id)
        if found is None:
            raise UsageError(f"no incident {id!r} in {self._db.path}")
        return _incident.decode(found[0])

    def first_known(self, incident: Incident) -> str:
        """The id of that event of it whose page the store had first. Unlike the incident's own id, which is that of the
        report that is earliest by date, it stays when reports come later of an earlier day.
        """
        sql = (
            "SELECT e.id FROM incident_events x JOIN events e ON e.id = x.event JOIN articles a ON a.id = e.article "
            "WHERE x.incident = ? ORDER BY a.number, e.position LIMIT 1"
        )
        found = self._db.one(sql, incident.id)
        return str(found[0]) if found else incident.id

    def witnesses(self, incident: Incident) -> list[Witness]:
        """Its reports, each with its page, by the day of the pages."""
        condition = "e.id IN (SELECT event FROM incident_events WHERE incident = ?)"
        return in_order(list(witnesses_where(self._db, condition, incident.id).values()))

    def copies(self, article: str) -> list[str]:
        """Ids of the other articles that are copies of one text with this one."""
        sql = (
            "SELECT other.article FROM copy_groups own JOIN copy_groups other ON other.text = own.text "
            "WHERE own.article = ?1 AND other.article <> ?1 ORDER BY other.article"
        )
        return [row[0] for row in self._db.rows(sql, article)]


_OF_EVENT = "SELECT i.record FROM incident_events x JOIN incidents i ON i.id = x.incident WHERE x.event = ?"
