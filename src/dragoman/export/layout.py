"""The building blocks of what is shown in a terminal: plain text, a dated row, a heading, a flow of items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.export.wording import actor_label, part_taken
from dragoman.model import Actor, Event

__all__ = ["Flow", "actor_parts", "console_for", "evidence", "heading", "joined", "plain", "printed", "row", "text"]

# C0 and C1 controls and the marks that turn the direction of writing: a page must not drive the terminal.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


WIDEST = 100
"""Columns; longer lines are hard to read, however wide the terminal."""
MARGIN = 13
"""Columns of the left margin, in which the dates stand: `18 April 2018`."""


def plain(words: str) -> str:
    """Text without anything that could drive a terminal."""
    return _CONTROLS.sub(" ", words)


def text(words: str, style: str = "") -> Text:
    """Words in one style."""
    return Text(plain(words), style=style)


def joined(parts: Iterable[tuple[str, str]]) -> Text:
    """Words, each with its style, in one line."""
    return Text.assemble(*((plain(words), style) for words, style in parts))


def row(left: str, *body: RenderableType, style: str = "bold") -> Table:
    """Something with a date or a name in the margin."""
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(width=MARGIN, style=style)
    grid.add_column(ratio=1)
    grid.add_row(text(left), Group(*body))
    return grid


def heading(title: str, style: str = "bold") -> Iterator[RenderableType]:
    """The title of a section, with a rule to the edge."""
    yield Text()
    yield Rule(text(title, style), align="left", style="dim", characters="─")


class Flow:
    """Items side by side, as many to a line as there is room for; none is broken."""

    GAP = 3

    def __init__(self, items: Sequence[Text]) -> None:
        self._items = items

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text()
        for item in self._items:
            if line and line.cell_len + self.GAP + item.cell_len > options.max_width:
                yield line
                line = Text()
            if line:
                line.append(" " * self.GAP)
            line.append_text(item)
        yield line


def actor_parts(actors: Sequence[Actor], event: Event | None = None) -> list[tuple[str, str]]:
    """Names in plain, codes dim, parts taken (in `event`, if given) in italics; for `joined`."""
    parts: list[tuple[str, str]] = []
    for index, actor in enumerate(actors):
        if index:
            parts.append((" and " if index == len(actors) - 1 else ", ", ""))
        parts.append((actor.name, ""))
        codes = actor_label(actor)[len(actor.name) :]
        if codes:
            parts.append((codes, "dim"))
        if part := part_taken(actor, event):
            parts.append((part, "italic"))
    return parts


def evidence(sentence: str) -> RenderableType:
    """The sentence that something rests on."""
    return Padding(text(" ".join(plain(sentence).split()), "italic dim"), (0, 0, 0, 2))


def console_for(stream: TextIO) -> Console:
    """A console for prose, as wide as the terminal or as is good to read."""
    console = Console(file=stream, highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDEST)
    return console


def printed(console: Console, *parts: RenderableType) -> str:
    """What a console would print; outside of a terminal without the blanks with which a grid fills its lines."""
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    if console.is_terminal:
        return captured.get()
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))
