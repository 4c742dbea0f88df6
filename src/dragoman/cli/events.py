"""`dragoman events`: list what a store holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from dragoman.cli import options
from dragoman.errors import UsageError
from dragoman.model import Act, Event, Status

if TYPE_CHECKING:
    from dragoman.store import Source

__all__ = ["command"]

ACTS = click.Choice(get_args(Act), case_sensitive=False)


@click.command(short_help="List the events of a store, by actor, country, type, date …")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--actor", multiple=True, metavar="NAME", help="One who takes part: an id, or words of a name.")
@click.option("--country", multiple=True, metavar="CODE", help="Country of one who takes part, as in COL.")
@click.option("--dyad", nargs=2, metavar="A B", help="Two that take part together: country codes, ids or names.")
@click.option("--type", "type_", multiple=True, type=ACTS, metavar="TYPE", help="PLOVER's type, for counts.")
@click.option("--act", multiple=True, type=ACTS, metavar="ACT", help="What the clause is about, were it done.")
@click.option("--status", multiple=True, type=click.Choice(get_args(Status)), metavar="STATUS", help="How real.")
@click.option("--from", "since", metavar="DAY", help="First day: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--until", metavar="DAY", help="Last day, itself included.")
@click.option("--publisher", multiple=True, metavar="NAME", help="Words of the publisher's name.")
@click.option("--search", metavar="TEXT", help='Words of the sentence, all of them; "a phrase"; begin*.')
@options.min_confidence
@click.option("--background", is_flag=True, help="Also history told to explain.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv", "parquet"]),
    default="table",
    show_default=True,
    help="How to write it.",
)
@options.out
def command(
    store: Path,
    actor: tuple[str, ...],
    country: tuple[str, ...],
    dyad: tuple[str, str] | None,
    type_: tuple[Act, ...],
    act: tuple[Act, ...],
    status: tuple[Status, ...],
    since: str | None,
    until: str | None,
    publisher: tuple[str, ...],
    search: str | None,
    min_confidence: float,
    background: bool,
    limit: int | None,
    format_: str,
    out: Path | None,
) -> None:
    """List the events of STORE that meet all conditions, in order of date. A condition that is given more than
    once is met by any of its values.

    \b
    Example:
      dragoman events desk.db --dyad USA PRK --from 2018-03 --until 2018-06
      dragoman events desk.db --type AGREE --status happened --format csv --out agreements.csv
      dragoman events desk.db --search "peace treaty" --format jsonl
    """
    from dragoman.store import EventQuery, Store

    query = EventQuery(
        actor=actor, country=country, dyad=dyad, type=type_, act=act, status=status, since=since, until=until,
        publisher=publisher, search=search, min_confidence=min_confidence, background=background, limit=limit,
    )  # fmt: skip
    with Store.open(store) as opened:
        found = opened.sourced_events(query)
        if format_ == "parquet":
            _parquet(found, out)
            return
        from dragoman.cli.output import text_stream

        with text_stream(out) as stream:
            if format_ == "jsonl":
                from dragoman.export.jsonl import line

                for event, _ in found:
                    stream.write(line(event) + "\n")
            elif format_ == "csv":
                from dragoman.export import View
                from dragoman.export.csv import CsvWriter

                rows = CsvWriter(stream, View())
                for event, source in found:
                    rows.write_event(event, source)
                rows.close()
            else:
                from dragoman.export.listing import write_listing

                shown = write_listing(found, stream)
                total = opened.count(query)
                if not shown:
                    click.echo("No event meets these conditions.", err=True)
                elif shown < total:
                    click.echo(f"{shown} of {total} events; raise --limit to see more.", err=True)


def _parquet(found: Iterator[tuple[Event, Source]], out: Path | None) -> None:
    from dragoman.export.parquet import write_parquet

    if out is None:
        if sys.stdout.isatty():
            raise UsageError("Parquet is not for the terminal: say where with --out FILE")
        raise UsageError("Parquet needs a file: say where with --out FILE")
    total = write_parquet(found, out)
    click.echo(f"{total} events in {out}", err=True)
