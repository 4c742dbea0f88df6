"""Parquet: the rows of CSV with true lists, days and numbers, for DuckDB, Polars, pandas or R."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.export import tabular
from dragoman.export.rows import event_row
from dragoman.export.tabular import Told
from dragoman.model import Event
from dragoman.store.query import Source

__all__ = ["write_parquet"]


def write_parquet(
    events: Iterable[tuple[Event, Source]], path: str | Path, *, texts: bool = True, told: Told | None = None
) -> int:
    """Write events to a Parquet file, in batches so that memory stays flat; returns how many. Without `texts`, no words
    of the pages; what is `told` when all are written goes into the schema.
    """
    total = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal total
        for event, source in events:
            total += 1
            yield event_row(event, source, texts=texts)

    tabular.write_parquet("tidy", rows(), path, told=told)
    return total
