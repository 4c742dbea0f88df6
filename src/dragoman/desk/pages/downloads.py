"""Lists as data: CSV, JSON and Parquet with the same conditions and order as the page."""

from __future__ import annotations

import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import msgspec
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse

from dragoman.desk.desk import Desk
from dragoman.desk.lists import LISTS
from dragoman.desk.pages.lists import list_rows, select
from dragoman.desk.selection import Selection
from dragoman.desk.state import read_state
from dragoman.desk.tables import TABLES
from dragoman.errors import UsageError
from dragoman.export.cells import csv_table
from dragoman.export.jsonl import article_fields
from dragoman.export.tabular import write_parquet
from dragoman.store.feed import Place

__all__ = ["stream"]

BATCH = 400
SUFFIXES = ("json", "csv", "parquet")

_encode = msgspec.json.Encoder().encode


async def stream(desk: Desk, request: Request) -> Response:
    """A list in the format of the address's suffix. `limit` and `offset` take a part of it, `facets` count with it."""
    suffix = request.path_params["suffix"]
    if suffix not in SUFFIXES:
        raise HTTPException(404, f"There is no such format: {', '.join(SUFFIXES)}.")
    place = next(place for place in LISTS if request.url.path.endswith(f"/{place}.{suffix}"))
    state = read_state(LISTS[place], request.query_params.multi_items())
    selection = await desk.run(select, desk, state)
    numbers = await desk.run(_part, selection, request)
    if suffix == "json":
        head = await desk.run(_head, desk, selection, request)
        return StreamingResponse(_json(desk, place, numbers, head), media_type="application/json")
    name = {"Content-Disposition": f'attachment; filename="{place}.{suffix}"'}
    if suffix == "csv":
        return StreamingResponse(_csv(desk, place, numbers), media_type="text/csv; charset=utf-8", headers=name)
    path = await desk.run(_parquet, desk, place, numbers)
    done = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type="application/vnd.apache.parquet", headers=name, background=done)


def _part(selection: Selection, request: Request) -> Any:
    first, most = _whole(request, "offset", 0), _whole(request, "limit", selection.count)
    return selection.ordered[first : first + most]


def _whole(request: Request, name: str, usual: int) -> int:
    given = request.query_params.get(name)
    if given is None:
        return usual
    if not given.isdecimal():
        raise UsageError(f"{name}={given!r}: write a whole number")
    return int(given)


def _head(desk: Desk, selection: Selection, request: Request) -> dict[str, Any]:
    head: dict[str, Any] = {"total": selection.count}
    wanted = request.query_params.getlist("facets")
    if wanted:
        unknown = [name for name in wanted if selection.state.kind.facet(name) is None]
        if unknown:
            raise UsageError(f"no facet {unknown[0]!r}: {', '.join(f.name for f in selection.state.kind.facets)}")
        head["facets"] = {
            name: [
                {"value": v.value, "label": desk.names.label(name, v.value), "count": v.count}
                for v in selection.facet(name)
            ]
            for name in wanted
        }
    return head


def _batches(numbers: Any) -> Iterator[Any]:
    for first in range(0, len(numbers), BATCH):
        yield numbers[first : first + BATCH]


async def _json(desk: Desk, place: Place, numbers: Any, head: dict[str, Any]) -> AsyncIterator[bytes]:
    yield _encode(head)[:-1] + b',"rows":['
    began = False
    for batch in _batches(numbers):
        rows = await desk.run(_json_rows, desk, place, batch)
        if rows:
            yield (b",\n" if began else b"\n") + rows
            began = True
    yield b"\n]}\n"


def _json_rows(desk: Desk, place: Place, numbers: Any) -> bytes:
    return b",\n".join(_encode(_plain(place, row)) for row in list_rows(desk, place, numbers))


def _plain(place: Place, row: Any) -> Any:
    if place == "events":
        event, source = row
        return {**msgspec.to_builtins(event), "page": msgspec.to_builtins(source)}
    if place == "articles":
        article, events = row
        return {**article_fields(article), "events": events}
    return row


async def _csv(desk: Desk, place: Place, numbers: Any) -> AsyncIterator[str]:
    header = True
    for batch in _batches(numbers) if len(numbers) else [numbers]:
        yield await desk.run(_csv_rows, desk, place, batch, header)
        header = False


def _csv_rows(desk: Desk, place: Place, numbers: Any, header: bool) -> str:
    stream = io.StringIO()
    csv_table(stream, TABLES[place].columns, heading=header)(map(TABLES[place].row, list_rows(desk, place, numbers)))
    return stream.getvalue()


def _parquet(desk: Desk, place: Place, numbers: Any) -> Path:
    with tempfile.NamedTemporaryFile(suffix=".parquet", delete=False) as file:
        path = Path(file.name)
    rows = (row for batch in _batches(numbers) for row in list_rows(desk, place, batch))
    write_parquet(TABLES[place].columns, map(TABLES[place].row, rows), path)
    return path
