"""An article's text cut into marked and unmarked pieces, for a page on which the events are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.model import Event, Span

__all__ = ["Piece", "event_marks", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark, and the number of the event that it stands for."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `numbers` are those of the events that it names, none for plain text."""

    text: str
    numbers: tuple[int, ...] = ()


def event_marks(events: Iterable[tuple[int, Event]], source: str) -> list[Mark]:
    """Marks of numbered events at their triggers and other mentions in the `text` or the `title`."""
    marks = []
    for number, event in events:
        spans: tuple[Span, ...] = (event.trigger, *event.mentions)
        marks += [Mark(span.start, span.end, number) for span in spans if span.source == source]
    return marks


def paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """The paragraphs of a text, each a list of pieces; together they are the text without its newlines.

    Marks that overlap become one piece with all their numbers. Marks outside of the text are left out.
    """
    found: list[list[Piece]] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        inside = [mark for mark in marks if start <= mark.start < mark.end <= end]
        if paragraph.strip():
            found.append(_pieces(paragraph, start, inside))
        start = end + 1
    return found


def _pieces(paragraph: str, offset: int, marks: Sequence[Mark]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end, numbers in _merged(marks):
        start, end = start - offset, end - offset
        if start > at:
            pieces.append(Piece(paragraph[at:start]))
        pieces.append(Piece(paragraph[start:end], numbers))
        at = end
    if at < len(paragraph):
        pieces.append(Piece(paragraph[at:]))
    return pieces


def _merged(marks: Sequence[Mark]) -> list[tuple[int, int, tuple[int, ...]]]:
    merged: list[tuple[int, int, tuple[int, ...]]] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.number)):
        if merged and mark.start < merged[-1][1]:
            start, end, numbers = merged.pop()
            joined = numbers if mark.number in numbers else (*numbers, mark.number)
            merged.append((start, max(end, mark.end), joined))
        else:
            merged.append((mark.start, mark.end, (mark.number,)))
    return merged
