"""Where a time expression may begin, so that the patterns are tried at few tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.times.openings import opening_at, openings
from dragoman.language.times.words import periods, table

__all__ = ["starts"]

REACH = 8
"""Tokens before a word of time at which an expression with it may begin."""


CLASSES = (
    "months",
    "weekdays",
    "units",
    "dayparts",
    "edges",
    "moments",
    "seasons",
    "eras",
    "days",
    "references",
    "repeats",
)


@cache
def _word() -> re.Pattern[str]:
    """A word or figure without which there is no time expression; of *the old days*, the last."""
    words = [w.split()[-1] for name in CLASSES for ws in table("words")[name].values() for w in ws]
    plural = [f"{w}s" for ws in table("words")["weekdays"].values() for w in ws if w.endswith("day")]
    return re.compile(
        rf"\b(?:{'|'.join([*words, *plural])}|half|ago|(?:hour|day|week|month|year|decade|century)long|mid(?:week|month|year|decade|century)|morrow|overnight|tonight|o.clock|weekdays?)(?!\w)|\d",
        re.IGNORECASE,
    )


@cache
def _periods() -> tuple[re.Pattern[str], frozenset[str] | None]:
    """The names of periods, and the words with which they begin."""
    expression = "|".join(name.replace("'", "[’']") for entry in periods() for name in entry["names"])
    return re.compile(rf"(?:{expression})(?!\w)", re.IGNORECASE), openings(expression)


TELLS, NAMES = 1, 2


@lru_cache(maxsize=1 << 16)
def _sort(word: str) -> int:
    """Whether a word may be the heart of an expression, or begin the name of a period; 0 for all others. News has
    the same words again and again.
    """
    if _word().search(word):
        return TELLS
    opening, names = opening_at(word, 0, len(word)), _periods()[1]
    return NAMES if names is None or opening is None or opening in names else 0


def _is_named(token: Token, source: str, end: int) -> bool:
    """Whether the name of a period begins at a token, with a capital somewhere."""
    match = _periods()[0].match(source, token.start, end)
    return match is not None and not match.group().islower()


@cache
def _openers() -> frozenset[str]:
    """Words at which an expression may begin, besides those that tell time."""
    words = set(table("words")["openers"]["words"])
    for name in ("numbers", "ordinals"):
        for variants in table("words")[name].values():
            words.update(w.split()[0] for w in variants)
    return frozenset(words)


def starts(reading: Reading, sentence: Sentence, source: str) -> Iterator[int]:
    """Tokens at which an expression may begin: words of time, and openers shortly before one."""
    tokens, openers = reading.tokens, _openers()
    hits = [
        token.i
        for token in tokens[sentence.first : sentence.last]
        if (sort := _sort(token.lower)) and (sort == TELLS or _is_named(token, source, sentence.end))
    ]
    k = 0
    for i in range(sentence.first, sentence.last):
        while k < len(hits) and hits[k] < i:
            k += 1
        if k == len(hits):
            return
        if hits[k] == i or (hits[k] <= i + REACH and tokens[i].lower.split("-")[0] in openers):
            yield i
