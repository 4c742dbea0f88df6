"""Who stands between the parties of a negotiation: mediators, and bodies above states that care for peace.

Nobody is a mediator by name alone. Who deals with two parties that also face each other without him, and asks both for
the same or goes to both, is one; a body above states is one as soon as two parties remain who face each other as much.
What a mediator's errands show is that the two he goes between deal with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations

from dragoman.coding.acts import acts
from dragoman.negotiations.members import Pair
from dragoman.negotiations.settings import settings
from dragoman.negotiations.ties import Meeting

__all__ = ["bridged", "go_betweens", "mediators_of"]


def mediators_of(meetings: Iterable[Meeting], pairs: Mapping[Pair, float]) -> frozenset[str]:
    """Who stands between two others; `pairs` is how strongly each two are tied, in dealings and in enmity.

    Whoever fights or threatens one of the two is none, and neither is who has more to do with one of them than they
    have with each other, unless it is a body above states.
    """
    meetings = list(meetings)
    marked = frozenset(party for m in meetings for party in m.marked)
    bodies = frozenset(party for m in meetings for party in m.bodies)
    hostile = frozenset(pair for m in meetings if m.act in settings().hostile for pair in m.pairs)
    called = {
        party
        for m in meetings
        for party, one, other in m.errands
        if _face_apart(meetings, party, one, other) and (party in bodies or _is_even(pairs, hostile, party, one, other))
    }
    found = marked | called
    strongest = _strongest(bridged(meetings, pairs, found), without=bodies)
    found |= {body for body in bodies if _strongest(pairs, of=body) * settings().members["body_share"] <= strongest}
    return frozenset(found) if _strongest(pairs, without=found) else frozenset()


def go_betweens(meetings: Iterable[Meeting], between: frozenset[str], parties: Iterable[str]) -> frozenset[str]:
    """Those who stand between others that are called mediators or talk with a party: who only appeals to both sides is
    no party of theirs, but mediates nothing."""
    meetings, parties = list(meetings), frozenset(parties)
    called = frozenset(party for m in meetings for party in m.marked)
    talking = frozenset(
        party for m in meetings if m.act in acts("talks") for pair in m.pairs if set(pair) & parties for party in pair
    )
    return between & (called | talking)


def bridged(meetings: Iterable[Meeting], pairs: Mapping[Pair, float], mediators: frozenset[str]) -> Counter[Pair]:
    """The ties among all but the mediators, those added by which a mediator goes between two."""
    ties = Counter({pair: value for pair, value in pairs.items() if not set(pair) & mediators})
    tied = {m: sorted({o for p in pairs if m in p for o in p} - mediators) for m in mediators}
    errands = {errand for m in meetings for errand in m.errands}
    for mediator, others in tied.items():
        for one, other in combinations(others, 2):
            if (mediator, one, other) in errands or (one, other) in ties:
                weaker = min(pairs[_pair(mediator, one)], pairs[_pair(mediator, other)])
                ties[one, other] += weaker * settings().members["bridge"]  # type: ignore[assignment]
    return ties


def _face_apart(meetings: Iterable[Meeting], party: str, one: str, other: str) -> bool:
    """Whether two face each other where the third has no part."""
    return any((one, other) in m.pairs and party not in m.parties for m in meetings)


def _is_even(pairs: Mapping[Pair, float], hostile: frozenset[Pair], party: str, one: str, other: str) -> bool:
    """Whether a party is at odds with neither of two, and less tied to each than they are to each other."""
    own = {_pair(party, one), _pair(party, other)}
    return not hostile & own and max(pairs[pair] for pair in own) <= pairs[one, other] * settings().members["even"]


def _strongest(pairs: Mapping[Pair, float], *, without: Iterable[str] = (), of: str | None = None) -> float:
    without = frozenset(without)
    return max(
        (value for pair, value in pairs.items() if not set(pair) & without and (of is None or of in pair)), default=0.0
    )


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
