"""The one day that a format of the field gives an event, and how exactly that day is known."""

from __future__ import annotations

from datetime import date

from dragoman.model import Event, TimeSpan
from dragoman.store.query import Source

__all__ = ["FIRST_DAY", "NO_DATE", "day_of", "known_to", "told_on"]

DAYS_OF_WEEK = 7

NO_DATE = "no date, neither of the event nor of the page"
FIRST_DAY = "dated by the first day of a longer interval"

NOT_YET = frozenset({"scheduled", "pledged", "conditional", "cancelled"})
"""Statuses whose type is that of the announcement, not of what is announced."""


def told_on(event: Event) -> TimeSpan:
    """The time of what `type` codes: of the announcement where the act itself is still to come, else of the act."""
    if event.type is not None and event.status in NOT_YET:
        return event.announced or TimeSpan()
    return event.date


def day_of(event: Event, source: Source) -> tuple[str, bool] | None:
    """The ISO day of an event's row, and whether it is exactly that day.

    The first day of its interval; where the text gives none, the day of publication. An act that is still to come is
    dated by its announcement. None where neither is known.
    """
    told = told_on(event)
    first = told.start or told.end
    if first:
        return first, told.start == told.end
    if source.published:
        return source.published[:10], True
    return None


def known_to(event: Event, unit: str) -> bool:
    """Whether the interval of an event's row fits into one `day`, `week` or `month`; everything fits into `any`.

    An event without a date of its own takes the day of publication and so is known to the day.
    """
    told = told_on(event)
    first, last = told.start or told.end, told.end or told.start
    if unit == "any" or first is None or last is None or first == last:
        return True
    if unit == "month":
        return first[:7] == last[:7]
    return unit == "week" and (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days < DAYS_OF_WEEK
