"""The dateline of a report: `NICOSIA, April 4 (Agency) -` at the head of its first paragraph."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.datafiles import read_lines
from dragoman.intake.byline import find_agency
from dragoman.intake.dates import MONTH, date_in
from dragoman.intake.headline import outlet_names
from dragoman.intake.rights import outlet_words

__all__ = ["Dateline", "find_dateline", "is_dateline_alone", "place_of"]

UPPER_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ /][A-ZÀ-Þ.'’\-]+){0,4}"
PLACE = r"[A-ZÀ-Þ][\w.'’\-]*(?:[ /](?:(?:de|del|la|el|al|of|the|am|an|der|and) )?[A-ZÀ-Þ][\w.'’\-]*){0,3}"
REGION = r"(?:,\s+[A-ZÀ-Þ][\w.'’\-]*(?:\s[A-ZÀ-Þ][\w.'’\-]*){0,3}?)?"
DAY = rf"(?:{MONTH.replace('(', '(?:', 1)}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH.replace('(', '(?:', 1)})(?:,?\s+(?:19|20)\d\d)?"
AGENCY = r"\((?P<agency>[A-Z][\w&.’'\- /]{1,40}|dpa|epd)\)"
BARE_AGENCY = r"(?P<agency>[A-Z][A-Za-z-]+)"
DASH = r"\s*(?:--+|[-–—])\s+|\s*(?:--+|[–—])\s*"
STARTS = r"(?=[A-Z“\"])"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A form of dateline; `sure` where day or agency show that it is one."""

    expression: re.Pattern[str]
    sure: bool


PATTERNS = tuple(
    _Pattern(re.compile(expression), sure)
    for expression, sure in (
        # place, day, perhaps agency, dash
        (rf"^(?P<place>{PLACE}{REGION})[,.]?\s+(?P<day>(?i:{DAY}))\.?\s*(?:{AGENCY}\.?)?(?:{DASH}|\s*:\s+)", True),
        # place, day and agency
        (rf"^(?P<place>{PLACE}{REGION})[,.]?\s+(?P<day>(?i:{DAY}))\.?\s*{AGENCY}\s*{STARTS}", True),
        # place and agency, dash or nothing
        (rf"^(?P<place>{PLACE}{REGION}),?\s*{AGENCY}\s*(?:{DASH}|:\s+|{STARTS})", True),
        # place and agency without brackets, dash
        (rf"^(?P<place>{PLACE}),\s+{BARE_AGENCY}(?:{DASH})", True),
        # place in capitals, perhaps a region, dash
        (rf"^(?P<place>{UPPER_PLACE}{REGION}),?(?:{DASH}|:\s+)", False),
        # place and region, long dash
        (rf"^(?P<place>{PLACE}{REGION})\s*(?:—|–|--)\s*{STARTS}", False),
        # agency alone
        (rf"^{AGENCY}\s*(?:{DASH})", True),
        (r"^(?P<agency>[A-Z]{2,6})\s+[—–]\s+", False),
    )
)
ALONE = re.compile(rf"^(?P<place>{PLACE}{REGION}),?\s+(?P<day>(?i:{DAY}))\.?$")
HEADQUARTERS = frozenset({"united nations", ""})
"""An organisation in whose house reports are written."""
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
        match = pattern.expression.match(head)
        if not match or match.end() >= len(line):
            continue
        parts = match.groupdict()
        place = _place(parts.get("place"))
        if parts.get("place") and place is None:
            continue
        agency, day = parts.get("agency"), parts.get("day")
        if not pattern.sure and (line[match.end()].islower() or _goes_on(line, match)):
            continue
        if agency and not day and not _may_be_agency(agency, parts.get("place"), brackets="(" in match[0]):
            continue
        return Dateline(place, date_in(day or ""), agency, match.end())
    return None


def _goes_on(line: str, match: re.Match[str]) -> bool:
    """Whether the dash opens a remark that a second one closes: `Egypt, Sudan — neighbours all — met`."""
    sentence = re.split(r"[.!?]\s", line[match.end() :], maxsplit=1)[0]
    place = match.groupdict().get("place")
    return (
        place is not None
        and not place.split(",")[0].isupper()
        and len(re.findall(r"\s(?:—|–|--)\s", sentence)) % 2 == 1
    )


def _may_be_agency(agency: str, place: str | None, *, brackets: bool) -> bool:
    """Whether a name beside a place is an agency's: known, or called as outlets are, or short and not the place's own."""
    words = agency.replace("/", " ").split()
    if find_agency(agency) or agency.lower() in outlet_names():
        return True
    if not brackets or not place:
        return brackets
    if (outlet_words() | outlet_names()).intersection(word.lower() for word in words) or place.split(",")[0].isupper():
        return True
    initials = "".join(word[0] for word in re.findall(r"\w+", place))
    return agency.isupper() and len(words) == 1 and not initials.startswith(agency)


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
    plain = [re.sub(r"['’]s$|\W+", "", word.lower()) for word in words]
    if not 0 < len(words) <= MAX_PLACE_WORDS or WEEKDAY.match(words[0]):
        return None
    anywhere, first = _no_places()
    if (
        plain[0] in first
        or anywhere.intersection(plain)
        or " ".join(words).lower().split(",")[0].strip(" .") in _bodies()
    ):
        return None
    return " ".join(_cased(word, first=k == 0 and len(words) > 1) for k, word in enumerate(words))


@cache
def _no_places() -> tuple[frozenset[str], frozenset[str]]:
    """Words that no dateline's place holds, and words that none begins with."""
    rows = read_lines("intake/no_datelines")
    first = [word for row in rows if row.startswith("first:") for word in row.split()[1:]]
    return frozenset(word for row in rows if not row.startswith("first:") for word in row.split()), frozenset(first)


@cache
def _bodies() -> frozenset[str]:
    """What agencies, international organisations, armed groups and parties are called, lower case: `nato`, `hamas`."""
    names = set(outlet_names())
    for table in ("international", "armed-groups", "parties"):
        source = files("dragoman.data").joinpath(f"world/organisations/{table}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(io.StringIO(source)):
            names.update(name.strip().lower() for name in (row["name"], *row["aliases"].split(";")))
    return frozenset(names - HEADQUARTERS)


def _cased(word: str, *, first: bool) -> str:
    """NICOSIA becomes Nicosia; U.S. and D.C. stay, as does DC behind Washington; the LA of LA PAZ begins a name."""
    letters = word.replace(".", "").replace(",", "")
    short = len(letters) <= 2 and not (first and letters.lower() in ARTICLES)
    if not letters.isupper() or "." in word.rstrip(".,") or short:
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m.group().capitalize(), word)
