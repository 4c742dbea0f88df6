"""Who negotiates with whom: the parties tied most strongly, mediators aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from dragoman.model import Actor
from dragoman.negotiations.settings import settings

__all__ = ["NEGOTIATES", "Pair", "facing", "members_of", "pairs_of", "parties_of", "tables"]

Pair = tuple[str, str]
MEDIA = "JRN"
STATE = "state:"
DIGITS = 6
NEGOTIATES = ("state:", "group:", "org:")


def parties_of(actors: Iterable[Actor]) -> frozenset[str]:
    """The parties that actors act for, of those that can negotiate; an outlet that somebody speaks to is none."""
    return frozenset(
        party for actor in actors if (party := actor.principal).startswith(NEGOTIATES) and actor.sectors[:1] != (MEDIA,)
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


def members_of(
    pairs: Mapping[Pair, float], *, least: float | None = None, joined: Iterable[Iterable[Pair]] = ()
) -> list[str]:
    """The parties tied to the heaviest pair, heaviest first (a state before its rebels, of the same weight), without
    those named in passing.

    `least` is the share of the heaviest party's weight that a member has at least. `joined` are the pairs of each of the
    negotiations that a person made one of: the parties of each belong to it, whatever they weigh beside the others.
    """
    share = settings().members["share_of_leader"] if least is None else least
    core = _tied_to_heaviest(pairs, share)
    parts = [frozenset(part) for part in joined]
    dealt = frozenset(pair for part in parts for pair in part)
    for part in parts:
        theirs = {member for pair in part for member in pair}
        own = {pair for pair in pairs if pair in part or (pair not in dealt and {*pair} <= theirs)}
        core |= _tied_to_heaviest({pair: pairs[pair] for pair in own}, share)
    weight = _weights(pairs)
    return sorted(core, key=lambda member: (-round(weight[member], DIGITS), not member.startswith(STATE), member))


def _tied_to_heaviest(pairs: Mapping[Pair, float], share: float) -> set[str]:
    if not pairs:
        return set()
    weight = _weights(pairs)
    ordered = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    core = set(ordered[0])
    top = max(weight.values())
    for one, other in ordered:
        if {one, other} & core and min(weight[one], weight[other]) >= share * top:
            core |= {one, other}
    return core


def tables(pairs: Mapping[Pair, float], principals: Pair | None) -> list[Pair]:
    """The heaviest pair of each set of parties that deal with nobody of the other sets; `principals` of their own."""
    found = [principals] if principals else []
    seated = {*(principals or ())}
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        reached = _reached(pairs, pair)
        if not reached & seated:
            found.append(pair)
        seated |= reached
    return found


def _reached(pairs: Iterable[Pair], first: Pair) -> set[str]:
    """Everybody who deals with somebody who deals with … these two."""
    reached = {*first}
    while more := {party for pair in pairs if reached & {*pair} for party in pair} - reached:
        reached |= more
    return reached


def _weights(pairs: Mapping[Pair, float]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for (one, other), value in pairs.items():
        weight[one] += value  # type: ignore[assignment]
        weight[other] += value  # type: ignore[assignment]
    return weight
