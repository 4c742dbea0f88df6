"""What became of a page, as a run tells it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dragoman.corpora.reading import Refused
from dragoman.errors import StoreError
from dragoman.model import Reject
from dragoman.store import FAULT, PackedRecord

__all__ = ["Step", "unkept"]


class Step(NamedTuple):
    """One page is done with."""

    what: Literal["new", "again", "before", "twice", "passed", "rejected"]
    """`new` to the store, read `again`, read `before` by another run and left alone, given `twice` to this one, `passed`
    over by triage, or `rejected`."""
    position: int
    """How far the input is read by then, in the unit of the run's total."""
    events: int = 0
    reject: Reject | None = None


def unkept(record: PackedRecord, error: StoreError) -> Refused:
    """A reading that the store does not take: a fault of the program, told with the page."""
    page = record.page
    return Refused(Reject(origin=page.origin, line=page.line, reason=FAULT, message=str(error)), record.id)
