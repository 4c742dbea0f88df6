"""`dragoman events`: list what a store holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.filters import event_filters, query_from
from dragoman.cli.opening import opened, store_or_lake
from dragoman.errors import UsageError
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
    from dragoman.cli.nothing import why_nothing
    from dragoman.cli.output import LISTS, format_of

    chosen = format_of(format_, out, LISTS, "table")
    query = query_from(conditions)
    with opened(store) as source:
        found = source.sourced_events(query)
        if chosen == "parquet":
            written = _parquet(found, out)
        else:
            written = _written(found, chosen, out, evidence=evidence)
        if not written:
            click.echo(why_nothing(query, source.count, "event", store), err=True)
        elif chosen == "table" and written < (total := source.count(query)):
            click.echo(f"{written} of {total} events; raise --limit to see more.", err=True)


def _written(found: Iterator[tuple[Event, Source]], chosen: str, out: Path | None, *, evidence: bool) -> int:
    """Write events as text; returns how many."""
    from dragoman.cli.output import text_stream

    written = 0
    with text_stream(out) as stream:
        if chosen == "table":
            from dragoman.export.listing import write_listing

            return write_listing(found, stream, sentences=evidence)
        if chosen == "jsonl":
            from dragoman.export.jsonl import line

            for event, _ in found:
                stream.write(line(event) + "\n")
                written += 1
            return written
        from dragoman.export import View
        from dragoman.export.csv import CsvWriter

        rows = CsvWriter(stream, View())
        for event, page in found:
            rows.write_event(event, page)
            written += 1
        rows.close()
    return written


def _parquet(found: Iterator[tuple[Event, Source]], out: Path | None) -> int:
    """Write events to a Parquet file; returns how many."""
    from dragoman.export.parquet import write_parquet

    if out is None:
        if sys.stdout.isatty():
            raise UsageError("Parquet is not for the terminal: say where with --out FILE")
        raise UsageError("Parquet needs a file: say where with --out FILE")
    total = write_parquet(found, out)
    click.echo(f"{total} events in {out}", err=True)
    return total
