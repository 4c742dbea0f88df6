"""The day of a dateline, from which a report tells its *today*: `NICOSIA, April 4 (Agency) – …`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache

from dragoman.intake.dateline import find_dateline, is_dateline_alone
from dragoman.language.reading import Reading, Token
from dragoman.language.times.anchoring import date_near
from dragoman.language.times.words import key_of, word_class

__all__ = ["dateline_day", "in_dateline"]

LONGEST = 14
"""Tokens of a dateline at the most, place, day and agency."""
LINE = 300
"""Characters of a first line that are looked at."""
DASHES = frozenset({"-", "–", "—", "--", "_"})
DELAY = timedelta(days=4)
"""A report is printed within these days of being written; more, and the day is no dateline's."""


def in_dateline(reading: Reading, token: Token) -> bool:
    """Whether a token stands in a dateline, and so tells the day of the report, not of what it tells."""
    sentence = reading.sentences[token.sentence]
    if sentence.source == "text" and token.end <= _end(reading.text):
        return True
    first = reading.tokens[sentence.first]
    if token.i - first.i > LONGEST or not (first.text.isupper() and len(first.text) > 2):
        return False
    return any(t.text in DASHES for t in reading.tokens[token.i + 1 : first.i + LONGEST])


def _end(text: str) -> int:
    """Where the dateline at the head of a body ends, before its first paragraph or on a line of its own."""
    lead = len(text) - len(text.lstrip())
    length = _length(text[lead : lead + LINE].split("\n", 1)[0])
    return lead + length if length else 0


@lru_cache(maxsize=64)
def _length(line: str) -> int:
    found = find_dateline(line) or is_dateline_alone(line)
    if found is not None:
        return found.end
    bare = _bare_day().match(line)
    return bare.end() if bare else 0


@cache
def _bare_day() -> re.Pattern[str]:
    """`27 March 1997 — `: a day at the head of the text, without a place."""
    months, weekdays = word_class("months"), word_class("weekdays")
    day = rf"(?:(?:{months})\s+\d{{1,2}}|\d{{1,2}}\s+(?:{months}))(?:,?\s+\d{{4}})?"
    return re.compile(rf"(?:(?:{weekdays}),?\s+)?{day}\s*(?:--+|[–—]|\s-\s)\s*(?=\S)")


def dateline_day(reading: Reading, published: date) -> date | None:
    """The day that the body's dateline names, if it has one and it lies within days of the publication."""
    body = next((s for s in reading.sentences if s.source == "text"), None)
    if body is None:
        return None
    for match in _day().finditer(reading.text, body.start, body.end):
        token = next((t for t in reading.tokens[body.first : body.last] if t.start >= match.start()), None)
        month = key_of("months", match["month"] or match["month2"])
        if token is None or month is None or not in_dateline(reading, token):
            return None
        day = date_near(published, int(month), int(match["day"] or match["day2"]), "past")
        return day if day is not None and timedelta(0) <= published - day <= DELAY else None
    return None


@cache
def _day() -> re.Pattern[str]:
    months = word_class("months")
    suffix = "(?:st|nd|rd|th)?"
    return re.compile(
        rf"\b(?:(?P<month>{months})\s+(?P<day>\d{{1,2}}){suffix}\b|(?P<day2>\d{{1,2}}){suffix}\s+(?P<month2>{months})\b)"
    )
