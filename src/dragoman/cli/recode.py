"""`dragoman recode`: the kept pages read anew, and what that changed."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli import options
from dragoman.cli.output import json_lines, text_stream
from dragoman.cli.progress import RunProgress
from dragoman.cli.tally import Tally

__all__ = ["command"]

SHOWN = 20


@click.command(short_help="Read the pages of a store anew, and show what changed.")
@click.argument("path", metavar="STORE", type=click.Path(dir_okay=False, path_type=Path))
@options.reader_options
@options.workers
@options.only_relevant
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, metavar="N", help="Show N changes.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="How to write the changes; jsonl writes all of them.",
)
@options.out
def command(
    path: Path,
    lexicons: tuple[str, ...],
    codebook: str | None,
    quiet: bool,
    workers: int,
    only_relevant: bool,
    limit: int,
    format_: str,
    out: Path | None,
) -> int:
    """Read the kept pages of STORE anew, after a new version of the program, another lexicon or codebook, and show
    what changed: events added, gone, or told otherwise. What people decided stays, and is set beside the new reading.

    Each page is read with what was said of it when it came (day, title, publisher). Pages that were passed over are
    judged anew if the triage is another. A run that is stopped goes on with the same command.

    \b
    Example:
      dragoman recode desk.db
      dragoman recode desk.db --lexicon my-actors.csv --format jsonl --out changes.jsonl
    """
    # Imported here: the store's SQLite is of no use to `dragoman --help`.
    from dragoman.corpora.pool import Pool
    from dragoman.corpora.reading import ReadPages, lost_page
    from dragoman.corpora.recoding import Recoding
    from dragoman.export.changes import write_changes
    from dragoman.intake.triage import triage_version
    from dragoman.store import Store, new_run

    tally = Tally(quiet=quiet)
    with Store.open(path) as store:
        run = store.corpus.begin(new_run(lexicons=lexicons, codebook=codebook, options={"recode": True}))
        recoding = Recoding(store, run, triage=triage_version() if only_relevant else None)
        with (
            tally.summary(f"in {path}"),
            RunProgress(quiet=quiet, total=recoding.total()) as progress,
            Pool(ReadPages(lexicons, codebook), workers=workers, lost=lost_page) as pool,
        ):
            for step in recoding.steps(pool):
                tally.add(step, progress)
        store.corpus.finish(run)
        with text_stream(out) as stream:
            if format_ == "jsonl":
                json_lines(store.corpus.changes(run.id), stream)
            else:
                write_changes(lambda: store.corpus.changes(run.id), store.corpus.verdicts(), stream, limit)
    return tally.exit_code
