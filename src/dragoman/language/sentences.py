"""Where sentences end in news text, decided before the parser runs.

The parser keeps the ends that are set here and adds none: the small pipeline breaks sentences at quotation marks,
abbreviations and initials far more often than it finds an end that punctuation does not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import SENT_START

from dragoman.datafiles import read_lines

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["mark_sentences", "sentence_starts"]

ENDS = frozenset({".", "!", "?", "…", "...", ";"})
CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
OPENERS = frozenset({'"', "“", "‘", "'", "''", "(", "[", "``", "«", "-", "–", "—", "•", "*"})
FINAL_ABBREVIATIONS = frozenset("a.m p.m u.s u.n u.k e.u inc corp co jr etc d.c ltd".split())
"""Abbreviations that may end a sentence, with the stop that they keep."""
FOLLOWERS = frozenset(
    "the a an in on at but and he she it they we i his her their its this that these those there after before when"
    " while if as for from with by last some many all both one two three mr. mrs. ms. dr.".split()
)
"""Words that begin a sentence after such an abbreviation, where a name would not show it (`U.S. Senator`)."""


@cache
def abbreviations() -> frozenset[str]:
    """Words whose full stop does not end a sentence when a capital follows, lower case without the stop."""
    return frozenset(read_lines("abbreviations"))


def mark_sentences(doc: Doc) -> Doc:
    """Say of every token of a paragraph whether a sentence begins with it (a spaCy component)."""
    tokens = list(doc)
    apart = [False] + [bool(t.whitespace_) or t.is_space for t in tokens[:-1]]
    starts = sentence_starts([t.text for t in tokens], apart)
    marks: Any = np.where(starts, 1, -1).astype(np.uint64)
    return doc.from_array([SENT_START], marks)  # told one by one, each would be checked


def sentence_starts(words: Sequence[str], apart: Sequence[bool] | None = None) -> list[bool]:
    """For each word, whether a sentence begins with it.

    `apart` says which words have a space before them: a straight quotation mark after a space opens, and belongs to
    the sentence that follows. Without it, every mark after an end closes.
    """
    starts = [False] * len(words)
    if words:
        starts[0] = True
    i, depth = 0, 0
    while i < len(words):
        word = words[i]
        if word in ("(", "["):
            depth += 1
        elif word in (")", "]"):
            depth = max(0, depth - 1)
        if _ends(words, i):
            after = i + 1
            while after < len(words) and (words[after] in CLOSERS or words[after] in ENDS):
                if apart is not None and apart[after] and words[after] in OPENERS:
                    break
                after += 1
            if after < len(words) and depth == 0 and _begins(words, after, words[i]):
                starts[after] = True
            i = after
            continue
        i += 1
    return starts


def _ends(words: Sequence[str], i: int) -> bool:
    word = words[i]
    if word in ENDS:
        return not (word == "." and i > 0 and _abbreviated(words[i - 1]))
    # spaCy keeps the stop of an abbreviation with it ("U.S.", "p.m.", "Corp."); it may end a sentence all the same
    return word.endswith(".") and len(word) > 2 and word.lower().rstrip(".") in FINAL_ABBREVIATIONS


def _abbreviated(word: str) -> bool:
    return (len(word) == 1 and word.isalpha() and word.isupper() and word != "I") or word.lower() in abbreviations()


def _begins(words: Sequence[str], i: int, end: str) -> bool:
    """Whether a sentence can begin at word `i` after the end mark `end`."""
    word = words[i]
    while (word in OPENERS or word.isspace()) and i + 1 < len(words):
        i += 1
        word = words[i]
    if end == ";":
        return False
    if end.endswith(".") and len(end) > 1 and end not in ENDS:
        return word.lower() in FOLLOWERS and word[:1].isupper()
    return word[:1].isupper() or word[:1].isdigit() or not word[:1].isalpha()
