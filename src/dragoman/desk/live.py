"""Tells a browser, without its asking, that articles came in: server-sent events.

A message has the number of the newest article, and how many came since the page was made. The stream ends when the
browser goes, and when the desk is about to end (`app.state.ending`).
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman.desk.desk import Desk

__all__ = ["live"]

LOOK_SECONDS = 0.5
ALIVE_SECONDS = 15.0
"""How often a silent stream says that it is alive, so that nothing on the way takes it for dead."""
MOST = 200
"""Streams at once."""


def live(desk: Desk) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint; `after` in the address is the number of the newest article that the page knows."""
    streams = 0

    async def endpoint(request: Request) -> Response:
        given = request.query_params.get("after", "")
        after = int(given) if given.isdecimal() and len(given) <= 12 else desk.now.newest
        if streams >= MOST:
            raise HTTPException(503, "Too many pages are open.")
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(messages(request, after), media_type="text/event-stream", headers=headers)

    async def messages(request: Request, after: int) -> AsyncIterator[str]:
        nonlocal streams
        streams += 1
        try:
            yield "retry: 3000\n\n"
            told, spoken = after, time.monotonic()
            while not getattr(request.app.state, "ending", bool)():
                newest = desk.now.newest
                if newest > told:
                    told, spoken = newest, time.monotonic()
                    data = json.dumps({"newest": newest, "new": _count(desk, after)})
                    yield f"event: articles\nid: {newest}\ndata: {data}\n\n"
                elif time.monotonic() - spoken > ALIVE_SECONDS:
                    spoken = time.monotonic()
                    yield ": alive\n\n"
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            streams -= 1

    return endpoint


def _count(desk: Desk, after: int) -> int:
    return int((desk.now.articles.numbers > after).sum())
