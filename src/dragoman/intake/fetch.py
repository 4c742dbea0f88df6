"""Fetches a page from an address, carefully: no private address, also after a redirect, and bounds on everything."""

from __future__ import annotations

import http.client
import time

from dragoman.errors import FetchError
from dragoman.intake.page import Page
from dragoman.intake.web import MAX_FETCHED, ask

__all__ = ["fetch"]

TOTAL_SECONDS = 30.0
MAX_REDIRECTS = 4
HEADERS = {
    "User-Agent": "dragoman (reads pages that its user names)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
    "Accept-Language": "en",
}


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
        FetchError: `bad-address`, `private-address`, `unreachable`, `time-out`, `too-large`, `cut-short`,
            `too-many-redirects`, `http-error` or `not-a-page`.
    """
    deadline = time.monotonic() + seconds
    current = address
    for _ in range(MAX_REDIRECTS + 1):
        answer = ask(
            current, headers=HEADERS, allow_private=allow_private, deadline=deadline, max_bytes=max_bytes, given=address
        )
        if (further := answer.redirect) is not None:
            current = further
            continue
        if answer.status != 200:
            said = f"{answer.status} {http.client.responses.get(answer.status, '')}".rstrip()
            raise FetchError("http-error", f"{address}: the server answered {said}")
        kind = answer.header("content-type") or ""
        if kind and not kind.lower().startswith(("text/", "application/xhtml", "application/xml")):
            raise FetchError("not-a-page", f"{address}: the server sent {kind.split(';')[0]}, not a page")
        return Page(address, answer.data, url=current, content_type=kind or None)
    raise FetchError("too-many-redirects", f"{address}: more than {MAX_REDIRECTS} redirects")
