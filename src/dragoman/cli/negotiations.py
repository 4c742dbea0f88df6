"""`dragoman negotiations`: which negotiations a store tells of."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options

if TYPE_CHECKING:
    from dragoman.store import Store

__all__ = ["command"]


@click.command(short_help="List the negotiations of a store, or name, join and part them.")
@options.store
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Keep the negotiations that this TOML file names; may be given again.",
)
@click.option("--forget", multiple=True, metavar="NAME", help="Take back a name that was kept.")
@click.option("--join", nargs=2, multiple=True, metavar="NAME NAME", help="These two that were found are one.")
@click.option(
    "--part",
    nargs=3,
    multiple=True,
    metavar="NAME A B",
    help="The dealings of A with B are no part of this one that was found.",
)
@options.undo
@options.who
@click.option(
    "--format", "format_", type=click.Choice(["table", "jsonl"]),
    help="How to write it. [default: by the suffix of --out, else table]",
)  # fmt: skip
@options.out
def command(
    store: Path,
    names: tuple[Path, ...],
    forget: tuple[str, ...],
    join: tuple[tuple[str, str], ...],
    part: tuple[tuple[str, str, str], ...],
    undo: bool,
    who: str | None,
    format_: str | None,
    out: Path | None,
) -> None:
    """List the negotiations that STORE tells of: those that users named, then those that the program found, with their
    parties and where they stand. A user's naming goes before what was found, and what you join or part is kept as a
    decision.

    \b
    Example:
      dragoman negotiations desk.db
      dragoman negotiations desk.db --name korea.toml
      dragoman negotiations desk.db --part "United States – Canada" USA CHN --who ines
    """
    from dragoman.cli.linking import bring_up_to_date
    from dragoman.cli.output import format_of, json_lines, text_stream
    from dragoman.export.negotiations import write_listing
    from dragoman.store import Store

    chosen = format_of(format_, out, {".jsonl": "jsonl", ".txt": "table"}, "table")
    with Store.open(store) as opened:
        bring_up_to_date(opened)
        _name(opened, names, forget)
        deciding = who or getpass.getuser()
        if undo:
            opened.negotiations.undo(who=deciding)
        for one, other in join:
            opened.negotiations.join(one, other, who=deciding)
        for name, one, other in part:
            opened.negotiations.part(name, (one, other), who=deciding)
        found = opened.negotiations.find()
    with text_stream(out) as stream:
        if chosen == "jsonl":
            json_lines(found, stream)
        elif found:
            write_listing(found, stream)
        else:
            click.echo("No negotiation is told of.", err=True)


def _name(store: Store, files: tuple[Path, ...], forget: tuple[str, ...]) -> None:
    from dragoman.negotiations.naming import load_names

    for file in files:
        for naming in load_names(file):
            store.negotiations.keep_name(naming)
    for name in forget:
        store.negotiations.forget_name(name)
