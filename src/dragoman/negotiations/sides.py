"""Whose negotiation a page tells of: its parties, and who stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dragoman.model import UNDONE, Event
from dragoman.negotiations.between import bridged, go_betweens, mediators_of
from dragoman.negotiations.members import Pair, members_of
from dragoman.negotiations.settings import settings
from dragoman.negotiations.ties import meeting_of, presence, silent_bodies, ties_of

__all__ = ["Sides", "sides_of"]

UNSURE = frozenset({"hypothetical", "conditional", "demanded"})


class Sides(NamedTuple):
    """The parties of a page's negotiation, heaviest first, and its mediators."""

    members: tuple[str, ...]
    mediators: tuple[str, ...]
    between: frozenset[str]
    """Everybody on the page who stands between others."""
    involved: frozenset[str]
    """Everybody who has to do with the negotiation: its parties, those named more in passing, and who stands between."""
    principals: Pair | None
    """The two that deal with each other most, mediators aside."""


def sides_of(events: Iterable[Event]) -> Sides:
    """The sides that a page's events tell of; background counts for nothing."""
    real = [e for e in events if not e.background and e.status not in UNDONE]
    told = [meeting_of(e.act, e.actors, e.recipients, sure=e.status not in UNSURE) for e in real]
    silent = silent_bodies(told)
    pairs = Counter({pair: value for pair, value in (ties_of(told) + presence(real)).items() if not silent & {*pair}})
    between = mediators_of(told, pairs)
    ties = bridged(told, pairs, between)
    members = members_of(ties)
    return Sides(
        members=tuple(members),
        mediators=tuple(sorted(go_betweens(told, between, members))),
        between=between,
        involved=between | frozenset(members_of(ties, least=settings().members["least_share"])),
        principals=min(ties, key=lambda pair: (-ties[pair], pair), default=None),
    )
