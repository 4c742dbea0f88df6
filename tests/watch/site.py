"""A web site on this machine that behaves as it is told, a clock that stands where it is put, and texts of our own."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Clock", "Reply", "Site", "article", "atom", "rss"]

START = datetime(2019, 3, 14, 8, 0, tzinfo=UTC)


class Clock:
    """Waiting moves it on, and takes no time."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)

    def on(self, **length: float) -> None:
        """Move on by `hours=…`, `days=…`."""
        self.at += timedelta(**length)


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    act: Callable[[BaseHTTPRequestHandler], None] | None = None
    """Instead of an answer."""


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    at: datetime
    body: bytes = b""


class Site:
    """Use it as a context manager; `replies[path]` is what a path answers, others answer 404."""

    def __init__(self, clock: Clock) -> None:
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.asked: list[Asked] = []
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with site._lock:
                    length = int(self.headers.get("Content-Length") or 0)
                    given = {name.lower(): value for name, value in self.headers.items()}
                    site.asked.append(Asked(self.path, given, clock.now(), self.rfile.read(length)))
                    reply = site.replies.get(self.path, Reply(b"no", 404))
                    if isinstance(reply, list):
                        reply = reply.pop(0) if len(reply) > 1 else reply[0]
                with contextlib.suppress(OSError):
                    self.reply(reply)

            def do_POST(self) -> None:
                self.do_GET()

            def reply(self, reply: Reply) -> None:
                if reply.act is not None:
                    reply.act(self)
                    return
                tag = reply.headers.get("ETag")
                unchanged = tag is not None and self.headers.get("If-None-Match") == tag
                self.send_response(304 if unchanged else reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if not unchanged:
                    self.send_header("Content-Type", reply.kind)
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if not unchanged:
                    self.wfile.write(reply.body)

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Site:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self) -> list[str]:
        """What was asked for, without the robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]


def trickle(handler: BaseHTTPRequestHandler) -> None:
    """A body that never ends, a few bytes at a time."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b"<p>")
            time.sleep(0.02)


def article(title: str, *paragraphs: str) -> bytes:
    """A page with a headline and paragraphs."""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html lang='en'><head><title>{title}</title><meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='2019-03-14T07:00:00Z'></head>"
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


def rss(base: str, paths: Iterable[str], *, title: str = "News") -> bytes:
    """An RSS feed that leads to these paths."""
    items = "".join(
        f"<item><title>{path.strip('/')}</title><link>{base}{path}</link><guid>{base}{path}</guid>"
        "<pubDate>Thu, 14 Mar 2019 07:00:00 GMT</pubDate></item>"
        for path in paths
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def atom(base: str, paths: Iterable[str], *, updated: str = "2019-03-14T07:00:00Z") -> bytes:
    """An Atom feed that leads to these paths."""
    entries = "".join(
        f"<entry><title>{path}</title><id>{base}{path}</id><link href='{base}{path}'/><updated>{updated}</updated></entry>"
        for path in paths
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>News</title>{entries}</feed>".encode()
