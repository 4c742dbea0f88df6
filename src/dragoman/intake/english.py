"""Is the page English? By function words, without a download."""

from __future__ import annotations

import re

from dragoman.datafiles import read_words
from dragoman.intake.features import function_words

__all__ = ["is_english"]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENOUGH_WORDS = 25
"""Shorter texts are not judged by their share of function words: a headline has few."""
ENGLISH_SHARE = 0.17
"""Running English has 0.35 to 0.5; lists of foreign names in English sentences still keep above this."""
HEADLINE_WORDS = 14
"""So many words without one function word are no English headline either."""
FEW_SHARE = 0.06
SAMPLE = 20_000


def is_english(text: str) -> bool:
    """Whether `text` can be read as English. Short texts get the benefit of the doubt unless they are in another script."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in WORD.findall(sample)]
    if not words:
        return True
    latin = sum(word[0] < "\u0250" for word in words)
    if latin < 0.6 * len(words):
        return False
    english, foreign = (
        sum(word in known for word in words) / len(words)
        for known in (function_words(), read_words("intake/foreign_words"))
    )
    if len(words) < ENOUGH_WORDS:
        return foreign <= max(english, 0.15) and (english > 0 or len(words) < HEADLINE_WORDS)
    if english >= ENGLISH_SHARE:
        return True
    return english > foreign and english >= FEW_SHARE
