"""`dragoman dossier`: where a negotiation stands, as a briefing paper."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli import options
from dragoman.cli.digest import moment
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.negotiations.naming import Naming

__all__ = ["command"]

SUFFIXES = {".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".txt": "brief"}
OTHERS = 5
"""Negotiations told that a name fits as well."""
FORMATS = ("brief", "markdown", "html", "json", "csv")


@click.command(short_help="Tell where a negotiation stands: a briefing paper.")
@options.store
@click.argument("name")
@click.option("--since", metavar="WHEN", help="Also what is new from this day (YYYY-MM-DD) on, or as long ago: 1d, 4w.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="How to write it; unless said, by the suffix of --out, else brief.",
)
@options.out
def command(store: Path, name: str, since: str | None, format_: str | None, out: Path | None) -> None:
    """Tell all about the negotiation NAME of STORE: who negotiates, who speaks for them, over what, where it stands and
    how it came to that; who met, what was agreed, what each offers, asks and refuses; which promises were kept; what
    contradicts what; and the sentences that all this rests on. As CSV it is the positions and promises alone, a row each,
    for a spreadsheet.

    NAME is the name that a user gave, a part of the name in `dragoman negotiations STORE`, or a TOML file that names
    a negotiation (see docs/negotiations.md). Of several that a part of a name fits, it is one whose main parties it
    names, and of these the one with most told of it; which others it fits is said.

    \b
    Example:
      dragoman dossier desk.db "North Korea"
      dragoman dossier desk.db Korea --since 2018-04-20 --out korea.html
      dragoman dossier desk.db Korea --out who-offered-what.csv
      dragoman dossier desk.db iran-deal.toml --format markdown
    """
    from dragoman.cli.linking import bring_up_to_date
    from dragoman.cli.output import format_of, text_stream
    from dragoman.export.dossier import write_dossier
    from dragoman.store import Store

    chosen = format_of(format_, out, SUFFIXES, "brief")
    day = moment(since, "UTC", datetime.now(UTC)).date().isoformat() if since else None
    _check_order(store, name)
    with Store.open(store) as opened:
        bring_up_to_date(opened)
        asked = _meant(name)
        dossier = opened.negotiations.dossier(asked, day)
        others = opened.negotiations.others(asked) if isinstance(asked, str) else []
    if others:
        click.echo(_also(name, others), err=True)
    with text_stream(out) as stream:
        write_dossier(dossier, chosen, stream)


def _also(name: str, others: list[str]) -> str:
    """Which negotiations a name fits besides the one that is told."""
    shown = "; ".join(others[:OTHERS]) + ("; …" if len(others) > OTHERS else "")
    return f"{name!r} also fits {shown}. Give more of the name, or the id, to read of another"


def _check_order(store: Path, name: str) -> None:
    """Raises UsageError where a user gave the name first."""
    if not store.exists() and Path(name).is_file() and not name.endswith(".toml"):
        raise UsageError(f'the store comes first: dragoman dossier {name} "{store}"')


def _meant(name: str) -> str | Naming:
    """A name, or the negotiation that a file names."""
    if not name.endswith(".toml"):
        return name
    if not Path(name).is_file():
        raise UsageError(f"there is no file {name}")
    from dragoman.negotiations.naming import load_names

    found = load_names(Path(name))
    if len(found) != 1:
        raise UsageError(f"{name} names {len(found)} negotiations: keep them with `dragoman negotiations STORE "
                         "--name FILE` and give the name of one")  # fmt: skip
    return found[0]
