"""Dates by the calendar: days, months, years, decades, centuries, quarters, halves and seasons."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.language.times.anchoring import date_near, year_near, year_told
from dragoman.language.times.parts import Parts, first_of, valid, written_year
from dragoman.language.times.units import SEASONS, month_day, period, shifted
from dragoman.language.times.values import Context, Normalised, from_period, narrowed
from dragoman.language.times.words import key_of

__all__ = [
    "calendar_date",
    "century",
    "day_of_month",
    "decade",
    "deictic_name",
    "era_date",
    "first_units",
    "half_of",
    "iso_date",
    "numeric_date",
    "part_of_year",
    "season",
    "week_of",
    "weekday_of_month",
    "year_end",
    "years",
]


def iso_date(parts: Parts, context: Context) -> Normalised | None:
    """`2018-04-18`, with or without a time of day."""
    day = month_day(int(parts.groups["year"]), int(parts.groups["month"]), int(parts.groups["day"]))
    if day is None:
        return None
    found = from_period(period("day", day))
    if clock := parts.text("clock"):
        return replace(found, kind="TIME", value=f"{day.isoformat()}T{clock}")
    return found


def numeric_date(parts: Parts, context: Context) -> Normalised | None:
    """`18/04/2018`. Where day and month could change places, the interval holds both readings, and the value is
    the American one.
    """
    year = written_year(parts.groups["year"])
    a, b = int(parts.groups["a"]), int(parts.groups["b"])
    readings = [month_day(year, b, a)] if parts.text("mark") == "." else [month_day(year, a, b), month_day(year, b, a)]
    days = [day for day in readings if day is not None]
    if not days:
        return None
    found = from_period(period("day", days[0]))
    if min(days) == max(days):
        return found
    return replace(found, first=min(days), last=max(days), precision="interval")


def calendar_date(parts: Parts, context: Context) -> Normalised | None:
    """A day, a month or a year, as far as the text names them: `Friday, Oct. 23`, `late November`, `1998`."""
    year, month = parts.year(context), parts.number("month", "months")
    if month is None:
        return _year(year, parts.modifier(), context)
    if "day" not in parts:
        year = year or year_told(context, month)
        return _month(year, month, parts.modifier(), context)
    number = int("".join(c for c in parts.text("day") if c.isdigit()))
    if year is None and "weekday" not in parts and "weekday2" not in parts and "of" not in parts:
        year = year_told(context, month, number)
    if year is None:
        if "of" in parts or context.anchor is None:
            return _underspecified_day(month, number)
        day = _on_weekday(parts, context.anchor, month, number) or date_near(
            context.anchor, month, number, context.tense
        )
    else:
        day = month_day(year, month, number)
    return from_period(period("day", day)) if day else None


def _underspecified_day(month: int, day: int) -> Normalised | None:
    if valid(2000, month, day) is None:
        return None
    return Normalised("DATE", f"XXXX-{month:02d}-{day:02d}", unit="day")


def _on_weekday(parts: Parts, anchor: date, month: int, day: int) -> date | None:
    """The date nearest to the anchor that falls on the weekday that the text names."""
    weekday = parts.number("weekday", "weekdays") or parts.number("weekday2", "weekdays")
    if weekday is None:
        return None
    days = [found for k in (-1, 0, 1) if (found := month_day(anchor.year + k, month, day))]
    return min((d for d in days if d.isoweekday() == weekday), key=lambda d: abs((d - anchor).days), default=None)


def _year(year: int | None, modifier: str, context: Context) -> Normalised | None:
    day = valid(year) if year is not None else None
    return narrowed(from_period(period("year", day)), modifier, context.anchor) if day else None


def _month(year: int | None, month: int, modifier: str, context: Context) -> Normalised | None:
    if year is None and context.anchor is not None:
        year = year_near(context.anchor.replace(day=1), context.tense, lambda y: valid(y, month))
    day = valid(year, month) if year is not None else None
    if day is None:
        return Normalised("DATE", f"XXXX-{month:02d}", modifier=modifier, unit="month")
    return narrowed(from_period(period("month", day)), modifier, context.anchor)


def deictic_name(parts: Parts, context: Context) -> Normalised | None:
    """*Last November*, *next June*, *that August*: a month back or forward of a day."""
    month = parts.number("month", "months")
    offset = parts.offset(context, "month")
    if month is None or offset is None:
        return None
    n, anchor = offset
    if anchor is None:
        return _month(None, month, parts.modifier(), Context())
    here = anchor.replace(day=1)
    if n == 0:
        # "this April" is the one of this year, unless the tense says otherwise
        past, future = context.tense == "past" and month > here.month, context.tense == "future" and month < here.month
        year: int | None = here.year - past + future
    elif n < 0:
        year = here.year if month < here.month else here.year - 1
    else:
        year = here.year if month > here.month else here.year + 1
    if "day" in parts and year is not None:
        day = month_day(year, month, int("".join(c for c in parts.text("day") if c.isdigit())))
        return from_period(period("day", day)) if day else None
    return _month(year, month, parts.modifier(), context)


def day_of_month(parts: Parts, context: Context) -> Normalised | None:
    """*The 16th*, *the 25th of last month*."""
    number = int("".join(c for c in parts.text("day") if c.isdigit()))
    if old := parts.text("month"):
        return _old_style(number, old, context)
    if found := parts.normalised("of", context):
        day = month_day(found.first.year, found.first.month, number) if found.first else None
        return from_period(period("day", day)) if day else None
    anchor = context.anchor
    if anchor is None:
        return Normalised("DATE", f"XXXX-XX-{number:02d}", unit="day") if 1 <= number <= 31 else None
    months = [moved for n in (-2, -1, 0, 1, 2) if (moved := shifted("month", anchor.replace(day=1), n))]
    days = [day for m in months if (day := month_day(m.year, m.month, number))]
    before, after = [d for d in days if d <= anchor], [d for d in days if d >= anchor]
    ahead = context.tense == "future"
    if context.tense == "announced" and before and after:
        ahead = after[0] - anchor < anchor - before[-1]
    chosen = after[:1] if ahead else before[-1:]
    return from_period(period("day", chosen[0])) if chosen else None


def _old_style(number: int, word: str, context: Context) -> Normalised | None:
    """*The 3d inst.*, *ult.*, *prox.*: of this month, the last, the next."""
    offset = {"i": 0, "u": -1, "p": 1}[word[0]]
    month = shifted("month", context.anchor.replace(day=1), offset) if context.anchor else None
    day = month_day(month.year, month.month, number) if month else None
    return from_period(period("day", day)) if day else None


def weekday_of_month(parts: Parts, context: Context) -> Normalised | None:
    """*The first Monday in October*, *the last Friday of March*."""
    found, weekday = parts.normalised("period", context), parts.number("weekday", "weekdays")
    if found is None or found.first is None or found.last is None or weekday is None:
        return None
    nth = parts.number("nth", "ordinals")
    if nth is None:
        day = shifted("day", found.last, -((found.last.isoweekday() - weekday) % 7))
    else:
        day = shifted("day", found.first, (weekday - found.first.isoweekday()) % 7 + 7 * (nth - 1))
    return from_period(period("day", day)) if day and found.first <= day <= found.last else None


def week_of(parts: Parts, context: Context) -> Normalised | None:
    """*The first week of May*, *the last day of 2017*. A week counted so is none of the calendar's: the value is
    that of the whole period, the interval has the seven days.
    """
    found, nth = parts.normalised("period", context), parts.number("nth", "ordinals")
    if found is None or found.first is None or found.last is None:
        return None
    length = 7 if parts.text("unit") == "week" else 1
    if nth is None:
        first = shifted("day", found.last, 1 - length)
    else:
        first = shifted("day", found.first, length * (nth - 1))
    if first is None or first > found.last:
        return None
    if length == 1:
        return from_period(period("day", first))
    last = shifted("day", first, length - 1) or found.last
    return replace(found, first=first, last=min(last, found.last), precision="week")


def first_units(parts: Parts, context: Context) -> Normalised | None:
    """*The first six months of 1998*, *the last 10 days of May*: the quarter or half that this is, else the value of
    the whole.
    """
    found, amount = parts.normalised("period", context), parts.amount("number")
    unit = key_of("units", parts.text("unit"))
    if found is None or found.first is None or found.last is None or unit is None or not amount:
        return None
    first, last = found.first, found.last
    if parts.text("nth") in ("first", "opening"):
        end = shifted(unit, first, int(amount))
        last = (end and shifted("day", end, -1)) or last
    else:
        begin = shifted("day", last, 1)
        first = (begin and shifted(unit, begin, -int(amount))) or first
    if first < found.first or last > found.last:
        return None
    names = {3: "quarter", 6: "half"}
    if unit == "month" and found.unit == "year" and amount in names:
        return from_period(period(names[int(amount)], first))
    return replace(found, first=first, last=last, precision="interval")


def half_of(parts: Parts, context: Context) -> Normalised | None:
    """*The second half of May*, *of the 1990s*: the value is that of the whole."""
    found = parts.normalised("period", context)
    if found is None or found.first is None or found.last is None:
        return None
    days = (found.last - found.first).days + 1
    if parts.text("nth") == "first":
        last = shifted("day", found.first, days // 2 - 1)
        return replace(found, last=last, precision="interval")
    return replace(found, first=shifted("day", found.first, days // 2), precision="interval")


def era_date(parts: Parts, context: Context) -> Normalised | None:
    """Years with their era. Those before Christ have a value but no days: the calendar does not go back so far."""
    year = int(parts.text("year", "year2"))
    if parts.text("era", "era2").startswith("b"):
        return Normalised("DATE", f"BC{year:04d}", unit="year")
    return _year(year, "", context)


def year_end(parts: Parts, context: Context) -> Normalised | None:
    """*By year's end*, *at year-end 1997*: the end of the year, behind a past verb of the last one."""
    day = None
    if (year := parts.year(context)) is not None:
        day = valid(year)
    elif context.anchor is not None:
        day = shifted("year", context.anchor, -1 if context.tense == "past" else 0)
    return narrowed(from_period(period("year", day)), "END", context.anchor) if day else None


def years(parts: Parts, context: Context) -> Normalised | None:
    """`1998-99`: from one year to another."""
    first = int(parts.groups["year"])
    end = parts.groups["end"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if last < first and len(end) == 2:
        last += 100
    begin, finish = valid(first), valid(last)
    if begin is None or finish is None or last <= first or last - first > 200:
        return None
    end_day = period("year", finish).last
    return Normalised("DATE", f"{first:04d}/{last:04d}", begin, end_day, "interval", unit="year")


def decade(parts: Parts, context: Context) -> Normalised | None:
    """*The 1980s*, *the '60s*, *the early sixties*."""
    tens = parts.number("tens", "eras")
    if tens is None:
        tens = int(parts.text("tens"))
    century_number = int(parts.text("century") or (20 if tens < 20 else 19))
    day = valid(century_number * 100 + tens)
    unit = "century" if "century" in parts and tens == 0 and century_number < 20 else "decade"  # "the 1800s"
    return narrowed(from_period(period(unit, day)), parts.modifier(), context.anchor) if day else None


def century(parts: Parts, context: Context) -> Normalised | None:
    """*The 19th century*; TIMEX3 names a century by its first two figures."""
    number = parts.number("ordinal", "ordinals")
    unit = key_of("units", parts.text("unit")) or "century"
    if number is None:
        return None
    if "bc" in parts:
        return Normalised("DATE", f"BC{number - 1:02d}", unit=unit)
    day = valid(max(1, (number - 1) * (100 if unit == "century" else 1000)))
    return narrowed(from_period(period(unit, day)), parts.modifier(), context.anchor) if day else None


def part_of_year(parts: Parts, context: Context) -> Normalised | None:
    """*The third quarter*, *the first half of 2018*, `Q3`."""
    code = parts.text("quarter", "code")
    unit = parts.text("unit") or ("half" if "h" in code else "quarter")
    number = int(re.sub(r"\D", "", code)) if code else parts.number("ordinal", "ordinals")
    if "from" in parts:
        unit, number = "quarter", _quarter_of(parts)
    months, count = (3, 4) if unit == "quarter" else (6, 2)
    if "closing" in parts:
        number = count
    if number is None or number > count:
        return None
    month = (number - 1) * months + 1
    year = parts.year(context)
    if year is None and context.anchor is not None:
        offset = parts.number("deixis", "deixis")
        if offset:
            year = context.anchor.year + offset
        else:
            year = year_near(first_of(unit, context.anchor), context.tense, lambda y: valid(y, month))
    day = valid(year, month) if year is not None else None
    if day is None:
        return Normalised("DATE", f"XXXX-{'Q' if unit == 'quarter' else 'H'}{number}", unit=unit)
    return narrowed(from_period(period(unit, day)), parts.modifier(), context.anchor)


def _quarter_of(parts: Parts) -> int | None:
    """The quarter that *April-June* names."""
    first, last = parts.number("from", "months") or 0, parts.number("to", "months") or 0
    return last // 3 if first + 2 == last and last % 3 == 0 else None


def season(parts: Parts, context: Context) -> Normalised | None:
    """*Last summer*, *the fall of 1989*, *this winter*."""
    code = parts.key("season", "seasons")
    if code is None:
        return None
    month = 3 + 3 * SEASONS.index(code)
    year = parts.year(context)
    if year is None:
        offset = parts.offset(context, "season")
        anchor = offset[1] if offset else context.anchor
        if anchor is not None:
            here = first_of("season", anchor)
            n = offset[0] if offset else None
            if n == -1:
                year = year_near(shifted("season", here, -1) or here, "past", lambda y: valid(y, month))
            elif n == 1:
                year = year_near(shifted("season", here, 1) or here, "future", lambda y: valid(y, month))
            else:
                year = year_near(here, context.tense, lambda y: valid(y, month))
    day = valid(year, month) if year is not None else None
    if day is None:
        return Normalised("DATE", f"XXXX-{code}", unit="season")
    return narrowed(from_period(period("season", day)), parts.modifier(), context.anchor)
