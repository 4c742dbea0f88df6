"""The pairs of a panel that somebody asks for by name."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.errors import UsageError
from dragoman.world.systems import country_name, country_of_name

__all__ = ["asked_pairs"]

STATE = "state:"


def asked_pairs(pairs: Iterable[tuple[str, str]], by: str, *, option: str = "--pair") -> frozenset[tuple[str, ...]]:
    """Both directions of each pair, as `by` (`country` or `party`) writes its units: `USA`, or `state:USA`.

    A country may be given by its code in any case or by its name; of parties also every id, which holds a colon.
    Raises UsageError for a name that is neither, and for a pair of one with itself: their rows would be all zeros.
    """
    found: set[tuple[str, ...]] = set()
    for pair in pairs:
        one, other = (_unit(name, by, option) for name in pair)
        if one == other:
            raise UsageError(f"{option} {pair[0]} {pair[1]}: a pair is of two")
        found |= {(one, other), (other, one)}
    return frozenset(found)


def _unit(name: str, by: str, option: str) -> str:
    if by == "party" and ":" in name and not name.lower().startswith(STATE):
        return name
    bare = name[len(STATE) :] if name.lower().startswith(STATE) else name
    code = bare.upper() if country_name(bare.upper()) else country_of_name(bare)
    if code is None:
        if by == "party":
            hint = ", or a party's id (group:farc)"
        else:
            hint = "; parties need --by party" if option == "--pair" else ""
        raise UsageError(f"{option}: {name!r} is no country: give a code (COL) or a name{hint}")
    return f"{STATE}{code}" if by == "party" else code
