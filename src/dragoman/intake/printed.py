"""What printing does to an article: running heads and page numbers between its lines, and words parted by hyphens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from dragoman.datafiles import read_words

__all__ = ["Hyphens", "running_rows"]

HEAD_ROWS = 2
FOOT_ROWS = 3
"""Rows at the head and the foot of a page that may be running heads."""
MAX_HEAD = 140
PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE)
MIN_NUMBERS = 3
"""Page numbers in a row that show pages where nothing else does."""


def running_rows(rows: Sequence[str], breaks: Sequence[bool]) -> set[int]:
    """The rows that are running heads, running feet or page numbers.

    Args:
        rows: The page's rows, stripped.
        breaks: For each, whether a form feed stands between it and the one above.
    """
    if any(breaks[1:]):
        return _at_edges(rows, breaks)
    numbers = [row for row, text in enumerate(rows) if PAGE_NUMBER.fullmatch(text)]
    counted = [row for row, below in pairwise(numbers) if _number(rows[below]) == _number(rows[row]) + 1]
    if len(counted) + 1 < MIN_NUMBERS or len(counted) + 1 < len(numbers):
        return set()
    return set(numbers) | _alike(rows, [near for row in numbers for near in (row - 1, row + 1)], len(numbers))


def _at_edges(rows: Sequence[str], breaks: Sequence[bool]) -> set[int]:
    starts = [0, *(row for row in range(1, len(rows)) if breaks[row])]
    edges = list[int]()
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        edges += sorted({*range(start, min(start + HEAD_ROWS, end)), *range(max(start, end - FOOT_ROWS), end)})
    numbers = {row for row in edges if PAGE_NUMBER.fullmatch(rows[row])}
    return numbers | _alike(rows, edges, len(starts))


def _alike(rows: Sequence[str], among: Sequence[int], pages: int) -> set[int]:
    """The rows among these that come back on at least half of the pages, and twice, but for their numbers."""
    usable = [row for row in among if 0 <= row < len(rows) and len(rows[row]) <= MAX_HEAD]
    found = Counter(_plain(rows[row]) for row in usable)
    return {row for row in usable if found[_plain(rows[row])] >= max(2, pages / 2)}


def _plain(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text.lower()))


def _number(text: str) -> int:
    digits = re.search(r"\d+", text)
    return int(digits[0]) if digits else -1


class Hyphens:
    """Tells a word that a wrap has parted from a word that has a hyphen of its own."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._words: frozenset[str] | None = None

    def parted(self, above: str, below: str) -> bool:
        """Whether the last word of a row and the first of the next are one word, without the hyphen between."""
        head, tail = HEAD.search(above), TAIL.match(below)
        if not head or not tail or above.endswith(("--", " -")):
            return False
        if self._words is None:
            self._words = frozenset(WORD.findall(BROKEN.sub(" ", self._page).lower()))
        first, second = head[1].lower(), tail[0].lower()
        if first + second in self._words:
            return True
        known = first in self._words and second in self._words
        return not (
            f"{first}-{second}" in self._words or first in read_words("intake/first_parts") or known or "-" in first
        )


HEAD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
BROKEN = re.compile(r"\w+-\s*\n\s*\w+")
"""A word at a row's end with the next row's first: either may be a part of a word and none."""
TAIL = re.compile(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
