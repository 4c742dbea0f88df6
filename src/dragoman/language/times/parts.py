"""The named pieces of an expression that a pattern matched, and readings of the pieces that many rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.language.times.units import month_day, period
from dragoman.language.times.values import Context, Normalised
from dragoman.language.times.words import key_of, number, word_class

__all__ = ["Length", "Parts", "Rule", "length_of", "whole_units"]

CENTURY_TURN = 30
"""Two-digit years from here on belong to the twentieth century: a news archive looks back."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The named groups of a match, and the way to normalise a piece that is itself an expression."""

    groups: dict[str, str]
    read: Callable[[str, Context], Normalised | None]

    def __contains__(self, name: str) -> bool:
        return name in self.groups

    def text(self, *names: str) -> str:
        """The text of the first of the groups that matched, in lower case; empty if none did."""
        for name in names:
            if name in self.groups:
                return re.sub(r"\s+", " ", self.groups[name].lower())
        return ""

    def key(self, name: str, words: str) -> str | None:
        """What the group's word stands for in a class of `words.toml`."""
        return key_of(words, self.text(name)) if name in self.groups else None

    def number(self, name: str, words: str) -> int | None:
        """The same for a class whose keys are whole numbers."""
        key = self.key(name, words)
        return None if key is None else int(key)

    def amount(self, name: str) -> float | None:
        """A group that is a number in words or figures; null where it leaves the number open."""
        return number(self.text(name)) if name in self.groups else None

    def modifier(self) -> str:
        """TIMEX3's MOD, from the group `modifier` or `modifier2`."""
        return self.key("modifier", "modifiers") or self.key("modifier2", "modifiers") or ""

    def normalised(self, name: str, context: Context) -> Normalised | None:
        """A group as an expression of its own."""
        return self.read(self.groups[name], context) if name in self.groups else None

    def year(self, context: Context) -> int | None:
        """The year that the expression names: in figures, or as *last year*."""
        if written := self.text("year", "year2"):
            return written_year(written)
        if found := self.normalised("of", context) or self.normalised("of2", context):
            return found.first.year if found.first else None
        return None

    def offset(self, context: Context, unit: str) -> tuple[int, date | None] | None:
        """How many units back or forward the expression looks, and from which day; null if it does not say."""
        if (n := self.number("told", "told")) is not None:
            return n, context.narrative_for(unit)
        if (n := self.number("deixis", "deixis")) is not None:
            return n, context.anchor
        return None


Rule = Callable[[Parts, Context], Normalised | None]
"""Gives the meaning of a match, or null if it has none after all (February 30)."""


def written_year(text: str) -> int:
    """A year in four or two figures."""
    digits = re.sub(r"\D", "", text)
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


@dataclass(frozen=True, slots=True)
class Length:
    """*More than two weeks*: an amount (null where the text leaves it open) of a unit, and how exactly."""

    amount: float | None
    unit: str
    bound: str = ""


_PART = re.compile(
    r"(?:(?P<bound>.+?) )??(?:a )?(?P<fraction>half|quarter|three[- ]quarters)[- ](?:of a |a )?(?P<unit>century|decade)"
)
"""*Half a century*, *nearly a quarter of a century*."""
FRACTIONS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75, "three-quarters": 0.75}
SMALLER = {"century": ("year", 100), "decade": ("year", 10), "millennium": ("year", 1000), "year": ("month", 12),
           "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60)}  # fmt: skip

LONG = frozenset({"decade", "century", "millennium"})


def whole_units(name: str, amount: float | None) -> tuple[str, float | None]:
    """A fortnight is two weeks, half a century fifty years, half a decade five, half a day twelve hours."""
    if name == "fortnight":
        return "week", amount and amount * 2
    if amount is None or name not in SMALLER or (amount >= 1 and (amount % 1 == 0 or name not in LONG)):
        return name, amount
    unit, count = SMALLER[name]
    return unit, amount * count


_LENGTH: list[re.Pattern[str]] = []


def length_of(text: str) -> Length | None:
    """Read a length such as *nearly two weeks* or *years*; null if it is none."""
    if not _LENGTH:
        bound, amount, unit = (word_class(name) for name in ("bounds", "number", "units"))
        _LENGTH.append(
            re.compile(
                rf"(?:(?P<bound>{bound})\s+)?(?:(?P<number>{amount})[-\s]+)?(?:[a-z-]+\s+)??(?P<unit>{unit})(?P<half>\s+and\s+a\s+half)?",
                re.IGNORECASE,
            )
        )
    if part := _PART.fullmatch(text):
        unit, count = whole_units(part["unit"], FRACTIONS[part["fraction"]])
        return Length(count, unit, (part["bound"] and key_of("bounds", part["bound"])) or "")
    match = _LENGTH[0].fullmatch(text)
    if match is None:
        return None
    unit = key_of("units", match["unit"]) or "day"
    bound = (match["bound"] and key_of("bounds", re.sub(r"\s+", " ", match["bound"]))) or ""
    if match["number"]:
        count = number(match["number"])
        unit, count = whole_units(unit, count + 0.5 if count is not None and match["half"] else count)
        return Length(count, unit, bound)
    unit, count = whole_units(unit, None if match["unit"].lower().endswith("s") else 1.0)
    return Length(count, unit, bound)


def first_of(unit: str, day: date) -> date:
    """First day of the unit that a day lies in."""
    return period(unit, day).first


def valid(year: int, month: int = 1, day: int = 1) -> date | None:
    """The date, or null if there is none."""
    return month_day(year, month, day)
