"""What people decided about which events tell of one happening.

Each is a row of `decisions` with the field `incident`: `{"with": [events]}` joins its event with these,
`{"apart_from": [events]}` parts it from them. Of two decisions about a pair the later one holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

import msgspec

from dragoman.linking.groups import Pair
from dragoman.store.database import Database

__all__ = ["FIELD", "IncidentDecisions", "decide_apart", "decide_together"]

FIELD = "incident"


class IncidentDecisions:
    """All pairs of events that people joined or parted in a store."""

    def __init__(self, database: Database) -> None:
        self._joined: dict[Pair, bool] = {}
        sql = "SELECT event, new FROM decisions WHERE field = ? ORDER BY number"
        for event, new in database.rows(sql, FIELD):
            said = msgspec.json.decode(new)
            for key, joined in (("with", True), ("apart_from", False)):
                for other in said.get(key, ()):
                    self._joined[_pair(event, other)] = joined
        self._with: dict[str, set[str]] = defaultdict(set)
        for (one, other), joined in self._joined.items():
            if joined:
                self._with[one].add(other)
                self._with[other].add(one)

    def joined_with(self, event: str) -> set[str]:
        """The events that somebody joined with this one."""
        return self._with.get(event, set())

    def among(self, events: Collection[str]) -> tuple[list[Pair], list[Pair]]:
        """The pairs of these events that were joined, and those that were parted."""
        found = [(pair, joined) for pair, joined in self._joined.items() if pair[0] in events and pair[1] in events]
        return [pair for pair, joined in found if joined], [pair for pair, joined in found if not joined]


def decide_together(database: Database, event: str, others: Iterable[str], *, who: str) -> None:
    """Write down that an event tells of the same happening as the others."""
    _write(database, event, {"with": sorted(others)}, who)


def decide_apart(database: Database, event: str, others: Iterable[str], *, who: str) -> None:
    """Write down that an event tells of another happening than the others."""
    _write(database, event, {"apart_from": sorted(others)}, who)


def _write(database: Database, event: str, new: dict[str, list[str]], who: str) -> None:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"made": made, "who": who, "event": event, "field": FIELD, "old": "null"}
    database.insert("decisions", [{**row, "new": msgspec.json.encode(new).decode()}])


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
