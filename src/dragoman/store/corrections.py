"""What people decided of events, brought to bear: `events` holds what holds at present, whoever said it.

A decision is a row of `decisions` and nothing else is ever lost: the reading that it puts aside goes to `readings`,
and comes back when the decision is taken back. Beside the fields of an event there are two fields that only people
fill: `verdict` (accept, reject or ignore) and `undo` (the number of the decision that is taken back).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple, get_args

import msgspec

from dragoman.coding.types import export_type
from dragoman.errors import UsageError
from dragoman.model import Event
from dragoman.store import rows
from dragoman.store.database import Database

__all__ = [
    "CORRECTABLE", "UNDO", "VERDICT", "VERDICTS", "Holding", "Verdict", "all_holding", "apply_to_article",
    "apply_to_event", "corrected", "holding", "read_events",
]  # fmt: skip

Verdict = Literal["accept", "reject", "ignore"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
VERDICT = "verdict"
UNDO = "undo"

CORRECTABLE = (
    "act", "modes", "status", "type", "background", "contexts", "actors", "recipients", "date", "place", "change",
    "condition", "counts", "attribution", "within", "announced",
)  # fmt: skip
"""Fields that a person may set; the others say where in the page the event stands, or follow from these."""

CODED_FROM = frozenset({"act", "modes", "status", "within", "type"})
"""Fields from which `type`, `cameo`, `quad` and `intensity` follow."""

_event = msgspec.json.Decoder(Event)


class Holding(NamedTuple):
    """What holds of an event by the decisions of people."""

    verdict: str | None
    fields: dict[str, Any]

    @property
    def changes(self) -> bool:
        """Whether the event is told otherwise than it was read, or not at all."""
        return bool(self.fields) or self.verdict == "reject"


def holding(decided: Iterable[tuple[int, str, Any]]) -> Holding:
    """What holds after these decisions (number, field, new value) in order: the later wins, what is undone is not."""
    decided = list(decided)
    undone = {new for _, field, new in decided if field == UNDO}
    fields: dict[str, Any] = {}
    for number, field, new in decided:
        if number not in undone and (field == VERDICT or field in CORRECTABLE):
            fields[field] = new
    return Holding(fields.pop(VERDICT, None), fields)


def corrected(event: Event, fields: dict[str, Any]) -> Event:
    """An event with some fields as a person set them, its codes made to follow.

    Raises UsageError where a value is none that the field can have.
    """
    try:
        told = msgspec.convert({**msgspec.to_builtins(event), **fields}, Event)
    except msgspec.ValidationError as error:
        raise UsageError(f"event {event.id}: {error}") from error
    return _coded(told, type_is_given="type" in fields) if CODED_FROM & fields.keys() else told


def _coded(event: Event, *, type_is_given: bool) -> Event:
    type_ = event.type if type_is_given else _type_of(event)
    if type_ is None:
        return msgspec.structs.replace(event, type=None, cameo=None, quad=None, intensity=None)
    from dragoman.coding.codebook import Codebook  # only who corrects something needs it

    codebook = Codebook.load()
    modes = event.modes if type_ == event.act else ()
    return msgspec.convert(
        {
            **msgspec.to_builtins(event),
            "type": type_,
            "cameo": codebook.cameo(type_, modes),
            "quad": codebook.quad(type_),
            "intensity": codebook.intensity(type_, modes),
        },
        Event,
    )


def _type_of(event: Event) -> str | None:
    speakers = {actor.principal for link in event.attribution[:1] for actor in link.speakers}
    own = not speakers or bool(speakers & {actor.principal for actor in event.actors})
    return export_type(event.act, event.status, within=event.within is not None, own=own)


def apply_to_article(database: Database, article: str) -> None:
    """After a new reading of an article, within its transaction: let the decisions about its events hold again."""
    database.execute("DELETE FROM readings WHERE article = ?", article)
    sql = "SELECT DISTINCT d.event FROM decisions d JOIN events e ON e.id = d.event WHERE e.article = ?"
    for (event,) in list(database.rows(sql, article)):
        apply_to_event(database, event)


def apply_to_event(database: Database, event: str) -> None:
    """Within a transaction: make the row of an event what its reading and the decisions about it come to."""
    read = _reading(database, event)
    if read is None:
        return
    held = holding(_decided(database, event))
    kept_aside = database.one("SELECT 1 FROM readings WHERE event = ?", event) is not None
    if not held.changes and not kept_aside:
        return
    database.execute("DELETE FROM readings WHERE event = ?", event)
    if held.changes:
        database.insert("readings", [{"event": event, **read._asdict()}])
    database.execute("DELETE FROM events WHERE id = ?", event)
    if held.verdict != "reject":
        _write(database, read, corrected(_event.decode(read.record), held.fields))


class _Reading(NamedTuple):
    article: str
    run: str
    position: int
    vector: bytes | None
    record: str


def _reading(database: Database, event: str) -> _Reading | None:
    sql = (
        "SELECT article, run, position, vector, record FROM readings WHERE event = ?1 UNION ALL "
        "SELECT e.article, e.run, e.position, v.data, e.record FROM events e LEFT JOIN vectors v ON v.event = e.id "
        "WHERE e.id = ?1"
    )
    found = database.one(sql, event)
    return _Reading(*found) if found else None


def _decided(database: Database, event: str) -> Iterator[tuple[int, str, Any]]:
    sql = "SELECT number, field, new FROM decisions WHERE event = ? ORDER BY number"
    for number, field, new in database.rows(sql, event):
        yield number, field, msgspec.json.decode(new)


def _write(database: Database, read: _Reading, event: Event) -> None:
    database.insert("events", [{**rows.event_row(event, read.position), "run": read.run}])
    database.insert("event_actors", rows.actor_rows(event))
    if read.vector is not None:
        database.insert("vectors", [{"event": event.id, "data": read.vector}])


def read_events(database: Database, article: str) -> Iterator[Event]:
    """The events of an article as the program read them, decisions left aside, in the order of the reading."""
    sql = (
        "SELECT record, position FROM readings WHERE article = ?1 UNION ALL SELECT record, position FROM events "
        "WHERE article = ?1 AND id NOT IN (SELECT event FROM readings WHERE article = ?1) ORDER BY position"
    )
    for record, _ in database.rows(sql, article):
        yield _event.decode(record)


def all_holding(database: Database) -> dict[str, Holding]:
    """What holds of every event that somebody decided about."""
    decided: dict[str, list[tuple[int, str, Any]]] = defaultdict(list)
    for number, event, field, new in database.rows("SELECT number, event, field, new FROM decisions ORDER BY number"):
        decided[event].append((number, field, msgspec.json.decode(new)))
    return {event: holding(said) for event, said in decided.items()}
