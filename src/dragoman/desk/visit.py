"""What came since somebody was last here. The browser keeps it, so that it holds for a desk that may not write."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

__all__ = ["Visit", "note_visit", "read_visit"]

COOKIE = "visit"
PAUSE_SECONDS = 30 * 60
"""Away for longer than this, one comes back: what came meanwhile is new."""
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Visit:
    """The last article's number when the last visit ended, and at the latest look; and when that was."""

    before: int | None
    latest: int
    at: int


def read_visit(request: Request, newest: int) -> Visit:
    """The present visit; `newest` is the number of the newest article."""
    now = int(time.time())
    found = re.fullmatch(r"(\d{1,12}|-)\.(\d{1,12})\.(\d{1,12})", request.cookies.get(COOKIE, ""))
    if found is None:
        return Visit(None, newest, now)
    before = None if found[1] == "-" else int(found[1])
    latest, at = int(found[2]), int(found[3])
    if now - at > PAUSE_SECONDS:
        before = latest
    return Visit(before, newest, now)


def note_visit(response: Response, visit: Visit) -> None:
    """Let the browser remember it."""
    before = "-" if visit.before is None else visit.before
    response.set_cookie(COOKIE, f"{before}.{visit.latest}.{visit.at}", max_age=YEAR, samesite="lax", httponly=True)
