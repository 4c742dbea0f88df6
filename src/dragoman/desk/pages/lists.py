"""The lists of events, incidents and articles: facets, search, order, columns, pages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.histogram import histogram
from dragoman.desk.lists import LISTS, ListKind
from dragoman.desk.render import page
from dragoman.desk.selection import Selection
from dragoman.desk.state import State, read_state
from dragoman.store.feed import Place

__all__ = ["facet", "list_rows", "select", "show"]

MOST_VALUES = 500
"""Values of a facet on its page; the others are found by their name."""


def show(desk: Desk, request: Request) -> Response:
    """A list, as its address asks for it."""
    kind = _kind(request)
    state = read_state(kind, request.query_params.multi_items())
    found = select(desk, state)
    return page(
        desk,
        request,
        "list.html",
        kind=kind,
        state=state,
        selection=found,
        **_counts(desk, found),
        rows=list_rows(desk, kind.place, found.numbers),
        total=len(desk.now.columns(kind.place)),
    )


def _counts(desk: Desk, found: Selection) -> dict[str, Any]:
    """The facets and the bars by month; they are the same on every page and in every order of a list."""
    state = found.state
    conditions = replace(state, sort="", show=(), page=1).query

    def make() -> dict[str, Any]:
        facets = [_facet(found, facet.name, facet.label, folded=facet.folded) for facet in state.kind.facets]
        return {"facets": facets, "bars": histogram(found.by_month())}

    return desk.now.keep(f"counts of {state.kind.place}{conditions}", make)


def facet(desk: Desk, request: Request) -> Response:
    """All values of one facet by name; of very many the commonest, or those whose name has the words of `find`."""
    kind = _kind(request)
    chosen = kind.facet(request.path_params["facet"])
    if chosen is None:
        raise HTTPException(404, f"{kind.title} have no facet of that name.")
    label = partial(desk.names.label, chosen.name)
    state = read_state(kind, request.query_params.multi_items())
    words = request.query_params.get("find", "").strip()
    values = select(desk, state).facet(chosen.name)
    total = len(values)
    if words:
        values = [entry for entry in values if words.casefold() in label(entry.value).casefold()]
    letters = sorted(values[:MOST_VALUES], key=lambda entry: label(entry.value).casefold())
    return page(
        desk, request, "facet.html", kind=kind, state=state, facet=chosen, values=letters, total=total,
        found=len(values), find=words,
    )  # fmt: skip


def select(desk: Desk, state: State) -> Selection:
    """What a state finds in the store."""
    found = desk.store.feed.find(state.kind.place, state.q) if state.q else None
    return Selection(desk.now.columns(state.kind.place), state, found)


def list_rows(desk: Desk, place: Place, numbers: Any) -> list[Any]:
    """What a page of a list shows: events with their sources, incidents, or articles with how many events they have."""
    feed = desk.store.feed
    if place == "events":
        return list(feed.events(numbers))
    if place == "incidents":
        return list(feed.incidents(numbers))
    counted = desk.now.keep("events of articles", lambda: _events_of_articles(desk))
    articles = zip(numbers, feed.articles(numbers), strict=False)
    return [(article, counted.get(int(number), 0)) for number, article in articles]


def _events_of_articles(desk: Desk) -> dict[int, int]:
    import numpy as np

    numbers, counts = np.unique(desk.now.events.measures["article"].astype(np.int64), return_counts=True)
    return dict(zip(numbers.tolist(), counts.tolist(), strict=True))


def _kind(request: Request) -> ListKind:
    return next(kind for place, kind in LISTS.items() if request.url.path.startswith(f"/{place}"))


def _facet(found: Selection, name: str, label: str, *, folded: bool) -> dict[str, Any]:
    values, total = found.brief(name)
    return {
        "name": name,
        "label": label,
        "entries": values,
        "total": total,
        "folded": folded and not any(entry.chosen for entry in values),
    }
