"""The pairs of a panel that somebody asks for by name."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.errors import UsageError
from dragoman.world.systems import country_name, country_of_name

__all__ = ["asked_pairs"]

STATE = "state:"


def asked_pairs(pairs: Iterable[tuple[str, str]], by: str) -> frozenset[tuple[str, ...]]:
    """Both directions of each pair, as `by` (`country` or `party`) writes its units: `USA`, or `state:USA`.

    A country may be given by its code in any case or by its name; of parties also every id, which holds a colon.
    Raises UsageError for a name that is neither, and for a pair of one with itself: their rows would be all zeros.
    """
    found: set[tuple[str, ...]] = set()
    for pair in pairs:
        one, other = (_unit(name, by) for name in pair)
        if one == other:
            raise UsageError(f"--pair {pair[0]} {pair[1]}: a pair is of two")
        found |= {(one, other), (other, one)}
    return frozenset(found)


def _unit(name: str, by: str) -> str:
    if by == "party" and ":" in name and not name.lower().startswith(STATE):
        return name
    bare = name[len(STATE) :] if name.lower().startswith(STATE) else name
    code = bare.upper() if country_name(bare.upper()) else country_of_name(bare)
    if code is None:
        ask = "a code (COL), a name" + (
            ", or a party's id (group:farc)" if by == "party" else "; parties need --by party"
        )
        raise UsageError(f"--pair: {name!r} is no country: give {ask}")
    return f"{STATE}{code}" if by == "party" else code
