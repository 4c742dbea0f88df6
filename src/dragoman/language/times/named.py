"""Named days and seasons: Christmas, Ramadan, Yom Kippur, Election Day, and days that are called by their date.

The calendars are those of `holidays`, `hijridate` and `dateutil`; they are loaded when a page first names such a
period, since most never do.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from dragoman.language.times.anchoring import FAR_BACK, SOON
from dragoman.language.times.parts import Parts
from dragoman.language.times.units import month_day, period, shifted
from dragoman.language.times.values import Context, Normalised, from_period, narrowed
from dragoman.language.times.words import expression_of, periods, table

__all__ = ["called_day", "called_expression", "eve", "hijri_date", "named_expression", "named_period", "new_year"]


NEW_UNTIL = 6
"""The last month in which *the new year* is the present one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day of a named period."""

    first: date
    last: date


def named_expression() -> str:
    """A regular expression for the names in `periods.toml`."""
    return expression_of([name for entry in periods() for name in entry["names"]]).replace("'", "[’']")


def called_expression(field: str) -> str:
    """A regular expression for the aliases, or for the words after, of the days called by their date."""
    return "|".join(entry[field] for entry in table("periods")["called"] if field in entry)


def named_period(parts: Parts, context: Context) -> Normalised | None:
    """A named period, in the year that the text names or that lies nearest in the direction of the tense."""
    index = _index(parts.groups["name"])
    if index is None:
        return None
    year = parts.year(context)
    if year is not None:
        found = next(iter(_in_year(index, year)), None)
    else:
        offset = parts.offset(context, "day")
        anchor = offset[1] if offset else context.anchor
        found = _near(index, anchor, context, offset[0] if offset else None, parts.text("around")) if anchor else None
    if found is None:
        return Normalised("DATE", f"{year:04d}" if year else "XXXX", unit="day")
    around = parts.text("around")
    if around in ("week", "weekend"):
        return from_period(period(around, found.first))
    if found.first == found.last:
        return replace(from_period(period("day", found.first)), modifier=parts.modifier())
    value = f"{found.first.isoformat()}/{found.last.isoformat()}"
    whole = Normalised("DATE", value, found.first, found.last, "interval", unit="day")
    return narrowed(whole, parts.modifier(), context.anchor)


def hijri_date(parts: Parts, context: Context) -> Normalised | None:
    """*10 Muharram*, *the 27th of Ramadan*: a day of the Islamic calendar, in the year of it that the text names or
    that lies nearest in the direction of the tense.
    """
    month, number = parts.number("month", "hijri_months"), int(re.sub(r"\D", "", parts.text("day")))
    if month is None:
        return None
    if "year" in parts:
        day = _hijri_day(int(parts.text("year")), month, number)
        return from_period(period("day", day)) if day else None
    if context.anchor is None:
        return Normalised("DATE", "XXXX-XX-XX", unit="day")
    years = (context.anchor.year - 1, context.anchor.year, context.anchor.year + 1)
    stretches = [Stretch(day, day) for year in years for day in _hijri_days(year, month, number) if day]
    found = _chosen(stretches, context.anchor, context, None)
    return from_period(period("day", found.first)) if found else None


def _near(index: int, anchor: date, context: Context, offset: int | None, around: str = "") -> Stretch | None:
    """The one that the tense, or *last* and *next*, points to. *This Ramadan* is the one of this year; *Easter week*
    begins before Easter.
    """
    stretches = sorted(
        {s for y in (anchor.year - 1, anchor.year, anchor.year + 1) for s in _in_year(index, y)},
        key=lambda s: s.first,
    )
    if around in ("week", "weekend"):
        stretches = [Stretch(unit.first, unit.last) for s in stretches for unit in (period(around, s.first),)]
    if offset == 0:
        return next((s for s in stretches if s.first.year == anchor.year), None)
    return _chosen(stretches, anchor, context, offset)


def _chosen(stretches: list[Stretch], anchor: date, context: Context, offset: int | None) -> Stretch | None:
    """The last or the next of some stretches in their order, as *last*, *next* or the tense says."""
    before = [s for s in stretches if (s.last < anchor if offset else s.first <= anchor)]
    after = [s for s in stretches if (s.first > anchor if offset else s.last >= anchor)]
    soon = before and after and (anchor - before[-1].first).days > FAR_BACK and (after[0].first - anchor).days <= SOON
    past = context.tense == "past" or (context.tense == "announced" and not soon)
    if offset == -1 or (offset is None and past):
        return before[-1] if before else None
    if offset == 1 or context.tense == "future":
        return after[0] if after else None
    return min(before + after, key=lambda s: abs((s.first - anchor).days), default=None)


def eve(parts: Parts, context: Context) -> Normalised | None:
    """*The eve of Ramadan*: the day before it begins."""
    found = parts.normalised("period", context)
    day = shifted("day", found.first, -1) if found and found.first else None
    return from_period(period("day", day)) if day else None


def new_year(parts: Parts, context: Context) -> Normalised | None:
    """*In the new year*: the one that is near, whose beginning is meant."""
    if context.anchor is None:
        return Normalised("DATE", "XXXX", modifier=parts.modifier(), unit="year")
    day = shifted("year", context.anchor, 1) if context.anchor.month > NEW_UNTIL else context.anchor
    return narrowed(from_period(period("year", day)), parts.modifier(), context.anchor) if day else None


def called_day(parts: Parts, context: Context) -> Normalised | None:
    """`9/11`, *the Sept. 11 attacks*: a day that needs no year, once it has been."""
    month = parts.number("month", "months")
    number = int("".join(c for c in parts.text("day") if c.isdigit()) or 0)
    for entry in table("periods")["called"]:
        day = date(entry["year"], entry["month"], entry["day"])
        named = (
            parts.text("alias") == entry.get("alias") if "alias" in parts else (month, number) == (day.month, day.day)
        )
        if named and (context.anchor is None or context.anchor >= day):
            return from_period(period("day", day))
    return None


@lru_cache(maxsize=1024)
def _index(name: str) -> int | None:
    """Place in `periods.toml` of the period with a name."""
    name = re.sub(r"\s+", " ", name.replace("’", "'"))
    for index, entry in enumerate(periods()):
        if any(re.fullmatch(pattern, name, re.IGNORECASE) for pattern in entry["names"]):
            return index
    return None


@cache
def _in_year(index: int, year: int) -> tuple[Stretch, ...]:
    """The period's stretches that begin in a year: none where its calendar does not reach."""
    entry = periods()[index]
    firsts = [day for day in _first_days(entry, year) if day is not None]
    longer = timedelta(days=entry.get("longer", 0))
    if len(entry.get("hijri", ())) == 1 and "weekday" not in entry:
        return tuple(Stretch(day, day + timedelta(days=_hijri_length(day) - 1)) for day in firsts)
    return tuple(Stretch(day, day + longer) for day in firsts)


def _first_days(entry: dict[str, Any], year: int) -> list[date | None]:
    if "hijri" in entry and "weekday" in entry:
        months = [day for day in _hijri_days(year, *entry["hijri"]) if day]
        return [_last_weekday(day, entry["weekday"]) for day in months]
    if "hijri" in entry:
        return _hijri_days(year, *entry["hijri"]) + (
            _hijri_days(year, *entry["or_hijri"]) if "or_hijri" in entry else []
        )
    if "easter" in entry:
        return [_easter(year, entry.get("church") == "orthodox", entry["easter"])]
    if "country" in entry:
        return [_holiday(entry["country"], entry["holiday"], year)]
    if "weekday" in entry:
        return [_nth_weekday(year, entry["month"], entry["weekday"], entry["nth"], entry.get("after", 0))]
    return [month_day(year, entry["month"], entry["day"])]


def _nth_weekday(year: int, month: int, weekday: int, nth: int, after: int) -> date | None:
    first = month_day(year, month, 1)
    if first is None:
        return None
    if nth < 0:
        last = period("month", first).last
        return shifted("day", last, -((last.isoweekday() - weekday) % 7))
    return shifted("day", first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1) + after)


def _last_weekday(first: date, weekday: int) -> date:
    """The last such weekday of the Islamic month that begins on a day."""
    last = first + timedelta(days=_hijri_length(first) - 1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def _easter(year: int, orthodox: bool, days: int) -> date | None:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    if not 1583 <= year <= 4099:
        return None
    sunday: date = easter(year, EASTER_ORTHODOX if orthodox else EASTER_WESTERN)
    return sunday + timedelta(days=days)


def _holiday(country: str, name: str, year: int) -> date | None:
    import holidays

    try:
        kinds = getattr(holidays, country).supported_categories  # feasts at work as well as days off
        years = (year - 1, year, year + 1)  # a feast may go over New Year
        with warnings.catch_warnings(action="ignore"):  # of years that its tables do not reach
            calendar = holidays.country_holidays(country, years=years, language="en_US", categories=kinds)
    except (NotImplementedError, ValueError, OverflowError):
        return None
    days = {day for day, label in calendar.items() if name in label.split("; ")}
    return min((day for day in days if day.year == year and day - timedelta(days=1) not in days), default=None)


def _hijri_days(year: int, month: int, day: int = 1) -> list[date | None]:
    """The days of a Gregorian year on which a day of the Islamic calendar falls: one, or two in some years."""
    from hijridate import Gregorian

    try:
        first = Gregorian(year, 1, 1).to_hijri().year
    except (OverflowError, ValueError):
        return []
    days = (_hijri_day(hijri_year, month, day) for hijri_year in (first, first + 1))
    return [day for day in days if day is not None and day.year == year]


def _hijri_day(year: int, month: int, day: int) -> date | None:
    """A day of the Islamic calendar, if there is one."""
    from hijridate import Hijri

    try:
        western = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(western.year, western.month, western.day)


def _hijri_length(day: date) -> int:
    """Days in the Islamic month that begins on a day."""
    from hijridate import Gregorian

    return int(Gregorian(day.year, day.month, day.day).to_hijri().month_length())
