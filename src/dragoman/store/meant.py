"""Which of several things a user means by words of a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from dragoman.world.names import ascii_fold

__all__ = ["meant"]

T = TypeVar("T")

SHORTEST = 3
"""Letters of a word that stands for a longer one that begins so."""


def meant(asked: str, among: Iterable[tuple[T, Sequence[str]]]) -> list[T]:
    """Those of some things, each with what it is called, that fit best, in their order: by the whole name; by a name that
    begins so; by whole words; by words that begin so. Case, accents and what is no letter are passed over.
    """
    wanted = _words(asked)
    if not wanted:
        return []
    called = [(thing, [_words(name) for name in names]) for thing, names in among]
    for fits in _WAYS:
        if found := [thing for thing, names in called if any(fits(wanted, words) for words in names)]:
            return found
    return []


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", ascii_fold(name).lower())


def _begins(wanted: list[str], words: list[str]) -> bool:
    return words[: len(wanted)] == wanted


def _has(wanted: list[str], words: list[str]) -> bool:
    return set(wanted) <= set(words)


def _has_beginnings(wanted: list[str], words: list[str]) -> bool:
    return all(len(part) >= SHORTEST and any(word.startswith(part) for word in words) for part in wanted)


_WAYS: tuple[Callable[[list[str], list[str]], bool], ...] = (list.__eq__, _begins, _has, _has_beginnings)
