"""Who speaks and acts for each party of a negotiation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from dragoman.model import Actor, Event
from dragoman.negotiations.binding import speaks_for
from dragoman.negotiations.material import Material

__all__ = ["Speaker", "speakers_of"]

MOST = 4
"""People of a party that are named."""


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """A person of a party, and on how many pages the person speaks or acts for it."""

    id: str
    name: str
    title: str | None
    pages: int


def speakers_of(material: Material) -> dict[str, list[Speaker]]:
    """The people of each member, those of most pages first."""
    pages: dict[str, set[str]] = defaultdict(set)
    seen: dict[str, Actor] = {}
    for witness in material.witnesses.values():
        for actor in _people(witness.event):
            pages[actor.id].add(witness.event.article)
            if actor.id not in seen or (actor.title and not seen[actor.id].title):
                seen[actor.id] = actor
    found: dict[str, list[Speaker]] = {}
    for id in sorted(seen, key=lambda id: (-len(pages[id]), id)):
        actor = seen[id]
        own = found.setdefault(actor.party or "", []) if actor.party in material.members else []
        if len(own) < MOST and not any(_is_part_of(actor.name, speaker.name) for speaker in own):
            own.append(Speaker(id=id, name=actor.name, title=actor.title, pages=len(pages[id])))
    return found


def _people(event: Event) -> Iterable[Actor]:
    speaking = (speaker for link in event.attribution for speaker in link.speakers)
    return (a for a in (*event.actors, *speaking) if a.id.startswith("person:") and speaks_for(a))


def _is_part_of(name: str, other: str) -> bool:
    """Whether a name is a part of a fuller one: `Kim` of `Kim Jong Un`."""
    return set(name.split()) < set(other.split())
