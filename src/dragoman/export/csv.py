"""CSV: a tidy row an event, for a spreadsheet, R or pandas. Lists are joined by `; `."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from dragoman.export.cells import csv_table
from dragoman.export.rows import COLUMNS, event_row
from dragoman.export.select import View, select
from dragoman.export.writer import Writer
from dragoman.model import Event, Record
from dragoman.store.query import Source

__all__ = ["CsvWriter"]


class CsvWriter(Writer):
    """Writes a heading and a row for each event; background only if the view asks for it."""

    def __init__(self, stream: TextIO, view: View) -> None:
        super().__init__(stream, view)
        self._begun = False

    def write(self, record: Record) -> None:
        """Write one record's events."""
        source = Source.of(record.article)
        self.write_events((event, source) for event in select(record, self._view, background=False).events)
        self._stream.flush()

    def write_events(self, events: Iterable[tuple[Event, Source]]) -> int:
        """Write events; returns how many."""
        rows = csv_table(self._stream, COLUMNS, heading=not self._begun)
        self._begun = True
        return rows(event_row(event, source) for event, source in events)

    def close(self) -> None:
        """Write the heading if there was nothing below it."""
        self.write_events(())
