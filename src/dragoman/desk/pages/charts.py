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
from dragoman.desk.series import Unit, series
from dragoman.desk.state import read_state

__all__ = ["chosen_unit", "show"]

MEDIA = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json"}


def show(desk: Desk, request: Request) -> Response:
    """`/charts/quads.svg?pair=…` or `/charts/intensity.png?…`, of the events that the parameters ask for."""
    name, suffix = request.path_params["name"], request.path_params["suffix"]
    if suffix not in MEDIA or name not in ("quads", "intensity"):
        raise HTTPException(404, "There is no such chart: quads and intensity, as svg, png or json.")
    state = read_state(EVENTS, request.query_params.multi_items())
    specification = _specification(desk, desk.now.events, select(desk, state).mask, name, chosen_unit(request))
    data = msgspec.json.encode(specification) if suffix == "json" else picture(specification, suffix)
    embeddable = {"Cross-Origin-Resource-Policy": "cross-origin"} if suffix != "json" else {}
    return Response(data, media_type=MEDIA[suffix], headers=embeddable)


def chosen_unit(request: Request) -> Unit:
    """Week or month, as the address says."""
    return "week" if request.query_params.get("by") == "week" else "month"


def _specification(desk: Desk, columns: Columns, mask: NDArray[np.bool_], name: str, unit: Unit) -> dict[str, Any]:
    periods = series(columns, mask, unit)
    if name == "intensity":
        return intensity_chart(periods, unit)
    return quad_chart(periods, {quad: desk.names.label("quad", quad) for quad in QUADS}, unit)
