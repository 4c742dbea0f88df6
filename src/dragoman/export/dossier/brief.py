"""A dossier for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import RenderableType
from rich.text import Text

from dragoman.export.dossier.rows import Notes, Row, Section, heading_lines, mark_of, sections
from dragoman.export.layout import console_for, heading, joined, printed, row, text
from dragoman.export.wording import status_word, word
from dragoman.negotiations.dossier import Dossier

__all__ = ["write_brief"]


def write_brief(dossier: Dossier, stream: TextIO) -> None:
    """Write a dossier; colour only where the stream is a terminal."""
    stream.write(printed(console_for(stream), *_brief(dossier)))


def _brief(dossier: Dossier) -> Iterator[RenderableType]:
    notes = Notes(dossier)
    state = word("state", dossier.state)
    yield joined([(dossier.name, "bold"), (f"  {state}" if state else "", "bold cyan")])
    yield Text()
    for name, words in heading_lines(dossier):
        yield row(name, text(words), style="dim")
    for section in sections(dossier, notes):
        yield from _section(section)
    yield from heading("Sentences")
    for sentence in notes.rows():
        yield row(sentence.lead, text(sentence.text, "italic"), text(sentence.aside, "dim"), style="dim")
    yield Text()


def _section(section: Section) -> Iterator[RenderableType]:
    yield from heading(section.title)
    for item in section.rows:
        yield row(item.when, *_lines(item))
    if section.more > 0:
        yield text(f"{section.more} more: see --format json", "dim")


def _lines(item: Row) -> Iterator[RenderableType]:
    mark, words = mark_of(item)
    style = status_word(item.mark).terminal if mark else ""
    parts = [(f"{mark} {words}  ", f"bold {style}")] if mark else []
    parts += [(f"{item.lead}  ", "bold")] if item.lead else []
    parts.append((item.text, ""))
    if item.notes:
        parts.append((f" [{', '.join(map(str, item.notes))}]", "dim"))
    yield joined(parts)
    if item.aside:
        yield text(item.aside, "dim")
