"""The dealings of parties with each other, read from a store's incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from dragoman.model import UNDONE, Actor
from dragoman.negotiations.dealings import Dealing
from dragoman.negotiations.settings import settings
from dragoman.negotiations.ties import meeting_of
from dragoman.store.database import Database

__all__ = ["read_dealings"]

THREE = 3
"""Parties from which one may stand between the others."""
UNREAL = (*sorted(UNDONE), "hypothetical")


class _Sides(msgspec.Struct):
    """What dealings need of an incident's record."""

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()


_sides = msgspec.json.Decoder(_Sides)


def read_dealings(database: Database) -> Iterator[Dealing]:
    """Every incident in which two parties face each other in an act of negotiation, in order of day."""
    pages = _pages(database)
    acts = tuple(settings().weights)
    sql = (
        f"SELECT id, act, date_start, first_report, record FROM incidents WHERE act IN ({_marks(acts)}) "
        f"AND background = 0 AND status NOT IN ({_marks(UNREAL)}) ORDER BY coalesce(date_start, first_report), id"
    )
    for id, act, start, first, record in database.rows(sql, *acts, *UNREAL):
        sides = _sides.decode(record)
        met = meeting_of(act, sides.actors, sides.recipients)
        day = start or first
        if met.pairs and day:
            told = frozenset(pages.get(id, ()))
            dealing = Dealing(incident=id, day=day, pages=told, **msgspec.structs.asdict(met))
            if len(dealing.parties) >= THREE:
                dealing = msgspec.structs.replace(dealing, errands=met.errands | _errands(database, id))
            yield dealing


def _errands(database: Database, incident: str) -> frozenset[tuple[str, str, str]]:
    """Who turns to which two at once as its reports tell it: an incident joins who visits two with the two."""
    sql = "SELECT e.act, e.record FROM incident_events x JOIN events e ON e.id = x.event WHERE x.incident = ?"
    found = ((act, _sides.decode(record)) for act, record in database.rows(sql, incident))
    return frozenset(errand for act, told in found for errand in meeting_of(act, told.actors, told.recipients).errands)


def _pages(database: Database) -> dict[str, set[str]]:
    """The articles that tell of each incident, one of each group of copies."""
    acts = tuple(settings().weights)
    sql = (
        "SELECT x.incident, coalesce(c.text, e.article) FROM incidents i JOIN incident_events x ON x.incident = i.id "
        "JOIN events e ON e.id = x.event LEFT JOIN copy_groups c ON c.article = e.article "
        f"WHERE i.background = 0 AND i.act IN ({_marks(acts)})"
    )
    found: dict[str, set[str]] = defaultdict(set)
    for incident, article in database.rows(sql, *acts):
        found[incident].add(article)
    return found


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))
