"""A listing of negotiations for the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.export.layout import plain, printed
from dragoman.export.stacked import is_narrow, stacked
from dragoman.export.wording import counted, day_label, word
from dragoman.store.negotiations import Listed

__all__ = ["write_listing"]


def write_listing(negotiations: Iterable[Listed], stream: TextIO) -> None:
    """Write negotiations as a table: where each stands, since when, who, and how much is told of it."""
    console = Console(file=stream, highlight=False)
    if is_narrow(console):
        stream.write(printed(console, *map(_lines, negotiations)))
        return
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("State", width=14)
    table.add_column("Since", width=13)
    table.add_column("Negotiation", ratio=3)
    table.add_column("Told", width=22)
    for listed in negotiations:
        table.add_row(
            Text(word("state", listed.state), style="cyan"),
            Text(day_label(listed.since)),
            Text(plain(_called(listed))),
            Text(_told(listed), style="dim"),
        )
    stream.write(printed(console, table))


def _lines(listed: Listed) -> RenderableType:
    head = [(word("state", listed.state), "cyan"), ("  " if listed.state else "", ""), (_told(listed), "dim")]
    return stacked(day_label(listed.since), head, _called(listed))


def _called(listed: Listed) -> str:
    between = f" (between them {', '.join(a.name for a in listed.mediators)})" if listed.mediators else ""
    parties = "" if not listed.named else f": {', '.join(actor.name for actor in listed.parties)}"
    return f"{listed.name}{parties}{between}"


def _told(listed: Listed) -> str:
    return f"{counted(listed.incidents, 'happening')}, {counted(listed.pages, 'page')}"
