"""Who wrote it: names out of a byline, and the news agency that a page credits."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.datafiles import read_lines, read_words
from dragoman.intake.dates import MONTH as MONTH_NAME
from dragoman.intake.rights import outlet_words

__all__ = ["agency_names", "find_agency", "looks_like_byline", "parse_byline"]

START = re.compile(
    r"^\s*(?:written by|posted by|reporting by|words by|words|story by|author|reporter|by)\b[:\s]*|^\s*from (?=our\b)",
    re.IGNORECASE,
)
NAME = r"[A-ZÀ-Þ][\w.'’\-]*(?:\s+(?:(?:de|del|della|da|dos|van|von|der|den|al|el|bin|ibn|la|le)\s+)*[A-ZÀ-Þ][\w.'’\-]*){1,3}"
NAMES = re.compile(rf"{NAME}(?:(?:,\s*|,?\s+and\s+|\s+&\s+){NAME})*")
CREDIT = re.compile(r"^\(?\s*reporting by\s+(?P<names>[^;)]+)", re.IGNORECASE)
MONTH = MONTH_NAME.replace("(", "(?:", 1)
AFTER = re.compile(
    r"\s*[|•·@]\s*|\s+[-–—](?:\s+|$)|\(|\bPUBLISHED\b|\b(?:Published|Updated|Posted|Filed|Follow)\b"
    r"|\s+\d|,?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    rf"|,?\s+{MONTH}\s*\d"
    r"|\s+(?:senior|staff|chief|special|associate|contributing|executive|managing|deputy|assistant)\s+(?:\w+\s+){0,2}"
    r"(?:correspondent|editor|writer|reporter|columnist|producer|analyst|contributor)",
    re.IGNORECASE,
)
"""What follows the names: marks, time, role. `Follow` and `Posted` are buttons and labels."""
PLACE_TAIL = re.compile(r"\s+(?:in|at|for)\s+[A-Z].*$")
MAX_WORDS = 18
MONTHS = re.compile(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?\s*\d|\d", re.IGNORECASE)  # fmt: skip
SENTENCE_END = re.compile(r"[.!?]$")


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    """Agency names and their short forms, lower case, to the name."""
    table: dict[str, str] = {}
    for line in read_lines("intake/agencies"):
        names = [name.strip() for name in line.split("|")]
        table.update({name.lower(): names[0] for name in names})
    return table


def agency_names() -> frozenset[str]:
    """All that agencies are called, lower case."""
    return frozenset(_agencies())


def looks_like_byline(line: str) -> bool:
    """`By` and a name, short, no sentence."""
    match = START.match(line)
    if not match or len(line.split()) > MAX_WORDS or SENTENCE_END.search(line.strip()):
        return False
    rest = line[match.end() :]
    return bool(rest[:1].isupper() or rest.startswith("our "))


def parse_byline(line: str) -> str | None:
    """The names in a byline or credit line, without `By`, outlet, place or date; None where there is no name."""
    credit = CREDIT.match(line)
    rest = credit["names"] if credit else START.sub("", line, count=1)
    rest = AFTER.split(rest, maxsplit=1)[0].strip(" ,:;")
    if rest.lower().startswith("our "):
        return rest.split(",")[0]
    rest = PLACE_TAIL.sub("", rest)
    match = NAMES.match(rest.title() if rest.isupper() else rest)
    if not match:
        return None
    listed = re.match(
        rf".*?(?:\s+and\s+|\s+&\s+){NAME}", match.group()
    )  # what follows the last name is an outlet or a role
    parts = re.split(r",?\s+and\s+|\s+&\s+|,\s*", listed.group() if listed else match.group())
    names = [name for name in parts if _is_person(name)]
    if not names:
        return None
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _is_person(name: str) -> bool:
    words = name.lower().split()
    return (
        not (read_words("intake/byline_titles") | outlet_words()).intersection(words)
        and not read_words("intake/no_names").issuperset(words)
        and name.lower() not in _agencies()
        and not MONTHS.search(name)
    )


def find_agency(text: str) -> str | None:
    """The agency that a dateline's brackets or a byline names, by its usual name; None where none is known."""
    known = _agencies()
    whole = text.strip(" ().").lower()
    if whole in known:
        return known[whole]
    for part in re.split(r"\s*[,|/•·()]\s*|\s+[-–—]\s+|\bfor\b|\bvia\b|^by\b", text.strip(), flags=re.IGNORECASE):
        if part.strip(" .").lower() in known and len(part.strip(" .")) > 1:
            return known[part.strip(" .").lower()]
    return None
