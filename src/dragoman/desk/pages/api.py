"""The API: rows by id, and its description as OpenAPI."""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.desk.description import describe
from dragoman.desk.desk import Desk
from dragoman.errors import UsageError
from dragoman.export.jsonl import article_fields

__all__ = ["one", "openapi"]


def openapi(desk: Desk, request: Request) -> Response:
    """The description of the API."""
    return JSONResponse(describe(f"{request.url.scheme}://{request.url.netloc}"))


def one(desk: Desk, request: Request) -> Response:
    """An event, an incident, or an article with everything that was read from it."""
    place, id = request.path_params["place"], request.path_params["id"]
    try:
        match place:
            case "events":
                return _json(desk.store.reviews.current(id))
            case "incidents":
                return _json(desk.store.incidents.get(id))
            case "articles" if desk.store.feed.number("articles", id) is not None:
                record = desk.store.read_article(id)
                whole = msgspec.to_builtins(msgspec.structs.replace(record, vectors={}))
                return _json({**whole, "article": article_fields(record.article)})
    except UsageError as error:
        raise HTTPException(404, str(error)) from None
    raise HTTPException(404, f"There is no {id!r} among {place}.")


def _json(row: object) -> Response:
    return Response(msgspec.json.encode(row), media_type="application/json")
