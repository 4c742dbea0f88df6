"""DuckDB over the files of a lake."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from dragoman.cluster.extras import needed
from dragoman.cluster.lake import Entry, Lake
from dragoman.errors import StoreError

__all__ = ["connected_to", "files_of", "indexed", "rows", "table"]

AT_ONCE = 1_000
"""Rows fetched together."""


@contextmanager
def connected_to(lake: Lake) -> Iterator[Any]:
    """A connection that can read the lake's files; what does not fit into memory goes to the temporary folder."""
    duckdb = needed("duckdb")
    with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
        connection = duckdb.connect(":memory:", config={"temp_directory": folder, "preserve_insertion_order": "false"})
        try:
            if not lake.is_local:
                connection.register_filesystem(lake.fs)
            yield connection
        except duckdb.Error as error:
            raise StoreError(f"{lake.address} cannot be read: {' '.join(str(error).split())[:300]}") from error
        finally:
            connection.close()


def files_of(entries: Iterable[Entry], name: str) -> list[str]:
    """The files of a table, relative to the lake."""
    return [file for entry in entries for file in entry.files.get(name, ())]


def table(lake: Lake, files: Iterable[str], schema: Any) -> str:
    """SQL for the rows of some files; where there are none, for the columns of the Arrow schema without rows."""
    paths = [lake.path(file) if lake.is_local else lake.fs.unstrip_protocol(lake.path(file)) for file in files]
    if not paths:
        return f"(SELECT * FROM {_empty(schema)} LIMIT 0)"
    quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{quoted}], hive_partitioning = false, union_by_name = false)"


def indexed(connection: Any, name: str, sql: str, key: str) -> None:
    """Keep the rows of a query under a name, so that those of one `key` are found at once."""
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")
    connection.execute(f"CREATE INDEX {name}_by_{key} ON {name} ({key})")


def rows(connection: Any, sql: str, parameters: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some at a time."""
    cursor = connection.cursor()
    cursor.execute(sql, list(parameters))
    while found := cursor.fetchmany(AT_ONCE):
        yield from found


_KINDS = {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "double": "DOUBLE", "binary": "BLOB", "bool": "BOOLEAN"}  # fmt: skip


def _empty(schema: Any) -> str:
    columns = ", ".join(f'NULL::{_kind(field.type)} AS "{field.name}"' for field in schema)
    return f"(SELECT {columns})"


def _kind(kind: Any) -> str:
    import pyarrow.types as types

    if types.is_list(kind):
        return f"{_kind(kind.value_type)}[]"
    if types.is_struct(kind):
        return "STRUCT(" + ", ".join(f'"{field.name}" {_kind(field.type)}' for field in kind) + ")"
    return _KINDS[str(kind)]
