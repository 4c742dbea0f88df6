"""Dates of publication as pages write them."""

from __future__ import annotations

import datetime
import re

__all__ = ["date_in", "iso_day", "iso_moment"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = r"(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?"
ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+{MONTH}[\s,-]+((?:19|20)\d\d)\b", re.IGNORECASE
)
MONTH_DAY = re.compile(rf"\b{MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})\b")
NUMBERS = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
MOMENT = re.compile(
    r"^\s*((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?\s*$"
)


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None


def date_in(text: str) -> str | None:
    """The first full date in `text` as an ISO day; None where there is none, or where day and month cannot be told apart."""
    found: list[tuple[int, str | None]] = []
    for match in ISO.finditer(text):
        found.append((match.start(), _day(match[1], int(match[2]), match[3])))
    for match in YEAR_FIRST.finditer(text):
        found.append((match.start(), _day(match[1], int(match[2]), match[3])))
    for match in DAY_MONTH.finditer(text):
        found.append((match.start(), _day(match[3], MONTHS[match[2].lower()], match[1])))
    for match in MONTH_DAY.finditer(text):
        found.append((match.start(), _day(match[3], MONTHS[match[1].lower()], match[2])))
    for match in NUMBERS.finditer(text):
        found.append((match.start(), _numbers(match[1], match[2], match[3])))
    return next((day for _, day in sorted(found, key=lambda pair: pair[0]) if day), None)


def _numbers(first: str, second: str, year: str) -> str | None:
    """31/12/2020 and 12/31/2020 can be read, 3/4/2020 cannot: half the world reads it otherwise."""
    if int(first) > 12:
        return _day(year, int(second), first) if int(second) <= 12 else None
    if int(second) > 12:
        return _day(year, int(first), second)
    return _day(year, int(first), second) if first == second else None


def iso_day(value: str) -> str | None:
    """The day of an ISO date or time, or of a date in words; None where there is none."""
    return date_in(value)


def iso_moment(value: str) -> str | None:
    """`value` itself where it is an ISO day or time that exists, else the day found in it; None where there is none."""
    match = MOMENT.match(value)
    if match and _day(match[1], int(match[2]), match[3]):
        return value.strip().replace(" ", "T", 1)
    return date_in(value)
