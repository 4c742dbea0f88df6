"""Where it happens: incidents and events on a map that needs no server of tiles."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pycountry
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import land
from dragoman.desk.desk import Desk
from dragoman.desk.lists import EVENTS
from dragoman.desk.pages.lists import select
from dragoman.desk.render import page
from dragoman.desk.state import read_state

__all__ = ["show"]

MOST_SPOTS = 250
COUNTRIES = 25
"""Countries in the table below the map."""
SHADES = 5


@dataclass(frozen=True)
class Spot:
    """A place with its events, as a circle."""

    label: str
    count: int
    x: float
    y: float
    radius: float


def show(desk: Desk, request: Request) -> Response:
    """The map of the events that the address asks for, as in the list of events."""
    state = read_state(EVENTS, request.query_params.multi_items())
    selection = select(desk, state)
    columns = desk.now.events
    countries = columns.counts("place", selection.mask)
    spots = columns.counts("spot", selection.mask)
    most = spots[0][1] if spots else 1
    return page(
        desk, request, "map.html", state=state, count=selection.count, countries=countries[:COUNTRIES],
        more=max(0, len(countries) - COUNTRIES), dots=_dots(dict(countries)), width=land.WIDTH, height=land.HEIGHT,
        spots=[_spot(desk, label, count, most) for label, count in spots[:MOST_SPOTS]][::-1],
        placed=sum(count for _, count in countries),
    )  # fmt: skip


def _dots(countries: dict[str, int]) -> dict[int, str]:
    """By shade, from 0 for no event, the dots of the countries as one path of SVG."""
    highest = math.log1p(max(countries.values(), default=1))
    shades = {
        alpha_2: 1 + min(SHADES - 1, int(SHADES * math.log1p(count) / highest))
        for code, count in countries.items()
        if (alpha_2 := _alpha_2(code))
    }
    paths: dict[int, list[str]] = {}
    for x, y, country in land.dots():
        paths.setdefault(shades.get(country, 0), []).append(f"M{x:g} {y:g}h0")
    return {shade: "".join(parts) for shade, parts in sorted(paths.items())}


def _alpha_2(code: str) -> str | None:
    if code == "XKX":
        return "XK"
    found = pycountry.countries.get(alpha_3=code)
    return str(found.alpha_2) if found else None


def _spot(desk: Desk, label: str, count: int, most: int) -> Spot:
    latitude, longitude = desk.now.notes.spots[label]
    x, y = land.project(latitude, longitude)
    return Spot(label, count, x, y, round(3 + 15 * math.sqrt(count / most), 1))
