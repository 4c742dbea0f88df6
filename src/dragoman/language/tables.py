"""The language room's tables, read once from `data/language/`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError

__all__ = ["table", "words"]


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML table `data/language/<name>.toml`. Raises `DataError` if it cannot be read."""
    path = files("dragoman").joinpath("data").joinpath("language").joinpath(f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(str(error), path=f"{name}.toml") from error


@cache
def words(name: str) -> frozenset[str]:
    """The lines of `data/language/<name>.txt`, lower case, comments left out."""
    path = files("dragoman").joinpath("data").joinpath("language").joinpath(f"{name}.txt")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(str(error), path=f"{name}.txt") from error
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
