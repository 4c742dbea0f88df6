"""The first page: what came in, what is new, where the negotiations stand, what is ahead, what is disputed."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk import counting
from dragoman.desk.desk import Desk
from dragoman.desk.histogram import histogram
from dragoman.desk.lists import INCIDENTS
from dragoman.desk.memory import Snapshot
from dragoman.desk.pages.negotiations import latest
from dragoman.desk.render import page
from dragoman.desk.rows import day_number
from dragoman.desk.selection import Selection
from dragoman.desk.state import State
from dragoman.desk.visit import note_visit, read_visit

__all__ = ["show"]

ROWS = 6
OLD_DAYS = 60
"""A store whose newest page is older than this is a closed collection: its own last day is its present."""


def show(desk: Desk, request: Request) -> Response:
    """The overview."""
    now = desk.now
    numbers = now.articles.numbers
    visit = read_visit(request, now.newest)
    today = present_day(now)
    response = page(
        desk,
        request,
        "overview.html",
        totals={place: len(now.columns(place)) for place in ("articles", "events", "incidents")},
        publishers=len(now.articles.counts("publisher", None)),
        bars=histogram(sorted(now.articles.counts("month", None))),
        new=None if visit.before is None else int((numbers > visit.before).sum()),
        newest=list(desk.store.feed.articles(numbers[::-1][:ROWS])),
        negotiations=latest(desk, ROWS),
        pairs=counting.pairs(now)[:ROWS],
        today=today,
        is_closed=today != datetime.date.today().isoformat(),
        upcoming=_incidents(desk, _ahead(now, today), "date"),
        due=list(desk.store.lookups.due_after(today, ROWS)),
        disputed=_incidents(desk, now.incidents.has("disputed", ["yes"]), "-published"),
        rejects=len(list(desk.store.rejects())),
    )
    note_visit(response, visit)
    return response


def present_day(now: Snapshot) -> str:
    """Today; of a closed collection the day of its newest page."""
    published = now.articles.measures["published"]
    known = published[~np.isnan(published)]
    today = datetime.date.today()
    if not len(known) or known.max() >= today.toordinal() - OLD_DAYS:
        return today.isoformat()
    return datetime.date.fromordinal(int(known.max())).isoformat()


def _ahead(now: Snapshot, today: str) -> Any:
    """What is planned to happen on the present day or later."""
    columns = now.incidents
    return columns.has("status", ["scheduled"]) & (columns.measures["date"] >= day_number(today))


def _incidents(desk: Desk, mask: Any, sort: str) -> list[Any]:
    columns = desk.now.incidents
    state = State(kind=INCIDENTS, chosen={}, sort=sort)
    rows = columns.sorted_rows(mask & Selection(columns, state).mask, sort_measure(sort), down=sort.startswith("-"))
    return list(desk.store.feed.incidents(columns.numbers[rows[:ROWS]]))


def sort_measure(sort: str) -> str:
    """The measure of an order of incidents."""
    found = INCIDENTS.sort(sort.removeprefix("-"))
    return found.measure if found else "date"
