"""Who negotiates with whom: the parties tied most strongly, mediators aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from dragoman.model import Actor
from dragoman.negotiations.settings import settings

__all__ = ["NEGOTIATES", "Pair", "facing", "members_of", "pairs_of", "parties_of"]

Pair = tuple[str, str]
MEDIA = "JRN"
NEGOTIATES = ("state:", "group:", "org:")


def parties_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The parties that actors act for, of those that can negotiate; an outlet that somebody speaks to is none."""
    return frozenset(
        party
        for actor in actors
        if (party := actor.party or actor.id).startswith(NEGOTIATES) and actor.sectors[:1] != (MEDIA,)
    )


def facing(act: str, actors: Iterable[Actor], recipients: Iterable[Actor]) -> frozenset[Pair]:
    """The pairs of parties that deal with each other in an act: across its sides, or all who do it together, where it
    is done with each other: allies who refuse or ask something together do not face each other."""
    left, right = parties_of(actors), parties_of(recipients)
    if not right - left:
        return frozenset(combinations(sorted(left), 2)) if act in settings().mutual else frozenset()
    return frozenset(tuple(sorted((one, other))) for one in left for other in right if one != other)  # type: ignore[misc]


def pairs_of(dealings: Iterable[tuple[str, Iterable[Pair]]]) -> Counter[Pair]:
    """How strongly each two parties deal with each other, from acts and who faces whom in them."""
    pairs: Counter[Pair] = Counter()
    for act, met in dealings:
        for pair in met:
            pairs[pair] += settings().weights.get(act, 0.0)  # type: ignore[assignment]
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


def _weights(pairs: Mapping[Pair, float]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for (one, other), value in pairs.items():
        weight[one] += value  # type: ignore[assignment]
        weight[other] += value  # type: ignore[assignment]
    return weight
