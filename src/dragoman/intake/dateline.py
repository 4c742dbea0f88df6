"""The dateline of a report: `NICOSIA, April 4 (Agency) -` at the head of its first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.intake.dates import MONTH, date_in

__all__ = ["Dateline", "find_dateline", "is_dateline_alone", "place_of"]

UPPER_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ /][A-ZÀ-Þ.'’\-]+){0,4}"
PLACE = r"[A-ZÀ-Þ][\w.'’\-]*(?:[ /](?:(?:de|del|la|el|al|of|the|am|an|der|and) )?[A-ZÀ-Þ][\w.'’\-]*){0,3}"
REGION = r"(?:,\s+[A-ZÀ-Þ][\w.'’\-]*(?:\s[A-ZÀ-Þ][\w.'’\-]*){0,3}?)?"
DAY = rf"(?:{MONTH.replace('(', '(?:', 1)}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH.replace('(', '(?:', 1)})(?:,?\s+(?:19|20)\d\d)?"
AGENCY = r"\((?P<agency>[A-Z][\w&.’'\- /]{1,40})\)"
DASH = r"\s*(?:--+|[-–—])\s+|\s*[–—]\s*"

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE if fold else 0)
    for pattern, fold in (
        # place, day, perhaps agency, dash
        (rf"^(?P<place>{PLACE}{REGION})[,.]?\s+(?P<day>(?i:{DAY}))\.?\s*(?:{AGENCY}\.?)?(?:{DASH}|\s*:\s+)", False),
        # place and agency, dash or nothing
        (rf"^(?P<place>{PLACE}{REGION}),?\s*{AGENCY}\s*(?:{DASH}|:\s+|(?=[A-Z“\"]))", False),
        # place in capitals, perhaps a region, dash
        (rf"^(?P<place>{UPPER_PLACE}{REGION}),?(?:{DASH}|:\s+)", False),
        # place and region, long dash
        (rf"^(?P<place>{PLACE}{REGION})\s*(?:—|–|--)\s*(?=[A-Z“\"])", False),
        # agency alone
        (rf"^{AGENCY}\s*(?:{DASH})", False),
    )
)
ALONE = re.compile(rf"^(?P<place>{PLACE}{REGION}),?\s+(?P<day>(?i:{DAY}))\.?$")
MAX_LENGTH = 90
MAX_PLACE_WORDS = 6
WEEKDAY = re.compile(r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun)\.?$|^(?:published|updated|posted|issue|date|last)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `end` is where the report itself begins in the line."""

    place: str | None
    day: str | None
    """ISO day, only where the dateline gives the year."""
    agency: str | None
    end: int


def find_dateline(line: str) -> Dateline | None:
    """The dateline at the head of `line`, which belongs to the text; None where there is none."""
    head = line[:MAX_LENGTH]
    for pattern in PATTERNS:
        match = pattern.match(head)
        if not match or match.end() >= len(line):
            continue
        parts = match.groupdict()
        place = _place(parts.get("place"))
        if parts.get("place") and place is None:
            continue
        return Dateline(place, date_in(parts.get("day") or ""), parts.get("agency"), match.end())
    return None


ARTICLES = frozenset({"la", "el", "al", "le", "st"})
"""Short words that begin a town's name."""


def is_dateline_alone(line: str) -> Dateline | None:
    """A line that is nothing but place and day, as statements have it: `Geneva, 9 May 2022`."""
    match = ALONE.match(line)
    if not match or _place(match["place"]) is None:
        return None
    return Dateline(_place(match["place"]), date_in(match["day"]), None, len(line))


def place_of(found: str) -> str | None:
    """The place that a field of its own gives, in usual capitals: `NICOSIA, April 4` is Nicosia."""
    return _place(re.split(rf",?\s+(?i:{DAY})", found)[0])


def _place(found: str | None) -> str | None:
    words = (found or "").strip(" ,-–—").split()
    if not words or len(words) > MAX_PLACE_WORDS or WEEKDAY.match(words[0]):
        return None
    return " ".join(_cased(word, first=k == 0 and len(words) > 1) for k, word in enumerate(words))


def _cased(word: str, *, first: bool) -> str:
    """NICOSIA becomes Nicosia; U.S. and D.C. stay, as does DC behind Washington; the LA of LA PAZ begins a name."""
    letters = word.replace(".", "").replace(",", "")
    short = len(letters) <= 2 and not (first and letters.lower() in ARTICLES)
    if not letters.isupper() or "." in word.rstrip(".,") or short:
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)
