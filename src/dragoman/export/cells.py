"""A cell of a CSV file."""

from __future__ import annotations

from typing import Any

__all__ = ["csv_cell"]


def csv_cell(value: Any) -> Any:
    """A value as it stands in a cell: lists joined by `; `, flags as `true` and `false`.

    A semicolon within a part of a list becomes a comma, so that the lists of a side stay in step. A carriage return
    becomes a line end: Python does not quote it, and most readers take it for the end of the row.
    """
    if isinstance(value, list):
        return csv_cell("; ".join(part.replace(";", ",") for part in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and "\r" in value:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value
