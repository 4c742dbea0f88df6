"""Lists as tidy rows, for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.export import parquet, rows
from dragoman.export.wording import place_label
from dragoman.model import Article, Incident
from dragoman.store.feed import Place

__all__ = ["table_row", "write_parquet"]

Row = dict[str, Any]
BATCH = 5_000

INCIDENT_COLUMNS = {
    "id": "text", "act": "text", "status": "text", "background": "flag", "date_start": "text", "date_end": "text",
    "date_precision": "text", "actor_ids": "list", "actor_names": "list", "actor_parties": "list",
    "actor_countries": "list", "recipient_ids": "list", "recipient_names": "list", "recipient_parties": "list",
    "recipient_countries": "list", "place": "text", "place_country": "text", "latitude": "number",
    "longitude": "number", "reports": "whole", "independent": "whole", "publishers": "list", "first_report": "text",
    "last_report": "text", "confirmed_by": "list", "denied_by": "list", "differs": "list", "history": "list",
    "sentence": "text", "events": "list",
}  # fmt: skip
ARTICLE_COLUMNS = {
    "id": "text", "published": "text", "published_from": "text", "publisher": "text", "agency": "text",
    "byline": "text", "title": "text", "url": "text", "genre": "text", "language": "text", "events": "whole",
    "text": "text",
}  # fmt: skip
COLUMNS = {"events": rows.COLUMNS, "incidents": INCIDENT_COLUMNS, "articles": ARTICLE_COLUMNS}


def table_row(place: Place) -> tuple[list[str], Callable[[Any], Row]]:
    """The columns of a list as a table, and what makes a row of it."""
    made: dict[str, Callable[[Any], Row]] = {
        "events": lambda row: rows.event_row(*row),
        "incidents": _incident,
        "articles": lambda row: _article(*row),
    }
    return list(COLUMNS[place]), made[place]


def write_parquet(place: Place, found: Iterable[Any], path: Path) -> None:
    """Rows of a list as a Parquet file, with true lists and numbers."""
    if place == "events":
        parquet.write_parquet(found, path)
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    sorts = {
        "text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(name, sorts[sort]) for name, sort in COLUMNS[place].items()])
    _, make = table_row(place)
    left = iter(found)
    with pq.ParquetWriter(str(path), schema, compression="zstd") as writer:
        while batch := [make(row) for row in islice(left, BATCH)]:
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))


def _incident(incident: Incident) -> Row:
    place = incident.place
    return {
        "id": incident.id,
        "act": incident.act,
        "status": incident.status,
        "background": incident.background,
        "date_start": incident.date.start,
        "date_end": incident.date.end,
        "date_precision": incident.date.precision,
        **_side("actor", incident.actors),
        **_side("recipient", incident.recipients),
        "place": place_label(place) or None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "reports": incident.reports,
        "independent": incident.independent,
        "publishers": list(incident.publishers),
        "first_report": incident.first_report,
        "last_report": incident.last_report,
        "confirmed_by": list(incident.confirmed_by),
        "denied_by": list(incident.denied_by),
        "differs": [str(entry.get("field")) for entry in incident.differs],
        "history": [f"{step.get('status')} {step.get('since') or ''}".strip() for step in incident.history],
        "sentence": incident.sentence,
        "events": list(incident.events),
    }


def _side(name: str, actors: Iterable[Any]) -> Row:
    actors = list(actors)
    return {
        f"{name}_ids": [actor.id for actor in actors],
        f"{name}_names": [actor.name for actor in actors],
        f"{name}_parties": [actor.party or "" for actor in actors],
        f"{name}_countries": [actor.country or "" for actor in actors],
    }


def _article(article: Article, events: int) -> Row:
    return {**{name: getattr(article, name) for name in ARTICLE_COLUMNS if name != "events"}, "events": events}
