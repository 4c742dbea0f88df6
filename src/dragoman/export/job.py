"""One export: what is asked for, the events that go in, and what is told about it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from dragoman import __version__
from dragoman.errors import UsageError
from dragoman.export.cameo import as_typed
from dragoman.export.choice import Choice, Tally
from dragoman.export.dating import day_of
from dragoman.export.spans import edge
from dragoman.export.undated import undated
from dragoman.model import Event
from dragoman.store import EventQuery, Source, Store

__all__ = ["Job", "Panel"]

UNDATED = "no date, where --from or --until asks for one"


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """What a panel is made of, beyond the events."""

    by: str = "country"
    """`country` or `party`."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Only these pairs, in both directions, and all of them in every span, with zeros."""
    fill: bool = False
    """Zeros for every pair (or country) that occurs, in every span."""


class Job:
    """What an export works on. `events()` gives the events once; the tally is full when it has come to its end."""

    def __init__(
        self,
        store: Store,
        query: EventQuery | None = None,
        choice: Choice | None = None,
        *,
        texts: bool = True,
        once: bool = False,
        panel: Panel | None = None,
        licence: str | None = None,
        command: tuple[str, ...] = (),
        advance: Callable[[int], None] = lambda events: None,
    ) -> None:
        self.store = store
        self.query = query or EventQuery()
        self.choice = choice or Choice()
        self.texts = texts
        """Whether words of the pages may go in; else only their hashes and offsets."""
        self.once = once
        """Of the reports of one happening only the fullest."""
        self.panel = panel or Panel()
        self.licence = licence
        """Of the file, such as `CC-BY-4.0`; the texts of the pages stay their owners'."""
        self.command = command
        self.tally = Tally()
        self._advance = advance

    def events(self, *, by_row_day: bool = False) -> Iterator[tuple[Event, Source]]:
        """The events that go in, by date, read one at a time.

        `since` and `until` are about the days of the acts, and those without a date are tallied as left out; with
        `by_row_day` about the days of their rows, so that a meeting to come is found on the day on which it was
        announced, and what has no date on the day of its page.
        """
        asked = msgspec.structs.replace(self.query, background=True, limit=None)
        if by_row_day:
            found = self._in_span(self.store.sourced_events(msgspec.structs.replace(asked, since=None, until=None)))
        else:
            found = self.store.sourced_events(asked)
            self.tally.leave_out(UNDATED, undated(self.query, self.store.count))
        if self.once:
            found = self._fullest(found)
        for done, (event, source) in enumerate(self.tally.choose(found, self.choice, self.query.limit), 1):
            self._advance(done)
            yield (as_typed(event), source) if self.choice.typed else (event, source)

    def _in_span(self, found: Iterator[tuple[Event, Source]]) -> Iterator[tuple[Event, Source]]:
        first, last = edge(self.query.since, last=False) or "", edge(self.query.until, last=True) or "9999"
        if first > last:
            raise UsageError(f"from {self.query.since} until {self.query.until}: the last day lies before the first")
        for event, source in found:
            day = day_of(event, source)
            if day is None or first <= day[0] <= last:
                yield event, source

    def _fullest(self, found: Iterator[tuple[Event, Source]]) -> Iterator[tuple[Event, Source]]:
        """Only those events in whose sentence their incident is told most fully."""
        self.store.incidents.link()
        for event, source in found:
            if self.store.incidents.get(event.id).event == event.id:
                yield event, source
            else:
                self.tally.leave_out("another report of the same happening")

    def about(self, format_name: str) -> dict[str, Any]:
        """What a file beside the export says: what went in, what did not and why, and what made it."""
        return {
            "format": format_name,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "program": f"dragoman {__version__}",
            "command": list(self.command),
            "licence": self.licence,
            "texts": "included" if self.texts else "left out; SHA-256 and offsets kept",
            "conditions": given(self.query),
            "choice": msgspec.to_builtins(self.choice),
            "one_report_a_happening": self.once,
            "events": self.tally.events,
            "rows": self.tally.rows,
            "left_out": dict(self.tally.left_out.most_common()),
            "remarks": dict(self.tally.remarks.most_common()),
            "readings": [reading._asdict() for reading in self.store.stories.readings()],
        }

    def told(self, format_name: str) -> dict[str, str]:
        """The same as metadata of a file: under the key `dragoman`, as JSON."""
        return {"dragoman": msgspec.json.encode(self.about(format_name)).decode()}


def given(query: EventQuery) -> dict[str, Any]:
    """Those conditions of a query that were set."""
    plain: dict[str, Any] = msgspec.to_builtins(query)
    usual = msgspec.to_builtins(EventQuery())
    return {name: value for name, value in plain.items() if value != usual[name]}
