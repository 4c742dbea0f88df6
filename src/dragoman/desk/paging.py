"""Lists that are worked out whole and shown page by page: actors and pairs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.desk.state import PAGE_SIZE

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


def as_data(found: Sequence[Any], request: Request, name: str) -> Response:
    """A whole list of dataclasses as JSON or CSV."""
    rows = [asdict(row) for row in found]
    suffix = request.path_params.get("suffix", "json")
    if suffix == "json":
        limit = request.query_params.get("limit", "")
        shown = rows[: int(limit)] if limit.isdecimal() else rows
        return JSONResponse({"total": len(rows), "rows": shown})
    if suffix != "csv":
        raise HTTPException(404, "There is no such format: json, csv.")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow(["; ".join(cell) if isinstance(cell, tuple | list) else cell for cell in row.values()])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
