"""`dragoman import`: events of other data sets into a store, and decisions made in Label Studio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.store.foreign import ForeignRecord

__all__ = ["command"]

FORMATS = ("gdelt", "icews", "polecat", "ucdp-ged", "acled", "label-studio")
MOST_COMPLAINTS = 20
"""Rows that are complained about one by one; of more only the number is told."""


@click.command("import", short_help="Take in GDELT, ICEWS, POLECAT, UCDP GED, ACLED; decisions from Label Studio.")
@options.store
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--format", "format_", type=click.Choice(FORMATS), help="What it is. [default: by its columns]")
@click.option("--who", metavar="NAME", help="Who decided, for decisions from Label Studio.")
@options.quiet
def command(store: Path, files: tuple[Path, ...], format_: str | None, who: str | None, quiet: bool) -> int:
    """Take the events of each FILE into STORE as foreign records, which stand beside ours and are never mixed with
    them: GDELT 2 events, ICEWS, POLECAT, UCDP GED or ACLED, plain, .gz or .zip. What people decided in Label Studio
    about tasks of `dragoman export --format label-studio` becomes decisions.

    \b
    Example:
      dragoman import desk.db 20180420.export.CSV.zip events.2018.tab
      dragoman import desk.db annotated.json --format label-studio --who anna
    """
    from dragoman.store import Store

    failed = False
    with Store.open(store) as opened:
        for file in files:
            if format_ == "label-studio" or (format_ is None and file.suffix == ".json"):
                said = _decisions(opened, file, who)
            else:
                said, bad = _records(opened, file, format_, quiet)
                failed = failed or bad > 0
            if not quiet:
                click.echo(said, err=True)
    return 2 if failed else 0


def _decisions(store: Store, file: Path, who: str | None) -> str:
    from dragoman.foreign.labelstudio import take_decisions

    if not who:
        raise UsageError("decisions have a name to them: say whose they are with --who NAME")
    taken = take_decisions(store, file, who=who)
    return f"{file}: {taken.tasks} tasks, {taken.decisions} decisions, {taken.accepted} events accepted as they are"


def _records(store: Store, file: Path, format_: str | None, quiet: bool) -> tuple[str, int]:
    """Take in a file; returns what to say, and how many rows were bad."""
    from dragoman.cli.reading import Progress
    from dragoman.foreign import BadRow, read_foreign

    bad = 0

    def records() -> Iterator[ForeignRecord]:
        nonlocal bad
        done = 0
        for read in read_foreign(file, format_):
            if isinstance(read, BadRow):
                bad += 1
                if bad <= MOST_COMPLAINTS:
                    click.echo(f"dragoman: {file}:{read.line}: {read.reason}", err=True)
                continue
            done += 1
            progress.tell(f"{done:,} rows read")
            yield read

    with Progress(quiet=quiet, message="Reading rows …") as progress:
        kept = store.foreign.keep(records(), str(file))
    return f"{file}: {kept} records kept" + (f", {bad} rows could not be read" if bad else ""), bad
