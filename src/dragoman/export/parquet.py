"""Parquet: the rows of CSV with true lists and numbers, for DuckDB, Polars, pandas or R. Needs `pyarrow`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.export.rows import COLUMNS, event_row
from dragoman.model import Event
from dragoman.store.query import Source

__all__ = ["write_parquet"]

BATCH = 5_000
"""Rows in memory at once; a row group of this size is small yet compresses well."""


def write_parquet(
    events: Iterable[tuple[Event, Source]],
    path: str | Path,
    *,
    texts: bool = True,
    metadata: dict[str, str] | None = None,
) -> int:
    """Write events to a Parquet file, in batches so that memory stays flat; returns how many. Without `texts`, no words
    of the pages; `metadata` goes into the schema.

    Raises UsageError where `pyarrow` is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'dragoman[parquet]'") from error
    sorts = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole": pa.int64(),
        "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
        "day": pa.string(),
        "code": pa.string(),
    }
    schema = pa.schema([(name, sorts[sort]) for name, sort in COLUMNS.items()], metadata=metadata)
    total = 0
    with pq.ParquetWriter(str(path), schema, compression="zstd") as writer:
        batch: list[dict[str, Any]] = []
        for event, source in events:
            batch.append(event_row(event, source, texts=texts))
            total += 1
            if len(batch) == BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema=schema))
    return total
