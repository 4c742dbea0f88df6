"""`dragoman load`: from a lake into a store."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import click

from dragoman.cli import options
from dragoman.cli.filters import event_filters, query_from
from dragoman.cli.linking import bring_up_to_date
from dragoman.cli.opening import is_lake, opened
from dragoman.errors import UsageError

__all__ = ["command"]


@click.command(short_help="Load readings of a lake into a store, all or some.")
@click.argument("lake", metavar="LAKE")
@options.into("The store, an SQLite file; it is made if there is none.")
@event_filters
@options.quiet
def command(lake: str, into: Path, quiet: bool, **conditions: Any) -> None:
    """Load what a cluster has read into LAKE into a store, for the desk and for everything else that works on stores:
    every page in which an event meets the conditions, with its whole reading; without conditions all pages, also those
    that were passed over or could not be read. It may be stopped at any moment and begun again.

    \b
    Example:
      dragoman load lake/ --into desk.db
      dragoman load s3://lakes/2019 --into korea.db --dyad USA PRK --from 2018 --until 2019
    """
    from dragoman.cli.progress import RunProgress
    from dragoman.cluster.lake import Lake
    from dragoman.cluster.loading import load
    from dragoman.store import EventQuery, Store

    query = query_from(conditions)
    if not is_lake(lake):
        Lake.open(lake)  # tells that there is none
        raise UsageError(f"{lake} is no lake")
    done: Counter[str] = Counter()
    began = time.monotonic()
    with opened(lake) as reader, Store.open(into, create=True) as store:
        total = sum(sum(entry.rows.values()) - entry.rows.get("events", 0) for entry in reader.entries.values())
        wanted = None if query == EventQuery() else query
        with RunProgress(quiet=quiet, total=total if wanted is None else None) as progress:
            for position, loaded in enumerate(load(reader, store, wanted), 1):
                done[loaded.what] += 1
                done["events"] += loaded.events
                progress.advance(position, worked=loaded.what != "before")
        if not quiet:
            click.echo(f"{_summary(done)} in {into} ({time.monotonic() - began:.1f} s)", err=True)
        bring_up_to_date(store, quiet=quiet)


def _summary(done: Counter[str]) -> str:
    parts = [f"{done['new']:,} page{'' if done['new'] == 1 else 's'} loaded"]
    for what, says in (
        ("again", "read otherwise before"),
        ("before", "there before"),
        ("passed", "passed over by triage"),
        ("rejected", "could not be read"),
    ):
        if done[what]:
            parts.append(f"{done[what]:,} {says}")
    return f"{', '.join(parts)}; {done['events']:,} events"
