"""Where a time expression may begin, so that the patterns are tried at few tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from dragoman.language.reading import Reading, Sentence, Token
from dragoman.language.times.words import table

__all__ = ["starts"]

STEM = 3
"""Letters by which the words of period names are told apart from most others."""
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
        rf"\b(?:{'|'.join([*words, *plural])}|half|ago|mid(?:week|month|year|decade|century)|morrow|overnight|tonight|o.clock|weekdays?)(?!\w)|\d",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1 << 16)
def _tells_time(word: str) -> bool:
    """Whether a word may be the heart of an expression; news has the same words again and again."""
    return _word().search(word) is not None


@cache
def _periods() -> tuple[re.Pattern[str], frozenset[str]]:
    """The names of periods, and how their words with capitals begin: one look-up saves most searches."""
    names = [name.replace("'", "[’']") for entry in table("periods")["period"] for name in entry["names"]]
    words = [word.lower() for name in names for word in re.findall(r"[A-Z][a-z]{2,}", name)]
    return re.compile(rf"(?:{'|'.join(names)})(?!\w)", re.IGNORECASE), frozenset(word[:STEM] for word in words)


def _named(tokens: list[Token], source: str, start: int, end: int) -> set[int]:
    """Offsets at which the name of a period begins."""
    expression, stems = _periods()
    if not any(t.text[:1].isupper() and t.lower[:STEM] in stems for t in tokens):
        return set()
    return {m.start() for m in expression.finditer(source, start, end)}


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
    hits = [i for i in range(sentence.first, sentence.last) if _tells_time(tokens[i].lower)]
    named = _named(tokens[sentence.first : sentence.last], source, sentence.start, sentence.end)
    if named:
        inside = (i for i in range(sentence.first, sentence.last) if named & set(range(tokens[i].start, tokens[i].end)))
        hits = sorted({*hits, *inside})
    k = 0
    for i in range(sentence.first, sentence.last):
        while k < len(hits) and hits[k] < i:
            k += 1
        if k == len(hits):
            return
        if hits[k] == i or (hits[k] <= i + REACH and tokens[i].lower.split("-")[0] in openers):
            yield i
