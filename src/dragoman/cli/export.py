"""`dragoman export`: a store's events in the formats of the field."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.filters import STATUSES, event_filters, query_from
from dragoman.cli.opening import opened, store_or_lake
from dragoman.errors import UsageError
from dragoman.export.formats import EXPORTS

if TYPE_CHECKING:
    from dragoman.export.formats import Export
    from dragoman.export.job import Job

__all__ = ["command"]


@click.command(short_help="Write a store's events in a format of the field.")
@store_or_lake
@click.option("--format", "format_", required=True, type=click.Choice(tuple(EXPORTS)), metavar="FORMAT",
              help=f"How to write it: {', '.join(EXPORTS)}.")  # fmt: skip
@event_filters
@click.option(
    "--include",
    multiple=True,
    type=STATUSES,
    metavar="STATUS",
    help="Also events of this status that have no type, counted as their act.",
)
@click.option("--exclude", multiple=True, type=STATUSES, metavar="STATUS", help="Leave out events of this status.")
@click.option(
    "--known-to",
    type=click.Choice(["day", "week", "month", "any"]),
    help="Leave out events whose date is known less exactly. [default: what the format needs]",
)
@click.option("--once", is_flag=True, help="Of all reports of one happening only the fullest (needs `incidents`).")
@click.option("--no-text", is_flag=True, help="No words of the pages; their SHA-256 and offsets stay.")
@click.option(
    "--by",
    type=click.Choice(["country", "party"]),
    help="What a panel or a network is of. [default: country; party for networks]",
)
@click.option(
    "--pair",
    "pairs",
    nargs=2,
    multiple=True,
    metavar="A B",
    help="Panels of only these pairs, with zeros; may be given again.",
)
@click.option("--fill", is_flag=True, help="Panels with zeros for all that occur, from --from to --until.")
@click.option("--licence", metavar="NAME", help="Licence of the file, such as CC-BY-4.0, for what is told beside it.")
@options.out_or_folder
@options.quiet
def command(
    store: str,
    format_: str,
    include: tuple[Any, ...],
    exclude: tuple[Any, ...],
    known_to: str | None,
    once: bool,
    no_text: bool,
    by: str | None,
    pairs: tuple[tuple[str, str], ...],
    fill: bool,
    licence: str | None,
    out: Path | None,
    quiet: bool,
    **conditions: Any,
) -> None:
    """Write the events of STORE (a store, or a lake) in a format that other programs read. A format that knows no
    status gets every event with a type that is not background: planned meetings as AGREE, promised withdrawals as
    CONCEDE, dated by their announcement. What was left out is said, and stands in FILE.about.json.

    \b
    Example:
      dragoman export desk.db --format polecat --out events.tab
      dragoman export desk.db --format parquet --from 2018 --no-text --out events.parquet
    """
    from dragoman.cli.reading import Progress
    from dragoman.export.choice import Choice
    from dragoman.export.job import Job, Panel

    export = EXPORTS[format_]
    _check(export, out, {"by": by, "pair": pairs, "fill": fill}, texts=not no_text)
    query = query_from(conditions)
    choice = Choice(
        include=include, exclude=exclude, background=query.background, typed=export.typed,
        known_to=known_to or export.known_to,
    )  # fmt: skip
    with opened(store) as source, Progress(quiet=quiet, message="Writing events …") as progress:
        of = f" of {source.count(query):,}" if sys.stderr.isatty() else ""
        job = Job(
            source, query, choice, panel=Panel(by=by or export.by, pairs=pairs, fill=fill), texts=not no_text, once=once, licence=licence,
            command=("dragoman", *sys.argv[1:]), advance=lambda done: progress.tell(f"{done:,}{of} events written"),
        )  # fmt: skip
        _write(job, export, out)
        if not quiet and not job.tally.events and not job.tally.left_out:
            from dragoman.cli.nothing import why_nothing

            click.echo(why_nothing(query, source.count, "event", store), err=True)
    if not quiet:
        click.echo(job.tally.sentence(), err=True)
        for remark, count in job.tally.remarks.items():
            click.echo(f"{count} {remark}", err=True)


def _check(export: Export, out: Path | None, given: dict[str, Any], *, texts: bool) -> None:
    """Raises UsageError for options and names that do not go with the format."""
    from dragoman.cli.output import check_suffix
    from dragoman.export.tabular import SUFFIXES

    for option, value in given.items():
        if value and option not in export.takes:
            others = ", ".join(name for name, other in EXPORTS.items() if option in other.takes)
            raise UsageError(f"--{option} is no option of {export.name}, but of {others}")
    if not texts and not export.words:
        raise UsageError(f"{export.name} is made of the pages' own words: it cannot be written with --no-text")
    if export.target in ("file", "folder") and out is None:
        raise UsageError(f"{export.name} needs a {export.target}: say where with --out {export.target.upper()}")
    if export.target != "folder" and out is not None and out.is_dir():
        raise UsageError(f"{out} is a folder: {export.name} is written to a file")
    if export.target == "table" and out is not None and out.suffix not in SUFFIXES:
        raise UsageError(f"{out}: write to a file that ends in {', '.join(SUFFIXES)}")
    if export.target == "text":
        check_suffix(export.name, out, (".tab", ".tsv") if export.suffix == ".tab" else (export.suffix,))
    others_own = {other.suffix for other in EXPORTS.values()} - {export.suffix, ""}
    if export.target == "file" and out is not None and out.suffix in others_own:
        raise UsageError(f"{out}: {export.name} is written to a file that ends in {export.suffix}")


def _write(job: Job, export: Export, out: Path | None) -> None:
    """Write to standard output or to a file, which has another name until it is whole."""
    from dragoman.cli.output import text_stream, unwritable
    from dragoman.export.beside import write_beside

    if out is None or (out.exists() and not out.is_file() and not out.is_dir()):  # such as a named pipe
        with text_stream(out) as stream:
            export.write(job, stream)
    elif export.target == "folder":
        export.write(job, out)
    else:
        partial = out.with_name(f".partial.{out.name}")
        try:
            if export.target == "text":
                with partial.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                    export.write(job, stream)
            else:
                export.write(job, partial)
            partial.replace(out)
        except OSError as error:
            raise unwritable(out, error) from error
        finally:
            partial.unlink(missing_ok=True)
        write_beside(job, export, out)
