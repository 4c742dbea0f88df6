"""The tables and word lists of `data/`, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError

__all__ = ["read_lines", "read_table", "read_words"]


@cache
def read_table(name: str) -> dict[str, Any]:
    """The table `data/<name>.toml`. Raises `DataError` where it cannot be read: somebody may have mended it."""
    try:
        return tomllib.loads(_text(f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), path=f"{name}.toml") from error


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """The lines of `data/<name>.txt`, without comments and empty ones."""
    lines = (line.strip() for line in _text(f"{name}.txt").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def read_words(name: str) -> frozenset[str]:
    """The words of `data/<name>.txt`, however many stand in a line."""
    return frozenset(word for line in read_lines(name) for word in line.split())


def _text(name: str) -> str:
    try:
        return files("dragoman.data").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(str(error), path=name) from error
