"""The lines of a stream, numbered, none longer than a page may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.intake.decode import MAX_BYTES
from dragoman.intake.streams import PIECE, Stream

__all__ = ["NumberedLine", "numbered_lines", "text_of"]


class NumberedLine(NamedTuple):
    """A line with its end, or the beginning of one that is too long to be kept."""

    number: int
    """From 1."""
    data: bytes
    too_long: bool = False


def numbered_lines(stream: Stream, limit: int = MAX_BYTES) -> Iterator[NumberedLine]:
    """The lines of a stream; of a line over `limit` bytes only the first are kept. Raises what the stream raises."""
    number, pieces, length = 1, list[bytes](), 0
    while piece := stream.read(PIECE):
        *whole, rest = piece.split(b"\n")
        for part in whole:
            yield _line(number, [*pieces, part, b"\n"], length + len(part), limit)
            number, pieces, length = number + 1, [], 0
        if length <= limit:
            pieces.append(rest)
        length += len(rest)
    if length:
        yield _line(number, pieces, length, limit)


def _line(number: int, pieces: list[bytes], length: int, limit: int) -> NumberedLine:
    data = b"".join(pieces)
    return NumberedLine(number, data[:limit], True) if length > limit else NumberedLine(number, data)


def text_of(data: bytes) -> str:
    """A line's text: UTF-8, or Windows-1252 as old spreadsheets write it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
