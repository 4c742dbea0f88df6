"""`dragoman unread`: the pages of a store that could not be read, or were passed over, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.reading import complaint
from dragoman.model import Reject

if TYPE_CHECKING:
    from dragoman.store.corpus import Skip

__all__ = ["command"]

REJECTED = ("origin", "line", "reason", "message")
PASSED = ("origin", "line", "score", "title", "published", "url")


@click.command(short_help="List the pages that could not be read, or were passed over, and why.")
@options.store
@click.option(
    "--passed", is_flag=True, help="Those that were passed over as without a political event, likeliest first."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv"]),
    help="How to write it; unless said, by the suffix of --out, else table.",
)
@options.out
def command(store: Path, passed: bool, format_: str | None, out: Path | None) -> None:
    """List each page that `dragoman code` or `watch` could not read into STORE, with the reason; or with --passed those
    that it passed over, each with its chance of a political event (`code … --all` reads them).

    \b
    Example:
      dragoman unread desk.db
      dragoman unread desk.db --passed --format csv --out passed.csv
    """
    from dragoman.cli.output import format_of, json_lines, text_stream
    from dragoman.export.cells import csv_table
    from dragoman.store import Store

    chosen = format_of(format_, out, {".jsonl": "jsonl", ".csv": "csv", ".txt": "table"}, "table")
    columns = PASSED if passed else REJECTED
    with Store.open(store) as opened, text_stream(out) as stream:
        found: Iterator[Skip | Reject] = opened.corpus.skipped() if passed else opened.rejects()
        rows = ({name: getattr(page, name) for name in columns} for page in found)
        if chosen == "jsonl":
            written = json_lines(rows, stream)
        elif chosen == "csv":
            written = csv_table(stream, columns)(rows)
        else:
            written = sum(bool(stream.write(f"{_line(page)}\n")) for page in found)
    if not written:
        click.echo(f"No page of {store} {'was passed over' if passed else 'was found that cannot be read'}.", err=True)


def _line(page: Skip | Reject) -> str:
    """As it was told when the page came; of one that was passed over its chance, place and title."""
    if isinstance(page, Reject):
        return complaint(page).removeprefix("dragoman: ")
    place = page.origin if page.line is None else f"{page.origin}:{page.line}"
    return f"{page.score:.0%}  {place}  {page.title or '(no title)'}"
