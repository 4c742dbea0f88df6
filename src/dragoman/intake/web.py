"""One request to a web address, carefully: what fetches pages and what follows feeds both ask through here.

The host's name is looked up once, each of its addresses is checked to be public, and the connection goes to the very
address that was checked, so that a name cannot point elsewhere a moment later (DNS rebinding). Redirects are not
followed here: whoever follows one asks again, and it is checked in the same way. Time and size are bounded. Standard
library only; no proxy is used, since a proxy would look the name up again.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import io
import ipaddress
import os
import socket
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Timer
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from dragoman.errors import FetchError

__all__ = [
    "MAX_FETCHED",
    "REDIRECTS",
    "Answer",
    "Target",
    "ask",
    "check_public",
    "is_loopback",
    "target_of",
    "unpacked",
]

CONNECT_SECONDS = 10.0
MAX_FETCHED = 10_000_000
"""Bytes of a body, after decompression."""
BLOCK = 65_536
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NO_BODY = frozenset({204, 304})
SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """An address, taken apart."""

    scheme: str
    host: str
    port: int
    path: str
    named: str
    """Host and port as they stand in the `Host` header."""

    @property
    def site(self) -> str:
        """Scheme, host and port: what one `robots.txt` holds for."""
        return f"{self.scheme}://{self.named.lower()}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    address: str
    """The address that was asked."""
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    """As they were sent, in order."""
    packed: bytes
    """The body as it was sent, once the parts that it was sent in are joined."""
    data: bytes
    """The body, unpacked."""

    def header(self, name: str) -> str | None:
        """The value of the first header of a name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def redirect(self) -> str | None:
        """The address that it sends on to, if it does. Raises FetchError where that cannot be read."""
        location = self.header("location")
        if self.status not in REDIRECTS or not location:
            return None
        try:
            return urljoin(self.address, location)
        except ValueError:
            message = f"{self.address}: redirects to an address that cannot be read"
            raise FetchError("bad-address", message) from None


def target_of(address: str, given: str | None = None) -> Target:
    """An http(s) address taken apart; `given` is what messages call it. Raises FetchError `bad-address`."""
    given = given or address
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        if host and not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:
        raise FetchError("bad-address", f"{given}: not a valid address") from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise FetchError("bad-address", f"{given}: only plain http and https addresses can be fetched")
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    named = f"[{host}]" if ":" in host else host
    named = f"{named}:{port}" if port else named
    return Target(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path, named)


def ask(
    address: str,
    *,
    headers: Mapping[str, str],
    allow_private: bool,
    deadline: float,
    max_bytes: int = MAX_FETCHED,
    body: bytes | None = None,
    given: str | None = None,
) -> Answer:
    """What the server at an http(s) address answers to a GET, or with a `body` to a POST; any status, also a redirect.

    Args:
        address: Where to ask.
        headers: Sent along; `Host`, `Accept-Encoding` and `Connection` are ours.
        allow_private: Also ask addresses that are not public.
        deadline: Time of `time.monotonic()` by which all must be done.
        max_bytes: Size of the body after decompression.
        body: What is sent.
        given: What messages call the address, where a redirect led to it.

    Raises:
        FetchError: `bad-address`, `private-address`, `unreachable`, `time-out`, `too-large`, `cut-short` or
            `not-a-page` (packed in a way that is not known).
    """
    given = given or address
    target = target_of(address, given)
    ours = {"Host": target.named, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    alarm = _Alarm(deadline)
    try:
        connection, wire = _connect(target, allow_private, deadline, given, alarm)
        with contextlib.closing(connection), contextlib.closing(wire), alarm:
            connection.request("GET" if body is None else "POST", target.path, body=body, headers={**headers, **ours})
            with contextlib.closing(connection.getresponse()) as response:
                sent = tuple(response.getheaders())
                if response.status in REDIRECTS or response.status in NO_BODY:
                    return Answer(address, response.status, response.reason, sent, b"", b"")
                packed = _body(response, wire, deadline, max_bytes, given)
                encoding = (response.getheader("content-encoding") or "").lower().strip()
                data = unpacked(packed, encoding, max_bytes, given)
                if alarm.rang:
                    raise TimeoutError
                return Answer(address, response.status, response.reason, sent, packed, data)
    except TimeoutError:
        raise FetchError("time-out", f"{given}: the server took too long") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error, EOFError) as error:
        if alarm.rang:
            raise FetchError("time-out", f"{given}: the server took too long") from None
        raise FetchError("unreachable", f"{given}: cannot be fetched ({type(error).__name__}: {error})") from None
    except FetchError as error:
        if alarm.rang and error.reason == "cut-short":
            raise FetchError("time-out", f"{given}: the server took too long") from None
        raise


def check_public(address: str, *, allow_private: bool = False) -> None:
    """Look an address's host up, and raise FetchError unless all its numbers are public, or may be private."""
    _resolve(target_of(address), allow_private, address)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _Alarm:
    """Ends a connection at the deadline, also where the server sends a byte now and then: time-outs of a socket begin
    anew with each."""

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._wire: socket.socket | None = None
        self._timer: Timer | None = None
        self.rang = False

    def set(self, wire: socket.socket) -> None:
        """Watch over a connection, before anything is spoken on it."""
        # a second handle of the connection: the first is the reader's alone
        self._wire = socket.socket(fileno=os.dup(wire.fileno()))
        self._timer = Timer(_left(self._deadline), self._ring)
        self._timer.daemon = True
        self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        if self._wire is not None:
            with contextlib.suppress(OSError):
                self._wire.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._wire is not None:
            self._wire.close()


def _resolve(target: Target, allow_private: bool, given: str) -> list[str]:
    """The host's addresses, all of them public unless private ones are allowed."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError("unreachable", f"{given}: the host {target.host} is not known") from None
    addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
    if not allow_private:
        for number in addresses:
            if not _is_public(number):
                told = "this is" if number == target.host else f"{target.host} is {number}, which is"
                raise FetchError("private-address", f"{given}: {told} not a public address (--allow-private fetches it; in a watch file allow_private = true)")  # fmt: skip
    return addresses


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            address = inner
        elif address in ipaddress.ip_network("64:ff9b::/96"):
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _connect(
    target: Target, allow_private: bool, deadline: float, given: str, alarm: _Alarm
) -> tuple[http.client.HTTPConnection, socket.socket]:
    """A connection to an address that was checked, and its socket; the certificate is checked against the name."""
    failure: OSError | None = None
    for number in _resolve(target, allow_private, given):
        try:
            wire = socket.create_connection((number, target.port), timeout=min(CONNECT_SECONDS, _left(deadline)))
            break
        except OSError as error:
            failure = error
    else:
        raise failure or OSError("no address")
    try:
        wire.settimeout(_left(deadline))
        alarm.set(wire)
        if target.scheme == "https":
            wire = ssl.create_default_context().wrap_socket(wire, server_hostname=target.host)
    except BaseException:
        alarm.stop()
        wire.close()
        raise
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = wire
    return connection, wire


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(
    response: http.client.HTTPResponse, wire: socket.socket, deadline: float, max_bytes: int, given: str
) -> bytes:
    """The body as sent, read in blocks so that neither its size nor its slowness has no end."""
    blocks: list[bytes] = []
    size = 0
    while True:
        wire.settimeout(_left(deadline))
        block = response.read1(BLOCK)
        if not block:
            if response.length:
                message = f"{given}: the server broke off, {response.length} bytes before the end that it had told"
                raise FetchError("cut-short", message)
            return b"".join(blocks)
        size += len(block)
        if size > max_bytes:
            raise FetchError("too-large", f"{given}: more than {max_bytes // 1_000_000} MB")
        blocks.append(block)


def unpacked(data: bytes, encoding: str, max_bytes: int, given: str) -> bytes:
    """A body without its packing. Raises FetchError where it is too large or packed in a way that is not known, and
    OSError, EOFError or zlib.error where it is damaged."""
    if encoding in ("", "identity") or not data:
        return data
    if encoding in ("gzip", "x-gzip"):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            plain = stream.read(max_bytes + 1)
    elif encoding == "deflate":
        inflater = zlib.decompressobj(zlib.MAX_WBITS if data[:1] == b"\x78" else -zlib.MAX_WBITS)
        plain = inflater.decompress(data, max_bytes + 1)
    else:
        raise FetchError("not-a-page", f"{given}: packed as {encoding}, which cannot be unpacked")
    if len(plain) > max_bytes:
        raise FetchError("too-large", f"{given}: more than {max_bytes // 1_000_000} MB when unpacked")
    return plain
