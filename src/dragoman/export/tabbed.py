"""Tab-separated files as the field publishes them: no quotation marks around cells, one line a row whatever a name
holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from dragoman.errors import DragomanError

__all__ = ["write_heading", "write_row"]

_BREAKS = re.compile(r"[\t\n\r\v\f\x00\x1c-\x1e\x85\u2028\u2029]+")


def write_row(stream: TextIO, columns: Sequence[str], row: Mapping[str, Any], *, missing: str = "") -> None:
    """Write a row whose keys are exactly the columns."""
    if row.keys() != set(columns):
        raise DragomanError(f"columns that the layout and the row do not share: {set(columns) ^ row.keys()}")
    stream.write("\t".join(_cell(row[name], missing) for name in columns) + "\n")


def write_heading(stream: TextIO, columns: Iterable[str]) -> None:
    """Write the names of the columns."""
    stream.write("\t".join(columns) + "\n")


def _cell(value: Any, missing: str) -> str:
    """A cell: breaks become blanks and a quotation mark an apostrophe, since no reader agrees with another on how
    either is written in such a file."""
    if value is None:
        return missing
    if isinstance(value, str):
        return _BREAKS.sub(" ", value).replace('"', "'").strip() or missing
    if isinstance(value, (tuple, list)):
        return _cell("; ".join(dict.fromkeys(str(part).replace(";", ",") for part in value if part)), missing)
    return f"{value:g}" if isinstance(value, float) and value == round(value, 4) else str(value)
