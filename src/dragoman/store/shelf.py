"""The shelf on which linking finds reports again: SQLite under `linking.link.Shelf`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.linking.aliases import heirs
from dragoman.linking.blocks import WIDEST, Entry
from dragoman.linking.groups import Pair, mean_score
from dragoman.linking.incidents import make_incident
from dragoman.linking.report import Report
from dragoman.linking.witness import in_order
from dragoman.model import Incident
from dragoman.store import rows
from dragoman.store.database import Database
from dragoman.store.decisions import PairDecisions
from dragoman.store.witnesses import witnesses_of

__all__ = ["StoreShelf"]

CACHED = 50_000
"""Reports kept decoded, about 2 kB each."""

_report = msgspec.msgpack.Decoder(Report)
_REPORT = "SELECT r.data, v.data FROM reports r LEFT JOIN vectors v ON v.event = r.event WHERE r.event = ?"
_TIED = "SELECT other FROM report_ties WHERE one = ?1 UNION SELECT one FROM report_ties WHERE other = ?1"


class StoreShelf:
    """Reports, ties and incidents of a store. It opens no transaction of its own."""

    def __init__(self, database: Database, decisions: PairDecisions) -> None:
        self._db = database
        self._decisions = decisions
        self._cache: dict[str, Report] = {}

    def add(self, report: Report, entries: Sequence[Entry]) -> None:
        """Keep a report under its keys."""
        bare = msgspec.structs.replace(report, vector=None)
        self._db.execute("INSERT OR REPLACE INTO reports VALUES (?, ?)", report.id, msgspec.msgpack.encode(bare))
        self._db.execute("DELETE FROM report_keys WHERE event = ?", report.id)
        self._db.insert(
            "report_keys",
            (
                {"key": e.key, "first": e.first, "last": e.last, "event": report.id, "several": int(e.several)}
                for e in entries
            ),
        )
        self._remember(report)

    def blocks(self, new: frozenset[str]) -> Iterator[Iterator[tuple[Entry, Report]]]:
        """The blocks in which new reports stand."""
        spans: dict[str, tuple[int, int]] = {}
        for event in new:
            for key, first, last in self._db.rows("SELECT key, first, last FROM report_keys WHERE event = ?", event):
                low, high = spans.get(key, (first, last))
                spans[key] = min(low, first), max(high, last)
        for key in sorted(spans):
            yield self._block(key, *spans[key])

    def _block(self, key: str, first: int, last: int) -> Iterator[tuple[Entry, Report]]:
        earliest = 0 if key.startswith("long:") else first - WIDEST
        sql = (
            "SELECT first, last, event, several FROM report_keys "
            "WHERE key = ? AND first BETWEEN ? AND ? AND last >= ? ORDER BY first, event"
        )
        # read to the end at once: the ties that come of it are written while the block is looked at
        found = list(self._db.rows(sql, key, earliest, last, first))
        for start, end, event, several in found:
            yield Entry(key, start, end, event, bool(several)), self._read(event)

    def tie(self, pairs: Iterable[tuple[str, str, float]]) -> None:
        """Keep pairs that hang together."""
        for one, other, score in pairs:
            pair = sorted((one, other))
            self._db.execute("INSERT OR REPLACE INTO report_ties VALUES (?, ?, ?)", *pair, round(score, 3))

    def components(self, touched: Iterable[str]) -> Iterator[Mapping[str, Report]]:
        """The components that hold a touched report."""
        done: set[str] = set()
        for start in sorted(touched):
            if start not in done and self._is_there(start):
                found = self._component(start)
                done |= found
                yield {event: self._read(event) for event in sorted(found)}

    def _component(self, start: str) -> set[str]:
        found, open_ = {start}, [start]
        while open_:
            event = open_.pop()
            tied = self._db.rows(_TIED, event)
            joined = (other for other in self._decisions.joined_with(event) if self._is_there(other))
            for other in (*(row[0] for row in tied), *joined):
                if other not in found:
                    found.add(other)
                    open_.append(other)
        return found

    def decided(self, reports: Mapping[str, Report]) -> tuple[list[Pair], list[Pair]]:
        """What people joined and parted among these."""
        return self._decisions.among(reports)

    def keep_groups(self, reports: Mapping[str, Report], groups: Sequence[Sequence[str]]) -> None:
        """Put the incidents of these groups in the place of those that the reports were in."""
        former = self._incidents_of(reports)
        found = witnesses_of(self._db, reports)
        witnesses = [[found[event] for event in ids] for ids in groups]
        now = {w.event.id: in_order(told)[0].event.id for told in witnesses for w in told}
        leads = heirs(former, self._aliases_of(set(former.values())), now)
        for incident in set(former.values()):
            self._db.execute("DELETE FROM incidents WHERE id = ?", incident)
        for name, incident in leads.items():
            self._db.execute("DELETE FROM incident_aliases WHERE alias = ?", name)
            if name != incident:
                self._db.execute("INSERT INTO incident_aliases VALUES (?, ?)", name, incident)
        for ids, told in zip(groups, witnesses, strict=True):
            own = now[ids[0]]
            names = [name for name, incident in leads.items() if incident == own]
            score = mean_score(reports[event] for event in ids)
            self._keep(make_incident(told, score=score, aliases=names))

    def _keep(self, incident: Incident) -> None:
        self._db.insert("incidents", [rows.incident_row(incident)])
        self._db.insert("incident_events", ({"event": event, "incident": incident.id} for event in incident.events))
        self._db.insert("incident_actors", rows.incident_actor_rows(incident))

    def _incidents_of(self, events: Iterable[str]) -> dict[str, str]:
        sql = "SELECT incident FROM incident_events WHERE event = ?"
        found = ((event, self._db.one(sql, event)) for event in events)
        return {event: row[0] for event, row in found if row}

    def _aliases_of(self, incidents: Iterable[str]) -> dict[str, str]:
        sql = "SELECT alias, incident FROM incident_aliases WHERE incident = ?"
        return {alias: incident for id in incidents for alias, incident in self._db.rows(sql, id)}

    def _is_there(self, event: str) -> bool:
        return self._db.one("SELECT 1 FROM reports WHERE event = ?", event) is not None

    def _read(self, event: str) -> Report:
        found = self._cache.get(event)
        if found is None:
            data, vector = self._db.only(_REPORT, event)
            found = self._remember(msgspec.structs.replace(_report.decode(data), vector=vector))
        return found

    def _remember(self, report: Report) -> Report:
        if len(self._cache) >= CACHED:
            self._cache.clear()
        self._cache[report.id] = report
        return report
