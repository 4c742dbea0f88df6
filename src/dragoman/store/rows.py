"""Records into rows: the columns that are searched, beside the record's own JSON."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.model import (
    Actor,
    Article,
    Event,
    Incident,
    LabelledLine,
    Negotiation,
    Position,
    Promise,
    Quotation,
    Run,
)

__all__ = [
    "actor_rows",
    "article_from",
    "article_row",
    "encode",
    "encode_sorted",
    "event_row",
    "incident_actor_rows",
    "incident_row",
    "negotiation_row",
    "pack_lines",
    "position_row",
    "promise_row",
    "quotation_row",
    "run_row",
]

Row = dict[str, Any]

_encoder = msgspec.json.Encoder()
_article = msgspec.json.Decoder(Article)
_lines = msgspec.json.Decoder(tuple[LabelledLine, ...])


def encode(record: Any) -> str:
    """A record as JSON text."""
    return _encoder.encode(record).decode()


def encode_sorted(values: Any) -> str:
    """Values as JSON text that is the same for the same values."""
    return msgspec.json.encode(values, order="deterministic").decode()


def run_row(run: Run) -> Row:
    """Row of `runs`."""
    return {**msgspec.structs.asdict(run), "options": encode(run.options)}


def article_row(article: Article) -> Row:
    """Row of `articles`, as all rows here without its run; the labelled lines go with the page."""
    columns = (
        "id", "url", "title", "publisher", "agency", "byline", "genre", "published", "published_from",
        "language", "origin", "text",
    )  # fmt: skip
    row: Row = {name: getattr(article, name) for name in columns}
    return {**row, "record": encode(msgspec.structs.replace(article, text="", lines=()))}


def article_from(record: str, text: str, lines: bytes | None) -> Article:
    """The article again, whole."""
    labelled = _lines.decode(zlib.decompress(lines)) if lines else ()
    return msgspec.structs.replace(_article.decode(record), text=text, lines=labelled)


def pack_lines(article: Article) -> bytes:
    """The labelled lines, compressed."""
    return zlib.compress(_encoder.encode(article.lines))


def event_row(event: Event, position: int) -> Row:
    """Row of `events`."""
    place = event.place
    return {
        "id": event.id,
        "article": event.article,
        "position": position,
        "act": event.act,
        "type": event.type,
        "status": event.status,
        "background": int(event.background),
        **_days(event),
        "country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "confidence": event.confidence,
        "evidence": event.evidence.text,
        "record": encode(event),
    }


def actor_rows(event: Event) -> Iterator[Row]:
    """Rows of `event_actors`."""
    for actor, row in _sides(event):
        yield {"event": event.id, **row, "sectors": "+".join(actor.sectors), "role": actor.role}


def incident_row(incident: Incident) -> Row:
    """Row of `incidents`."""
    columns = ("id", "act", "status", "first_report", "last_report", "reports", "independent")
    return {
        **{name: getattr(incident, name) for name in columns},
        "background": int(incident.background),
        **_days(incident),
        "record": encode(incident),
    }


def incident_actor_rows(incident: Incident) -> Iterator[Row]:
    """Rows of `incident_actors`."""
    for _, row in _sides(incident):
        yield {"incident": incident.id, **row}


def _days(told: Event | Incident) -> Row:
    return {"date_start": told.date.start or told.date.end, "date_end": told.date.end or told.date.start}


def _sides(told: Event | Incident) -> Iterator[tuple[Actor, Row]]:
    """Those who take part, each with the columns that both tables of them have."""
    for side, actors in (("actor", told.actors), ("recipient", told.recipients)):
        for ordinal, actor in enumerate(actors):
            about = {"actor": actor.id, "name": actor.name, "party": actor.party, "country": actor.country}
            yield actor, {"side": side, "ordinal": ordinal, **about}


def _common(row: Quotation | Position | Promise | Negotiation, article: str, position: int) -> Row:
    return {"id": row.id, "article": article, "position": position, "record": encode(row)}


def quotation_row(quotation: Quotation, article: str, position: int) -> Row:
    """Row of `quotations`."""
    speaker = quotation.speakers[0].id if quotation.speakers else None
    return {
        **_common(quotation, article, position),
        "speaker": speaker,
        "direct": int(quotation.direct),
        "text": quotation.text,
    }


def position_row(row: Position, article: str, position: int) -> Row:
    """Row of `positions`."""
    return {
        **_common(row, article, position),
        "party": row.party.principal,
        "stance": row.stance,
        "issue": row.issue,
    }


def promise_row(promise: Promise, article: str, position: int) -> Row:
    """Row of `promises`."""
    return {
        **_common(promise, article, position),
        "sort": promise.sort,
        "due": promise.due.end if promise.due else None,
        "outcome": promise.outcome,
    }


def negotiation_row(negotiation: Negotiation, article: str, position: int) -> Row:
    """Row of `negotiations`."""
    return {
        **_common(negotiation, article, position),
        "name": negotiation.name,
        "state": negotiation.state,
    }
