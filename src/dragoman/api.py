"""The store as Python users see it: `dragoman.open(...)`.

>>> import dragoman
>>> desk = dragoman.open("desk.db")  # doctest: +SKIP
>>> desk.events(dyad=("USA", "PRK"), since="2018-03").to_pandas()  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import msgspec

from dragoman.export.rows import COLUMNS, event_row
from dragoman.model import Event, Status
from dragoman.store import EventQuery, Source, Store

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars
    import pyarrow

__all__ = ["Conditions", "Desk", "Events"]


class Conditions(TypedDict, total=False):
    """The conditions on events; those of `EventQuery`. Joined by *and*, the values of one by *or*."""

    actor: tuple[str, ...]
    country: tuple[str, ...]
    dyad: tuple[str, str]
    type: tuple[str, ...]
    act: tuple[str, ...]
    status: tuple[Status, ...]
    since: str
    until: str
    publisher: tuple[str, ...]
    article: str
    search: str
    min_confidence: float
    background: bool
    limit: int


SEVERAL = frozenset({"actor", "country", "type", "act", "status", "publisher"})
"""Conditions that may have several values; one value may stand alone."""


class Events(Iterator[Event]):
    """The events that a question finds, by date: an iterator that reads them one at a time. `to_pandas`, `to_polars` and
    `to_arrow` ask anew and give all of them, whatever was iterated over before.
    """

    def __init__(self, ask: Callable[[], Iterator[tuple[Event, Source]]]) -> None:
        self._ask = ask
        self._read: Iterator[tuple[Event, Source]] | None = None

    def __iter__(self) -> Events:
        return self

    def __next__(self) -> Event:
        if self._read is None:
            self._read = self._ask()
        return next(self._read)[0]

    def with_sources(self) -> Iterator[tuple[Event, Source]]:
        """Each event with what is known of its page: `published`, `publisher`, `title`, `url`."""
        return self._ask()

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with a tidy row an event (docs/formats.md lists the columns); lists are true lists."""
        import pyarrow as pa

        from dragoman.export.tabular import arrow_batches

        return pa.concat_tables(arrow_batches(COLUMNS, (event_row(event, source) for event, source in self._ask())))

    def to_pandas(self) -> pandas.DataFrame:
        """The same rows as a pandas frame. Raises ImportError where pandas is not installed."""
        return self.to_arrow().to_pandas(date_as_object=False)

    def to_polars(self) -> polars.DataFrame:
        """The same rows as a Polars frame."""
        import polars

        frame = polars.from_arrow(self.to_arrow())
        assert isinstance(frame, polars.DataFrame)
        return frame


class Desk(Store):
    """A store that is asked by keywords. Use it as a context manager, or call `close()`."""

    def events(self, query: EventQuery | None = None, **conditions: Unpack[Conditions]) -> Events:
        """The events that meet all conditions.

        Conditions are the options of `dragoman events`: `actor`, `country`, `dyad`, `type`, `act`, `status`, `since`,
        `until`, `publisher`, `search`, `min_confidence`, `background`, `limit`, and `article`. Where several values may
        be given, one may stand alone: `status="scheduled"`. Raises UsageError for a day that is none.
        """
        asked = query or EventQuery()
        values: dict[str, Any] = dict(conditions)
        for name in SEVERAL & values.keys():
            if isinstance(values[name], str):
                values[name] = (values[name],)
            values[name] = tuple(values[name])
        asked = msgspec.structs.replace(asked, **values)
        return Events(lambda: self.sourced_events(asked))
