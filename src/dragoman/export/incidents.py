"""Incidents as a table for the terminal, and as tidy rows for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.export.layout import plain, printed
from dragoman.export.rows import side_columns
from dragoman.export.stacked import is_narrow, stacked
from dragoman.export.sureness import difference_label, history_label
from dragoman.export.wording import act_word, actors_label, status_word, time_label, where_label
from dragoman.model import Incident

__all__ = ["COLUMNS", "incident_row", "write_listing"]

CHUNK = 200
"""Incidents laid out at once, so that a long listing begins at once and stays flat in memory."""

COLUMNS: dict[str, str] = {
    "id": "text", "act": "text", "status": "text", "background": "flag",
    "date_start": "text", "date_end": "text", "date_precision": "text",
    "actor_ids": "list", "actor_names": "list", "actor_parties": "list", "actor_countries": "list",
    "recipient_ids": "list", "recipient_names": "list", "recipient_parties": "list", "recipient_countries": "list",
    "place": "text", "place_country": "text", "latitude": "number", "longitude": "number", "counts": "list",
    "history": "text", "reports": "whole", "independent": "whole", "publishers": "list",
    "first_report": "text", "last_report": "text", "confirmed_by": "list", "denied_by": "list", "differs": "list",
    "score": "number", "sentence": "text", "event": "text", "events": "list",
}  # fmt: skip
"""Columns in order, each with its sort."""


def incident_row(incident: Incident) -> dict[str, Any]:
    """An incident as one flat row with the keys of `COLUMNS`; the lists of a side run in step."""
    place = incident.place
    row = {
        **{name: getattr(incident, name) for name in COLUMNS if hasattr(incident, name)},
        **side_columns("actor", incident.actors),
        **side_columns("recipient", incident.recipients),
        "date_start": incident.date.start,
        "date_end": incident.date.end,
        "date_precision": incident.date.precision,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "counts": [_range(count) for count in incident.counts],
        "history": history_label(incident) or None,
        "differs": [difference_label(difference) for difference in incident.differs],
    }
    return {name: list(row[name]) if sort == "list" else row[name] for name, sort in COLUMNS.items()}


def _range(count: dict[str, Any]) -> str:
    low, high = f"{count['low']:g}", f"{count['high']:g}"
    return f"{low if low == high else f'{low}–{high}'} {count['what']}"


def write_listing(incidents: Iterable[Incident], stream: TextIO, *, sentences: bool = False) -> int:
    """Write incidents as a table with date, status, act, who and how many tell of it; returns how many. With `sentences`
    each takes some lines, with the fullest sentence, who published it, the ids of its events, of which the first is its own.
    """
    console = Console(file=stream, highlight=False)
    left = iter(incidents)
    total = 0
    while batch := list(islice(left, CHUNK)):
        if sentences or is_narrow(console):
            stream.write(printed(console, *(_lines(one, sentences=sentences) for one in batch)))
        else:
            stream.write(printed(console, _table(batch, heading=not total)))
        total += len(batch)
    return total


def _lines(incident: Incident, *, sentences: bool) -> RenderableType:
    status = status_word(incident.status)
    others = [event for event in incident.events if event != incident.id]
    disputed = incident.denied_by or incident.differs
    return stacked(
        time_label(incident.date) or "no date",
        [(f"{status.mark} {status.word}", status.terminal), (f"  {act_word(incident.act)}", ""),
         (f"  {_reports(incident)} {'report' if incident.reports == 1 else 'reports'}", "yellow" if disputed else "dim")],
        _who(incident),
        sentence=incident.sentence if sentences else "",
        sources=(", ".join(incident.publishers), " ".join((incident.id, *others))) if sentences else (),
        dim=incident.background,
    )  # fmt: skip


def _table(batch: Sequence[Incident], *, heading: bool) -> Table:
    table = Table(box=None, show_header=heading, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("Date", width=13)
    table.add_column("Status", width=16)
    table.add_column("Act", width=12)
    table.add_column("Who", ratio=3)
    table.add_column("Reports", width=9)
    for incident in batch:
        status = status_word(incident.status)
        table.add_row(
            Text(time_label(incident.date) or "no date"),
            Text(f"{status.mark} {status.word}", style=status.terminal),
            Text(act_word(incident.act)),
            Text(plain(_who(incident))),
            Text(_reports(incident), style="yellow" if incident.denied_by or incident.differs else ""),
            style="dim" if incident.background else "",
        )
    return table


def _who(incident: Incident) -> str:
    actors = actors_label(incident.actors) or "somebody unnamed"
    towards = f" → {actors_label(incident.recipients)}" if incident.recipients else ""
    where = f", {place}" if (place := where_label(incident.place)) else ""
    return f"{actors}{towards}{where}"


def _reports(incident: Incident) -> str:
    """`3 of 5`: independent ones of all; `!` where somebody denies it or reports differ."""
    told = f"{incident.independent} of {incident.reports}" if incident.independent < incident.reports else ""
    return f"{told or incident.reports}{' !' if incident.denied_by or incident.differs else ''}"
