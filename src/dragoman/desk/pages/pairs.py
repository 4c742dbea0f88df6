"""Pairs of parties: the list, and one pair's cooperation and conflict over time."""

from __future__ import annotations

from dataclasses import asdict, fields

from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import counting
from dragoman.desk.counting import PairCount, Pairs
from dragoman.desk.desk import Desk
from dragoman.desk.lists import EVENTS, INCIDENTS
from dragoman.desk.pages.charts import chosen_unit
from dragoman.desk.pages.lists import list_rows, select
from dragoman.desk.paging import as_data, sheet
from dragoman.desk.render import page
from dragoman.desk.rows import pair_key
from dragoman.desk.series import series
from dragoman.desk.state import State

__all__ = ["data", "index", "show"]

RECENT = 15


def index(desk: Desk, request: Request) -> Response:
    """All pairs, the busiest first."""
    return page(
        desk, request, "pairs.html", sheet=sheet(_found(desk, request), request),
        q=request.query_params.get("q", ""),
    )  # fmt: skip


def data(desk: Desk, request: Request) -> Response:
    """The same as data."""
    rows = [asdict(row) for row in _found(desk, request)]
    return as_data(rows, request, "pairs", [field.name for field in fields(PairCount)])


def show(desk: Desk, request: Request) -> Response:
    """The page of a pair."""
    one, other = request.path_params["one"], request.path_params["other"]
    key = pair_key(one, other)
    state = State(kind=EVENTS, chosen={"pair": (key,)})
    found = select(desk, state)
    columns = desk.now.events
    unit = chosen_unit(request)
    incidents = select(desk, State(kind=INCIDENTS, chosen={"pair": (key,)}))
    return page(
        desk, request, "pair.html", one=one, other=other, key=key, state=state, count=found.count, unit=unit,
        periods=series(columns, found.mask, unit), acts=columns.counts("act", found.mask),
        incident_count=incidents.count, incident_state=incidents.state,
        recent=list_rows(desk, "incidents", incidents.numbers[:RECENT]),
        events=[] if incidents.count else list_rows(desk, "events", found.numbers[:RECENT]),
    )  # fmt: skip


def _found(desk: Desk, request: Request) -> Pairs:
    words = request.query_params.get("q", "").casefold().split()
    found = counting.pairs(desk.now)
    return found.named(words, desk.names) if words else found
