"""What is kept in memory of each event, incident and article: the columns that are filtered, counted and sorted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import Any

import msgspec

from dragoman.desk.columns import Columns, Row
from dragoman.export.wording import SURE, UNSURE

__all__ = [
    "PAIR",
    "ActorNote",
    "Notes",
    "article_row",
    "columns_for",
    "day_number",
    "event_row",
    "incident_row",
    "pair_key",
]

PAIR = "~"
"""Between the two parties of a pair's key."""

MOST_PARTIES = 12
"""Parties of one side that are paired: a summit of fifty states would make 1,225 pairs of one event."""

_SHAPES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "events": (
        ("act", "type", "status", "quad", "place", "publisher", "month", "sure", "spot"),
        ("country", "actor", "party", "pair", "sector", "mode", "context"),
        ("date", "end", "published", "confidence", "intensity", "background", "article"),
    ),
    "incidents": (
        ("act", "status", "place", "month", "told", "disputed", "sure"),
        ("country", "actor", "party", "pair", "sector", "publisher", "type", "mode", "context"),
        ("date", "end", "published", "reports", "independent", "background", "confidence"),
    ),
    "articles": (
        ("publisher", "genre", "language", "month"),
        (),
        ("published", "length"),
    ),
}


class ActorNote(msgspec.Struct):
    """What is kept of an actor, from the first event that names it."""

    id: str
    name: str
    party: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()

    @property
    def principal(self) -> str:
        """As of a `model.Actor`."""
        return self.party or self.id


class _Place(msgspec.Struct):
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None


@dataclass
class Notes:
    """What is noted once for all rows; it only grows."""

    actors: dict[str, ActorNote] = field(default_factory=dict)
    spots: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Latitude and longitude of a place by its label."""

    def spot(self, place: _Place | None) -> str | None:
        """The label of a place that has coordinates and is more than a whole country."""
        if place is None or place.latitude is None or place.longitude is None or place.precision == "country":
            return None
        label = f"{place.name}, {place.country}" if place.country else place.name
        self.spots.setdefault(label, (place.latitude, place.longitude))
        return label


class _Event(msgspec.Struct):
    act: str
    status: str
    modes: tuple[str, ...] = ()
    background: bool = False
    type: str | None = None
    quad: str | None = None
    intensity: float | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[ActorNote, ...] = ()
    recipients: tuple[ActorNote, ...] = ()
    place: _Place | None = None
    confidence: float = 0.0


class _Incident(msgspec.Struct):
    act: str
    status: str
    background: bool = False
    actors: tuple[ActorNote, ...] = ()
    recipients: tuple[ActorNote, ...] = ()
    place: _Place | None = None
    publishers: tuple[str, ...] = ()
    reports: int = 1
    independent: int = 1
    denied_by: tuple[str, ...] = ()
    differs: tuple[Any, ...] = ()


_event = msgspec.json.Decoder(_Event)
_incident = msgspec.json.Decoder(_Incident)
_told_by = msgspec.json.Decoder(list[tuple[str | None, list[str] | None, list[str] | None, float | None]])
"""Of each event of an incident: type, modes, contexts and confidence; what the record leaves out is none."""


def columns_for(place: str) -> Columns:
    """Empty columns for `events`, `incidents` or `articles`."""
    return Columns.empty(*_SHAPES[place])


def event_row(stored: tuple[Any, ...], notes: Notes) -> Row:
    """An event from a row of `store.feed`; the names of its actors are noted in `notes`."""
    number, _, article, publisher, published, start, end, record = stored
    event = _event.decode(record)
    return Row(
        number=number,
        single={
            "act": event.act, "type": event.type, "status": event.status, "quad": event.quad,
            "place": _country(event.place), "publisher": publisher, "month": start and start[:7],
            "sure": _sureness(event.confidence), "spot": notes.spot(event.place),
        },
        several={
            **_sides(event.actors, event.recipients, notes), "mode": event.modes, "context": event.contexts,
        },
        measures={
            "date": day_number(start), "end": day_number(end), "published": day_number(published),
            "confidence": event.confidence, "background": event.background, "article": article,
            "intensity": math.nan if event.intensity is None else event.intensity,
        },
    )  # fmt: skip


def incident_row(stored: tuple[Any, ...], notes: Notes) -> Row:
    """An incident from a row of `store.feed`."""
    number, _, start, end, first, _, record, events = stored
    incident = _incident.decode(record)
    told_by = _told_by.decode(events)
    confidence = max((share or 0.0 for *_, share in told_by), default=0.0)
    return Row(
        number=number,
        single={
            "act": incident.act, "status": incident.status, "place": _country(incident.place),
            "month": start and start[:7], "told": _told(incident.independent),
            "disputed": "yes" if incident.denied_by or incident.differs else None, "sure": _sureness(confidence),
        },
        several={
            **_sides(incident.actors, incident.recipients, notes), "publisher": incident.publishers,
            "type": [type_ for type_, *_ in told_by if type_],
            "mode": [mode for _, modes, *_ in told_by for mode in modes or ()],
            "context": [context for _, _, contexts, _ in told_by for context in contexts or ()],
        },
        measures={
            "date": day_number(start), "end": day_number(end), "published": day_number(first),
            "reports": incident.reports, "independent": incident.independent, "background": incident.background,
            "confidence": confidence,
        },
    )  # fmt: skip


def article_row(stored: tuple[Any, ...], notes: Notes) -> Row:
    """An article from a row of `store.feed`."""
    number, _, publisher, published, genre, language, length = stored
    return Row(
        number=number,
        single={
            "publisher": publisher, "genre": genre, "language": language, "month": published and published[:7],
        },
        several={},
        measures={"published": day_number(published), "length": length},
    )  # fmt: skip


def _country(place: _Place | None) -> str | None:
    return place.country if place else None


def _sides(actors: Sequence[ActorNote], recipients: Sequence[ActorNote], notes: Notes) -> dict[str, Sequence[str]]:
    both = (*actors, *recipients)
    for actor in both:
        notes.actors.setdefault(actor.id, actor)
    return {
        "actor": [actor.id for actor in both],
        "country": [actor.country for actor in both if actor.country],
        "party": [actor.principal for actor in both],
        "pair": list(_pairs(_parties(actors), _parties(recipients))),
        "sector": [sector for actor in both for sector in actor.sectors],
    }


def _parties(actors: Iterable[ActorNote]) -> list[str]:
    return list(dict.fromkeys(actor.principal for actor in actors))[:MOST_PARTIES]


def _pairs(actors: list[str], recipients: list[str]) -> Iterable[str]:
    """Pairs of those who act and those it is done to; where nobody is at the other end, of all who take part."""
    found = product(actors, recipients) if recipients else combinations(actors, 2)
    for one, other in found:
        if one != other:
            yield pair_key(one, other)


def pair_key(one: str, other: str) -> str:
    """The key of a pair of parties, whichever is named first."""
    first, second = sorted((one, other))
    return f"{first}{PAIR}{second}"


def day_number(day: str | None) -> float:
    """An ISO day or time as a day's number; not a number where there is none."""
    try:
        return float(date.fromisoformat(day[:10]).toordinal()) if day else math.nan
    except ValueError:
        return math.nan


def _sureness(confidence: float) -> str:
    return "sure" if confidence >= SURE else "fair" if confidence >= UNSURE else "unsure"


def _told(independent: int) -> str:
    return "one" if independent < 2 else "two" if independent == 2 else "several"
