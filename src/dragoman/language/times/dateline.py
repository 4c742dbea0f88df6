"""The day of a dateline, from which a report tells its *today*: `NICOSIA, April 4 (Agency) – …`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.language.reading import Reading, Token
from dragoman.language.times.anchoring import date_near
from dragoman.language.times.words import key_of, word_class

__all__ = ["dateline_day", "in_dateline"]

LONGEST = 14
"""Tokens of a dateline at the most, place, day and agency."""
DASHES = frozenset({"-", "–", "—", "--", "_"})
DELAY = timedelta(days=4)
"""A report is printed within these days of being written; more, and the day is no dateline's."""


def in_dateline(reading: Reading, token: Token) -> bool:
    """Whether a token stands in a dateline, and so tells the day of the report, not of what it tells."""
    sentence = reading.sentences[token.sentence]
    first = reading.tokens[sentence.first]
    if token.i - first.i > LONGEST or not (first.text.isupper() and len(first.text) > 2):
        return False
    return any(t.text in DASHES for t in reading.tokens[token.i + 1 : first.i + LONGEST])


def dateline_day(reading: Reading, published: date) -> date | None:
    """The day that the body's dateline names, if it has one and it lies within days of the publication."""
    body = next((s for s in reading.sentences if s.source == "text"), None)
    if body is None:
        return None
    months = word_class("months")
    for match in re.finditer(rf"\b(?P<month>{months})\s+(?P<day>\d{{1,2}})\b", reading.text[body.start : body.end]):
        at = body.start + match.start()
        token = next((t for t in reading.tokens[body.first : body.last] if t.start >= at), None)
        month = key_of("months", match["month"])
        if token is None or month is None or not in_dateline(reading, token):
            return None
        day = date_near(published, int(month), int(match["day"]), "past")
        return day if day is not None and timedelta(0) <= published - day <= DELAY else None
    return None
