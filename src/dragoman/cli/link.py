"""`dragoman link`: bring reports of one happening together, and correct what was brought together."""

from __future__ import annotations

import getpass

import click

from dragoman.cli import options
from dragoman.cli.opening import is_lake, only_store, opened, store_or_lake
from dragoman.errors import UsageError

__all__ = ["command"]


@click.command(short_help="Bring reports of one happening together, or correct that.")
@store_or_lake
@click.option(
    "--join", nargs=2, multiple=True, metavar="ID ID", help="These two incidents are one; may be given again."
)
@click.option("--part", multiple=True, metavar="EVENT", help="This event belongs to another incident than the rest.")
@options.undo
@options.who
@options.engine("A lake: with one core of this machine, or with a Ray cluster.")
@options.ray_address
@options.quiet
def command(
    store: str,
    join: tuple[tuple[str, str], ...],
    part: tuple[str, ...],
    undo: bool,
    who: str | None,
    engine: str,
    address: str | None,
    quiet: bool,
) -> None:
    """Find the copies and the incidents of what came into STORE since the last time; of a lake, make them anew. `dragoman incidents` and
    `dragoman dossier` do that by themselves; here it can be done ahead. What you join or part is kept as a decision
    and holds for whatever comes later. Events that are parted in one call stay together.

    \b
    Example:
      dragoman link desk.db
      dragoman link desk.db --join 04eaec1b22a7c9d0 18b6f0c3d2e4a591 --who ines
      dragoman link desk.db --part 9b1dbb7e55aa0c1f
      dragoman link s3://lakes/2019 --engine ray --address 10.0.0.1:6379
    """
    from dragoman.cli.linking import bring_up_to_date

    if join or part or undo:
        only_store(store, "what people join or part")
    if not is_lake(store) and (engine != "local" or address):
        raise UsageError("--engine and --address are for lakes")
    with opened(store) as source:
        if engine == "ray":
            from dragoman.cluster.connection import connected
            from dragoman.cluster.tasks import OnRay

            with connected(address, options.cores()) as ray:
                linked = source.incidents.link(OnRay(ray))
        else:
            linked = bring_up_to_date(source, quiet=quiet)
        if not quiet:
            click.echo(
                f"{linked.articles} articles and {linked.events} events linked; "
                f"{source.incidents.count()} incidents in {store}",
                err=True,
            )
        name = who or getpass.getuser()
        if undo:
            source.incidents.undo(who=name)
        for one, other in join:
            click.echo(source.incidents.join(one, other, who=name))
        if part:
            click.echo(" ".join(source.incidents.part(part, who=name)))
