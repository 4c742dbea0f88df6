"""`dragoman incidents`: what happened, once each, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dragoman.cli import options
from dragoman.cli.filters import event_filters
from dragoman.cli.opening import opened, store_or_lake
from dragoman.model import Incident

__all__ = ["command"]


@click.command(short_help="List what happened, once each, however many pages tell of it.")
@store_or_lake
@event_filters
@click.option(
    "--independent",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="At least so many independent reports: copies and pages that credit one agency count once.",
)
@click.option("--disputed", is_flag=True, help="Only what somebody denies, or what reports differ on.")
@options.evidence
@options.list_format
@options.out
def command(store: str, evidence: bool, format_: str | None, out: Path | None, **given: Any) -> None:
    """List the incidents of STORE (a store, or a lake) that meet all conditions, in order of date. An incident is one
    happening, however many pages tell of it; new pages are linked first. A condition that is given more than once is
    met by any of its values.

    \b
    Example:
      dragoman incidents desk.db --dyad USA PRK --from 2018-03 --until 2018-06
      dragoman incidents desk.db --act ASSAULT --independent 2 --format csv --out attacks.csv
      dragoman incidents desk.db --disputed --evidence
    """
    from dragoman.cli.linking import bring_up_to_date
    from dragoman.cli.nothing import what_is_left_out, why_nothing
    from dragoman.cli.output import LISTS, format_of
    from dragoman.store.query import IncidentQuery

    chosen = format_of(format_, out, LISTS, "table")
    query = IncidentQuery(**{name.rstrip("_"): value for name, value in given.items()})
    with opened(store) as source:
        bring_up_to_date(source)
        written = _write(source.incidents.find(query), chosen, out, evidence=evidence)
        if not written:
            click.echo(why_nothing(query, source.incidents.count, "incident", store), err=True)
            return
        for said in what_is_left_out(query, source.incidents.count, "incident", written, table=chosen == "table"):
            click.echo(said, err=True)


def _write(found: Iterator[Incident], chosen: str, out: Path | None, *, evidence: bool) -> int:
    """Write incidents; returns how many."""
    from dragoman.cli.output import json_lines, parquet_file, text_stream
    from dragoman.export.cells import csv_table
    from dragoman.export.incidents import COLUMNS, incident_row, write_listing

    if chosen == "parquet":
        return parquet_file("incidents", COLUMNS, map(incident_row, found), out)
    with text_stream(out) as stream:
        if chosen == "table":
            return write_listing(found, stream, sentences=evidence)
        if chosen == "csv":
            return csv_table(stream, COLUMNS)(map(incident_row, found))
        return json_lines(found, stream)
