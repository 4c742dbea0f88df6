"""The words that tell time, from `data/times/words.toml`: as regular expressions, and what each stands for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from dragoman.datafiles import read_table

__all__ = ["expression_of", "key_of", "number", "periods", "table", "word_class"]

_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_TENS = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})


def table(name: str) -> dict[str, Any]:
    """A file of `data/times` as a dictionary."""
    return read_table(f"times/{name}")


@cache
def periods() -> list[dict[str, Any]]:
    """The named days and seasons, those that move behind the others."""
    return [*table("periods")["period"], *table("periods_movable")["period"]]


def expression_of(words: list[str]) -> str:
    """A regular expression for any of the words, the longest first; blanks stand for any white space."""
    return "|".join(sorted(words, key=len, reverse=True)).replace(" ", r"\s+")


@cache
def word_class(name: str) -> str:
    """The regular expression (without a group) for a class of words, such as `months`."""
    if name == "number":
        return _number_expression()
    return expression_of([word for words in table("words")[name].values() for word in words])


@lru_cache(maxsize=4096)
def key_of(name: str, text: str) -> str | None:
    """What a word of a class stands for: `key_of("months", "Sept.")` is `"9"`. Null if it is none of the class."""
    for key, pattern in _keys(name):
        if pattern.fullmatch(text):
            return key
    return None


@cache
def _keys(name: str) -> list[tuple[str, re.Pattern[str]]]:
    return [(key, re.compile(expression_of(words), re.IGNORECASE)) for key, words in table("words")[name].items()]


def _number_expression() -> str:
    words: dict[str, list[str]] = table("words")["numbers"]
    tens = expression_of([w for key in _TENS for w in words[key]])
    ones = expression_of(
        [w for key, ws in words.items() for w in ws if key not in _TENS and key not in ("100", "1000")]
    )
    small = rf"(?:{tens})(?:[-\s](?:{ones}))?|{ones}"
    large = rf"(?:{small})?\s*(?:hundred|thousand)(?:\s+(?:and\s+)?(?:{small})\b)?"
    vague = expression_of(table("words")["vague"]["words"])
    return rf"(?:{vague}|(?:{_DIGITS}|{large}|{small})(?:[-\s]and[-\s](?:a|one)[-\s]half)?(?:\s+1/2)?)"


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The number that words or digits write; null where they leave it open (*several*) or are none.

    >>> number("two-and-a-half")
    2.5
    """
    text = re.sub(r"\s+", " ", text.strip().lower())
    half = re.search(r"(?:[- ]and[- ](?:a|one)[- ]half| 1/2)$", text)
    if half:
        whole = number(text[: half.start()])
        return None if whole is None else whole + 0.5
    if re.fullmatch(_DIGITS, text):
        return float(text.replace(",", ""))
    if (key := key_of("numbers", text)) is not None:
        return float(key)
    total, current = 0.0, 0.0
    for word in re.split(r"[- ]", text):
        key = key_of("numbers", word)
        if word == "and":
            continue
        if key is None:
            return None
        if key in ("100", "1000"):
            total, current = total + max(current, 1.0) * float(key), 0.0
        else:
            current += float(key)
    return total + current
