"""Times that point from another one: the day after Sunday's vote, this time last year, two Sundays ago."""

from __future__ import annotations

from dragoman.language.times.anchoring import weekday_near
from dragoman.language.times.parts import Parts, length_of
from dragoman.language.times.relative import with_part_of_day
from dragoman.language.times.units import month_day, period, shifted
from dragoman.language.times.values import Context, Normalised, from_period, reference
from dragoman.language.times.words import key_of

__all__ = ["day_beside", "some_weekday", "this_day", "this_time", "weekday_beside", "weekdays_ago"]

FINER = {"year": "month", "month": "week", "week": "day"}
"""How exactly *this time last year* tells: the month, not the day."""


def day_beside(parts: Parts, context: Context) -> Normalised | None:
    """*The day after Christmas*, *the day before* Sunday's vote."""
    found = parts.normalised("at", context)
    if found is None or found.first is None or found.last is None:
        return None
    before = parts.text("side") == "before"
    day = shifted("day", found.first if before else found.last, -1 if before else 1)
    return from_period(period("day", day)) if day else None


def some_weekday(parts: Parts, context: Context) -> Normalised | None:
    """*One Friday*, *the Friday before* the coup: the day of the week is known, the date is not."""
    weekday = parts.number("weekday", "weekdays")
    if weekday is None:
        return None
    found = Normalised("DATE", f"XXXX-WXX-{weekday}", unit="day")
    return with_part_of_day(found, parts.key("part", "dayparts"))


def weekday_beside(parts: Parts, context: Context) -> Normalised | None:
    """*The Friday before*: counted from the day that the text told of last."""
    weekday, step = parts.number("weekday", "weekdays"), -1 if parts.text("side") == "before" else 1
    beside = shifted("day", context.narrative, step) if context.narrative else None
    if weekday is None or beside is None:
        return some_weekday(parts, context)
    found = from_period(period("day", weekday_near(beside, weekday, "past" if step < 0 else "future")))
    return with_part_of_day(found, parts.key("part", "dayparts"))


def this_time(parts: Parts, context: Context) -> Normalised | None:
    """*This time last year* is about this month of it, *this time tomorrow* that day."""
    step = parts.number("day", "days") or parts.number("deixis", "deixis") or 0
    if context.anchor is None:
        return reference(step)
    unit = parts.text("unit") or "day"
    day = shifted(unit, context.anchor, step)
    return from_period(period(FINER.get(unit, "day"), day)) if day else None


def this_day(parts: Parts, context: Context) -> Normalised | None:
    """*On this day in 1948*, *this week 50 years ago*."""
    anchor, day = context.anchor, None
    if anchor is None:
        return None
    if (year := parts.year(context)) is not None:
        day = month_day(year, anchor.month, anchor.day)
    elif (length := length_of(parts.text("length"))) and length.amount:
        day = shifted(length.unit, anchor, -int(length.amount))
    return from_period(period(parts.text("unit"), day)) if day else None


def weekdays_ago(parts: Parts, context: Context) -> Normalised | None:
    """*Two Sundays ago*: the last but one."""
    amount, weekday = parts.amount("number"), key_of("weekdays", parts.text("days").removesuffix("s"))
    before = shifted("day", context.anchor, -1) if context.anchor else None
    if not amount or weekday is None or before is None:
        return None
    day = shifted("week", weekday_near(before, int(weekday), "past"), 1 - int(amount))
    return from_period(period("day", day)) if day else None
