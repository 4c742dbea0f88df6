"""`dragoman watch`: never asleep: feeds are followed, and people told of what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.interrupts import remembered

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.watch.watch import Watch

__all__ = ["command"]


@click.command(short_help="Follow feeds: keep, read and link new pages, and send alerts.")
@click.argument("feeds", metavar="FEEDS.TOML", type=click.Path(dir_okay=False, path_type=Path))
@options.into("The store, an SQLite file; it is made if there is none. The pages are kept in a web archive beside it.")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that read side by side; each takes some 600 MB of memory.",
)
@options.only_relevant
@options.reader_options
def command(
    feeds: Path,
    into: Path,
    once: bool,
    workers: int,
    only_relevant: bool,
    lexicons: tuple[str, ...],
    codebook: str | None,
    quiet: bool,
) -> int:
    """Follow the feeds of FEEDS.TOML (RSS, Atom, JSON Feed, sitemaps of news) until Ctrl-C: fetch what is new, keep each
    page as it was in a web archive beside the store, read it, link it with what is known, and send the alerts and
    digests that the file asks for. docs/watch.md tells how to write the file.

    It may be ended at any moment and in any way: the same command goes on where it was.

    \b
    Example:
      dragoman watch feeds.toml --into desk.db
      dragoman watch feeds.toml --into desk.db --once --quiet
    """
    # Imported here: the store's SQLite is of no use to `dragoman --help`.
    from dragoman.corpora.pool import Pool
    from dragoman.corpora.reading import Outcome, PageTask, ReadPages, lost_page
    from dragoman.store import Store, new_run
    from dragoman.watch.load import load_plan
    from dragoman.watch.watch import Watch

    plan = load_plan(feeds)
    run = new_run(lexicons=lexicons, codebook=codebook, options={"watch": True})
    say = (lambda line: None) if quiet else _say
    with (
        Store.open(into, create=True) as store,
        Pool(ReadPages(lexicons, codebook), workers=workers, lost=lost_page) as pool,
    ):

        def read(tasks: list[PageTask]) -> list[Outcome]:
            shares = [tasks[at::workers] for at in range(min(workers, len(tasks)))]
            outcomes: list[list[Outcome]] = [found for _, found in pool.map((None, share) for share in shares)]
            return [outcomes[at % len(shares)][at // len(shares)] for at in range(len(tasks))]

        begun = store.corpus.begin(run)
        watch = Watch(store, plan, begun, read, triage=only_relevant, folder=feeds.resolve().parent, tell=say)
        try:
            with remembered() as pressed:
                watch.run(once=once, stop=pressed)
                if pressed():
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            say(f"{_summary(watch)}; give the same command to go on")
            raise
        store.corpus.finish(begun)
        say(f"{_summary(watch)} in {into}")
        troubles = list(_troubles(store, run.started))
        for trouble in troubles:
            _say(f"dragoman: {trouble}")
        return 2 if troubles else 0


def _say(line: str) -> None:
    click.echo(" ".join(line.split()), err=True)


def _summary(watch: Watch) -> str:
    read = watch.read
    parts = [f"{read.new:,} new page{'' if read.new == 1 else 's'} kept"]
    parts += [f"{read.changed:,} changed"] if read.changed else []
    parts += [f"{read.passed:,} passed over as without a political event (--all reads them)"] if read.passed else []
    parts += [f"{read.refused:,} could not be read"] if read.refused else []
    return ", ".join(parts)


def _troubles(store: Store, since: str) -> Iterator[str]:
    """Each feed of the file that does not answer as it should, and each letter of this run that was not delivered."""
    for feed in store.watching.feeds():
        if feed.listed and feed.status in ("failing", "barred", "gone"):
            yield f"feed {feed.name!r} ({feed.status}): {feed.message}"
    for letter in store.telling.troubled(100):
        if letter.made_at[:19] >= since[:19]:
            yield f"not delivered to {letter.target} ({letter.state}): {letter.message or letter.subject}"
