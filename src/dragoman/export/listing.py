"""A listing of many events for the terminal: a line or two each."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.export.layout import plain, printed
from dragoman.export.stacked import is_narrow, stacked
from dragoman.export.wording import act_word, day_label, status_word, time_label, who
from dragoman.model import Event
from dragoman.store.query import Source

__all__ = ["write_listing"]

CHUNK = 200
"""Events laid out at once, so that a listing of millions begins at once and stays flat in memory."""

WIDE = 100
"""Columns from which there is room for the page as well."""


def write_listing(events: Iterable[tuple[Event, Source]], stream: TextIO, *, sentences: bool = False) -> int:
    """Write events as a table with date, status, act, who and where it stands; returns how many. With `sentences` each
    takes some lines, with the sentence behind it, its page and its id; so it does where there is no room for a table.
    """
    console = Console(file=stream, highlight=False)
    pages = console.width >= WIDE
    rows = iter(events)
    total = 0
    while batch := list(islice(rows, CHUNK)):
        if sentences or is_narrow(console):
            stream.write(printed(console, *(_lines(*one, sentences=sentences) for one in batch)))
        else:
            stream.write(printed(console, _table(batch, heading=not total, pages=pages)))
        total += len(batch)
    return total


def _lines(event: Event, source: Source, *, sentences: bool) -> RenderableType:
    status = status_word(event.status)
    page = source.publisher or source.title or source.url
    told = ", ".join(part for part in (page, day_label(source.published)) if part)
    return stacked(
        time_label(event.date) or "no date",
        [(f"{status.mark} {status.word}", status.terminal), (f"  {act_word(event.act)}", ""),
         (f"  “{event.trigger.text}”", "dim")],
        who(event),
        sentence=event.evidence.text if sentences else "",
        sources=(told, event.id) if sentences else (),
        dim=event.background,
    )  # fmt: skip


def _table(batch: list[tuple[Event, Source]], *, heading: bool, pages: bool) -> Table:
    table = Table(box=None, show_header=heading, header_style="bold", padding=(0, 2, 0, 0), expand=True)
    table.add_column("Date", width=13)
    table.add_column("Status", width=16)
    table.add_column("Act", width=12)
    table.add_column("Who", ratio=3)
    if pages:
        table.add_column("Page", ratio=1, no_wrap=True, overflow="ellipsis", style="dim")
    for event, source in batch:
        status = status_word(event.status)
        cells = [
            Text(time_label(event.date) or "no date"),
            Text(f"{status.mark} {status.word}", style=status.terminal),
            Text(act_word(event.act)),
            Text(plain(who(event))),
        ]
        if pages:
            cells.append(Text(plain(source.publisher or source.title or "")))
        table.add_row(*cells, style="dim" if event.background else "")
    return table
