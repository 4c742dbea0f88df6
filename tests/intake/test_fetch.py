"""Fetching from addresses, against a server on this machine."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.errors import FetchError
from dragoman.intake import web as module
from dragoman.intake.fetch import fetch

BODY = b"<html><body><p>Talks resumed in Geneva on Monday, officials said.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """Every path is a way to behave."""

    def do_GET(self) -> None:
        path = self.path
        if path == "/page":
            self.send(200, BODY)
        elif path == "/gzip":
            self.send(200, gzip.compress(BODY), encoding="gzip")
        elif path == "/deflate":
            self.send(200, zlib.compress(BODY), encoding="deflate")
        elif path == "/bomb":
            self.send(200, gzip.compress(b"0" * 3_000_000), encoding="gzip")
        elif path == "/large":
            self.send(200, b"x" * 200_000)
        elif path == "/image":
            self.send(200, b"\x89PNG", kind="image/png")
        elif path == "/moved":
            self.send(302, b"", location="/page")
        elif path == "/loop":
            self.send(302, b"", location="/loop")
        elif path == "/to-file":
            self.send(302, b"", location="file:///etc/hosts")
        elif path == "/to-inside":
            self.send(302, b"", location="http://10.0.0.1/secret")
        elif path == "/slow":
            time.sleep(1.5)
        elif path == "/trickle":  # a byte of the header now and then, so that no single wait is long
            with contextlib.suppress(OSError):
                for letter in b"HTTP/1.0 200 OK\r\nX-Long: " + b"x" * 40:
                    self.wfile.write(bytes([letter]))
                    time.sleep(0.05)
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(BODY)
        else:
            self.send(404, b"no")

    def send(
        self,
        status: int,
        body: bytes,
        *,
        kind: str = "text/html; charset=utf-8",
        encoding: str = "",
        location: str = "",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("path", ["/page", "/gzip", "/deflate"])
def test_a_page_is_fetched(site: str, path: str) -> None:
    page = fetch(site + path, allow_private=True)
    assert page.data == BODY
    assert page.origin == page.url == site + path
    assert page.content_type == "text/html; charset=utf-8"


def test_redirects_are_followed_and_the_last_address_is_kept(site: str) -> None:
    page = fetch(f"{site}/moved", allow_private=True)
    assert (page.origin, page.url, page.data) == (f"{site}/moved", f"{site}/page", BODY)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nothing", "http-error"), ("/image", "not-a-page"), ("/loop", "too-many-redirects"),
        ("/to-file", "bad-address"), ("/large", "too-large"), ("/bomb", "too-large"), ("/slow", "time-out"),
        ("/trickle", "time-out"), ("/cut", "cut-short"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_says_why(site: str, path: str, reason: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site + path, allow_private=True, seconds=0.6, max_bytes=100_000)
    assert caught.value.reason == reason
    assert str(caught.value).startswith(site + path) and "\n" not in str(caught.value)


def test_private_addresses_are_refused_unless_allowed(site: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/page")
    assert caught.value.reason == "private-address"
    assert "--allow-private fetches it" in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://10.1.2.3/", "http://192.168.0.9/", "http://169.254.169.254/latest/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://0.0.0.0/", "http://100.64.0.1/",
        "http://2130706433/", "http://0x7f.1/",
    ],
)  # fmt: skip
def test_every_spelling_of_an_inside_address_is_refused(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address)
    assert caught.value.reason in ("private-address", "unreachable")


def test_a_redirect_to_an_inside_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_is_public", lambda number: number == "127.0.0.1")  # the site alone counts as public
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/to-inside")
    assert caught.value.reason == "private-address"


def test_the_name_is_looked_up_once_and_the_checked_address_is_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers with another address at its second look-up gains nothing."""
    port = int(site.rsplit(":", 1)[1])
    looked_up: list[object] = []
    real = socket.getaddrinfo

    def rebinding(host: object, *args: object, **options: object) -> object:
        if host == "rebind.example":
            looked_up.append(host)
            number = "127.0.0.1" if len(looked_up) == 1 else "10.0.0.1"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]
        return real(host, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert fetch(f"http://rebind.example:{port}/page", allow_private=True).data == BODY
    assert len(looked_up) == 1


@pytest.mark.parametrize(
    "address", ["ftp://a.example/x", "http://", "http://user:secret@a.example/", "http://[bad/", "http://a.example:99999/", "https://"]
)  # fmt: skip
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address)
    assert caught.value.reason == "bad-address"


def test_a_port_where_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)
    assert caught.value.reason == "unreachable"
