"""CSV: a tidy row an event, for a spreadsheet, R or pandas. Lists are joined by `; `."""

from __future__ import annotations

import csv
from typing import TextIO

from dragoman.export.cells import csv_cell
from dragoman.export.rows import COLUMNS, event_row
from dragoman.export.select import View, select
from dragoman.model import Event, Record
from dragoman.store.query import Source

__all__ = ["CsvWriter"]


class CsvWriter:
    """Writes a heading and a row for each event; background only if the view asks for it."""

    def __init__(self, stream: TextIO, view: View) -> None:
        self._view = view
        self._stream = stream
        self._rows = csv.DictWriter(stream, fieldnames=list(COLUMNS), lineterminator="\n")
        self._begun = False

    def write(self, record: Record) -> None:
        """Write one record's events."""
        self._begin()
        source = Source.of(record.article)
        for event in select(record, self._view, background=False).events:
            self.write_event(event, source)
        self._stream.flush()

    def write_event(self, event: Event, source: Source, *, texts: bool = True) -> None:
        """Write one event; without `texts`, no words of the page."""
        self._begin()
        self._rows.writerow({name: csv_cell(value) for name, value in event_row(event, source, texts=texts).items()})

    def close(self) -> None:
        """Write the heading if there was nothing below it."""
        self._begin()

    def _begin(self) -> None:
        if not self._begun:
            self._rows.writeheader()
            self._begun = True
