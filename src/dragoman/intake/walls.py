"""Pages that hold a door in place of an article: log-in walls, paywalls, robot checks."""

from __future__ import annotations

from dragoman.datafiles import read_table
from dragoman.errors import PageError

__all__ = ["check_wall"]

MAX_WALL_WORDS = 90
"""A page with more body than this is read, wall or no wall: the start of the article is better than nothing."""


def check_wall(origin: str, body: str, page: str) -> None:
    """Raises `PageError("login-wall")` where the page asks to log in, pay or prove oneself and has next to no body."""
    if len(body.split()) > MAX_WALL_WORDS:
        return
    lowered = page[:50_000].lower()
    for name, table in read_table("intake/walls").items():
        if any(phrase in lowered for phrase in table["phrases"]):
            what = "checks for robots" if name == "robots" else "asks to log in or to subscribe"
            raise PageError(
                "login-wall",
                f"{origin}: the page {what} and shows no article; save the article from a browser and give that file",
            )
