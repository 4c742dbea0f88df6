"""POLECAT: 40 columns, tab-separated, one row an event with lists on either side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from dragoman import __version__
from dragoman.export.dating import FIRST_DAY, NO_DATE, day_of
from dragoman.export.job import Job
from dragoman.export.sides import two_sides
from dragoman.export.tabbed import write_heading, write_row
from dragoman.export.tables import column_names, table
from dragoman.model import Actor, Event
from dragoman.store import Source
from dragoman.store.stories import Named
from dragoman.world.systems import cow_number

__all__ = ["write_polecat"]


def write_polecat(job: Job, stream: TextIO) -> None:
    """Write the job's events; those without any date are left out."""
    columns = column_names("polecat")
    missing = table("polecat")["missing"]
    write_heading(stream, columns)
    for event, source in job.events(by_row_day=True):
        day = day_of(event, source)
        if day is None:
            job.tally.take_back(NO_DATE)
            continue
        if not day[1]:
            job.tally.remarks[FIRST_DAY] += 1
        row = _row(event, source, day[0], job.store.stories.named(event.article), texts=job.texts)
        write_row(stream, columns, row, missing=missing)
        job.tally.rows += 1


def _row(event: Event, source: Source, day: str, story: Named, *, texts: bool) -> dict[str, Any]:
    known = table("polecat")
    actors, recipients = two_sides(event)
    place = event.place
    return {
        "Event ID": event.id,
        "Event Date": day,
        "Event Type": event.type,
        "Event Mode": event.modes if event.type == event.act else (),
        "Intensity": event.intensity,
        "Quad Code": known["quads"].get(event.quad),
        "Contexts": event.contexts,
        **_side("Actor", actors, int(day[:4]), texts=texts),
        **_side("Recipient", recipients, int(day[:4]), texts=texts),
        "Placename": place and place.name,
        "City": place.name if place and place.precision == "city" else None,
        "District": None,
        "Province": place.name if place and place.precision == "region" else None,
        "Country": place and place.country,
        "Latitude": place and place.latitude,
        "Longitude": place and place.longitude,
        "GeoNames ID": place and place.geonames,
        "Raw Placename": place.text if place and texts else None,
        "Feature Type": known["features"].get(place.precision) if place else None,
        "Source": source.publisher,
        "Publication Date": source.published and source.published[:10],
        "Story People": story.people,
        "Story Organizations": story.organisations,
        "Story Locations": story.places,
        "Language": known["languages"]["en"],
        "Version": f"dragoman-{__version__}",
    }


def _side(name: str, actors: Sequence[Actor], year: int, *, texts: bool) -> dict[str, Any]:
    """The eight columns of a side."""
    countries = list(dict.fromkeys(actor.country for actor in actors if actor.country))
    numbers = [cow_number(country, year) for country in countries]
    return {
        f"{name} Name": [actor.name for actor in actors],
        f"{name} Country": countries,
        f"{name} COW": [number for number in numbers if number is not None],
        f"Primary {name} Sector": next((actor.sectors[0] for actor in actors if actor.sectors), None),
        f"{name} Sectors": [sector for actor in actors for sector in actor.sectors],
        f"{name} Title": [actor.title for actor in actors],
        f"{name} Name Raw": [actor.text for actor in actors] if texts else None,
        f"Wikipedia {name} ID": None,
    }
