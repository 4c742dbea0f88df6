"""A tidy row an event: what CSV and Parquet share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec

from dragoman.export.tables import column_sorts, columns
from dragoman.export.wording import chain, count_label
from dragoman.model import Actor, Event
from dragoman.store.query import Source

__all__ = ["COLUMNS", "WORDS", "digest", "event_row", "side_columns"]

COLUMNS = column_sorts("tidy")
"""Columns in order, each with its sort (`data/export/tidy.toml`)."""

WORDS = frozenset(column["name"] for column in columns("tidy") if column.get("text"))
"""Columns that hold words of the page."""


def side_columns(name: str, actors: Sequence[Actor]) -> dict[str, Any]:
    """Those of one side in lists that run in step."""
    return {
        f"{name}_ids": [actor.id for actor in actors],
        f"{name}_names": [actor.name for actor in actors],
        f"{name}_parties": [actor.party or "" for actor in actors],
        f"{name}_countries": [actor.country or "" for actor in actors],
    }


def _side(name: str, actors: Sequence[Actor]) -> dict[str, Any]:
    return {
        **side_columns(name, actors),
        f"{name}_sectors": ["+".join(actor.sectors) for actor in actors],
        f"{name}_roles": [actor.role for actor in actors],
    }


def event_row(event: Event, source: Source, *, texts: bool = True) -> dict[str, Any]:
    """An event as one flat row with the keys of `COLUMNS`; without `texts`, no words of the page are in it.

    The lists of a side run in step: the second name, party and country are the second actor's. An actor's
    several sectors are joined by `+`.
    """
    place = event.place
    row = {
        "id": event.id,
        "article": event.article,
        **msgspec.structs.asdict(source),
        "date_start": event.date.start,
        "date_end": event.date.end,
        "date_precision": event.date.precision,
        "announced_start": event.announced.start if event.announced else None,
        "announced_end": event.announced.end if event.announced else None,
        "act": event.act,
        "type": event.type,
        "cameo": event.cameo,
        "quad": event.quad,
        "intensity": event.intensity,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "status": event.status,
        "change": event.change,
        "background": event.background,
        "condition": event.condition,
        "within": event.within,
        **_side("actor", event.actors),
        **_side("recipient", event.recipients),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_origin": place.origin if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "counts": [count_label(count) for count in event.counts],
        "attribution": chain(event.attribution) or None,
        "stance": event.attribution[0].stance if event.attribution else None,
        "trigger": event.trigger.text,
        "evidence": event.evidence.text,
        "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end,
        "evidence_in": event.evidence.source,
        "evidence_sha256": digest(event.evidence.text),
        "confidence": event.confidence,
    }
    return {column: row[column] if texts or column not in WORDS else None for column in COLUMNS}


def digest(words: str) -> str:
    """SHA-256 of some words in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()
