"""Rows of numbers and codes as CSV, Parquet or Stata, by the suffix of the file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from dragoman.errors import UsageError
from dragoman.export.codes import value_labels
from dragoman.export.tables import column_names, columns

__all__ = ["SUFFIXES", "Told", "arrow_batches", "arrow_schema", "write_parquet", "write_rows"]

Row = Mapping[str, Any]
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
        _write_csv(table, rows, target)
    elif target.suffix == ".csv":
        with target.open("w", encoding="utf-8", newline="") as stream:
            _write_csv(table, rows, stream)
    elif target.suffix == ".parquet":
        write_parquet(table, rows, target, told=told)
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
    assert isinstance(frame, polars.DataFrame)
    labels: dict[str, dict[int | float, str]] = {}
    for column in columns(table):
        values = polars.col(column["name"])
        if column["sort"] == "code":
            codes = list(value_labels(column["of"]).values())
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


def _write_csv(table: str, rows: Iterable[Row], stream: TextIO) -> None:
    writer = csv.DictWriter(stream, fieldnames=column_names(table), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: int(value) if isinstance(value, bool) else value for name, value in row.items()})


def write_parquet(table: str, rows: Iterable[Row], path: Path | str, *, told: Told | None = None) -> None:
    """Write a Parquet file, batch by batch. What is `told` becomes the metadata of its schema."""
    import pyarrow.parquet as pq

    # The stored schema would hide metadata that come after it; Parquet's own types are the same.
    with pq.ParquetWriter(str(path), arrow_schema(table), compression="zstd", store_schema=False) as writer:
        for batch in arrow_batches(table, rows):
            writer.write_table(batch)
        if told is not None:
            writer.add_key_value_metadata(told())
