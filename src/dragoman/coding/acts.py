"""Sets of acts that the steps behind coding speak of together; each is a line of `data/acts.toml`."""

from __future__ import annotations

from functools import cache

from dragoman.datafiles import read_table

__all__ = ["acts"]


@cache
def acts(name: str) -> frozenset[str]:
    """The acts of a set. Raises KeyError for a set that the table lacks."""
    return frozenset(read_table("acts")[name])
