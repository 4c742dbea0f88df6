"""The language room's tables and word lists, from `data/language/`."""

from __future__ import annotations

from functools import cache
from typing import Any

from dragoman.datafiles import read_lines, read_table

__all__ = ["table", "words"]


def table(name: str) -> dict[str, Any]:
    """The TOML table `data/language/<name>.toml`. Raises `DataError` if it cannot be read."""
    return read_table(f"language/{name}")


@cache
def words(name: str) -> frozenset[str]:
    """The lines of `data/language/<name>.txt`, lower case."""
    return frozenset(line.lower() for line in read_lines(f"language/{name}"))
