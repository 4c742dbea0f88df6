"""Rows of CSV and TSV, with the broken ones set aside.

Python's reader takes whatever it is given: an unclosed quotation mark swallows all rows down to the next one. Here a
record that has not as many cells as the header, runs on to the end of the file, or grows larger than a page may be is
refused at its first line, and reading goes on at the next line from which a whole row can be read.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.lines import NumberedLine, numbered_lines, text_of
from dragoman.intake.rows import BadRow, Row
from dragoman.intake.streams import Stream

__all__ = ["delimited_rows", "header_lines"]

DELIMITERS = ",;\t|"
TRIES = 5_000
"""Lines of a broken record that are tried as the beginning of the next row."""

csv.field_size_limit(MAX_BYTES)


class _Record(NamedTuple):
    lines: list[NumberedLine]
    cells: list[str]
    trouble: str | None


def delimited_rows(stream: Stream, delimiter: str | None = None) -> Iterator[Row | BadRow]:
    """The rows of a table whose first line names the columns; the delimiter is found from that line unless given.

    Raises what the stream raises.
    """
    lines = _Lines(numbered_lines(stream))
    first = lines.peek()
    if first is None:
        return
    delimiter = delimiter or max(DELIMITERS, key=text_of(first.data).count)
    header = [name.strip() for name in _record(lines, delimiter).cells]
    while (record := _record(lines, delimiter)).lines:
        trouble = record.trouble or _miscount(record.cells, header)
        if trouble is None:
            yield Row(record.lines[0].number, dict(zip(header, record.cells, strict=True)))
        elif delimiter == "\t" and (cells := _unquoted(record.lines[0], header)):
            lines.put_back(record.lines[1:])
            yield Row(record.lines[0].number, dict(zip(header, cells, strict=True)))
        elif any(cell.strip() for cell in record.cells) or record.trouble:
            yield BadRow(record.lines[0].number, "bad-row", trouble)
            _go_to_next_row(lines, record.lines, header, delimiter)


def header_lines(stream: Stream, delimiter: str | None = None) -> int:
    """How many lines the header takes, 0 for an empty stream; the delimiter as in `delimited_rows`."""
    lines = _Lines(numbered_lines(stream))
    first = lines.peek()
    if first is None:
        return 0
    return len(_record(lines, delimiter or max(DELIMITERS, key=text_of(first.data).count)).lines)


class _Lines:
    """Lines that can be put back."""

    def __init__(self, source: Iterator[NumberedLine]) -> None:
        self._source = source
        self._waiting: deque[NumberedLine] = deque()

    def __iter__(self) -> Iterator[NumberedLine]:
        return self

    def __next__(self) -> NumberedLine:
        return self._waiting.popleft() if self._waiting else next(self._source)

    def peek(self) -> NumberedLine | None:
        """The next line, which stays where it is."""
        line = next(self, None)
        if line is not None:
            self._waiting.appendleft(line)
        return line

    def put_back(self, lines: list[NumberedLine]) -> None:
        """Lines to be read again, before all others."""
        self._waiting.extendleft(reversed(lines))


def _record(lines: Iterator[NumberedLine], delimiter: str) -> _Record:
    """The next record with the lines that it stands in; no lines at the end of the file."""
    used: list[NumberedLine] = []
    size, ended = 0, False

    def feed() -> Iterator[str]:
        nonlocal size, ended
        for line in lines:
            used.append(line)
            size += len(line.data)
            if line.too_long or size > MAX_BYTES:
                raise csv.Error("the row is larger than a page may be; is a quotation mark missing?")
            yield text_of(line.data)
        ended = True

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter), [])
    except csv.Error as error:
        return _Record(used, [], str(error))
    trouble = "a quotation mark is opened and never closed" if ended and used else None
    return _Record(used, cells, trouble)


def _miscount(cells: list[str], header: list[str]) -> str | None:
    if len(cells) == len(header):
        return None
    return f"the row has {len(cells)} cell{'' if len(cells) == 1 else 's'}, the header {len(header)}"


def _unquoted(line: NumberedLine, header: list[str]) -> list[str] | None:
    """The cells of a line in which quotation marks mean nothing, as many programs write TSV."""
    cells = text_of(line.data).rstrip("\r\n").split("\t")
    return cells if len(cells) == len(header) else None


def _go_to_next_row(lines: _Lines, broken: list[NumberedLine], header: list[str], delimiter: str) -> None:
    """Put back the lines of a broken record from the first on that begins a whole row; none if no line does."""
    lines.put_back(broken[1:])
    for _ in broken[1:TRIES]:
        record = _record(lines, delimiter)
        lines.put_back(record.lines)
        if record.trouble is None and len(record.cells) == len(header):
            return
        next(lines)
    for _ in broken[TRIES:]:
        next(lines)
