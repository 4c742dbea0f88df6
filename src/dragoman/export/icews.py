"""ICEWS: 20 columns, tab-separated, one row for each source and target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TextIO

from dragoman.export.cameo import cameo_name, goldstein, id_number
from dragoman.export.dated_pairs import dated_pairs
from dragoman.export.job import Job
from dragoman.export.tabbed import write_heading, write_row
from dragoman.export.tables import column_names, table
from dragoman.model import Actor, Article, Event
from dragoman.store import Source
from dragoman.world.systems import country_name

__all__ = ["write_icews"]

_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[A-Z])|\n+")


def write_icews(job: Job, stream: TextIO) -> None:
    """Write the job's events; those without a date or without two parties are left out."""
    columns = column_names("icews")
    write_heading(stream, columns)
    for event, source, day, pairs in dated_pairs(job):
        for one, other in pairs:
            number = sentence_number(event, job.store.stories.article(event.article))
            write_row(stream, columns, _row(event, source, day, number, one, other))
            job.tally.rows += 1


def sentence_number(event: Event, article: Article) -> int:
    """Which sentence of the body an event rests on, from 1; 0 for the title."""
    if event.evidence.source == "title":
        return 0
    return 1 + sum(1 for _ in _SENTENCE_END.finditer(article.text, 0, event.evidence.start + 1))


def _row(event: Event, source: Source, day: str, sentence: int, one: Actor, other: Actor) -> dict[str, Any]:
    place = event.place
    return {
        "Event ID": id_number(event.id),
        "Event Date": day,
        "Source Name": one.name,
        "Source Sectors": _sectors(one.sectors),
        "Source Country": _country(one.country),
        "Event Text": cameo_name(event.cameo),
        "CAMEO Code": event.cameo,
        "Intensity": goldstein(event.cameo),
        "Target Name": other.name,
        "Target Sectors": _sectors(other.sectors),
        "Target Country": _country(other.country),
        "Story ID": id_number(event.article),
        "Sentence Number": sentence,
        "Publisher": source.publisher,
        "City": place.name if place and place.precision == "city" else None,
        "District": None,
        "Province": place.name if place and place.precision == "region" else None,
        "Country": _country(place.country) if place else None,
        "Latitude": place and place.latitude,
        "Longitude": place and place.longitude,
    }


def _sectors(sectors: Sequence[str]) -> str:
    names = table("icews")["sectors"]
    return ",".join(names.get(sector, sector) for sector in sectors)


def _country(code: str | None) -> str | None:
    if code is None:
        return None
    found: str | None = table("icews")["countries"].get(code) or country_name(code)
    return found
