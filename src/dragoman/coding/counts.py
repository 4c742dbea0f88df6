"""Numbers that a clause gives for its act: killed, injured, arrested, troops, money …"""

from __future__ import annotations

import re
from functools import cache

from dragoman.language.reading import Clause, Reading, Token
from dragoman.language.tables import table
from dragoman.model import Count

__all__ = ["find_counts", "number_of"]

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
VAGUE = {"dozen": (12, 12), "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999), "thousands": (2000, 9999),
         "several": (3, 9), "score": (20, 20)}  # fmt: skip
AT_LEAST = frozenset({"least", "more", "over"})
AT_MOST = frozenset({"most", "fewer", "less", "under"})
NUMBER = re.compile(r"^\d[\d,]*(\.\d+)?$")


def number_of(words: list[str]) -> float | None:
    """The value of a number in words or digits (`twelve`, `1,200`, `2.5 million`, `twenty-five`), or None."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        for part in word.lower().split("-"):
            if part == "and" or part == "a":
                continue
            if NUMBER.match(part):
                current, seen = current + float(part.replace(",", "")), True
            elif part in UNITS:
                current, seen = current + UNITS[part], True
            elif part in SCALES:
                current, seen = (current or 1) * SCALES[part], True
                if SCALES[part] > 100:
                    total, current = total + current, 0.0
            else:
                return None
    return total + current if seen else None


@cache
def _kinds() -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = table("counts")
    return data


def find_counts(reading: Reading, clause: Clause) -> tuple[Count, ...]:
    """The numbers among the arguments of a clause; the act's word says what they count."""
    found: list[Count] = []
    lemma = reading.tokens[clause.predicate].lemma
    for argument in clause.arguments:
        head = reading.tokens[argument.head]
        what = _what(lemma, argument.role, head)
        if what is None:
            continue
        count = _count(reading, head, what)
        if count is not None and all(c.start != count.start for c in found):
            found.append(count)
    return tuple(found)


def _what(lemma: str, role: str, head: Token) -> str | None:
    for what, rule in _kinds().items():
        if rule.get("nouns") and head.lemma in rule["nouns"] and role in rule.get("roles", [role]):
            return what
    for what, rule in _kinds().items():
        if lemma in rule.get("predicates", []) and role in rule.get("roles", ["object"]):
            return what
    return None


def _count(reading: Reading, head: Token, what: str) -> Count | None:
    """The number that modifies a noun (or is the noun), with its bounds."""
    left = max(reading.sentences[head.sentence].first, head.left)
    tokens = [t for t in reading.tokens[left : head.i + 1] if t.pos == "NUM" or t.lower in VAGUE or t.lower in SCALES]
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1]
    vague = next((t for t in tokens if t.lower in VAGUE), None)
    value = number_of([t.text for t in tokens if t.lower not in VAGUE])
    if vague is not None:
        factor = value or 1
        low, high = VAGUE[vague.lower][0] * factor, VAGUE[vague.lower][1] * factor
    elif value is None:
        return None
    else:
        low = high = value
    if 1800 <= low <= 2100 and first is last and what not in ("killed", "injured"):
        return None
    before = {t.lower for t in reading.tokens[max(left, first.i - 3) : first.i]}
    if before & AT_LEAST:
        high = max(high, low)
    source = reading.source_of(first)
    return Count(
        what=what,  # type: ignore[arg-type]
        low=0.0 if before & AT_MOST and "at" in before else float(low),
        high=float(high),
        text=source[first.start : last.end],
        start=first.start,
        end=last.end,
    )
