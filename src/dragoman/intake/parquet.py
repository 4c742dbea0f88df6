"""Rows of Parquet, row group by row group, only the columns that are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.errors import PageError
from dragoman.intake.columns import Columns
from dragoman.intake.rows import BadRow, Row, TableReader

if TYPE_CHECKING:
    import pyarrow.parquet

__all__ = ["parquet_rows"]

ROWS_AT_ONCE = 64
"""Rows unpacked together: a few hundred kilobytes of articles."""
BUFFER = 1 << 20


def parquet_rows(
    file: BinaryIO, origin: str, tables: TableReader, *, only: int | None = None
) -> Iterator[Row | BadRow]:
    """The rows of a file, numbered from 1; a row group that is damaged is left out from its first bad row on. With
    `only`, those of one row group, counted from 0.

    Raises:
        PageError: The file is no Parquet, or none of its columns holds a text.
    """
    # Imported here: Arrow takes a while and is seldom needed.
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(file, pre_buffer=False, buffer_size=BUFFER)
    except (pyarrow.ArrowException, OSError) as error:
        raise PageError("corrupt", f"{origin}: cannot be read as Parquet ({error})") from error
    names = _names(table)
    columns = tables.choose(origin, names)
    tables.tell(origin, columns, names)
    first = 1
    for group in range(table.num_row_groups):
        size = table.metadata.row_group(group).num_rows
        if only is None or group == only:
            yield from _group(table, group, columns, first, first + size)
        first += size


def _group(
    table: pyarrow.parquet.ParquetFile, group: int, columns: Columns, first: int, after: int
) -> Iterator[Row | BadRow]:
    import pyarrow

    number = first
    try:
        for batch in table.iter_batches(ROWS_AT_ONCE, row_groups=[group], columns=columns.names):
            for cells in _in_microseconds(batch).to_pylist():
                yield Row(number, cells)
                number += 1
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        yield BadRow(number, "corrupt", f"rows {number} to {after - 1} cannot be read ({error})")


def _names(table: pyarrow.parquet.ParquetFile) -> tuple[str, ...]:
    """Columns, and fields within a column as `column.field`."""
    import pyarrow

    names: list[str] = []
    for column in table.schema_arrow:
        names.append(column.name)
        if pyarrow.types.is_struct(column.type):
            names += [f"{column.name}.{inner.name}" for inner in column.type]
    return tuple(names)


def _in_microseconds(batch: Any) -> Any:
    """A batch whose times are as fine as Python's: finer ones need pandas to become Python objects."""
    import pyarrow

    schema = pyarrow.schema(
        [
            field.with_type(pyarrow.timestamp("us", field.type.tz)) if field.type == _nanoseconds(field.type) else field
            for field in batch.schema
        ]
    )
    return batch if schema == batch.schema else batch.cast(schema, safe=False)


def _nanoseconds(kind: Any) -> Any:
    import pyarrow

    return pyarrow.timestamp("ns", kind.tz) if pyarrow.types.is_timestamp(kind) else None
