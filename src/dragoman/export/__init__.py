"""What leaves the house: one file a format."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, TextIO

from dragoman.export.select import View, select
from dragoman.model import Record

__all__ = ["FORMATS", "View", "Writer", "open_writer", "select"]

_WRITERS = {
    "brief": "BriefWriter",
    "jsonl": "JsonlWriter",
    "json": "JsonWriter",
    "csv": "CsvWriter",
    "markdown": "MarkdownWriter",
    "html": "HtmlWriter",
}

FORMATS = tuple(_WRITERS)
"""Names of the formats, the usual one first; each is a module of this package."""


class Writer(Protocol):
    """Takes records one by one and writes them to a stream."""

    def write(self, record: Record) -> None:
        """Take one record."""

    def close(self) -> None:
        """Write what was held back; the stream stays open."""


def open_writer(name: str, stream: TextIO, view: View) -> Writer:
    """The writer of a format; only the module that is asked for is imported."""
    module = import_module(f"dragoman.export.{name}")
    writer: Writer = getattr(module, _WRITERS[name])(stream, view)
    return writer
