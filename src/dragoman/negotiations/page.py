"""The negotiation that a page tells of: its parties, meetings, state, positions and promises."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from msgspec.structs import replace as changed

from dragoman.coding.acts import acts
from dragoman.model import Actor, Event, Negotiation, Position, Promise
from dragoman.negotiations.agreements import agreement_of, find_agreements
from dragoman.negotiations.meetings import meetings_of
from dragoman.negotiations.members import parties_of
from dragoman.negotiations.moments import moment_of_event
from dragoman.negotiations.promises import find_promises
from dragoman.negotiations.settings import settings
from dragoman.negotiations.sides import sides_of
from dragoman.negotiations.states import course

__all__ = ["negotiations_of"]


Party = Callable[[str], Actor | None]
"""Gives the actor for a party's id."""


def negotiations_of(
    article: str,
    events: Iterable[Event],
    positions: Iterable[Position],
    party: Party,
    published: str | None = None,
    words: Mapping[str, str] | None = None,
) -> tuple[list[Negotiation], list[Promise]]:
    """The page's negotiation, if it tells of one (a list of none or one), and the promises made in it, in these words.

    `published` is the page's day (ISO), by which what it plans was known.
    """
    events = [e for e in events if not e.background]
    positions = list(positions)
    promises = find_promises(events, words)
    sides = sides_of(events)
    members = sides.members
    talks = [e for e in events if e.act in settings().weights and _parties(e) & {*members, *sides.between}]
    if len(members) < 2 or not any(e.act in acts("talks") or agreement_of(e) is not None for e in talks):
        return [], promises
    actors = [_as_called(a, events) for m in members if (a := party(m)) is not None]
    telling = [
        *talks,
        *(e for e in events if e.act in acts("refusals") and e not in talks and _parties(e) & {*members}),
    ]
    states = course((moment_of_event(e, published) for e in telling), [sides.principals] if sides.principals else ())
    own = [p for p in positions if p.party.principal in members]
    return [
        Negotiation(
            id=_id(article, members),
            name=" – ".join(a.name for a in actors),
            article=article,
            parties=tuple(actors),
            mediators=tuple(_as_called(a, events) for m in sides.mediators if (a := party(m)) is not None),
            issues=tuple(dict.fromkeys(p.issue for p in own if p.issue)),
            state=states[-1].state if states else None,
            states=tuple(states),
            agreements=tuple(find_agreements(talks)),
            meetings=tuple(meetings_of(talks)),
            positions=tuple(p.id for p in own),
            promises=tuple(p.id for p in promises if p.by and p.by.principal in members),
            events=tuple(e.id for e in talks),
        )
    ], promises


def _parties(event: Event) -> frozenset[str]:
    return parties_of((*event.actors, *event.recipients))


def _as_called(party: Actor, events: Iterable[Event]) -> Actor:
    """A party with the name by which the page calls it most."""
    named = [
        a for e in events for a in (*e.actors, *e.recipients)
        if a.id == party.id and a.source == "text" and _is_name(a.text)
    ]  # fmt: skip
    if not named:
        return party
    seen = Counter(a.text for a in named)
    most = min(named, key=lambda a: (-seen[a.text], a.start))
    return changed(party, text=most.text, start=most.start, end=most.end)


def _is_name(text: str) -> bool:
    """Whether a mention is a name, and not `It`, `The rebels`."""
    first, _, rest = text.partition(" ")
    words = rest.split() if first.lower() in settings().words["openings"] else text.split()
    return any(word[0].isupper() for word in words)


def _id(article: str, members: Collection[str]) -> str:
    return hashlib.sha256(f"{article}:{'+'.join(sorted(members))}".encode()).hexdigest()[:16]
