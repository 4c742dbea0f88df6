"""What stands around every request: whom the desk listens to, how much it takes in, and what the browser may do."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.desk.settings import Settings

__all__ = ["Guard"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not `no-referrer`: under that a browser sends its own forms with the origin `null`
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FORM_OVERHEAD = 100_000
"""Bytes of a form beside the page that it carries."""


TOO_LARGE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>Too large · Dragoman</title><h1>Too large for the desk</h1><p>It takes pages and files of up to {most} MB. "
    "Larger ones are for <code>dragoman code FILE --into STORE</code>, which may run while the desk shows the store."
    '<p><a href="/read">Read another page</a></html>'
)


class _TooLargeError(Exception):
    pass


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hosts = settings.hosts
        self._most = settings.upload_bytes + FORM_OVERHEAD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on, one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope["method"], headers)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise _TooLargeError
            return message

        try:
            await self._app(scope, limited, _with_headers(send))
        except _TooLargeError:
            await self._too_large()(scope, receive, _with_headers(send))

    def _refused(self, method: str, headers: Headers) -> Response | None:
        host = _host(headers.get("host", ""))
        if self._hosts is not None and host not in self._hosts:
            return PlainTextResponse("This desk answers only to its own name.\n", status_code=421)
        origin = headers.get("origin")
        if method not in ("GET", "HEAD") and origin and urlsplit(origin).netloc != headers.get("host", ""):
            return PlainTextResponse("Sent from another site.\n", status_code=403)
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._most:
            return self._too_large()
        return None

    def _too_large(self) -> HTMLResponse:
        """Told with a way back, and without the desk's own frame: nothing of the form has been read."""
        return HTMLResponse(TOO_LARGE.format(most=self._most // 1_000_000), status_code=413)


def _host(named: str) -> str:
    try:
        return urlsplit(f"//{named}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
            headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        await send(message)

    return sending
