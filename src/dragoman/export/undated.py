"""How many of what a query asks for have no date, so that a list by days says what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import msgspec

if TYPE_CHECKING:
    from dragoman.store.query import EventQuery, IncidentQuery

__all__ = ["undated"]

Query = TypeVar("Query", "EventQuery", "IncidentQuery")

FIRST_YEAR = "0001"


def undated(query: Query, count: Callable[[Query], int]) -> int:
    """How many stay out of a query's days only because their text gives none; 0 where it asks for no days.

    `count` says how many meet a query.
    """
    if not (query.since or query.until):
        return 0
    anytime = msgspec.structs.replace(query, since=None, until=None, limit=None)
    return count(anytime) - count(msgspec.structs.replace(anytime, since=FIRST_YEAR))
