"""JSON: one object a page, with all that was read from it."""

from __future__ import annotations

import msgspec

from dragoman.export.jsonl import article_fields
from dragoman.export.select import select
from dragoman.export.writer import Writer
from dragoman.model import Record

__all__ = ["JsonWriter"]


class JsonWriter(Writer):
    """Writes each page as one indented object; several pages follow one another, as `jq` reads them."""

    def text(self, record: Record) -> str:
        """One page's object."""
        chosen = select(record, self._view)
        page = msgspec.to_builtins(chosen)
        page["article"] = article_fields(chosen.article)
        page.pop("vectors")  # bytes for linking, which no reader of a record can use
        return msgspec.json.format(msgspec.json.encode(page), indent=2).decode() + "\n"
