"""Reviews of a store: what people decided of events, written down, taken back, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.model import Event
from dragoman.store.corrections import (
    CORRECTABLE,
    UNDO,
    VERDICT,
    VERDICTS,
    Holding,
    all_holding,
    apply_to_event,
    corrected,
    holding,
)
from dragoman.store.database import Database
from dragoman.store.decisions import FIELD as INCIDENT
from dragoman.store.decisions import write_decision

__all__ = ["Decision", "Reviews"]

_event = msgspec.json.Decoder(Event)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a field of an event. Never changed; a later one may say otherwise."""

    made: str
    """ISO time, UTC."""
    who: str
    event: str
    """The event's id."""
    field: str
    """A field of the event; `verdict`; `incident`; or `undo`, whose value is the number of another decision."""
    old: Any
    new: Any
    number: int = 0
    """Place in the order in which all decisions of the store were made, from 1."""


class Reviews:
    """The decisions of a store; `Store.reviews` is one."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def decide(self, event: str, field: str, new: Any, *, who: str) -> Decision:
        """Write down what a person decided about an event, and let it hold.

        `field` is one of `CORRECTABLE` or `verdict`. Raises UsageError where there is no such event or field, or
        where the field cannot have that value.
        """
        current = self.current(event)
        if field == VERDICT:
            if new not in VERDICTS:
                raise UsageError(f"{new!r} is no verdict: say {', '.join(VERDICTS)}")
            old: Any = self.holding(event).verdict
        elif field in CORRECTABLE:
            corrected(current, {field: new})
            old = msgspec.to_builtins(getattr(current, field))
        else:
            raise UsageError(f"an event has no field {field!r} that can be corrected: {', '.join(CORRECTABLE)}")
        return self._write(event, field, old, new, who)

    def undo(self, number: int, *, who: str) -> Decision:
        """Take a decision back; what was decided before it, or the reading, holds again.

        Raises UsageError where there is no such decision, or where it cannot be taken back.
        """
        found = self._db.one("SELECT event, field FROM decisions WHERE number = ?", number)
        if found is None:
            raise UsageError(f"no decision {number} in {self._db.path}")
        event, field = found
        if field in (UNDO, INCIDENT):
            raise UsageError(f"decision {number} cannot be taken back: decide anew")
        return self._write(event, UNDO, None, number, who)

    def _write(self, event: str, field: str, old: Any, new: Any, who: str) -> Decision:
        with self._db.transaction(f"{self._db.path}: the decision cannot be kept"):
            made = write_decision(self._db, event, field, old, new, who)
            number = int(self._db.only("SELECT last_insert_rowid()")[0])
            apply_to_event(self._db, event)
        return Decision(made=made, who=who, event=event, field=field, old=old, new=new, number=number)

    # Reading

    def decisions(self, event: str | None = None) -> Iterator[Decision]:
        """What people decided, in order; of one event or of all."""
        yield from map(_decision, self._db.rows(f"{_DECISIONS} WHERE ?1 IS NULL OR event = ?1 ORDER BY number", event))

    def latest(self, limit: int) -> list[Decision]:
        """The last so many decisions, the latest first."""
        return [_decision(row) for row in self._db.rows(f"{_DECISIONS} ORDER BY number DESC LIMIT ?", limit)]

    def holding(self, event: str) -> Holding:
        """What holds of an event by people's decisions."""
        return holding((d.number, d.field, d.new) for d in self.decisions(event))

    def all_holding(self) -> dict[str, Holding]:
        """What holds, by people's decisions, of every event that somebody decided about."""
        return all_holding(self._db)

    def as_read(self, event: str) -> Event | None:
        """The event as the program read it, where decisions changed or removed it; else None."""
        found = self._db.one("SELECT record FROM readings WHERE event = ?", event)
        return _event.decode(found[0]) if found else None

    def article_of(self, event: str) -> str | None:
        """The article of an event that there is, or that was rejected; else None."""
        sql = "SELECT article FROM events WHERE id = ?1 UNION ALL SELECT article FROM readings WHERE event = ?1"
        found = self._db.one(sql, event)
        return str(found[0]) if found else None

    def rejected(self) -> Iterator[Event]:
        """The events that people rejected, as the program read them."""
        sql = "SELECT r.record FROM readings r WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = r.event)"
        for (record,) in self._db.rows(f"{sql} ORDER BY r.article, r.position"):
            yield _event.decode(record)

    def current(self, event: str) -> Event:
        """The event as it holds at present, or as it was read where it is rejected.

        Raises UsageError where there is none.
        """
        sql = (
            "SELECT record FROM events WHERE id = ?1 UNION ALL SELECT record FROM readings WHERE event = ?1 "
            "AND NOT EXISTS (SELECT 1 FROM events WHERE id = ?1)"
        )
        found = self._db.one(sql, event)
        if found is None:
            raise UsageError(f"no event {event!r} in {self._db.path}")
        return _event.decode(found[0])


_DECISIONS = "SELECT number, made, who, event, field, old, new FROM decisions"


def _decision(row: tuple[Any, ...]) -> Decision:
    number, made, who, event, field, old, new = row
    return Decision(
        number=number, made=made, who=who, event=event, field=field,
        old=msgspec.json.decode(old), new=msgspec.json.decode(new),
    )  # fmt: skip
