"""What leaves the house: one file a format."""

from __future__ import annotations

from importlib import import_module
from typing import TextIO

from dragoman.export.select import View, select
from dragoman.export.writer import Writer

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


def open_writer(name: str, stream: TextIO, view: View) -> Writer:
    """The writer of a format; only the module that is asked for is imported."""
    module = import_module(f"dragoman.export.{name}")
    writer: Writer = getattr(module, _WRITERS[name])(stream, view)
    return writer
