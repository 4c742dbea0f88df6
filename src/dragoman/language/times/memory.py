"""What a text has told of so far, for *the next day*, *that year*, *three weeks later*."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.language.times.units import COARSENESS
from dragoman.language.times.values import Context, Normalised, Tense

__all__ = ["Memory"]

FRESH = timedelta(days=3)
"""A page is published within this time of its news."""


@dataclass(slots=True)
class Memory:
    """The day that a text told of last, and the coarser units since."""

    anchor: date | None
    """Day of publication."""
    day: date | None = None
    news: date | None = None
    """The first day told of, if the text was published within days of it."""
    units: dict[str, date] = field(default_factory=dict)
    """First day of the last month, year … told of after that day, under its unit and all coarser ones."""
    coarse_in: int = -2
    """Index of the sentence that told of them."""
    dated: date | None = None
    """The last day or month that was given with its year, or without it in the same strain."""
    dated_in: int = -2
    day_dated: bool = False

    def context(self, tense: Tense, sentence: int) -> Context:
        """What an expression in a sentence is understood from. Just after a month or a year, *the next day* hangs on
        a day within it that is not known, and no longer on the day before.
        """
        near = sentence - self.coarse_in <= 1
        dated, since = self.dated, sentence - self.dated_in
        return Context(
            self.anchor, tense, None if near else self.day, dict(self.units), self.day, self.news,
            dated if since == 0 or (since == 1 and self.day_dated) else None, since == 0,
        )  # fmt: skip

    def remember(self, found: Normalised, sentence: int, text: str = "") -> None:
        """Keep what an expression names, if it is a day or a period of the calendar; `text` is how it is written."""
        if found.kind not in ("DATE", "TIME") or found.first is None or found.value == "PRESENT_REF":
            return
        self._date(found, sentence, text)
        if found.unit == "day" and found.first == found.last:
            self.day, self.coarse_in = found.first, -2
            if self.news is None and self.anchor and timedelta(0) <= self.anchor - found.first <= FRESH:
                self.news = found.first
            self.units.clear()
        elif found.unit in COARSENESS:
            self.coarse_in = sentence
            for unit in COARSENESS[COARSENESS.index(found.unit) :]:
                self.units[unit] = found.first

    def _date(self, found: Normalised, sentence: int, text: str) -> None:
        """*On June 28, 1914 … On July 23 …*: the year holds until another is told."""
        if found.first is None or found.unit not in ("day", "month"):
            return
        if found.unit == "month" and sentence != self.dated_in and str(found.first.year) not in text:
            return
        goes_on = self.dated is not None and sentence - self.dated_in <= 1 and self.dated.year == found.first.year
        if str(found.first.year) in text or goes_on:
            self.dated, self.dated_in, self.day_dated = found.first, sentence, found.unit == "day"
