"""Events as reports: each with what is known of its page, and the text that it shares with its copies."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.linking.witness import Witness
from dragoman.model import Event
from dragoman.store.database import Database
from dragoman.store.rows import encode

__all__ = ["witnesses_of", "witnesses_where"]

_event = msgspec.json.Decoder(Event)


def witnesses_where(database: Database, condition: str, *parameters: object) -> dict[str, Witness]:
    """By its id each event that meets a condition on `events e`, as a report."""
    sql = (
        "SELECT e.id, e.record, a.published, a.publisher, a.agency, coalesce(c.text, a.id) FROM events e "
        f"JOIN articles a ON a.id = e.article LEFT JOIN copy_groups c ON c.article = a.id WHERE {condition}"
    )
    return {
        id: Witness(event=_event.decode(record), published=published, publisher=publisher, agency=agency, text=text)
        for id, record, published, publisher, agency, text in database.rows(sql, *parameters)
    }


def witnesses_of(database: Database, events: Iterable[str]) -> dict[str, Witness]:
    """The same of the events of these ids."""
    return witnesses_where(database, "e.id IN (SELECT value FROM json_each(?))", encode(list(events)))
