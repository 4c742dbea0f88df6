"""The tidy layouts: CSV, Parquet and the record itself, with or without words of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import msgspec

from dragoman.export.cells import csv_table
from dragoman.export.job import Job
from dragoman.export.rows import COLUMNS, digest, event_row
from dragoman.export.tabular import write_parquet, write_stata
from dragoman.model import Event

__all__ = ["wordless", "write_csv", "write_jsonl", "write_parquet_file", "write_stata_file"]

WORD_FIELDS = ("condition", "cue", "hedge")
"""Fields that hold words of the page without offsets of their own."""


def write_csv(job: Job, stream: TextIO) -> None:
    """A heading and a row an event."""
    csv_table(stream, COLUMNS)(_rows(job))


def write_parquet_file(job: Job, path: Path) -> None:
    """The same rows in a Parquet file; what made them stands in its schema."""
    write_parquet(COLUMNS, _rows(job), path, told=lambda: job.told("parquet"))


def write_stata_file(job: Job, path: Path) -> None:
    """The same rows in a Stata file, lists joined by `; `."""
    write_stata("tidy", _rows(job), path)


def _rows(job: Job) -> Iterator[dict[str, Any]]:
    for event, source in job.events():
        job.tally.rows += 1
        yield event_row(event, source, texts=job.texts)


def write_jsonl(job: Job, stream: TextIO) -> None:
    """The record of each event, a line each."""
    for event, _ in job.events():
        line = event if job.texts else wordless(event)
        stream.write(msgspec.json.encode(line).decode() + "\n")
        job.tally.rows += 1


def wordless(event: Event) -> dict[str, Any]:
    """An event's record in which words of the page are replaced by their SHA-256; offsets, codes and names stay."""
    plain: dict[str, Any] = _without_words(msgspec.to_builtins(event))
    return plain


def _without_words(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_words(part) for part in value]
    if not isinstance(value, dict):
        return value
    bare = {name: _without_words(part) for name, part in value.items() if name not in ("text", *WORD_FIELDS)}
    for name in ("text", *WORD_FIELDS):
        if value.get(name):
            bare[f"{name}_sha256"] = digest(value[name])
    return bare
