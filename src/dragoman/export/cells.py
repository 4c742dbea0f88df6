"""CSV files: their cells and rows."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

__all__ = ["csv_cell", "csv_table"]


def csv_cell(value: Any) -> Any:
    """A value as it stands in a cell: lists joined by `; `, flags as `true` and `false`.

    A semicolon within a part of a list becomes a comma, so that the lists of a side stay in step. A carriage return
    becomes a line end: Python does not quote it, and most readers take it for the end of the row.
    """
    if isinstance(value, list | tuple):
        return csv_cell("; ".join(str(part).replace(";", ",") for part in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and "\r" in value:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value


def csv_table(
    stream: TextIO, columns: Iterable[str], *, heading: bool = True
) -> Callable[[Iterable[Mapping[str, Any]]], int]:
    """Begin a table with its heading; returns what writes rows into it and says how many. A row may lack columns."""
    rows = csv.DictWriter(stream, fieldnames=list(columns), lineterminator="\n")
    if heading:
        rows.writeheader()

    def write(given: Iterable[Mapping[str, Any]]) -> int:
        total = 0
        for row in given:
            rows.writerow({name: csv_cell(value) for name, value in row.items()})
            total += 1
        return total

    return write
