"""`dragoman events`: list what a store holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.filters import event_filters, query_from
from dragoman.cli.opening import opened, store_or_lake
from dragoman.model import Event

if TYPE_CHECKING:
    from dragoman.store import Source

__all__ = ["command"]


@click.command(short_help="List the events of a store, by actor, country, type, date …")
@store_or_lake
@event_filters
@options.evidence
@options.list_format
@options.out
def command(
    store: str,
    evidence: bool,
    format_: str | None,
    out: Path | None,
    **conditions: Any,
) -> None:
    """List the events of STORE (a store, or a lake) that meet all conditions, in order of date. A condition that is
    given more than once is met by any of its values.

    \b
    Example:
      dragoman events desk.db --dyad USA PRK --from 2018-03 --until 2018-06
      dragoman events desk.db --type AGREE --status happened --format csv --out agreements.csv
      dragoman events desk.db --search "peace treaty" --evidence
    """
    from dragoman.cli.nothing import what_is_left_out, why_nothing
    from dragoman.cli.output import LISTS, format_of

    chosen = format_of(format_, out, LISTS, "table")
    query = query_from(conditions)
    with opened(store) as source:
        written = _write(source.sourced_events(query), chosen, out, evidence=evidence)
        if not written:
            click.echo(why_nothing(query, source.count, "event", store), err=True)
            return
        for said in what_is_left_out(query, source.count, "event", written, table=chosen == "table"):
            click.echo(said, err=True)


def _write(found: Iterator[tuple[Event, Source]], chosen: str, out: Path | None, *, evidence: bool) -> int:
    """Write events; returns how many."""
    from dragoman.cli.output import json_lines, parquet_file, text_stream

    if chosen == "parquet":
        from dragoman.export.rows import COLUMNS, event_row

        return parquet_file("events", COLUMNS, (event_row(*one) for one in found), out)
    with text_stream(out) as stream:
        if chosen == "table":
            from dragoman.export.listing import write_listing

            return write_listing(found, stream, sentences=evidence)
        if chosen == "jsonl":
            return json_lines((event for event, _ in found), stream)
        from dragoman.export.cells import csv_table
        from dragoman.export.rows import COLUMNS, event_row

        return csv_table(stream, COLUMNS)(event_row(*one) for one in found)
