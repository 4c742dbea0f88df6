"""The incidents of a lake: made where they are out of date, found by conditions, looked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.cluster import duck
from dragoman.cluster.conditions import incident_condition
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.linking import CURRENT, INCIDENTS, Current, link_lake
from dragoman.cluster.tasks import Here, Tasks
from dragoman.errors import UsageError
from dragoman.model import Incident
from dragoman.store.query import IncidentQuery

__all__ = ["LakeIncidents"]

_incident = msgspec.json.Decoder(Incident)


class LakeIncidents:
    """One happening a row, however many pages report it; as `store.incidents.Incidents`, without decisions of people."""

    def __init__(self, lake: Lake, entries: dict[str, Entry], connection: Any) -> None:
        self._lake = lake
        self._entries = entries
        self._connection = connection

    def link(self, tasks: Tasks | None = None) -> Current:
        """Make the incidents anew where shards have come since. Costs nothing where none have."""
        found = self._current()
        if found is None or found.digest != self._lake.digest(self._entries.values()):
            found = link_lake(self._lake, self._entries, tasks or Here())
        return found

    def find(self, query: IncidentQuery | None = None) -> Iterator[Incident]:
        """The incidents that a query asks for, by date, those without one last."""
        query = query or IncidentQuery()
        where, parameters = incident_condition(query)
        sql = (
            f"SELECT i.record FROM {self._table()} i WHERE {where} ORDER BY i.date_start IS NULL, i.date_start, "
            f"i.date_end, i.first_report, i.id {f'LIMIT {query.limit}' if query.limit else ''}"
        )
        for (record,) in duck.rows(self._connection, sql, parameters):
            yield _incident.decode(record)

    def count(self, query: IncidentQuery | None = None) -> int:
        """How many incidents a query finds, its limit left aside."""
        where, parameters = incident_condition(query or IncidentQuery())
        found = duck.rows(self._connection, f"SELECT count(*) FROM {self._table()} i WHERE {where}", parameters)
        return int(next(found)[0])

    def get(self, id: str) -> Incident:
        """An incident by its id or that of one of its events. Raises UsageError where there is none."""
        self._connection.execute(
            f"CREATE TABLE IF NOT EXISTS incident_of AS SELECT unnest(events) AS event, id, record FROM {self._table()}"
        )
        sql = "SELECT record FROM incident_of WHERE event = ? LIMIT 1"
        found = next(duck.rows(self._connection, sql, [id]), None)
        if found is None:
            raise UsageError(f"no incident {id!r} in {self._lake.address}")
        return _incident.decode(found[0])

    def first_known(self, incident: Incident) -> str:
        """The id of one of its events by which others know it; a lake has no order in which pages came, so its own."""
        return incident.id

    def _current(self) -> Current | None:
        kept = self._lake.get(CURRENT)
        return None if kept is None else msgspec.json.decode(kept, type=Current)

    def _table(self) -> str:
        current = self._current()
        return duck.table(self._lake, current.files if current else (), INCIDENTS)
