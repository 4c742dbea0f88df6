"""Units of the calendar: which days a unit holds, how to move by units, and how TIMEX3 writes them.

Weeks are ISO 8601 weeks (Monday to Sunday). Seasons are the meteorological ones of the northern hemisphere, as
TIMEX3's codes have them; a winter belongs to the year in which its December lies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

__all__ = ["COARSENESS", "Period", "duration_value", "month_day", "period", "shifted"]

SEASONS = ("SP", "SU", "FA", "WI")
MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
          "millennium": 12000}  # fmt: skip
"""Months in each of the units that are made of months."""

COARSENESS = ("second", "minute", "hour", "day", "weekend", "week", "month", "season", "quarter", "half", "year",
              "decade", "century", "millennium")  # fmt: skip
"""Units from the finest to the coarsest."""

_DURATION = {"second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "weekend": "{}WE",
             "month": "{}M", "quarter": "{}Q", "season": "{}S", "half": "{}H", "year": "{}Y"}  # fmt: skip
_YEARS = {"decade": 10, "century": 100, "millennium": 1000}
_VAGUE_YEARS = {"decade": "DE", "century": "CE", "millennium": "ML"}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar that TIMEX3 has a value for."""

    unit: str
    value: str
    first: date
    last: date


def period(unit: str, day: date) -> Period:
    """The unit of the calendar in which a day lies.

    Raises `KeyError` for a unit below the day, which holds no days.
    """
    if unit in _YEARS:
        return _span_of_years(unit, _YEARS[unit], day)
    return _PERIODS[unit](day)


def shifted(unit: str, day: date, amount: int) -> date | None:
    """The day moved by an amount of units; the last of a month stays within its month.

    Null where that leaves the calendar (years 1 to 9999).
    """
    try:
        if unit in ("day", "second", "minute", "hour"):
            return day + timedelta(days=amount if unit == "day" else 0)
        if unit in ("week", "weekend"):
            return day + timedelta(weeks=amount)
    except OverflowError:
        return None
    months = day.year * 12 + day.month - 1 + amount * MONTHS[unit]
    year, month = divmod(months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, _month_end(year, month + 1)))


def month_day(year: int, month: int, day: int) -> date | None:
    """The date, or null if there is no such day (February 30, year 0)."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= _month_end(year, month)):
        return None
    return date(year, month, day)


def duration_value(unit: str, amount: float | None) -> str:
    """TIMEX3's value of a duration; an amount of None is one that the text leaves open (`PXW`)."""
    if unit in _YEARS:
        if amount is None:
            return f"PX{_VAGUE_YEARS[unit]}"
        unit, amount = "year", amount * _YEARS[unit]
    if unit == "hour" and amount is not None and amount % 1 == 0.5:
        return f"PT{int(amount)}H30M" if amount > 1 else "PT30M"
    return "P" + _DURATION[unit].format("X" if amount is None else f"{amount:g}" if amount < 1e6 else int(amount))


def _month_end(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    """First and last day of `length` months, cut off at the end of the calendar."""
    last_year, last_month = divmod(year * 12 + month - 1 + length - 1, 12)
    if last_year > MAXYEAR:
        last_year, last_month = MAXYEAR, 11
    return date(year, month, 1), date(last_year, last_month + 1, _month_end(last_year, last_month + 1))


def _day(day: date) -> Period:
    return Period("day", day.isoformat(), day, day)


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    first = date.fromordinal(max(1, day.toordinal() - weekday + 1))
    last = date.fromordinal(min(date.max.toordinal(), day.toordinal() - weekday + 7))
    return Period("week", f"{year:04d}-W{week:02d}", first, last)


def _weekend(day: date) -> Period:
    week = _week(day)
    saturday = date.fromordinal(min(date.max.toordinal(), week.first.toordinal() + 5))
    return Period("weekend", week.value + "-WE", saturday, max(saturday, week.last))


def _month(day: date) -> Period:
    return Period("month", day.isoformat()[:7], *_months(day.year, day.month, 1))


def _quarter(day: date) -> Period:
    n = (day.month - 1) // 3
    return Period("quarter", f"{day.year:04d}-Q{n + 1}", *_months(day.year, 3 * n + 1, 3))


def _half(day: date) -> Period:
    n = (day.month - 1) // 6
    return Period("half", f"{day.year:04d}-H{n + 1}", *_months(day.year, 6 * n + 1, 6))


def _season(day: date) -> Period:
    n = (day.month - 3) // 3 if day.month >= 3 else 3
    year = max(MINYEAR, day.year - 1) if day.month < 3 else day.year
    return Period("season", f"{year:04d}-{SEASONS[n]}", *_months(year, 3 * n + 3, 3))


def _year(day: date) -> Period:
    return Period("year", f"{day.year:04d}", date(day.year, 1, 1), date(day.year, 12, 31))


def _span_of_years(unit: str, length: int, day: date) -> Period:
    """A decade, century or millennium: TIMEX3 writes the figures that its years share."""
    n = day.year // length
    first = date(max(MINYEAR, n * length), 1, 1)
    last = date(min(MAXYEAR, n * length + length - 1), 12, 31)
    return Period(unit, f"{n:0{5 - len(str(length))}d}", first, last)


_PERIODS: dict[str, Callable[[date], Period]] = {
    "day": _day, "week": _week, "weekend": _weekend, "month": _month, "quarter": _quarter, "half": _half,
    "season": _season, "year": _year,
}  # fmt: skip
