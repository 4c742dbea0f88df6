"""Charts by address: as Vega-Lite (`.json`), SVG or PNG, to be embedded elsewhere."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.coding.codebook import QUADS
from dragoman.desk.columns import Columns
from dragoman.desk.desk import Desk
from dragoman.desk.figures import intensity_chart, picture, quad_chart
from dragoman.desk.lists import EVENTS
from dragoman.desk.pages.lists import select
from dragoman.desk.paging import as_data
from dragoman.desk.series import Period, Unit, series
from dragoman.desk.state import read_state

__all__ = ["chosen_unit", "show"]

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}


def show(desk: Desk, request: Request) -> Response:
    """`/charts/quads.svg?pair=…` or `/charts/intensity.png?…`, of the events that the parameters ask for."""
    name, suffix = request.path_params["name"], request.path_params["suffix"]
    if name == "series":
        return _series(desk, request)
    if suffix not in MEDIA or name not in ("quads", "intensity"):
        raise HTTPException(404, "There is no such chart: quads and intensity as svg, png or json, series as data.")
    state = read_state(EVENTS, request.query_params.multi_items())
    specification = _specification(desk, desk.now.events, select(desk, state).mask, name, chosen_unit(request))
    data = msgspec.json.encode(specification) if suffix == "json" else picture(specification, suffix)
    embeddable = {"Cross-Origin-Resource-Policy": "cross-origin"} if suffix != "json" else {}
    return Response(data, media_type=MEDIA[suffix], headers=embeddable)


def chosen_unit(request: Request) -> Unit:
    """Week or month, as the address says."""
    return "week" if request.query_params.get("by") == "week" else "month"


def _series(desk: Desk, request: Request) -> Response:
    """The numbers behind the charts: `/charts/series.csv`, `.json` or `.parquet`."""
    state = read_state(EVENTS, request.query_params.multi_items())
    periods = series(desk.now.events, select(desk, state).mask, chosen_unit(request))
    rows = [{**{quad.replace("-", "_"): period.quads[quad] for quad in QUADS}, **_counts(period)} for period in periods]
    names = ("start", "end", *(quad.replace("-", "_") for quad in QUADS), "events", "articles", "intensity")
    return as_data([{name: row[name] for name in names} for row in rows], request, "series", names)


def _counts(period: Period) -> dict[str, Any]:
    return {name: getattr(period, name) for name in ("start", "end", "events", "articles", "intensity")}


def _specification(desk: Desk, columns: Columns, mask: NDArray[np.bool_], name: str, unit: Unit) -> dict[str, Any]:
    periods = series(columns, mask, unit)
    if name == "intensity":
        return intensity_chart(periods, unit)
    return quad_chart(periods, {quad: desk.names.label("quad", quad) for quad in QUADS}, unit)
