"""Which Wednesday, which March, which third quarter: the choice that the publication day and the tense make.

Past (and present perfect) looks back, the day of publication included; future looks ahead, likewise. What was
announced may lie on either side. Without a tense
a weekday looks back, since news mostly tells what was, and a month or a date goes to the nearest, with a lean to the
past.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dragoman.language.times.units import month_day
from dragoman.language.times.values import Context, Tense

__all__ = ["FAR_BACK", "SOON", "date_near", "weekday_near", "year_near", "year_told"]

FAR_BACK = 300
"""A date without a year more than this many days before an announcing verb is rather the coming one."""
SOON = 65
"""… if that one is no more than this many days off."""
DATE_LINE = 1
"""Days ahead of the page on which something may have been: where it happened, the day began earlier."""

LEAN_BACK = 60
"""Days by which the coming date must be nearer than the past one to be meant without a tense: news looks back."""


def weekday_near(anchor: date, weekday: int, tense: Tense) -> date:
    """The weekday (1 Monday … 7 Sunday) meant on a day of publication: never more than six days away; of what was
    appointed, the coming one rather, as the last has become news of its own.
    """
    back = (anchor.isoweekday() - weekday) % 7
    ahead = (7 - back) % 7
    days = ahead if tense == "future" or (tense == "nearest" and ahead <= back + 1) else -back
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return anchor + timedelta(days=days - 7 if days > 0 else days + 7)


def date_near(anchor: date, month: int, day: int, tense: Tense) -> date | None:
    """The date of a month and day without a year; null if there is no such day (or no February 29) about then."""
    return _nearest(anchor, tense, lambda year: month_day(year, month, day), 8, DATE_LINE)


def year_near(anchor: date, tense: Tense, first_day: Callable[[int], date | None]) -> int | None:
    """The year of a part of a year (a month, season, quarter) that is named without one.

    `first_day` gives the part's first day in a year.
    """
    found = _nearest(anchor, tense, first_day, 1)
    return None if found is None else found.year


def year_told(context: Context, month: int, day: int | None = None) -> int | None:
    """The year of a month or date without one that goes on from a date with its year: *opened on Dec. 31, 1998, and
    closed on Jan. 2*; over the end of a sentence only from day to day. News near the day of publication is not
    taken for it.
    """
    told, anchor = context.dated, context.anchor
    if told is None or context.tense == "future" or not (context.beside or day):
        return None
    if anchor is not None:
        usual = date_near(anchor, month, day or 1, context.tense)
        if told.year >= anchor.year or usual is None or abs((anchor - usual).days) <= SOON:
            return None
    years = (told.year - 1, told.year, told.year + 1) if context.beside else (told.year,)
    days = [found for year in years if (found := month_day(year, month, day or 1))]
    nearest = min(days, key=lambda found: abs((found - told).days), default=None)
    if nearest is None or (anchor is not None and nearest > anchor):
        return None
    return nearest.year if context.beside or nearest >= told else None


def _nearest(anchor: date, tense: Tense, make: Callable[[int], date | None], reach: int, slack: int = 0) -> date | None:
    """The best of the dates of the years about; `reach` is how many years away a leap day may be looked for, `slack`
    how many days ahead what has been may lie.
    """
    years = sorted(range(anchor.year - reach, anchor.year + reach + 1), key=lambda y: abs(y - anchor.year))
    dates = [found for year in years if (found := make(year)) is not None]
    behind = max((d for d in dates if d <= anchor), default=None)
    ahead = min((d for d in dates if d >= anchor), default=None)
    if behind is None or ahead is None:
        return behind or ahead
    back, forward = (anchor - behind).days, (ahead - anchor).days
    if tense == "future":
        return behind if forward > FAR_BACK and back <= SOON // 4 else ahead
    if tense == "nearest":
        return ahead if forward < back else behind
    if tense in ("past", "announced"):
        return ahead if back > FAR_BACK and forward <= (SOON if tense == "announced" else slack) else behind
    return ahead if forward + LEAN_BACK < back else behind
