"""The web application: every address of the desk and what stands behind it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import FormData, MutableHeaders, UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.desk.desk import Desk
from dragoman.desk.guard import Guard
from dragoman.desk.lists import LISTS
from dragoman.desk.live import live
from dragoman.desk.manner import in_manner, manner_of
from dragoman.desk.pages import (
    about,
    actors,
    api,
    articles,
    calendar,
    charts,
    door,
    downloads,
    events,
    incidents,
    lists,
    negotiations,
    overview,
    pairs,
    read,
    review,
    watch,
    world_map,
)
from dragoman.desk.render import MANNER_COOKIE, page
from dragoman.desk.settings import Settings
from dragoman.errors import DragomanError, StoreError

__all__ = ["make_app"]

Reading = Callable[[Desk, Request], Response]
Writing = Callable[[Desk, Request, FormData], Response]
OPEN_TO_ALL = ("/sign-in", "/assets/")
ALWAYS_ALLOWED = ("/theme", "/manner", "/sign-in", "/sign-out", "/read")
"""Forms that write nothing into the store."""

READING: tuple[tuple[str, Reading], ...] = (
    ("/", overview.show),
    ("/negotiations", negotiations.index),
    ("/negotiations/{id}.json", negotiations.data),
    ("/negotiations/{id}", negotiations.show),
    *((f"/{place}", lists.show) for place in LISTS),
    *((f"/{place}/facets/{{facet}}", lists.facet) for place in LISTS),
    ("/incidents/{id}", incidents.show),
    ("/events/{id}", events.show),
    ("/articles/{id}", articles.show),
    ("/actors", actors.index),
    ("/actors/{id}", actors.show),
    ("/pairs", pairs.index),
    ("/pairs/{one}/{other}", pairs.show),
    ("/calendar", calendar.show),
    ("/map", world_map.show),
    ("/read", read.form),
    ("/read/{key}", read.show),
    ("/read/several/{key}", read.show_all),
    ("/review", review.show),
    ("/watch", watch.health),
    ("/watch/alerts", watch.alerts),
    ("/watch/alerts.atom", watch.atom),
    ("/watch/digest", watch.digest),
    ("/watch/versions/{id}", watch.versions),
    ("/watch/pages/{number}.txt", watch.kept_page),
    ("/guide", about.guide),
    ("/api", about.api),
    ("/api/", about.api),
    ("/api/openapi.json", api.openapi),
    ("/api/actors.{suffix}", actors.data),
    ("/api/pairs.{suffix}", pairs.data),
    ("/api/negotiations.{suffix}", negotiations.data),
    ("/api/negotiations/{id}.json", negotiations.data),
    ("/api/{place}/{id}.json", api.one),
    ("/actors.{suffix}", actors.data),
    ("/pairs.{suffix}", pairs.data),
    ("/negotiations.{suffix}", negotiations.data),
    ("/review/decisions.{suffix}", review.decisions),
    ("/review/gold.zip", review.gold),
    ("/charts/{name}.{suffix}", charts.show),
    ("/sign-in", door.form),
)

WRITING: tuple[tuple[str, Writing], ...] = (
    ("/read", read.take),
    ("/read/{key}/keep", read.keep),
    ("/read/several/{key}/keep", read.keep_all),
    ("/review/decide", review.decide),
    ("/review/undo", review.undo),
    ("/review/name", door.name),
    ("/incidents/{id}/join", incidents.join),
    ("/incidents/{id}/part", incidents.part),
    ("/theme", door.theme),
    ("/manner", door.manner),
    ("/sign-in", door.enter),
    ("/sign-out", door.leave),
)


def make_app(settings: Settings) -> Starlette:
    """The application of a store. Raises StoreError where there is none."""
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        desk.open()
        yield
        desk.close()

    routes = [Route("/assets/{name}", _assets(desk)), Route("/watch/live", live(desk))]
    routes += [Route(f"{start}/{place}.{{suffix}}", _streaming(desk)) for start in ("", "/api") for place in LISTS]
    routes += [Route(path, _reading(desk, function), methods=["GET"]) for path, function in READING]
    routes += [Route(path, _writing(desk, function), methods=["POST"]) for path, function in WRITING]
    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, settings=settings), Middleware(_Sessions, desk=desk)],
        exception_handlers={
            DragomanError: _trouble(desk),
            HTTPException: _trouble(desk),
            Exception: _fault,
        },
    )
    app.state.desk = desk
    return app


def _reading(desk: Desk, function: Reading) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await desk.run(_in_manner, request, function, desk, request)

    return endpoint


def _in_manner(request: Request, function: Callable[..., Response], *given: Any, **named: Any) -> Response:
    """Make a page in the manner of its reader."""
    chosen = manner_of(request.headers.get("accept-language", ""), request.cookies.get(MANNER_COOKIE, ""))
    with in_manner(chosen):
        return function(*given, **named)


def _streaming(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await downloads.stream(desk, request)

    return endpoint


def _writing(desk: Desk, function: Writing) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=200, max_part_size=desk.settings.upload_bytes) as form:
            if not desk.door.form_is_ours(request.state.session, str(form.get("csrf", ""))):
                raise HTTPException(403, "This form is too old, or was not made for you: open its page again.")
            if desk.settings.read_only and request.url.path not in ALWAYS_ALLOWED:
                raise HTTPException(403, "This desk is for reading only.")
            taken = await uploads(form)
            return await desk.run(_in_manner, request, function, desk, request, taken)

    return endpoint


async def uploads(form: FormData) -> FormData:
    """A form whose files have been read: pages are made in threads, where that cannot be waited for."""
    fields: list[tuple[str, UploadFile | str]] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            value = UploadFile(io.BytesIO(data), filename=value.filename, headers=value.headers, size=len(data))
        fields.append((name, value))
    return FormData(fields)


def _assets(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        found = await desk.run(desk.assets.get, request.path_params["name"])
        if found is None:
            raise HTTPException(404, "There is no such file.")
        data, kind = found
        lasting = request.query_params.get("v") == desk.assets.version
        kept = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return Response(data, media_type=kind, headers={"Cache-Control": kept})

    return endpoint


class _Sessions:
    """ASGI middleware: gives each request its session, and sends to the door whoever may not go in."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on, one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = request.state.session = self._desk.door.session(request)
        path = request.url.path
        if not path.startswith(OPEN_TO_ALL) and not self._desk.door.is_open(request, session):
            await self._refuse(path)(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and session.new and not path.startswith("/assets/"):
                cookie = Response()
                self._desk.door.keep(cookie, session, secure=request.url.scheme == "https")
                headers = MutableHeaders(scope=message)
                if "set-cookie" not in headers:
                    headers.append("set-cookie", cookie.headers["set-cookie"])
            await send(message)

        await self._app(scope, receive, sending)

    @staticmethod
    def _refuse(path: str) -> Response:
        if path.startswith("/api/") or path.endswith((".json", ".csv", ".parquet")):
            return JSONResponse({"error": "sign in, or send the token as a bearer"}, status_code=401)
        return RedirectResponse("/sign-in", status_code=303)


def _trouble(desk: Desk) -> Callable[[Request, Exception], Awaitable[Response]]:
    """What is said where a request asks for what there is not, or what cannot be."""

    async def handle(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            status, message = error.status_code, error.detail
        else:
            status, message = (503 if isinstance(error, StoreError) else 400), str(error)
        if status == 404 and message == "Not Found":
            message = "There is no such page."
        if request.url.path.startswith("/api/") or request.url.path.endswith(".json"):
            return JSONResponse({"error": message}, status_code=status)
        return await desk.run(_in_manner, request, page, desk, request, "trouble.html", status=status, message=message)

    return handle


async def _fault(request: Request, error: Exception) -> Response:
    """A fault of the program: the log has it, the reader does not."""
    return PlainTextResponse("A fault in the program. The terminal in which it runs says more.\n", status_code=500)
