"""Which events go into a format that knows no status, and the tally of those that were left out.

The formats of the field have one row an event and take every row for something that was done. So an event goes in
where PLOVER gives it a type (a planned meeting goes as the AGREE that PLOVER makes of it), unless it is history told
to explain. Whoever wants it otherwise says so, status by status; the tally says what that cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.export.dating import known_to
from dragoman.model import Event, Status
from dragoman.store.query import Source

__all__ = ["Choice", "Tally"]

Sourced = tuple[Event, Source]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What goes in, beyond the conditions of the query."""

    include: tuple[Status, ...] = ()
    """Events of these statuses go in even where PLOVER gives them no type; their act then stands for it."""
    exclude: tuple[Status, ...] = ()
    """Events of these statuses stay out."""
    background: bool = False
    """Also history told to explain."""
    typed: bool = True
    """Leave out events without a type; formats that have a status keep them."""
    known_to: str = "any"
    """`day`, `week`, `month` or `any`: leave out events whose date is known less exactly."""

    def objection(self, event: Event) -> str | None:
        """Why an event stays out, in words for the tally; None where it goes in."""
        if event.status in self.exclude:
            return f"status {event.status}, excluded"
        if event.background and not self.background:
            return "background"
        if self.typed and event.type is None and event.status not in self.include:
            return "within another event" if event.within else f"no type, status {event.status}"
        if not known_to(event, self.known_to):
            return f"date not known to the {self.known_to}"
        return None


class Tally:
    """What went into a file and what was left out."""

    def __init__(self) -> None:
        self.events = 0
        """Events that went in."""
        self.rows = 0
        """Rows that they made, where that is not the same."""
        self.left_out: Counter[str] = Counter()
        """Events that stayed out, by reason."""
        self.remarks: Counter[str] = Counter()
        """What was done to events that went in, such as dating them by the first day of their interval."""

    def leave_out(self, reason: str, count: int = 1) -> None:
        """An event stays out, or several."""
        if count:
            self.left_out[reason] += count

    def choose(self, events: Iterable[Sourced], choice: Choice, limit: int | None = None) -> Iterator[Sourced]:
        """The events that go in, at most `limit`; all are counted."""
        for event, source in events:
            if limit is not None and self.events >= limit:
                return
            if reason := choice.objection(event):
                self.leave_out(reason)
                continue
            self.events += 1
            yield event, source

    def take_back(self, reason: str) -> None:
        """An event that was chosen cannot go into this format after all."""
        self.events -= 1
        self.leave_out(reason)

    def sentence(self) -> str:
        """`12 events in 20 rows; 5 left out (3 background; 2 no recipient)`."""
        went = f"{self.events} event{'' if self.events == 1 else 's'}"
        if self.rows != self.events:
            went += f" in {self.rows} row{'' if self.rows == 1 else 's'}"
        if not self.left_out:
            return f"{went}; none left out"
        reasons = "; ".join(f"{count} {reason}" for reason, count in self.left_out.most_common())
        return f"{went}; {self.left_out.total()} left out ({reasons})"
