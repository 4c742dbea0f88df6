"""Rows of a published file: with a heading or without, tab or comma, plain, gzipped or zipped."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from dragoman.datafiles import read_table
from dragoman.errors import UsageError
from dragoman.foreign.encoding import LATIN_WHERE_NEEDED

__all__ = ["BadRow", "Layout", "open_text", "rows_of", "table"]

NO_QUOTES = {"\t"}
"""Delimiters whose files are published without quotation marks around cells."""
LONGEST_CELL = 1 << 24

csv.field_size_limit(LONGEST_CELL)


class BadRow(NamedTuple):
    """A row that cannot be read."""

    line: int
    reason: str


class Layout(NamedTuple):
    """How a data set's files are laid out."""

    delimiter: str
    columns: tuple[str, ...] | None
    """Where the files have no heading; else None."""


def table(name: str) -> dict[str, Any]:
    """What stands for what in a data set: `data/foreign/<name>.toml`."""
    return read_table(f"foreign/{name}")


@contextmanager
def open_text(path: Path) -> Iterator[TextIO]:
    """The file as text, unpacked; what is no UTF-8 is read as Latin-1, as some published files are.

    Raises UsageError where it cannot be read.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                names = [name for name in archive.namelist() if not name.endswith("/")]
                if len(names) != 1:
                    raise UsageError(f"{path} holds {len(names)} files: unpack it and give the one that is meant")
                with archive.open(names[0]) as packed:
                    yield _text(packed)
        elif path.suffix == ".gz":
            with gzip.open(path) as packed:
                yield _text(packed)
        else:
            with path.open("rb") as plain:
                yield _text(plain)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _text(stream: Any) -> TextIO:
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors=LATIN_WHERE_NEEDED, newline="")


def rows_of(path: Path, layout: Layout) -> Iterator[tuple[int, dict[str, str]] | BadRow]:
    """Each row with its line, or the reason why it is none. Cells are stripped; a missing value is empty."""
    with open_text(path) as stream:
        plain = layout.delimiter in NO_QUOTES
        reader = csv.reader(stream, delimiter=layout.delimiter, quoting=csv.QUOTE_NONE if plain else csv.QUOTE_MINIMAL)
        try:
            columns = layout.columns or tuple(name.strip() for name in next(reader, []))
            for cells in reader:
                if not cells:
                    continue
                if len(cells) < len(columns):
                    yield BadRow(reader.line_num, f"{len(cells)} cells where {len(columns)} are needed")
                    continue
                yield reader.line_num, {name: _value(cell) for name, cell in zip(columns, cells, strict=False)}
        except csv.Error as error:
            yield BadRow(reader.line_num, str(error))


def _value(cell: str) -> str:
    stripped = cell.strip()
    return "" if stripped in ("None", "NULL", "NA") else stripped
