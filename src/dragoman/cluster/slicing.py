"""Where a table may be cut: at the beginning of every so manieth row.

A row that begins whole begins whole wherever reading starts, so that a slice gives the rows that reading the file from
its beginning gives, with the same lines; broken rows among them too, since a slice is read on beyond its end until the
first row of the next one has come.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator
from itertools import chain
from math import ceil
from typing import Any

from dragoman.cluster.files import Found
from dragoman.cluster.shards import Slice
from dragoman.errors import PageError
from dragoman.intake.delimited import delimited_rows, header_lines
from dragoman.intake.jsonlines import jsonl_rows
from dragoman.intake.lines import numbered_lines
from dragoman.intake.rows import BadRow, Row
from dragoman.intake.streams import PIECE, Guarded, Gunzip, Stream, Transcoded

__all__ = ["rows_of", "slices_of"]

MOST = 64
"""Slices of a compressed file: each is reached by unpacking all before it."""


def slices_of(found: Found, rows: int) -> list[Slice]:
    """The slices of a table, `rows` rows each; none where it is to be read whole (short, UTF-16, or damaged)."""
    packed = found.name.lower().endswith(".gz")
    kind = _kind(found.name)
    try:
        with found.open() as file:
            marks = _Marks(_unpacked(file, found.source.origin, packed))
            header, starts = (0, 0), list[tuple[int, int]]()
            if kind == "delimited":
                stream = Transcoded(marks)
                if marks.is_wide:
                    return []
                lines = header_lines(stream, _delimiter(found.name))
                with found.open() as again:
                    marks = _Marks(_unpacked(again, found.source.origin, packed))
                    starts, first = _cuts(marks, delimited_rows(Transcoded(marks), _delimiter(found.name)), rows, lines)
                header = (first, lines)
            else:
                lines_ = (line.number for line in numbered_lines(marks) if line.data.strip())
                starts, _ = _cuts(marks, (Row(number, {}) for number in lines_), rows, 0)
                if marks.is_wide:
                    return []
    except (PageError, OSError):
        return []
    if packed:
        starts = starts[:: max(1, ceil(len(starts) / MOST))]
    ends = [line for line, _ in starts[1:]]
    cuts = [(line, at, end) for (line, at), end in zip(starts, [*ends, None], strict=True)] if starts else []
    return [Slice(found.source, header[0], header[1], at, line, end) for line, at, end in cuts] if len(cuts) > 1 else []


def _cuts(marks: _Marks, rows: Iterator[Row | BadRow], size: int, header: int) -> tuple[list[tuple[int, int]], int]:
    """Line and byte of every `size`-th row, and the bytes of the header, which takes so many lines."""
    starts: list[tuple[int, int]] = []
    first = whole = 0
    for row in rows:
        if not starts:
            first = marks.offset_of(header + 1)
            starts.append((row.line, marks.offset_of(row.line)))
        if isinstance(row, Row):
            if whole and whole % size == 0:
                starts.append((row.line, marks.offset_of(row.line)))
            whole += 1
    return starts, first


def rows_of(part: Slice, file: Any) -> Iterator[Row | BadRow]:
    """The rows of a slice. Raises what the stream raises."""
    name = part.file.path
    packed = name.lower().endswith(".gz")
    stream = _from_start(part, file, packed)
    rows: Iterator[Row | BadRow]
    if _kind(name) == "delimited":
        rows = delimited_rows(Transcoded(stream), _delimiter(name))
    else:
        rows = jsonl_rows(Transcoded(stream))
    shift = part.line - 1 - part.header_lines
    for row in rows:
        placed = row._replace(line=row.line + shift)
        if part.end is not None and placed.line >= part.end:
            return
        yield placed


def _from_start(part: Slice, file: Any, packed: bool) -> Stream:
    """The header, and then everything from the first row on."""
    stream = _unpacked(file, part.file.origin, packed)
    header = _exactly(stream, part.header)
    if packed:
        _exactly(stream, part.start - part.header)
    else:
        file.seek(part.start)
    return _Joined(header, stream)


def _exactly(stream: Stream, size: int) -> bytes:
    pieces = []
    while size > 0 and (piece := stream.read(min(size, PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _unpacked(file: Any, origin: str, packed: bool) -> Stream:
    guarded = Guarded(file, origin)
    return Gunzip(guarded, origin) if packed else guarded


def _kind(name: str) -> str:
    bare = name.lower().removesuffix(".gz")
    return "lines" if bare.endswith((".jsonl", ".ndjson")) else "delimited"


def _delimiter(name: str) -> str | None:
    return None if name.lower().removesuffix(".gz").endswith(".csv") else "\t"


class _Marks:
    """A stream that remembers where its last lines begin."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._offset = 0
        self._line = 1
        self._starts: deque[tuple[int, int]] = deque([(1, 0)])
        self.is_wide = False
        """It is UTF-16, in which a line's end is no byte."""

    def read(self, size: int, /) -> bytes:
        """As the stream does."""
        piece = self._stream.read(size)
        if self._offset == 0:
            self.is_wide = piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        at = piece.find(b"\n")
        while at >= 0:
            self._line += 1
            self._starts.append((self._line, self._offset + at + 1))
            at = piece.find(b"\n", at + 1)
        self._offset += len(piece)
        return piece

    def offset_of(self, line: int) -> int:
        """The byte at which a line begins; never asked for one before the last that was asked for."""
        while self._starts[0][0] < line:
            self._starts.popleft()
        return self._starts[0][1]


class _Joined:
    """Some bytes, and then a stream."""

    def __init__(self, first: bytes, rest: Stream) -> None:
        self._pieces = chain([first] if first else [], iter(lambda: rest.read(PIECE), b""))

    def read(self, size: int, /) -> bytes:
        """The next piece, whatever its size."""
        return next(self._pieces, b"")
