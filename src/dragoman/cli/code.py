"""`dragoman code`: pages in, a store out."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import click

from dragoman.cli import options
from dragoman.cli.reading import Progress, complain, given, read_pages
from dragoman.model import Reject

__all__ = ["command"]


@click.command(short_help="Read pages and keep what they say in a store.")
@options.page_options
@click.option(
    "--into",
    required=True,
    metavar="STORE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The store, an SQLite file; it is made if there is none.",
)
def command(
    pages: tuple[str, ...],
    published: str | None,
    title: str | None,
    publisher: str | None,
    url: str | None,
    lexicons: tuple[str, ...],
    codebook: str | None,
    allow_private: bool,
    quiet: bool,
    into: Path,
) -> int:
    """Read each PAGE and keep the page and its reading in a store. Every page is kept as soon as it is read, so
    that a run that is stopped loses nothing; a page that is already there is read anew and stays one article.
    Pages that cannot be read are kept with their reason.

    \b
    Example:
      dragoman code articles/ --into desk.db
      dragoman code article.txt --published 2019-03-14 --into desk.db
    """
    # Imported here: the store's SQLite is of no use to `dragoman --help`.
    from dragoman.store import Store, new_run

    facts = given(published=published, title=title, publisher=publisher, url=url)
    run = new_run(lexicons=lexicons, codebook=codebook, options=dict(facts))
    done: Counter[str] = Counter()
    started = time.monotonic()
    try:
        with Store.open(into, create=True) as store, Progress(quiet=quiet) as progress:
            for read in read_pages(
                pages, lexicons=lexicons, codebook=codebook, allow_private=allow_private, facts=facts
            ):
                if isinstance(read, Reject):
                    store.reject(read, run)
                    done["rejected"] += 1
                    complain(read)
                    continue
                page, record = read
                done["new" if store.keep(record, page, run) else "again"] += 1
                done["events"] += len(record.events)
                progress.advance(page.origin)
    finally:  # also when the user stops it: what was read by then is kept
        if done and not quiet:
            click.echo(_summary(done, into, time.monotonic() - started), err=True)
    return 2 if done["rejected"] else 0


def _summary(done: Counter[str], into: Path, seconds: float) -> str:
    parts = [f"{done['new']} page{'' if done['new'] == 1 else 's'} kept"]
    if done["again"]:
        parts.append(f"{done['again']} read anew")
    if done["rejected"]:
        parts.append(f"{done['rejected']} could not be read")
    return f"{', '.join(parts)}; {done['events']} events in {into} ({seconds:.1f} s)"
