"""Which data set a file is of, and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import UsageError
from dragoman.foreign.acled import acled_record
from dragoman.foreign.gdelt import gdelt_record
from dragoman.foreign.icews import icews_record
from dragoman.foreign.polecat import polecat_record
from dragoman.foreign.tables import BadRow, Layout, open_text, rows_of, table
from dragoman.foreign.ucdp import ucdp_record
from dragoman.store.foreign import ForeignRecord

__all__ = ["SOURCES", "read_foreign", "recognise"]


class Source(NamedTuple):
    """A data set: its name, the columns by which it is known, and how a row becomes a record."""

    marks: frozenset[str]
    delimiter: str
    record: Callable[[dict[str, str]], ForeignRecord]


_READERS = {
    "gdelt": Source(frozenset(), "\t", gdelt_record),
    "icews": Source(frozenset({"CAMEO Code", "Source Country", "Target Country"}), "\t", icews_record),
    "polecat": Source(frozenset({"Event Mode", "Quad Code", "Recipient Country"}), "\t", polecat_record),
    "ucdp-ged": Source(frozenset({"type_of_violence", "side_a", "date_start"}), ",", ucdp_record),
    "acled": Source(frozenset({"event_id_cnty", "sub_event_type", "event_date"}), ",", acled_record),
}

SOURCES = tuple(_READERS)
"""Names of the data sets that can be read."""


def recognise(path: Path) -> tuple[str, str]:
    """Which data set a file is of, by its heading or by its number of columns, and its delimiter.

    Raises UsageError where it is of none.
    """
    with open_text(path) as stream:
        first = stream.readline().rstrip("\r\n")
    for name, source in _READERS.items():
        for delimiter in dict.fromkeys((source.delimiter, "\t", ",", ";")):
            cells = {cell.strip().strip('"') for cell in first.split(delimiter)}
            if source.marks and source.marks <= cells:
                return name, delimiter
    if first.count("\t") + 1 == len(table("gdelt")["columns"]):
        return "gdelt", "\t"
    raise UsageError(
        f"{path}: no file of {', '.join(SOURCES)}: its first line has none of their columns (of Dragoman's own exports, polecat and icews can be read)"
    )


def read_foreign(path: Path, source: str | None = None) -> Iterator[ForeignRecord | BadRow]:
    """The records of a file, one at a time; a row that is none gives the reason.

    Raises UsageError where the file is not of the data set, or of none that is known.
    """
    found, delimiter = recognise(path)
    if source is not None and source != found:
        raise UsageError(f"{path} is a file of {found}, not of {source}")
    columns = tuple(table("gdelt")["columns"]) if found == "gdelt" else None
    record = _READERS[found].record
    for row in rows_of(path, Layout(delimiter, columns)):
        if isinstance(row, BadRow):
            yield row
            continue
        line, cells = row
        try:
            made = record(cells)
        except KeyError as error:
            raise UsageError(f"{path}: the column {error.args[0]!r} is missing, which files of {found} have") from error
        if made.day is None:
            yield BadRow(line, "no date that can be read")
        else:
            yield made
