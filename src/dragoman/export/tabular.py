"""Rows of numbers and codes as CSV, Parquet or Stata, by the suffix of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import UsageError
from dragoman.export.cells import csv_table
from dragoman.export.codes import codes_of
from dragoman.export.tables import column_names, column_sorts, columns

__all__ = ["SUFFIXES", "Columns", "Told", "arrow_batches", "write_parquet", "write_rows", "write_stata"]

Row = Mapping[str, Any]
Columns = Mapping[str, str]
"""Names in order, each with its sort: one of `SORTS`, or list."""
Told = Callable[[], Mapping[str, str]]
"""What a Parquet file says of itself; asked for when all rows are written, since it counts them."""

BATCH = 10_000
"""Rows in memory at once."""
SUFFIXES = (".csv", ".parquet", ".dta")
SORTS = {
    "text": "string",
    "day": "date32",
    "code": "string",
    "number": "float64",
    "whole": "int64",
    "flag": "bool_",
}
LONGEST_LABEL = 80
"""Characters of a variable label that Stata takes."""


def write_rows(table: str, rows: Iterable[Row], target: TextIO | Path, *, told: Told | None = None) -> None:
    """Write rows with the columns of `data/export/<table>.toml`: CSV to a stream, else what the file's suffix says.

    Raises UsageError for a suffix that says nothing.
    """
    if not isinstance(target, Path):
        csv_table(target, column_names(table))(rows)
    elif target.suffix == ".csv":
        with target.open("w", encoding="utf-8", newline="") as stream:
            csv_table(stream, column_names(table))(rows)
    elif target.suffix == ".parquet":
        write_parquet(column_sorts(table), rows, target, told=told)
    elif target.suffix == ".dta":
        write_stata(table, rows, target)
    else:
        raise UsageError(f"{target}: write to a file that ends in {', '.join(SUFFIXES)}")


def arrow_batches(columns: Columns, rows: Iterable[Row]) -> Iterator[Any]:
    """Arrow tables of some thousand rows each; at least one, so that the columns are known."""
    import pyarrow as pa

    schema = _arrow_schema(columns)
    days = [name for name, sort in columns.items() if sort == "day"]
    source = iter(rows)
    batch = list(islice(source, BATCH))
    while True:
        yield pa.Table.from_pylist([_with_days(row, days) for row in batch], schema=schema)
        batch = list(islice(source, BATCH))
        if not batch:
            return


def _arrow_schema(columns: Columns) -> Any:
    import pyarrow as pa

    kinds = {sort: getattr(pa, kind)() for sort, kind in SORTS.items()} | {"list": pa.list_(pa.string())}
    return pa.schema([(name, kinds[sort]) for name, sort in columns.items()])


def _with_days(row: Row, days: list[str]) -> Row:
    """The row with ISO days as dates."""
    return {**row, **{name: date.fromisoformat(row[name][:10]) for name in days if isinstance(row[name], str)}}


def write_stata(table: str, rows: Iterable[Row], path: Path) -> None:
    """Write a Stata file: codes as numbers with value labels, lists joined by `; `, what a column holds as its label.

    The whole file is in memory while it is written, in columns.
    """
    import polars
    import pyarrow as pa
    import pyreadstat

    frame = polars.from_arrow(pa.concat_tables(arrow_batches(column_sorts(table), rows)))
    assert isinstance(frame, polars.DataFrame)
    labels: dict[str, dict[int | float, str]] = {}
    for column in columns(table):
        values = polars.col(column["name"])
        if column["sort"] == "code":
            codes = codes_of(column["of"])
            labels[column["name"]] = dict(enumerate(codes, 1))
            numbers = {code: number for number, code in enumerate(codes, 1)}
            frame = frame.with_columns(values.replace_strict(numbers, default=None, return_dtype=polars.Int32))
        elif column["sort"] == "list":
            plain = polars.element().str.replace_all(";", ",", literal=True)
            frame = frame.with_columns(values.list.eval(plain).list.join("; "))
        elif column["sort"] in ("flag", "whole"):
            frame = frame.with_columns(values.cast(polars.Int32))  # wider ones would become doubles
    pyreadstat.write_dta(
        frame, str(path), variable_value_labels=labels,
        column_labels={column["name"]: column["holds"][:LONGEST_LABEL] for column in columns(table)},
        file_label="dragoman",
    )  # fmt: skip


def write_parquet(columns: Columns, rows: Iterable[Row], path: Path | str, *, told: Told | None = None) -> int:
    """Write a Parquet file, batch by batch; returns how many rows. What is `told` becomes the metadata of its schema."""
    import pyarrow.parquet as pq

    total = 0
    # The stored schema would hide metadata that come after it; Parquet's own types are the same.
    with pq.ParquetWriter(str(path), _arrow_schema(columns), compression="zstd", store_schema=False) as writer:
        for batch in arrow_batches(columns, rows):
            writer.write_table(batch)
            total += batch.num_rows
        if told is not None:
            writer.add_key_value_metadata(told())
    return total
