"""The same text in several places: reprinted, cut short, under another headline, with a lead of its own.

Two texts are copies where most of the shorter one stands in the longer one, word for word: containment of word
shingles, since a wire story is cut from the end and the likeness of the whole (Jaccard) misses that (Broder 1997).
To find the few texts worth comparing among very many, each text is known by a sample of its shingles: those whose
hash is divisible by its rate (Manber 1994), so that the samples of a text and of a cut from it agree wherever both
were taken. An inverted index over the samples gives candidates; the texts themselves decide.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

__all__ = [
    "FEWEST",
    "Copy",
    "Fingerprint",
    "Library",
    "containment",
    "find_copies",
    "fingerprint",
    "independent_groups",
]

WORDS = 5
"""Words a shingle: shorter ones occur by chance, longer ones break at every edit."""
SAMPLE = 32
"""Shingles that a sample has at least, where the text has as many: misses a half cut once in 10^7."""
SLOWEST_RATE = 64
COPIED = 0.5
"""Share of the shorter text that stands in the longer one, from which the two are copies."""
PROMISING = 0.25
"""Share as estimated from the samples from which the texts themselves are compared."""
FEWEST = 3
"""Common samples below which nothing is compared: quotations that two reports share."""
SHORTEST = 12
"""Shingles below which a text is too short to tell who copied it from whom."""

_WORD = re.compile(r"\w+")
_MULTIPLIERS = np.array([pow(0x9E3779B97F4A7C15, k + 1, 2**64) for k in range(WORDS)], dtype=np.uint64)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(33)

Hashes = npt.NDArray[np.uint64]


class Fingerprint(msgspec.Struct, frozen=True):
    """What a text is known by among others."""

    shingles: int
    """How many different shingles the text has."""
    rate: int
    """One in so many is in the sample; a power of two."""
    marks: tuple[int, ...]
    """The sampled hashes, as signed 64-bit numbers, sorted."""


class Copy(msgspec.Struct, frozen=True):
    """Two texts of which one stands in the other for the most part."""

    one: str
    other: str
    contained: float
    """Share of the shorter text's shingles that are in the longer one."""


class Library(Protocol):
    """Where the fingerprints of all texts are kept."""

    def sharing(self, marks: Sequence[int]) -> Iterable[tuple[str, int, int, int]]:
        """(id, shingles, rate, common marks) of texts that have some of these marks."""

    def text(self, id: str) -> str:
        """The text of an id that `sharing` gave."""


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; letter case, punctuation and line breaks make no difference."""
    hashes = _hashes(text)
    rate = 1
    while rate < SLOWEST_RATE and len(hashes) >= 2 * rate * SAMPLE:
        rate *= 2
    marks = hashes[hashes % np.uint64(rate) == 0].astype(np.int64)
    return Fingerprint(len(hashes), rate, tuple(sorted(marks.tolist())))


def containment(one: str, other: str) -> float:
    """Share of the shorter text's shingles that the longer one has too, 0 to 1."""
    return _contained(_hashes(one), _hashes(other))


def find_copies(id: str, text: str, own: Fingerprint, library: Library) -> list[Copy]:
    """The copies of a text among those of a library, itself left out; in the order of their ids."""
    if own.shingles < SHORTEST:
        return []
    promising = [
        other
        for other, shingles, rate, common in library.sharing(own.marks)
        if other != id and shingles >= SHORTEST and _promising(own, shingles, rate, common)
    ]
    if not promising:
        return []
    hashes = _hashes(text)
    found = []
    for other in sorted(promising):
        contained = _contained(hashes, _hashes(library.text(other)))
        if contained >= COPIED:
            found.append(Copy(id, other, round(contained, 3)))
    return found


def independent_groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For every id in a pair the smallest id that it hangs together with, over any number of pairs."""
    above: dict[str, str] = {}

    def top(id: str) -> str:
        above.setdefault(id, id)
        while above[id] != id:
            above[id] = id = above[above[id]]
        return id

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    return {id: top(id) for id in above}


def _promising(own: Fingerprint, shingles: int, rate: int, common: int) -> bool:
    estimate = common * max(own.rate, rate) / min(own.shingles, shingles)
    return common >= FEWEST and estimate >= PROMISING


def _hashes(text: str) -> Hashes:
    """The different shingles of a text, hashed, sorted."""
    words = np.array([zlib.crc32(word.encode()) for word in _WORD.findall(text.lower())], dtype=np.uint64)
    if len(words) < WORDS:
        return np.empty(0, dtype=np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(words, WORDS)
    mixed = (windows * _MULTIPLIERS).sum(axis=1, dtype=np.uint64)
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    return np.unique(mixed)


def _contained(one: Hashes, other: Hashes) -> float:
    """Share of the fewer hashes that are among the others."""
    shorter = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / shorter if shorter else 0.0
