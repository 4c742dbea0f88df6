"""An article's text cut into pieces, each with everything that was read of it: events, actors, quotations, cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Actor, Event, Quotation, Record

__all__ = ["Piece", "Span", "paragraphs", "spans_of"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, or of the title, and what it is: one of the fields is set."""

    start: int
    end: int
    event: int = 0
    actor: Actor | None = None
    quoted: bool = False
    cue: bool = False
    place: bool = False
    count: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which nothing begins or ends."""

    text: str
    events: tuple[int, ...] = ()
    """Numbers of the events that are named here."""
    last_of: tuple[int, ...] = ()
    """Of these, those whose mark ends here."""
    actor: Actor | None = None
    classes: str = ""
    """Style classes for what else it is."""


def spans_of(record: Record, numbered: Sequence[tuple[int, Event]], source: str) -> list[Span]:
    """Everything to mark in the `text` or the `title`."""
    spans: list[Span] = []
    for number, event in numbered:
        for mention in (event.trigger, *event.mentions):
            if mention.source == source:
                spans.append(Span(mention.start, mention.end, event=number))
        spans += _actors((*event.actors, *event.recipients), source)
        if source == "text":
            spans += _of_text(event)
    if source == "text":
        spans += [span for quotation in record.quotations for span in _quotation(quotation)]
    return spans


def _of_text(event: Event) -> Iterable[Span]:
    for link in event.attribution:
        yield from _actors(link.speakers, "text")
        if link.start is not None and link.end is not None:
            yield Span(link.start, link.end, cue=True)
    if event.place and event.place.start is not None and event.place.end is not None:
        yield Span(event.place.start, event.place.end, place=True)
    for count in event.counts:
        yield Span(count.start, count.end, count=True)


def _quotation(quotation: Quotation) -> Iterable[Span]:
    if quotation.direct:
        yield Span(quotation.start, quotation.end, quoted=True)
    yield from _actors(quotation.speakers, "text")


def _actors(actors: Iterable[Actor], source: str) -> list[Span]:
    return [Span(a.start, a.end, actor=a) for a in actors if a.source == source and a.end > a.start]


def paragraphs(text: str, spans: Iterable[Span]) -> list[list[Piece]]:
    """The paragraphs of a text, each a list of pieces; together they are the text without its newlines.

    Spans that lie outside of the text, or go over the end of a paragraph, are cut to what lies within.
    """
    spans = sorted(spans, key=lambda span: (span.start, -span.end))
    found = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if paragraph.strip():
            found.append(_pieces(text, start, end, [s for s in spans if s.start < end and s.end > start]))
        start = end + 1
    return found


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> list[Piece]:
    cuts = {start, end}
    for span in spans:
        cuts.update(at for at in (span.start, span.end) if start < at < end)
    edges = sorted(cuts)
    return [_piece(text, left, right, spans) for left, right in pairwise(edges)]


def _piece(text: str, left: int, right: int, spans: Sequence[Span]) -> Piece:
    here = [span for span in spans if span.start <= left and span.end >= right]
    events = tuple(sorted({span.event for span in here if span.event}))
    actors = [span.actor for span in here if span.actor]
    classes = {
        "quoted": any(span.quoted for span in here),
        "cue": any(span.cue for span in here),
        "place": any(span.place for span in here),
        "figure": any(span.count for span in here),
        "actor": bool(actors),
    }
    return Piece(
        text=text[left:right],
        events=events,
        last_of=tuple(sorted({span.event for span in here if span.event and span.end == right})),
        actor=actors[-1] if actors else None,
        classes=" ".join(name for name, on in classes.items() if on),
    )
