"""Where a time expression may begin, so that the patterns are tried at few tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.language.reading import Reading, Sentence
from dragoman.language.times.words import table, word_class

__all__ = ["starts"]

REACH = 8
"""Tokens before a word of time at which an expression with it may begin."""


@cache
def _trigger() -> re.Pattern[str]:
    """A word, or figure, without which there is no time expression."""
    classes = ("months", "weekdays", "units", "dayparts", "moments", "seasons", "eras", "days", "references", "repeats")
    names = [word_class(name) for name in classes]
    names += [name.replace("'", ".") for entry in table("periods")["period"] for name in entry["names"]]
    plural = [f"{w}s" for words in table("words")["weekdays"].values() for w in words if w.endswith("day")]
    return re.compile(
        rf"\b(?:{'|'.join([*names, *plural])}|ago|midnight|overnight|tonight|o.clock|weekdays?)(?!\w)"
        r"|\d",
        re.IGNORECASE,
    )


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
    hits = [m.start() for m in _trigger().finditer(source, sentence.start, sentence.end)]
    if not hits:
        return
    tokens, openers = reading.tokens, _openers()
    k = 0
    for i in range(sentence.first, sentence.last):
        token = tokens[i]
        while k < len(hits) and hits[k] < token.start:
            k += 1
        if k == len(hits):
            return
        within = tokens[min(i + REACH, sentence.last - 1)].end
        if hits[k] < token.end or (hits[k] < within and token.lower.split("-")[0] in openers):
            yield i
