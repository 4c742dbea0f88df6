"""What the codes mean, and how to use the API."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.lists import LISTS
from dragoman.desk.names import codebook
from dragoman.desk.render import page
from dragoman.model import Status

__all__ = ["api", "guide"]


def guide(desk: Desk, request: Request) -> Response:
    """The field guide: acts, statuses, contexts, sectors."""
    runs = list(desk.store.runs())
    return page(
        desk, request, "guide.html", codebook=codebook(), statuses=get_args(Status), run=runs[-1] if runs else None
    )


def api(desk: Desk, request: Request) -> Response:
    """The API for people."""
    return page(desk, request, "api.html", lists=LISTS.values())
