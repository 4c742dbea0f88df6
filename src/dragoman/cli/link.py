"""`dragoman link`: bring reports of one happening together, and correct what was brought together."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

__all__ = ["command"]


@click.command(short_help="Bring reports of one happening together, or correct that.")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--join", nargs=2, multiple=True, metavar="ID ID", help="These two incidents are one; may be given again."
)
@click.option("--part", multiple=True, metavar="EVENT", help="This event belongs to another incident than the rest.")
@click.option("--who", metavar="NAME", help="Who decides that; unless said, the name of the user.")
@click.option("--quiet", "-q", is_flag=True, help="Only errors on standard error.")
def command(
    store: Path, join: tuple[tuple[str, str], ...], part: tuple[str, ...], who: str | None, quiet: bool
) -> None:
    """Find the copies and the incidents of what came into STORE since the last time. `dragoman incidents` and
    `dragoman dossier` do that by themselves; here it can be done ahead. What you join or part is kept as a decision
    and holds for whatever comes later. Events that are parted in one call stay together.

    \b
    Example:
      dragoman link desk.db
      dragoman link desk.db --join 04eaec1b22a7c9d0 18b6f0c3d2e4a591 --who "A. Editor"
      dragoman link desk.db --part 9b1dbb7e55aa0c1f
    """
    from dragoman.cli.linking import bring_up_to_date
    from dragoman.store import Store

    with Store.open(store) as opened:
        linked = bring_up_to_date(opened, quiet=quiet)
        if not quiet:
            click.echo(
                f"{linked.articles} articles and {linked.events} events linked; "
                f"{opened.incidents.count()} incidents in {store}",
                err=True,
            )
        name = who or getpass.getuser()
        for one, other in join:
            click.echo(opened.incidents.join(one, other, who=name))
        if part:
            click.echo(" ".join(opened.incidents.part(part, who=name)))
