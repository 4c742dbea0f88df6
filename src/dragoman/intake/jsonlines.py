"""Rows of JSON lines, and of a file that is one JSON object or list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import msgspec

from dragoman.intake.lines import numbered_lines
from dragoman.intake.rows import BadRow, Row
from dragoman.intake.streams import Stream

__all__ = ["json_rows", "jsonl_rows"]

WHOLE_FILE = 50_000_000
"""A `.json` file up to this size is read at once; of a larger one, only lines can be read as a stream."""


def jsonl_rows(stream: Stream) -> Iterator[Row | BadRow]:
    """A row for each line that is a JSON object. Raises what the stream raises."""
    for line in numbered_lines(stream):
        if line.too_long:
            yield BadRow(line.number, "too-large", "the line is larger than a page may be")
        elif line.data.strip():
            yield _row(line.number, line.data)


def json_rows(stream: Stream) -> Iterator[Row | BadRow]:
    """The rows of a `.json` file: a list of objects, one object, or JSON lines. Raises what the stream raises."""
    pieces, size = list[bytes](), 0
    while size <= WHOLE_FILE and (piece := stream.read(WHOLE_FILE)):
        pieces.append(piece)
        size += len(piece)
    whole = b"".join(pieces)
    try:
        value = msgspec.json.decode(whole) if size <= WHOLE_FILE else None
    except msgspec.DecodeError:
        value = None
    if isinstance(value, list):
        for number, entry in enumerate(value, 1):
            yield Row(number, entry) if isinstance(entry, dict) else BadRow(number, "bad-row", "this is no JSON object")
    elif isinstance(value, dict):
        yield Row(1, value)
    elif whole.lstrip()[:1] == b"[" and size > WHOLE_FILE:
        yield BadRow(1, "too-large", "a JSON list so large cannot be read: make lines of it with jq -c '.[]'")
    else:
        yield from jsonl_rows(_Again(whole, stream))


def _row(number: int, data: bytes) -> Row | BadRow:
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return BadRow(number, "bad-row", f"this is no JSON ({error})")
    return Row(number, value) if isinstance(value, dict) else BadRow(number, "bad-row", "this is no JSON object")


class _Again:
    """A stream whose beginning has been read already."""

    def __init__(self, beginning: bytes, rest: Stream) -> None:
        self._pieces = chain([beginning] if beginning else [], iter(lambda: rest.read(1 << 16), b""))

    def read(self, size: int, /) -> bytes:
        """The next piece, whatever its size."""
        return next(self._pieces, b"")
