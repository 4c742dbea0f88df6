"""JSON: one object a page, with all that was read from it."""

from __future__ import annotations

from typing import TextIO

import msgspec

from dragoman.export.jsonl import article_fields
from dragoman.export.select import View, select
from dragoman.model import Record

__all__ = ["JsonWriter"]


class JsonWriter:
    """Writes each page as one indented object; several pages follow one another, as `jq` reads them."""

    def __init__(self, stream: TextIO, view: View) -> None:
        self._stream = stream
        self._view = view

    def write(self, record: Record) -> None:
        """Write one page's object."""
        chosen = select(record, self._view)
        page = msgspec.to_builtins(chosen)
        page["article"] = article_fields(chosen.article)
        page.pop("vectors")  # bytes for linking, which no reader of a record can use
        self._stream.write(msgspec.json.format(msgspec.json.encode(page), indent=2).decode() + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Nothing is held back."""
