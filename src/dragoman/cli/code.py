"""`dragoman code`: pages in, a store out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.cli import options
from dragoman.cli.linking import bring_up_to_date
from dragoman.cli.progress import RunProgress
from dragoman.cli.reading import given, only_pages
from dragoman.cli.tally import Tally
from dragoman.errors import UsageError

__all__ = ["command"]


@click.command(short_help="Read pages and keep what they say in a store.")
@options.source_options
@click.option(
    "--into",
    required=True,
    metavar="STORE",
    help="The store, an SQLite file, or with --engine ray the lake, a folder or address; made if there is none.",
)
@options.workers
@options.only_relevant
@options.engine("Read with the cores of this machine into a store, or with a Ray cluster into a lake of Parquet files.")
@options.ray_address
@click.option("--no-pages", is_flag=True, help="Ray: do not keep the bytes of the pages, which are most of a lake.")
@click.option(
    "--drop-copies", is_flag=True, help="Ray: of pages whose text is for the most part the same keep only the first."
)
def command(
    pages: tuple[str, ...],
    published: str | None,
    title: str | None,
    publisher: str | None,
    url: str | None,
    lexicons: tuple[str, ...],
    codebook: str | None,
    columns: dict[str, str],
    allow_private: bool,
    quiet: bool,
    into: str,
    workers: int,
    only_relevant: bool,
    engine: str,
    address: str | None,
    no_pages: bool,
    drop_copies: bool,
) -> int:
    """Read every page of each SOURCE and keep the pages with their readings in a store. A SOURCE is a page, an export of
    a news database (Nexis, Factiva, ProQuest), a table (CSV, TSV, JSON lines, Parquet), a zip or gz file, a web archive
    (WARC), a folder or pattern of these, an http address, or - for standard input.

    A run may be stopped at any moment: the same command goes on where it was. Pages that hold no political event
    (sport, recipes, markets) are passed over and kept aside; pages that cannot be read are kept with their reason.
    With --engine ray many machines read, from and to any place that fsspec knows (s3://, gs://, https://); a part that
    fails three times is set aside, and the exit code is 3.

    \b
    Example:
      dragoman code articles/ --into desk.db
      dragoman code news.csv.gz --columns text=body,date=pubdate --into desk.db
      dragoman code crawl.warc.gz --into desk.db --workers 8 --all
      dragoman code s3://crawl/2019/ --engine ray --address 10.0.0.1:6379 --into s3://lakes/2019
    """
    known = given(published=published, title=title, publisher=publisher, url=url)
    if engine == "ray":
        from dragoman.cli.clustered import code_on_ray

        said = click.get_current_context().get_parameter_source("workers") is not click.core.ParameterSource.DEFAULT
        return code_on_ray(
            pages, into, known=known, lexicons=lexicons, codebook=codebook, columns=columns,
            allow_private=allow_private, quiet=quiet, workers=workers if said else None, only_relevant=only_relevant, address=address,
            keep_pages=not no_pages, drop_copies=drop_copies,
        )  # fmt: skip
    if address or no_pages or drop_copies:
        raise UsageError("--address, --no-pages and --drop-copies go with --engine ray")
    only_pages(pages)
    if Path(into).is_dir():
        raise UsageError(f"{into} is a folder: a store is a file; a lake is made with --engine ray")
    return _code_here(
        pages, Path(into), known=known, lexicons=lexicons, codebook=codebook, columns=columns,
        allow_private=allow_private, quiet=quiet, workers=workers, only_relevant=only_relevant,
    )  # fmt: skip


def _code_here(
    pages: tuple[str, ...],
    into: Path,
    *,
    known: dict[str, str],
    lexicons: tuple[str, ...],
    codebook: str | None,
    columns: dict[str, str],
    allow_private: bool,
    quiet: bool,
    workers: int,
    only_relevant: bool,
) -> int:
    """Code with the cores of this machine into a store; returns the exit code."""
    # Imported here: the store's SQLite is of no use to `dragoman --help`.
    from dragoman.corpora.coding import Coding
    from dragoman.corpora.pool import Pool
    from dragoman.corpora.reading import ReadPages, lost_page
    from dragoman.intake import Meter, expand, size_of
    from dragoman.intake.triage import triage_version
    from dragoman.store import Store, new_run

    run = new_run(lexicons=lexicons, codebook=codebook, options=dict(known))
    tally = Tally(quiet=quiet)
    meter = Meter()
    total = None if quiet or not sys.stderr.isatty() else size_of(pages)
    with Store.open(into, create=True) as store:
        with (
            tally.summary(f"in {into}"),
            RunProgress(quiet=quiet, total=total) as progress,
            Pool(ReadPages(lexicons, codebook), workers=workers, lost=lost_page) as pool,
        ):
            source = expand(
                pages, stdin=sys.stdin.buffer, allow_private=allow_private, columns=columns,
                notice=(lambda message: None) if quiet else progress.say, meter=meter,
            )  # fmt: skip
            coding = Coding(store, run, known=known, triage=triage_version() if only_relevant else None)
            for step in coding.steps(source, pool, lambda: meter.done):
                tally.add(step, progress)
        bring_up_to_date(store, quiet=quiet)
    return tally.exit_code
