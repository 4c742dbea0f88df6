"""Who negotiates with whom: the parties tied most strongly, and who stands between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from dragoman.model import Actor
from dragoman.negotiations.settings import settings

__all__ = ["BETWEEN", "Pair", "between", "members_of", "pairs_of", "parties_of"]

Pair = tuple[str, str]
NEGOTIATES = ("state:", "group:", "org:")
BETWEEN = "mediator"


def parties_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The parties that actors act for, of those that can negotiate."""
    return frozenset(party for actor in actors if (party := actor.party or actor.id).startswith(NEGOTIATES))


def pairs_of(dealings: Iterable[tuple[str, frozenset[str]]]) -> Counter[Pair]:
    """How strongly each two parties deal with each other, from acts and who takes part in them."""
    pairs: Counter[Pair] = Counter()
    for act, parties in dealings:
        weight = settings().weights.get(act, 0.0)
        for one, other in combinations(sorted(parties), 2):
            pairs[one, other] += weight  # type: ignore[assignment]
    return +pairs


def members_of(pairs: Mapping[Pair, float], *, least: float | None = None) -> list[str]:
    """The parties tied to the heaviest pair, heaviest first, without those named in passing.

    `least` is the share of the heaviest party's weight that a member has at least.
    """
    if not pairs:
        return []
    share = settings().members["share_of_leader"] if least is None else least
    weight = _weights(pairs)
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    core = set(ordered[0])
    top = max(weight.values())
    for one, other in ordered:
        if {one, other} & core and min(weight[one], weight[other]) >= share * top:
            core |= {one, other}
    return sorted(core, key=lambda member: (-weight[member], member))


def between(members: list[str], marked: Iterable[str]) -> list[str]:
    """Those members who stand between the others: marked as mediators, and bodies above states where two states or
    groups face each other; two parties always remain."""
    found = {member for member in members if member in set(marked)}
    if sum(not member.startswith("org:") for member in members) >= 2:
        found |= {member for member in members if member.startswith("org:")}
    return [member for member in members if member in found][: max(0, len(members) - 2)]


def _weights(pairs: Mapping[Pair, float]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for (one, other), value in pairs.items():
        weight[one] += value  # type: ignore[assignment]
        weight[other] += value  # type: ignore[assignment]
    return weight
