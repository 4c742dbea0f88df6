"""Lists that are worked out whole and shown page by page: actors and pairs."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.desk.state import PAGE_SIZE
from dragoman.export.cells import csv_table

__all__ = ["Sheet", "as_data", "sheet"]

T = TypeVar("T")


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """One page of a list."""

    rows: Sequence[T]
    total: int
    page: int
    pages: int


def sheet(found: Sequence[T], request: Request) -> Sheet[T]:
    """The page of a list that an address asks for."""
    given = request.query_params.get("page", "1")
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(int(given), 1), pages) if given.isdecimal() and len(given) < 9 else 1
    first = (number - 1) * PAGE_SIZE
    return Sheet(found[first : first + PAGE_SIZE], len(found), number, pages)


def as_data(found: Sequence[dict[str, Any]], request: Request, name: str, columns: Sequence[str]) -> Response:
    """A whole list of rows as JSON, CSV or Parquet; `columns` are those that a row has."""
    suffix = request.path_params.get("suffix", "json")
    if suffix == "json":
        limit = request.query_params.get("limit", "")
        shown = found[: int(limit)] if limit.isdecimal() else found
        return JSONResponse({"total": len(found), "rows": list(shown)})
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    if suffix == "csv":
        return Response(_csv(found, columns), media_type="text/csv; charset=utf-8", headers=headers)
    if suffix == "parquet":
        return Response(_parquet(found, columns), media_type="application/vnd.apache.parquet", headers=headers)
    raise HTTPException(404, "There is no such format: json, csv, parquet.")


def _csv(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    stream = io.StringIO()
    csv_table(stream, columns)({column: _told(row[column]) for column in columns} for row in rows)
    return stream.getvalue()


def _parquet(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> bytes:
    """Values that are no text, number or list of texts are written as JSON, since a column is of one kind."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    plain = [{column: _told(row[column]) for column in columns} for row in rows]
    table = pa.Table.from_pylist(plain) if plain else pa.table({column: pa.nulls(0, pa.string()) for column in columns})
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def _told(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [str(entry) for entry in value]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
