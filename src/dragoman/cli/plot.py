"""`dragoman plot`: pictures of a store's events, as SVG, PNG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.cli.filters import publisher, since, until
from dragoman.cli.options import all_of, check_codes, check_out, country_or_name, min_confidence
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.export.picture import Shown
    from dragoman.store import EventQuery

__all__ = ["command"]


@click.group(short_help="Draw a store's events: a dyad, a country, types.")
def command() -> None:
    """Draw the events of a store, with title, source and number of events. The suffix of the file says what it is: SVG,
    PNG, PDF, or JSON for the Vega-Lite itself.

    \b
    Example:
      dragoman plot dyad USA PRK --into fig.svg
    """


plot_options = all_of(
    click.option("--store", default="desk.db", show_default=True, metavar="STORE",
                 type=click.Path(dir_okay=False, path_type=Path), help="The store."),
    click.option("--into", required=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
                 callback=check_out, help="The picture: .svg, .png, .pdf or .json."),
    click.option("--title", help="Title, in place of the usual one."),
    since,
    until,
    publisher,
    min_confidence,
    click.option("--once", is_flag=True, help="Of all reports of one happening only the fullest."),
)  # fmt: skip
"""What all pictures share."""


@command.command(short_help="Two that take part together, over time.")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@plot_options
def dyad(one: str, other: str, **given: Any) -> None:
    """Draw the events in which A and B take part together (countries, parties or names): cooperation upwards,
    conflict downwards, and below the mean intensity.

    \b
    Example:
      dragoman plot dyad USA PRK --into fig.svg
      dragoman plot dyad state:COL group:farc --from 2012 --store desk.db --into talks.pdf
    """
    from dragoman.export.picture import over_time
    from dragoman.store import EventQuery

    one, other = country_or_name(one), country_or_name(other)
    title = f"{_named(one)} and {_named(other)}"
    _draw(over_time, title, EventQuery(dyad=(one, other)), **given)


@command.command(short_help="A country over time.")
@click.argument("code", callback=lambda ctx, param, code: check_codes(ctx, param, (code,))[0])
@plot_options
def country(code: str, **given: Any) -> None:
    """Draw the events in which a country takes part, by its CODE: cooperation upwards, conflict downwards, and below
    the mean intensity.

    \b
    Example:
      dragoman plot country COL --from 2012 --into colombia.png
    """
    from dragoman.export.picture import over_time
    from dragoman.store import EventQuery

    _draw(over_time, _named(code), EventQuery(country=(code,)), **given)


@command.command(short_help="All events by type.")
@plot_options
def types(**given: Any) -> None:
    """Draw how many events of each type a store holds.

    \b
    Example:
      dragoman plot types --from 2018 --into types.svg
    """
    from dragoman.export.picture import by_type
    from dragoman.store import EventQuery

    _draw(by_type, "Events by type", EventQuery(), **given)


def _named(code: str) -> str:
    """The name of a country by its code; anything else as it is."""
    from dragoman.world.systems import country_name

    return country_name(code.upper().removeprefix("STATE:")) or code


def _draw(
    picture: Callable[[Shown, str, str], dict[str, Any]],
    usual_title: str,
    query: EventQuery,
    *,
    store: Path,
    into: Path,
    title: str | None,
    once: bool,
    **conditions: Any,
) -> None:
    import msgspec

    from dragoman import __version__
    from dragoman.cli.nothing import why_nothing
    from dragoman.cli.reading import Progress
    from dragoman.export.choice import Choice
    from dragoman.export.job import Job
    from dragoman.export.picture import save, tally_events
    from dragoman.store import Store

    query = msgspec.structs.replace(query, **conditions)
    with Store.open(store) as opened, Progress(quiet=False, message="Reading events …") as progress:
        if not opened.count(query):
            raise UsageError(why_nothing(query, opened.count, "event", str(store)))
        job = Job(
            opened,
            query,
            Choice(known_to="month"),
            once=once,
            advance=lambda done: progress.tell(f"{done:,} events read"),
        )
        shown = tally_events(job)
    source = f"{store.name}, coded by dragoman {__version__}"
    save(picture(shown, title or usual_title, source), into)
    click.echo(f"{into}: {job.tally.sentence()}", err=True)
