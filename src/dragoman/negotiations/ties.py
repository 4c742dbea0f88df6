"""What acts show of who has to do with whom: in dealings, in enmity, and by being told of together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

import msgspec

from dragoman.model import Actor, Event
from dragoman.negotiations.members import Pair, facing, parties_of
from dragoman.negotiations.settings import pattern, settings

__all__ = ["ABOVE", "Meeting", "is_above", "meeting_of", "presence", "silent_bodies", "ties_of"]

ABOVE = ("IGO", "NGO")
"""Countries of bodies that stand above states."""
MEDIATOR = "mediator"
UNNAMED = "local:"


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """An act by which parties deal with each other, or fight."""

    act: str
    pairs: frozenset[Pair]
    """Who faces whom in it."""
    marked: frozenset[str] = frozenset()
    """Those of them that the text calls mediators."""
    bodies: frozenset[str] = frozenset()
    """Those of them that are bodies above states."""
    errands: frozenset[tuple[str, str, str]] = frozenset()
    """Who turns to which two at once."""
    addressed: frozenset[str] = frozenset()
    """International bodies that others only turn to in it."""

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return frozenset(party for pair in self.pairs for party in pair)


def meeting_of(act: str, actors: Iterable[Actor], recipients: Iterable[Actor], *, sure: bool = True) -> Meeting:
    """What an act shows of who deals with whom; what is not `sure` (possible, asked for, conditional) is no errand."""
    actors, recipients = tuple(actors), tuple(recipients)
    everyone = (*actors, *recipients)
    return Meeting(
        act=act,
        pairs=facing(act, actors, recipients),
        marked=parties_of(a for a in everyone if _is_called_mediator(a)),
        bodies=parties_of(a for a in everyone if is_above(a)),
        errands=frozenset(_errands(act, parties_of(actors), parties_of(recipients)) if sure else ()),
        addressed=parties_of(a for a in recipients if a.country in ABOVE and act not in settings().mutual),
    )


def is_above(actor: Actor) -> bool:
    """Whether an actor acts for a body above states that does not bargain for itself."""
    return actor.country in ABOVE and actor.principal not in settings().bargaining


def _is_called_mediator(actor: Actor) -> bool:
    """Whether the text calls somebody a mediator; of `the mediators` nobody can say whose they are."""
    if actor.id.startswith(UNNAMED):
        return False
    return actor.role == MEDIATOR or any(pattern("mediator").search(words) for words in (actor.title or "", actor.text))


def _errands(act: str, left: frozenset[str], right: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    if act in settings().errands and len(left) == 1:
        for one, other in combinations(sorted(right - left), 2):
            yield next(iter(left)), one, other


def ties_of(told: Iterable[Meeting]) -> Counter[Pair]:
    """How strongly each two are tied, by dealings and by enmity: the sides of a war of which a page tells are parties
    of the talks about it."""
    weights = {**settings().weights, **settings().hostile}
    ties: Counter[Pair] = Counter()
    for meeting in told:
        weight = weights.get(meeting.act, 0.0)
        for pair in meeting.pairs:
            ties[pair] += weight  # type: ignore[assignment]
    return +ties


def silent_bodies(meetings: Iterable[Meeting]) -> frozenset[str]:
    """International bodies that others turn to and that themselves do nothing: `complained to the trade body`."""
    meetings = list(meetings)
    addressed = frozenset(body for m in meetings for body in m.addressed)
    return addressed - frozenset(party for m in meetings for party in m.parties - m.addressed)


def presence(events: Iterable[Event]) -> Counter[Pair]:
    """A weak tie between the foremost of the states and groups that a page tells of: each side's words and deeds are
    often told without the other."""
    limits = settings().members
    seen = Counter(
        party
        for event in events
        if event.act in settings().weights or event.act in settings().hostile
        for party in parties_of((*event.actors, *event.recipients))
        if not party.startswith("org:")
    )
    foremost = sorted(seen, key=lambda party: (-seen[party], party))[: int(limits["foremost"])]
    return Counter({(a, b): limits["presence"] * min(seen[a], seen[b]) for a, b in combinations(sorted(foremost), 2)})
