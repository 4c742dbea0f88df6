"""Where it happens: events on a map that needs no server of tiles."""

from __future__ import annotations

import math
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import land
from dragoman.desk.desk import Desk
from dragoman.desk.lists import EVENTS
from dragoman.desk.pages.lists import select
from dragoman.desk.render import page
from dragoman.desk.state import read_state
from dragoman.errors import UsageError

__all__ = ["show"]

MOST_SPOTS = 250
LISTED = 25
"""Countries and towns in the tables below the map."""
SHADES = 5
SMALL_RADIUS = 2.2
"""Of a country that is a point, in a picture of the whole world."""


@dataclass(frozen=True)
class Area:
    """A country with its events; shade 0 is none."""

    land: land.Land
    count: int
    shade: int


@dataclass(frozen=True)
class Spot:
    """A town with its events, as a circle."""

    label: str
    count: int
    x: float
    y: float
    radius: float


def show(desk: Desk, request: Request) -> Response:
    """The map of the events that the address asks for, as in the list of events; `region` shows a part of the world."""
    region = request.query_params.get("region") or "world"
    if region not in land.REGIONS:
        raise UsageError(f"no region {region!r}: there are {', '.join(land.REGIONS)}")
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "region"]
    state = read_state(EVENTS, given)
    selection = select(desk, state)
    columns = desk.now.events
    countries = columns.counts("place", selection.mask)
    spots, all_spots = columns.commonest("spot", selection.mask, MOST_SPOTS)
    view = land.view_of(region)
    scale = view[2] / land.WIDTH
    return page(
        desk, request, "map.html", state=state, count=selection.count, countries=countries[:LISTED],
        more=max(0, len(countries) - LISTED), towns=spots[:LISTED], more_towns=max(0, all_spots - LISTED),
        areas=_areas(dict(countries)), steps=_steps(countries[0][1] if countries else 0), view=view,
        spots=[_spot(desk, label, count, spots[0][1], scale) for label, count in spots][::-1],
        placed=sum(count for _, count in countries), region=region, regions=land.REGIONS,
        small=round(SMALL_RADIUS * scale, 2), scale=scale,
    )  # fmt: skip


def _areas(counts: dict[str, int]) -> list[Area]:
    """All countries with an outline, and those that are a point where something happened."""
    highest = max(counts.values(), default=0)
    areas = [Area(one, counts.get(one.code, 0), _shade(counts.get(one.code, 0), highest)) for one in land.lands()]
    return [area for area in areas if area.land.path or area.count]


def _shade(count: int, highest: int) -> int:
    """From 1 to `SHADES` by the logarithm of the count, so that a country of few events is seen beside one of many."""
    return 0 if not count else 1 + min(SHADES - 1, int(SHADES * math.log(count) / math.log(highest + 1)))


def _steps(highest: int) -> list[tuple[int, int, int]]:
    """The legend: each shade that is used with the least and the most events of it."""
    found: list[tuple[int, int, int]] = []
    first = 1
    while first <= highest:
        shade = _shade(first, highest)
        after = highest + 1 if shade == SHADES else max(first + 1, math.ceil((highest + 1) ** (shade / SHADES) - 1e-9))
        found.append((shade, first, min(highest, after - 1)))
        first = after
    return found


def _spot(desk: Desk, label: str, count: int, most: int, scale: float) -> Spot:
    latitude, longitude = desk.now.notes.spots[label]
    x, y = land.project(latitude, longitude)
    return Spot(label, count, x, y, round((2.5 + 12 * math.sqrt(count / most)) * scale, 2))
