"""Phoenix: 26 columns, tab-separated, one row for each source, target, code and day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from dragoman.export.cameo import goldstein
from dragoman.export.dated_pairs import dated_pairs
from dragoman.export.job import Job
from dragoman.export.sorting import Sorter
from dragoman.export.tabbed import write_row
from dragoman.export.tables import column_names, table
from dragoman.model import Actor, Event
from dragoman.store import Source

__all__ = ["write_phoenix"]


def write_phoenix(job: Job, stream: TextIO) -> None:
    """Write the job's events, those of one pair, code and day in one row. Events without a date, or without two
    parties of which at least something is known, are left out.
    """
    columns = column_names("phoenix")
    with Sorter() as sorter:
        for event, source, day, pairs in dated_pairs(job, _full):
            for ordinal, (one, other) in enumerate(pairs):
                key = (day, _full(one), _full(other), event.cameo or "")
                sorter.add(key, _part(event, source, ordinal, _code(one), _code(other)))
        for (on, source_full, target_full, code), parts in sorter.groups():
            write_row(stream, columns, _row(on, source_full, target_full, code, parts))
            job.tally.rows += 1


def _code(actor: Actor) -> tuple[str, str, str]:
    """Entity, role and attribute of an actor."""
    roles = table("phoenix")["roles"]
    named = [roles.get(sector, sector) for sector in actor.sectors if sector != actor.country]
    named = [role for role in named if role]
    return actor.country or "", named[0] if named else "", named[1] if len(named) > 1 else ""


def _full(actor: Actor) -> str:
    return "".join(_code(actor))


def _part(
    event: Event, source: Source, ordinal: int, one: tuple[str, str, str], other: tuple[str, str, str]
) -> dict[str, Any]:
    """What a row takes from one of its events."""
    place = event.place
    return {
        "id": f"{event.id}.{ordinal}",
        "source": one,
        "target": other,
        "contexts": event.contexts,
        "place": place and (place.latitude, place.longitude, place.name, place.precision, place.country),
        "sentence": f"{event.article}_{event.evidence.start}",
        "url": source.url,
        "publisher": source.publisher,
    }


def _row(day: str, source: str, target: str, code: str, parts: list[dict[str, Any]]) -> dict[str, Any]:
    first = parts[0]
    latitude, longitude, name, precision, country = next((p["place"] for p in parts if p["place"]), [None] * 5)
    issues = Counter(context.upper() for part in parts for context in part["contexts"])
    return {
        "EventID": first["id"],
        "Date": day.replace("-", ""),
        "Year": day[:4],
        "Month": day[5:7],
        "Day": day[8:10],
        "SourceActorFull": source,
        "SourceActorEntity": first["source"][0],
        "SourceActorRole": first["source"][1],
        "SourceActorAttribute": first["source"][2],
        "TargetActorFull": target,
        "TargetActorEntity": first["target"][0],
        "TargetActorRole": first["target"][1],
        "TargetActorAttribute": first["target"][2],
        "EventCode": code,
        "EventRootCode": code[:2],
        "PentaClass": table("phoenix")["penta"].get(code[:2]),
        "GoldsteinScore": goldstein(code),
        "Issues": ";".join(f"{context},{count}" for context, count in sorted(issues.items())),
        "Lat": latitude,
        "Lon": longitude,
        "LocationName": name,
        "StateName": name if precision == "region" else None,
        "CountryCode": country,
        "SentenceID": _joined(part["sentence"] for part in parts),
        "URLs": _joined(part["url"] for part in parts),
        "NewsSources": _joined(part["publisher"] for part in parts),
    }


def _joined(values: Iterable[str | None]) -> str:
    return ";".join(dict.fromkeys(value for value in values if value))
