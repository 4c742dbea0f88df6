"""Events as ICEWS and Phoenix need them: with a day, and from a source to a target."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dragoman.export.dating import FIRST_DAY, NO_DATE, day_of
from dragoman.export.job import Job
from dragoman.export.sides import ordered_pairs
from dragoman.model import Actor, Event
from dragoman.store import Source

__all__ = ["DatedPairs", "dated_pairs"]

NO_PARTIES = "no two parties"


class DatedPairs(NamedTuple):
    """An event with its day and its pairs, of which there is one at least."""

    event: Event
    source: Source
    day: str
    """ISO day."""
    pairs: list[tuple[Actor, Actor]]


def dated_pairs(job: Job, fits: Callable[[Actor], object] = lambda actor: True) -> Iterator[DatedPairs]:
    """The job's events by the day of their rows, with the pairs of which both fit; those without a day or without such
    a pair are told as left out."""
    for event, source in job.events(by_row_day=True):
        day = day_of(event, source)
        pairs = [(one, other) for one, other in ordered_pairs(event) if fits(one) and fits(other)]
        if day is None or not pairs:
            job.tally.take_back(NO_PARTIES if day else NO_DATE)
            continue
        if not day[1]:
            job.tally.remarks[FIRST_DAY] += 1
        yield DatedPairs(event, source, day[0], pairs)
