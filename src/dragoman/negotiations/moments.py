"""What is said of an act at one time: the flat thing from which states, meetings and agreements are read.

A page's event is one moment; an incident of a store is one for each step of its history.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from dragoman.coding.acts import acts
from dragoman.model import DONE, Event, Incident, TimeSpan
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.settings import pattern

__all__ = ["Moment", "break_of", "carries_out", "lead_of", "moment_of_event", "moments_of_incident"]

BEFORE, AFTER = 40, 60
"""Characters around the trigger that tell how the act went: a long sentence tells of several."""
CLAUSE_END = re.compile(r";\s|,\s(?:but|which|who|while|and)\b")
LAST_DAY = "9999-12-31"


class Moment(msgspec.Struct, frozen=True):
    """An act, how far it was real, and since when."""

    event: str
    act: str
    status: str
    change: str | None
    cameo: str | None
    parties: frozenset[str]
    since: str | None
    """ISO day from which that holds: of what happened its own day, of a plan the day on which it was made known."""
    date: TimeSpan
    sentence: str
    near: str
    """The words around the act."""
    lead: str
    """The act and the words just before it."""
    broken: str | None
    """The state of talks that the act ends or puts on hold (`broken-off`, `suspended`)."""
    carries_out: bool = False
    """It does what an agreement says: `withdrew under the memorandum`."""

    @property
    def order(self) -> tuple[str, str, str]:
        """By the day from which it holds, undated ones last."""
        return self.since or LAST_DAY, self.date.start or LAST_DAY, self.event


def moment_of_event(event: Event, published: str | None = None) -> Moment:
    """What a page's event says. `published` is the page's day, on which its plans were known at the latest."""
    return _moment(event, event.status, event.change, _since(event, published), event.date)


def moments_of_incident(incident: Incident, event: Callable[[str], Event]) -> Iterator[Moment]:
    """What an incident went through, each step in the words of the report that tells of it; all who take part in the
    incident take part in each. `event` gives an event by its id."""
    parties = parties_of((*incident.actors, *incident.recipients))
    for step in incident.history:
        date = msgspec.convert(step["date"], TimeSpan)
        own = date if date.start or date.end else incident.date
        told = _moment(event(step["event"]), step["status"], step["change"], step["since"], own)
        yield msgspec.structs.replace(told, parties=told.parties | parties)


def _moment(event: Event, status: str, change: str | None, since: str | None, date: TimeSpan) -> Moment:
    at = event.trigger.start - event.evidence.start
    return Moment(
        event=event.id,
        act=event.act,
        status=status,
        change=change,
        cameo=event.cameo,
        parties=parties_of((*event.actors, *event.recipients)),
        since=since,
        date=date,
        sentence=event.evidence.text,
        near=event.evidence.text[max(0, at - BEFORE) : at + AFTER],
        lead=lead_of(event),
        broken=break_of(event),
        carries_out=carries_out(event),
    )


def carries_out(event: Event) -> bool:
    """Whether an act is done by the terms of an agreement, as its sentence says behind it."""
    at = event.trigger.start - event.evidence.start
    clause = CLAUSE_END.split(event.evidence.text[max(0, at) :], maxsplit=1)[0]
    return (
        event.act in acts("fulfilment") and event.status in DONE and pattern("carries_out").search(clause) is not None
    )


def break_of(event: Event) -> str | None:
    """Whether the words of an act tell that talks ended or are on hold; those of another act in its sentence do not."""
    at = event.trigger.start - event.evidence.start
    end = at + len(event.trigger.text)
    for name, state in (("ended", "broken-off"), ("suspended", "suspended")):
        if any(m.start() < end and at < m.end() for m in pattern(name).finditer(event.evidence.text)):
            return state
    return None


def lead_of(event: Event) -> str:
    """An act's word and those just before it: `have signed a truce` of the act `truce`."""
    at = event.trigger.start - event.evidence.start
    return event.evidence.text[max(0, at - BEFORE) : at + len(event.trigger.text)]


def _since(event: Event, published: str | None) -> str | None:
    day = published[:10] if published else None
    if event.status in DONE:
        return event.date.start or event.date.end
    announced = (event.announced.start or event.announced.end) if event.announced else None
    return announced or day
