"""The negotiation that a page tells of: its parties, meetings, state, positions and promises."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations

from dragoman.model import Actor, Event, Meeting, Negotiation, Position, Promise
from dragoman.negotiations.promises import find_promises
from dragoman.negotiations.stages import find_agreements, find_states

__all__ = ["negotiations_of"]

TALKING = frozenset({"CONSULT", "AGREE", "REQUEST", "REJECT", "CONCEDE", "SUPPORT", "COOPERATE", "RETREAT"})
WEIGHT = {
    "CONSULT": 3.0,
    "AGREE": 3.0,
    "REJECT": 2.0,
    "REQUEST": 1.5,
    "CONCEDE": 2.0,
    "RETREAT": 1.0,
    "SUPPORT": 1.0,
    "COOPERATE": 1.0,
}
UNREAL = frozenset({"negated", "denied"})
SHARE_OF_LEADER = 0.34
"""A party whose weight in the talks is below this share of the heaviest one's is named in passing only."""
NEGOTIATES = ("state:", "group:", "org:")

Party = Callable[[str], Actor | None]
"""Gives the actor for a party's id."""


def negotiations_of(
    article: str, events: Iterable[Event], positions: Iterable[Position], party: Party
) -> tuple[list[Negotiation], list[Promise]]:
    """The page's negotiation, if it tells of one (a list of none or one), and the promises made in it."""
    events = [e for e in events if not e.background]
    positions = list(positions)
    promises = find_promises(events)
    pairs = _pairs(events)
    members = _members(pairs)
    if len(members) < 2:
        return [], promises
    talks = [e for e in events if e.act in TALKING and _parties(e) & set(members)]
    mediators = _mediators(members, pairs, talks)
    parties = [m for m in members if m not in mediators]
    states = find_states(talks)
    if not parties or not any(e.act == "CONSULT" or e.act == "AGREE" for e in talks):
        return [], promises
    actors = [a for m in parties if (a := party(m)) is not None]
    own = [p for p in positions if (p.party.party or p.party.id) in members]
    return [
        Negotiation(
            id=_id(article, parties),
            name=" – ".join(a.name for a in actors),
            article=article,
            parties=tuple(actors),
            mediators=tuple(a for m in mediators if (a := party(m)) is not None),
            issues=tuple(dict.fromkeys(p.issue for p in own if p.issue)),
            state=states[-1].state if states else None,
            states=tuple(states),
            agreements=tuple(find_agreements(talks)),
            meetings=tuple(_meetings(talks)),
            positions=tuple(p.id for p in own),
            promises=tuple(p.id for p in promises if p.by and (p.by.party or p.by.id) in members),
            events=tuple(e.id for e in talks),
        )
    ], promises


def _parties(event: Event) -> set[str]:
    return {p for a in (*event.actors, *event.recipients) if (p := a.party or a.id).startswith(NEGOTIATES)}


def _pairs(events: list[Event]) -> Counter[tuple[str, str]]:
    """How strongly each two parties deal with each other."""
    pairs: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.act not in TALKING or event.status in UNREAL:
            continue
        for one, other in combinations(sorted(_parties(event)), 2):
            pairs[one, other] += WEIGHT[event.act]  # type: ignore[assignment]
    return pairs


def _members(pairs: Counter[tuple[str, str]]) -> list[str]:
    """The parties tied to the heaviest pair, without those named in passing."""
    if not pairs:
        return []
    weight: Counter[str] = Counter()
    for (one, other), value in pairs.items():
        weight[one] += value
        weight[other] += value
    core = set(pairs.most_common(1)[0][0])
    top = max(weight.values())
    for (one, other), _ in pairs.most_common():
        if {one, other} & core and min(weight[one], weight[other]) >= SHARE_OF_LEADER * top:
            core |= {one, other}
    return sorted(core, key=lambda m: (-weight[m], m))


def _mediators(members: list[str], pairs: Counter[tuple[str, str]], talks: list[Event]) -> list[str]:
    """Members marked as such, and bodies above states where two states or groups face each other."""
    marked = {a.party or a.id for e in talks for a in (*e.actors, *e.recipients) if a.role == "mediator"}
    sides = [m for m in members if not m.startswith("org:")]
    if len(sides) >= 2:
        marked |= {m for m in members if m.startswith("org:")}
    return [m for m in members if m in marked][: max(0, len(members) - 2)]


def _meetings(talks: list[Event]) -> list[Meeting]:
    return [
        Meeting(
            event=e.id, status=e.status, change=e.change, parties=tuple(a.name for a in (*e.actors, *e.recipients)),
            date=e.date, place=e.place.name if e.place else None,
        )
        for e in talks
        if e.act == "CONSULT" and len(e.actors) + len(e.recipients) > 1
    ]  # fmt: skip


def _id(article: str, parties: list[str]) -> str:
    return hashlib.sha256(f"{article}:{'+'.join(sorted(parties))}".encode()).hexdigest()[:16]
