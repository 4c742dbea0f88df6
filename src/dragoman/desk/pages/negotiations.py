"""Negotiations: the list, and the dossier of one."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.render import page

__all__ = ["data", "index", "latest", "show"]


def latest(desk: Desk, limit: int) -> list[Any]:
    return []


def index(desk: Desk, request: Request) -> Response:
    return page(desk, request, "negotiations.html", negotiations=[])


def show(desk: Desk, request: Request) -> Response:
    return page(desk, request, "negotiations.html", negotiations=[])


def data(desk: Desk, request: Request) -> Response:
    return page(desk, request, "negotiations.html", negotiations=[])
