"""What people decided about which events tell of one happening, and which happenings are of one negotiation.

Each is a row of `decisions` with the field `incident` or `negotiation`: `{"with": [events]}` joins its event with these,
`{"apart_from": [events]}` parts it from them. Of two decisions about a pair the later one holds; what was taken back
(a row with the field `undo`) does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.store.database import Database
from dragoman.store.rows import encode

if TYPE_CHECKING:
    from dragoman.linking.groups import Pair

__all__ = [
    "FIELD", "NEGOTIATION", "PairDecisions", "decide_apart", "decide_together", "last_decision", "take_back",
    "write_decision",
]  # fmt: skip

FIELD = "incident"
NEGOTIATION = "negotiation"


_HOLDS = (
    "NOT EXISTS (SELECT 1 FROM decisions u WHERE u.event = d.event AND u.field = 'undo' "
    "AND u.new = CAST(d.number AS TEXT))"
)
"""A decision `d` that nobody took back."""


class PairDecisions:
    """All pairs of events that people joined or parted in a store."""

    def __init__(self, database: Database, field: str = FIELD) -> None:
        self._joined: dict[Pair, bool] = {}
        sql = f"SELECT event, new FROM decisions d WHERE field = ? AND {_HOLDS} ORDER BY number"
        for event, new in database.rows(sql, field):
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

    @property
    def joined(self) -> list[Pair]:
        """All pairs that were joined."""
        return [pair for pair, joined in self._joined.items() if joined]

    @property
    def parted(self) -> list[Pair]:
        """All pairs that were parted."""
        return [pair for pair, joined in self._joined.items() if not joined]


def decide_together(database: Database, event: str, others: Iterable[str], *, who: str, field: str = FIELD) -> None:
    """Write down that an event belongs together with the others."""
    write_decision(database, event, field, None, {"with": sorted(others)}, who)


def decide_apart(database: Database, event: str, others: Iterable[str], *, who: str, field: str = FIELD) -> None:
    """Write down that an event does not belong together with the others."""
    write_decision(database, event, field, None, {"apart_from": sorted(others)}, who)


def last_decision(database: Database, field: str) -> int | None:
    """The number of the last decision about a field that nobody took back; None where there is none."""
    found = database.only(f"SELECT max(number) FROM decisions d WHERE field = ? AND {_HOLDS}", field)[0]
    return None if found is None else int(found)


def take_back(database: Database, number: int, event: str, *, who: str) -> None:
    """Write down that a decision, made about an event, no longer holds."""
    write_decision(database, event, "undo", None, number, who)


def write_decision(database: Database, event: str, field: str, old: Any, new: Any, who: str) -> str:
    """Within a transaction: a row of `decisions`. Returns when it was made (ISO time, UTC)."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"made": made, "who": who, "event": event, "field": field, "old": encode(old), "new": encode(new)}
    database.insert("decisions", [row])
    return made


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
