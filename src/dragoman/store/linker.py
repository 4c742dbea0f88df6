"""`Store.link`: everything that came since the last time finds its copies and its incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.linking.link import link
from dragoman.linking.report import Report, make_report
from dragoman.model import Event
from dragoman.store.copies import CopyFinder
from dragoman.store.database import Database
from dragoman.store.decisions import PairDecisions
from dragoman.store.incidents import Advance, Linked
from dragoman.store.shelf import StoreShelf

__all__ = ["link_store"]

ARTICLES_AT_ONCE = 1_000
EVENTS_AT_ONCE = 5_000
"""One transaction each: what was done by then is kept when the work is stopped."""

CACHE_KIB = 64 * 1024
"""Pages of the file kept in memory while linking: marks and keys are looked up all over their indexes."""

_event = msgspec.json.Decoder(Event)


def link_store(database: Database, advance: Advance = lambda articles, events: None) -> Linked:
    """Bring what is new in a store together with what is there. Costs nothing where nothing is new.

    It may be stopped at any moment and begun again: each step is a transaction, and takes what it has done from the
    list of what is still to do.
    """
    database.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    articles = events = incidents = 0
    for ids in _batches(database, "SELECT article FROM unlinked_articles", ARTICLES_AT_ONCE):
        with database.transaction(f"{database.path}: copies cannot be looked for"):
            _find_copies(database, ids)
        articles += len(ids)
        advance(articles, events)
    decisions = PairDecisions(database)
    # first what is left of old incidents, so that new events find none that lacks some of its events
    for ids in _batches(database, "SELECT incident FROM stale_incidents", EVENTS_AT_ONCE):
        with database.transaction(f"{database.path}: incidents cannot be made anew"):
            incidents += _link(database, decisions, (), ids)
    for ids in _batches(database, _UNLINKED_EVENTS, EVENTS_AT_ONCE):
        with database.transaction(f"{database.path}: events cannot be linked"):
            incidents += _link(database, decisions, ids, ())
        events += len(ids)
        advance(articles, events)
    return Linked(articles, events, incidents)


_UNLINKED_EVENTS = (
    "SELECT u.event FROM unlinked_events u JOIN events e ON e.id = u.event ORDER BY e.date_start, e.number"
)


def _batches(database: Database, sql: str, size: int) -> Iterator[list[str]]:
    """What is left of a list, again and again, until nothing is left."""
    while ids := [row[0] for row in database.rows(f"{sql} LIMIT ?", size)]:
        yield ids


def _find_copies(database: Database, articles: Iterable[str]) -> None:
    articles = list(articles)
    for changed in CopyFinder(database).add(articles):
        # fewer or more of its reports are independent now
        database.execute(
            "INSERT OR IGNORE INTO stale_incidents SELECT DISTINCT i.incident FROM incident_events i "
            "JOIN events e ON e.id = i.event WHERE e.article = ?",
            changed,
        )
    for article in articles:
        database.execute("DELETE FROM unlinked_articles WHERE article = ?", article)


def _link(database: Database, decisions: PairDecisions, new: Iterable[str], stale: Iterable[str]) -> int:
    """Link some new events, and make some incidents anew from what is left of them."""
    new, stale = list(new), list(stale)
    left = [row[0] for id in stale for row in database.rows("SELECT event FROM incident_events WHERE incident = ?", id)]
    made = link(StoreShelf(database, decisions), _reports(database, new), touched=left)
    for event in new:
        database.execute("DELETE FROM unlinked_events WHERE event = ?", event)
    for incident in stale:
        database.execute("DELETE FROM stale_incidents WHERE incident = ?", incident)
        database.execute(
            "DELETE FROM incidents WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM incident_events WHERE incident = ?1)",
            incident,
        )
    return made


def _reports(database: Database, events: Iterable[str]) -> Iterator[Report]:
    sql = (
        "SELECT e.record, a.published, v.data FROM events e JOIN articles a ON a.id = e.article "
        "LEFT JOIN vectors v ON v.event = e.id WHERE e.id = ?"
    )
    for id in events:
        record, published, vector = database.only(sql, id)
        yield make_report(_event.decode(record), published, vector)
