"""`dragoman feeds`: how the feeds of a store fare."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options

__all__ = ["command"]


@click.command(short_help="Show how the watched feeds of a store fare.")
@options.store
@options.format_among("table", "jsonl")
@click.option("--troubles", is_flag=True, help="Only what is in trouble: feeds, pages, and letters not delivered.")
@options.out
def command(store: Path, format_: str, troubles: bool, out: Path | None) -> None:
    """Show each feed that `dragoman watch` follows into STORE: when it last answered, when it last had something new,
    how many pages it led to and what became of them; then the pages that could not be had, and the alerts and digests
    that could not be delivered.

    \b
    Example:
      dragoman feeds desk.db
      dragoman feeds desk.db --troubles --format jsonl
    """
    from dragoman.cli.output import text_stream
    from dragoman.store import Store
    from dragoman.watch.health import health_of, write_health

    with Store.open(store) as opened, text_stream(out) as stream:
        write_health(health_of(opened, only_troubles=troubles), stream, as_json=format_ == "jsonl")
