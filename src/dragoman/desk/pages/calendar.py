"""A month of incidents, day by day."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import defaultdict
from dataclasses import replace

import numpy as np
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.lists import INCIDENTS
from dragoman.desk.manner import manner
from dragoman.desk.pages.lists import select
from dragoman.desk.pages.overview import present_day
from dragoman.desk.render import page
from dragoman.desk.state import read_state
from dragoman.errors import UsageError
from dragoman.model import Incident

__all__ = ["show"]

SHOWN = 3
"""Incidents of a day that are named; the others are counted."""


def show(desk: Desk, request: Request) -> Response:
    """The month that the address gives, else the last one that has a page; filtered as the list of incidents."""
    first = _month(request.query_params.get("month") or present_day(desk.now)[:7])
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "month"]
    state = replace(read_state(INCIDENTS, given), sort="date")
    selection = select(desk, state)
    columns = desk.now.incidents
    start, end = columns.measures["date"], columns.measures["end"]
    weeks = calendar.Calendar(manner().first_weekday).monthdatescalendar(first.year, first.month)
    low, high = weeks[0][0].toordinal(), weeks[-1][-1].toordinal()
    of_a_day = selection.mask & (start == end) & (start >= low) & (start <= high)
    rows = np.flatnonzero(of_a_day)
    # the best reported first
    rows = rows[np.lexsort((columns.numbers[rows], -columns.measures["independent"][rows], start[rows]))]
    by_day: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_day[int(start[row])].append(int(columns.numbers[row]))
    named = [number for numbers in by_day.values() for number in numbers[:SHOWN]]
    found: dict[int, Incident] = dict(zip(named, desk.store.feed.incidents(named), strict=False))
    days = {day: (len(numbers), [found[n] for n in numbers[:SHOWN] if n in found]) for day, numbers in by_day.items()}
    whole = int((selection.mask & (start < end) & (start <= high) & (end >= low)).sum())
    return page(
        desk, request, "calendar.html", first=first, weeks=weeks, days=days, state=replace(state, sort=""),
        before=_shifted(first, -1), after=_shifted(first, 1), today=datetime.date.today(), longer=whole,
        month=f"{first:%Y-%m}", weekdays=list(zip(manner().weekdays(), manner().weekdays("abbreviated"), strict=True)),
    )  # fmt: skip


def _month(given: str) -> datetime.date:
    if not re.fullmatch(r"\d{4}-\d{2}", given) or not 1 <= int(given[5:]) <= 12 or not 2 <= int(given[:4]) <= 9998:
        raise UsageError(f"{given!r} is not a month: write YYYY-MM")
    return datetime.date(int(given[:4]), int(given[5:]), 1)


def _shifted(first: datetime.date, months: int) -> str:
    at = first.year * 12 + first.month - 1 + months
    return f"{at // 12:04d}-{at % 12 + 1:02d}"
