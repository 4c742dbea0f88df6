"""All that is known of one negotiation, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import msgspec

from dragoman.linking.incidents import make_incident
from dragoman.linking.witness import Witness
from dragoman.model import Actor, Event, Incident, Position, Promise
from dragoman.negotiations.members import Pair, facing, parties_of

__all__ = ["Material", "Page", "before", "only"]


class Page(msgspec.Struct, frozen=True):
    """Where something was read."""

    article: str
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


class Material(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A negotiation's members, and what pages tell of them."""

    id: str
    name: str
    named: bool = False
    """A user named it."""
    parties: tuple[Actor, ...]
    mediators: tuple[Actor, ...] = ()
    principals: Pair | None = None
    """The two whose dealings are the process."""
    incidents: tuple[Incident, ...] = ()
    """In order of date."""
    witnesses: dict[str, Witness] = {}
    """Each event of the incidents, with its page."""
    positions: tuple[Position, ...] = ()
    promises: tuple[Promise, ...] = ()
    pages: dict[str, Page] = {}
    read: dict[str, int] = {}
    """How many articles were read of each day (ISO), on whatever subject."""

    @cached_property
    def members(self) -> frozenset[str]:
        """Ids of parties and mediators."""
        return frozenset(actor.id for actor in (*self.parties, *self.mediators))

    @cached_property
    def incident_of(self) -> Mapping[str, Incident]:
        """The incident of each event."""
        return {event: incident for incident in self.incidents for event in incident.events}

    @cached_property
    def last_day(self) -> str | None:
        """ISO day of the last article that was read."""
        return max(self.read, default=None)

    def event(self, id: str) -> Event:
        """An event of the incidents."""
        return self.witnesses[id].event

    def day_of(self, event: str) -> str | None:
        """ISO day of the page that tells of an event."""
        witness = self.witnesses.get(event)
        return witness.day if witness else None

    def meetings_of(self, pair: Pair) -> Iterator[Incident]:
        """The incidents in which two members deal with each other."""
        for incident in self.incidents:
            if pair in facing(incident.act, incident.actors, incident.recipients):
                yield incident

    def taking_part(self, incident: Incident) -> frozenset[str]:
        """The members that take part in an incident."""
        return parties_of((*incident.actors, *incident.recipients)) & self.members


def before(material: Material, day: str) -> Material:
    """What pages older than an ISO day told."""
    told = only(material, lambda article, published: published < day)
    return msgspec.structs.replace(told, read={read: count for read, count in material.read.items() if read < day})


def only(material: Material, told_by: Callable[[str, str], bool]) -> Material:
    """What some of the pages told; `told_by` is asked with the id of each and its ISO day, empty where nobody knows it."""
    witnesses = {id: w for id, w in material.witnesses.items() if told_by(w.event.article, w.day or "")}
    reports = ([witnesses[event] for event in i.events if event in witnesses] for i in material.incidents)
    pages = {id: page for id, page in material.pages.items() if told_by(id, (page.published or "")[:10])}
    return msgspec.structs.replace(
        material,
        incidents=tuple(make_incident(told) for told in reports if told),
        witnesses=witnesses,
        positions=tuple(position for position in material.positions if position.article in pages),
        promises=tuple(promise for promise in material.promises if promise.event in witnesses),
        pages=pages,
    )
