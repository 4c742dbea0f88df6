"""Fetches a page from an address, carefully.

The host's name is looked up once, each of its addresses is checked to be public, and the connection goes to the very
address that was checked, so that a name cannot point elsewhere a moment later (DNS rebinding). Every redirect is
checked in the same way. Time, size and redirects are bounded. Standard library only; no proxy is used, since a proxy
would look the name up again.
"""

from __future__ import annotations

import contextlib
import gzip
import http.client
import io
import ipaddress
import socket
import ssl
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from dragoman.errors import FetchError
from dragoman.intake.page import Page

__all__ = ["fetch"]

CONNECT_SECONDS = 10.0
TOTAL_SECONDS = 30.0
MAX_REDIRECTS = 4
MAX_FETCHED = 10_000_000
"""Bytes, after decompression."""
BLOCK = 65_536
USER_AGENT = "dragoman (reads pages that its user names)"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAFE = "/%:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str
    address: str
    """Host and port as they stand in the `Host` header."""


def fetch(
    address: str, *, allow_private: bool = False, seconds: float = TOTAL_SECONDS, max_bytes: int = MAX_FETCHED
) -> Page:
    """The page at an http(s) address.

    Args:
        address: Where to fetch from.
        allow_private: Also fetch from addresses that are not public.
        seconds: Time for everything, redirects included.
        max_bytes: Size of the body after decompression.

    Raises:
        FetchError: `bad-address`, `private-address`, `unreachable`, `time-out`, `too-large`, `too-many-redirects`,
            `http-error` or `not-a-page`.
    """
    deadline = time.monotonic() + seconds
    current = address
    for _ in range(MAX_REDIRECTS + 1):
        target = _parse(current, address)
        status, headers, data = _get(target, allow_private, deadline, max_bytes, address)
        if status in REDIRECTS and headers.get("location"):
            try:
                current = urljoin(current, headers["location"])
            except ValueError:
                raise FetchError("bad-address", f"{address}: redirects to an address that cannot be read") from None
            continue
        if status != 200:
            raise FetchError(
                "http-error",
                f"{address}: the server answered {status} {http.client.responses.get(status, '')}".rstrip(),
            )
        kind = headers.get("content-type", "")
        if kind and not kind.lower().startswith(("text/", "application/xhtml", "application/xml")):
            raise FetchError("not-a-page", f"{address}: the server sent {kind.split(';')[0]}, not a page")
        return Page(address, data, url=current, content_type=kind or None)
    raise FetchError("too-many-redirects", f"{address}: more than {MAX_REDIRECTS} redirects")


def _parse(address: str, given: str) -> _Target:
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
    return _Target(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path, named)


def _resolve(target: _Target, allow_private: bool, given: str) -> list[str]:
    """The host's addresses, all of them public unless private ones are allowed."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError("unreachable", f"{given}: the host {target.host} is not known") from None
    addresses = list(dict.fromkeys(str(place[0]) for *_, place in found))
    if not allow_private:
        for number in addresses:
            if not _is_public(number):
                raise FetchError("private-address", f"{given}: {target.host} is {number}, which is not a public address; allow private addresses to fetch it")  # fmt: skip
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


def _get(
    target: _Target, allow_private: bool, deadline: float, max_bytes: int, given: str
) -> tuple[int, dict[str, str], bytes]:
    try:
        connection, wire = _connect(target, allow_private, deadline, given)
        with contextlib.closing(connection), contextlib.closing(wire):
            connection.request("GET", target.path, headers={"Host": target.address, **HEADERS})
            with contextlib.closing(connection.getresponse()) as response:
                headers = {name.lower(): value for name, value in response.getheaders()}
                if response.status in REDIRECTS:
                    return response.status, headers, b""
                packed = _body(response, wire, deadline, max_bytes, given)
                encoding = headers.get("content-encoding", "").lower().strip()
                return response.status, headers, _unpack(packed, encoding, max_bytes, given)
    except TimeoutError:
        raise FetchError("time-out", f"{given}: the server took too long") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error, EOFError) as error:
        raise FetchError("unreachable", f"{given}: cannot be fetched ({type(error).__name__}: {error})") from None


def _connect(
    target: _Target, allow_private: bool, deadline: float, given: str
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
        if target.scheme == "https":
            wire = ssl.create_default_context().wrap_socket(wire, server_hostname=target.host)
    except BaseException:
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
            return b"".join(blocks)
        size += len(block)
        if size > max_bytes:
            raise FetchError("too-large", f"{given}: more than {max_bytes // 1_000_000} MB")
        blocks.append(block)


def _unpack(data: bytes, encoding: str, max_bytes: int, given: str) -> bytes:
    if encoding in ("", "identity"):
        return data
    if encoding in ("gzip", "x-gzip"):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(max_bytes + 1)
    elif encoding == "deflate":
        inflater = zlib.decompressobj(zlib.MAX_WBITS if data[:1] == b"\x78" else -zlib.MAX_WBITS)
        unpacked = inflater.decompress(data, max_bytes + 1)
    else:
        raise FetchError("not-a-page", f"{given}: packed as {encoding}, which cannot be unpacked")
    if len(unpacked) > max_bytes:
        raise FetchError("too-large", f"{given}: more than {max_bytes // 1_000_000} MB when unpacked")
    return unpacked
