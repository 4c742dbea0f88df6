"""Incidents into rows: the columns that are searched, beside the record's own JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.model import Incident
from dragoman.store.rows import encode

__all__ = ["incident_actor_rows", "incident_row"]

Row = dict[str, Any]


def incident_row(incident: Incident) -> Row:
    """Row of `incidents`."""
    columns = ("id", "act", "status", "first_report", "last_report", "reports", "independent")
    return {
        **{name: getattr(incident, name) for name in columns},
        "background": int(incident.background),
        "date_start": incident.date.start or incident.date.end,
        "date_end": incident.date.end or incident.date.start,
        "record": encode(incident),
    }


def incident_actor_rows(incident: Incident) -> Iterator[Row]:
    """Rows of `incident_actors`."""
    for side, actors in (("actor", incident.actors), ("recipient", incident.recipients)):
        for ordinal, actor in enumerate(actors):
            yield {
                "incident": incident.id,
                "side": side,
                "ordinal": ordinal,
                "actor": actor.id,
                "name": actor.name,
                "party": actor.party,
                "country": actor.country,
            }
