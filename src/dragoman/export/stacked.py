"""A row of a list over several lines: where there is no room for columns, and where the sentence is shown too."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.export.layout import evidence, joined, row, text

__all__ = ["is_narrow", "stacked"]

NARROW = 72
"""Columns below which a table would break names into letters."""


def stacked(
    margin: str,
    head: Iterable[tuple[str, str]],
    body: str,
    *,
    sentence: str = "",
    sources: Iterable[str] = (),
    dim: bool = False,
) -> RenderableType:
    """A row: a date in the margin; a line of words, each with its style; who; the sentence; where it stands."""
    parts: list[RenderableType] = [joined(head), text(body)] if body else [joined(head)]
    if sentence:
        parts.append(evidence(sentence))
    parts.extend(Padding(text(source, "dim"), (0, 0, 0, 2)) for source in sources if source)
    for part in parts:
        if dim and isinstance(part, Text):
            part.stylize("dim")
    return row(margin, *parts, style="")


def is_narrow(console: Console) -> bool:
    """Whether a table of four columns has no room."""
    return console.width < NARROW
