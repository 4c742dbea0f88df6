"""Rows of numbers and codes as CSV, Parquet or Stata, by the suffix of the file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import UsageError
from dragoman.export.codes import value_labels
from dragoman.export.tables import column_names, columns

__all__ = ["SUFFIXES", "arrow_batches", "arrow_schema", "write_rows"]

Row = Mapping[str, Any]

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


def write_rows(table: str, rows: Iterable[Row], target: TextIO | Path) -> None:
    """Write rows with the columns of `data/export/<table>.toml`: CSV to a stream, else what the file's suffix says.

    Raises UsageError for a suffix that says nothing.
    """
    if not isinstance(target, Path):
        _write_csv(table, rows, target)
    elif target.suffix == ".csv":
        with target.open("w", encoding="utf-8", newline="") as stream:
            _write_csv(table, rows, stream)
    elif target.suffix == ".parquet":
        _write_parquet(table, rows, target)
    elif target.suffix == ".dta":
        write_stata(table, rows, target)
    else:
        raise UsageError(f"{target}: write to a file that ends in {', '.join(SUFFIXES)}")


def arrow_schema(table: str) -> Any:
    """The columns of a table as an Arrow schema."""
    import pyarrow as pa

    kinds = {sort: getattr(pa, kind)() for sort, kind in SORTS.items()} | {"list": pa.list_(pa.string())}
    return pa.schema([(column["name"], kinds[column["sort"]]) for column in columns(table)])


def arrow_batches(table: str, rows: Iterable[Row]) -> Iterator[Any]:
    """Arrow tables of some thousand rows each; at least one, so that the columns are known."""
    import pyarrow as pa

    schema = arrow_schema(table)
    days = [column["name"] for column in columns(table) if column["sort"] == "day"]
    source = iter(rows)
    batch = list(islice(source, BATCH))
    while True:
        yield pa.Table.from_pylist([_with_days(row, days) for row in batch], schema=schema)
        batch = list(islice(source, BATCH))
        if not batch:
            return


def _with_days(row: Row, days: list[str]) -> Row:
    """The row with ISO days as dates."""
    return {**row, **{name: date.fromisoformat(row[name][:10]) for name in days if isinstance(row[name], str)}}


def write_stata(table: str, rows: Iterable[Row], path: Path) -> None:
    """Write a Stata file: codes as numbers with value labels, lists joined by `; `, what a column holds as its label.

    The whole file is in memory while it is written, in columns. Raises UsageError where Polars is not installed.
    """
    import pyarrow as pa
    import pyreadstat

    try:
        import polars
    except ImportError as error:
        raise UsageError("Stata files need Polars: pip install polars") from error
    frame = polars.from_arrow(pa.concat_tables(arrow_batches(table, rows)))
    labels: dict[str, dict[int | float, str]] = {}
    for column in columns(table):
        if column["sort"] == "code":
            codes = list(value_labels(column["of"]).values())
            labels[column["name"]] = dict(enumerate(codes, 1))
            numbers = {code: number for number, code in enumerate(codes, 1)}
            frame = frame.with_columns(  # type: ignore[union-attr]
                polars.col(column["name"]).replace_strict(numbers, default=None, return_dtype=polars.Int32)
            )
        elif column["sort"] == "list":
            frame = frame.with_columns(polars.col(column["name"]).list.join("; "))  # type: ignore[union-attr]
        elif column["sort"] == "flag":
            frame = frame.with_columns(polars.col(column["name"]).cast(polars.Int32))  # type: ignore[union-attr]
    pyreadstat.write_dta(
        frame, str(path), variable_value_labels=labels,
        column_labels={column["name"]: column["holds"][:LONGEST_LABEL] for column in columns(table)},
        file_label="dragoman",
    )  # fmt: skip


def _write_csv(table: str, rows: Iterable[Row], stream: TextIO) -> None:
    writer = csv.DictWriter(stream, fieldnames=column_names(table), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: int(value) if isinstance(value, bool) else value for name, value in row.items()})


def _write_parquet(table: str, rows: Iterable[Row], path: Path) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(str(path), arrow_schema(table), compression="zstd") as writer:
        for batch in arrow_batches(table, rows):
            writer.write_table(batch)
