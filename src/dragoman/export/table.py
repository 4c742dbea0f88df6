"""Events as a readable table in a notebook or an interactive session."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from io import StringIO
from typing import SupportsIndex, overload

from dragoman.export.wording import act_word, chain, status_word, time_label, who
from dragoman.model import Event

__all__ = ["Table", "to_html_table"]

_HEADINGS = ("Date", "Status", "Act", "Who", "According to", "Sentence")


class Table(tuple[Event, ...]):
    """A tuple of events that a notebook shows as a table; a slice of it is a table too."""

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex) -> Event: ...
    @overload
    def __getitem__(self, index: slice) -> Table: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Event | Table:
        found = super().__getitem__(index)
        return Table(found) if isinstance(found, tuple) else found

    def __repr__(self) -> str:
        if not self:
            return "(no events)"
        # Imported here: rich is of no use to a program that only counts events.
        from dragoman.export.listing import write_listing
        from dragoman.store.query import Source

        stream = StringIO()
        write_listing(((event, Source()) for event in self), stream)
        return stream.getvalue().rstrip("\n")

    def _repr_html_(self) -> str:
        return to_html_table(self)


def to_html_table(events: Iterable[Event]) -> str:
    """Events in their own order as an HTML table; what the page said is escaped."""
    rows = [_row(event) for event in events]
    if not rows:
        return "<p>No events.</p>"
    heading = "".join(f"<th style='text-align:left'>{name}</th>" for name in _HEADINGS)
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(event: Event) -> str:
    status = status_word(event.status)
    cells = (
        ("white-space:nowrap", time_label(event.date) or "no date"),
        (f"white-space:nowrap;color:{status.light};font-weight:600", f"{status.mark} {status.word}"),
        ("", act_word(event.act)),
        ("", who(event)),
        ("", chain(event.attribution)),
        ("opacity:.75;font-style:italic", event.evidence.text),
    )
    dim = " style='opacity:.6'" if event.background else ""
    body = "".join(f"<td style='text-align:left;{style}'>{escape(text)}</td>" for style, text in cells)
    return f"<tr{dim}>{body}</tr>"
