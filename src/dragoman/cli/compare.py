"""`dragoman compare`: a store's events beside those of another data set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli import options
from dragoman.cli.filters import event_filters, query_from
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dragoman.foreign.compare import Agreement, Comparison, Day
    from dragoman.store import EventQuery, Store
    from dragoman.store.foreign import ForeignRecord

__all__ = ["command"]

SQLITE = b"SQLite format 3"
MOST_ROWS = 20
"""Pairs that the table shows."""


@click.command(short_help="Compare a store with GDELT, ICEWS, POLECAT, UCDP GED or ACLED.")
@options.store
@click.option(
    "--with",
    "other",
    required=True,
    metavar="FILE|NAME|STORE",
    help="A file of the other data set, the name of one that was imported, such as gdelt, or another store.",
)
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="DAYS",
    help="Days that two dates of one event may lie apart.",
)
@click.option("--show", type=click.IntRange(min=0), default=0, metavar="N", help="Show N days, ours and theirs.")
@options.format_among("table", "json")
@event_filters
def command(store: Path, other: str, within: int, show: int, format_: str, **conditions: Any) -> None:
    """Count on how many days STORE and another data set both have an event of a pair of countries: of the same type,
    of the same quad class, at all. Only days that both data sets reach are compared. The other may be a store too, such
    as that of another run over the same pages.

    \b
    Example:
      dragoman compare desk.db --with polecat.tab
      dragoman compare desk.db --with gdelt --dyad USA PRK --within 1 --show 10
      dragoman compare desk.db --with other-run.db
    """
    from dragoman.foreign.compare import compare
    from dragoman.store import Store

    query = query_from(conditions)
    with Store.open(store) as opened:
        first, last = _span(opened, other, query)
        ours = _within(_ours(opened, query), first, last)
        result = compare(ours, _within(_theirs(opened, other, query), first, last), within=within, shown=show)
    if format_ == "json":
        import json

        click.echo(json.dumps({"from": first, "until": last, **_plain(result)}, indent=2, ensure_ascii=False))
        return
    from rich.console import Console

    console = Console(highlight=False)
    console.print(f"{first} to {last}; days of pairs of countries, {within} days apart at most")
    for table in _tables(result):
        console.print(table)
    if not sum(sum((a.both, a.ours, a.theirs)) for a in result.totals.values()):
        click.echo("Neither has an event of two countries in that time.", err=True)


def _ours(store: Store, query: EventQuery) -> Iterator[Day]:
    from dragoman.export.choice import Choice
    from dragoman.export.dating import day_of
    from dragoman.export.job import Job
    from dragoman.foreign.compare import days_of_event

    asked = _asked(query)
    for event, source in Job(store, query, Choice(background=query.background, known_to="week")).events(
        by_row_day=True
    ):
        day = day_of(event, source)
        if day:
            yield from filter(asked, days_of_event(event, source, day[0]))


def _theirs(store: Store, other: str, query: EventQuery) -> Iterator[Day]:
    from dragoman.foreign.compare import days_of_record
    from dragoman.store import Store

    if _is_store(other):
        with Store.open(Path(other)) as theirs:
            yield from _ours(theirs, query)
        return
    asked = _asked(query)
    for record in _records(store, other):
        if query.type and record.type not in query.type:
            continue
        yield from filter(asked, days_of_record(record))


def _is_store(other: str) -> bool:
    """Whether another store is meant, such as that of another run."""
    if not Path(other).is_file():
        return False
    with Path(other).open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _asked(query: EventQuery) -> Callable[[Day], bool]:
    """Whether a day is of the countries that are asked for; an event of three countries has other pairs too.

    Raises UsageError for a dyad that is not of two countries, which the other data set could not be asked for.
    """
    from dragoman.export.pairs import asked_pairs

    countries = {code.upper() for code in query.country}
    pairs = asked_pairs([query.dyad] if query.dyad else [], "country", option="--dyad")

    def asked(day: Day) -> bool:
        of_country = not countries or bool(countries & {day.one, day.other})
        return of_country and (not pairs or (day.one, day.other) in pairs)

    return asked


def _records(store: Store, other: str) -> Iterator[ForeignRecord]:
    """The records of a file, or of a data set that was imported. Raises UsageError for neither."""
    from dragoman.foreign import SOURCES, BadRow, read_foreign

    if Path(other).is_file():
        yield from (record for record in read_foreign(Path(other)) if not isinstance(record, BadRow))
    elif other in SOURCES:
        if other not in store.foreign.sources():
            raise UsageError(f"nothing of {other} was imported: dragoman import {store.path} FILE")
        yield from store.foreign.records(other)
    else:
        raise UsageError(f"there is no file {other!r}, and no data set of that name: {', '.join(SOURCES)}")


def _span(store: Store, other: str, query: EventQuery) -> tuple[str, str]:
    """First and last day that both reach, as far as asked for. Raises UsageError where there is none."""
    if _is_store(other):
        theirs = _reach(day.day for day in _theirs(store, other, query))
    else:
        theirs = _reach(record.day for record in _records(store, other) if record.day)
    ours = _reach(day.day for day in _ours(store, query))
    if theirs is None or ours is None:
        raise UsageError(f"{'the other data set' if ours else 'the store'} has no dated event of what is asked for")
    first, last = max(theirs[0], ours[0]), min(theirs[1], ours[1])
    if first > last:
        raise UsageError(
            f"the two have no day in common: ours reach from {' to '.join(ours)}, theirs from {' to '.join(theirs)}"
        )
    return first, last


def _reach(days: Iterable[str]) -> tuple[str, str] | None:
    """The first and the last of some days."""
    first, last = "", ""
    for day in days:
        first, last = min(first or day, day), max(last, day)
    return (first, last) if first else None


def _within(days: Iterator[Day], first: str, last: str) -> Iterator[Day]:
    return (day for day in days if first <= day.day <= last)


def _plain(result: Comparison) -> dict[str, Any]:
    import msgspec

    def agreement(found: Agreement) -> dict[str, Any]:
        shares = {name: getattr(found, name) for name in ("jaccard", "share_of_ours", "share_of_theirs")}
        return {**msgspec.to_builtins(found), **{n: s and round(s, 4) for n, s in shares.items()}}

    return {
        "totals": {level: agreement(found) for level, found in result.totals.items()},
        "by_type": [agreement(found) for found in result.by_type],
        "by_pair": [agreement(found) for found in result.by_pair],
        "beside": msgspec.to_builtins(result.beside),
    }


def _tables(result: Comparison) -> Iterator[RenderableType]:
    yield _agreements("What must be the same", list(result.totals.values()), lambda a: _LEVEL_WORDS[a.level])
    yield _agreements("By type", result.by_type, lambda a: a.key)
    yield _agreements("By pair", result.by_pair[:MOST_ROWS], lambda a: a.key)
    if result.beside:
        from rich.table import Table

        table = Table(title="Beside each other", title_justify="left", box=None)
        for heading in ("Pair", "Type", "Ours", "Theirs"):
            table.add_column(heading, overflow="fold")
        for row in result.beside:
            table.add_row(" ".join(row.pair), row.type, *(_told(day) for day in (row.ours, row.theirs)))
        yield table


_LEVEL_WORDS = {"pair": "pair and day", "quad": "pair, day, quad class", "type": "pair, day, type"}


def _agreements(title: str, rows: list[Agreement], name: Any) -> RenderableType:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None)
    table.add_column("")
    for heading in ("both", "ours only", "theirs only", "of all", "of ours", "of theirs"):
        table.add_column(heading, justify="right")
    for row in rows:
        shares = (row.jaccard, row.share_of_ours, row.share_of_theirs)
        numbers = [str(row.both), str(row.ours), str(row.theirs)]
        table.add_row(name(row), *numbers, *("–" if share is None else f"{share:.0%}" for share in shares))
    return table


def _told(day: Day | None) -> str:
    from rich.markup import escape

    return "–" if day is None else escape(f"{day.day} {day.text or ''}".strip())
