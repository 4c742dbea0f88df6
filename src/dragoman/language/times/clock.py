"""Times of day: the clock, and parts of a day. The record keeps days, so the interval is that of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.language.times.parts import Parts
from dragoman.language.times.relative import with_part_of_day
from dragoman.language.times.units import period, shifted
from dragoman.language.times.values import Context, Normalised, from_period
from dragoman.language.times.words import key_of, number

__all__ = ["clock", "part_of_day"]


def clock(parts: Parts, context: Context) -> Normalised | None:
    """`10:30 p.m. EST Tuesday`, *noon*, *9 o'clock*. Without a day it is that of the last day told of, else of
    publication; then the interval holds no day unless the text has told of one.
    """
    time = clock_value(parts.text("clock"), parts.text("part"))
    if time is None:
        return None
    day = parts.normalised("day", context)
    if day is None and "tonight" in parts:
        offset = -1 if parts.text("tonight").startswith("last") else 0
        moved = shifted("day", context.anchor, offset) if context.anchor else None
        day = from_period(period("day", moved)) if moved else None
    if day is None:
        told = context.narrative or context.scene or context.anchor
        day = from_period(period("day", told)) if told else None
    if day is None or day.first is None or day.first != day.last:
        return Normalised("TIME", f"XXXX-XX-XXT{time}", unit="day")
    return replace(day, kind="TIME", value=f"{day.first.isoformat()}T{time}")


def clock_value(text: str, part: str) -> str | None:
    """`10:30 p.m.` as `22:30`; the part of the day decides where the text has no *a.m.* or *p.m.*"""
    if (moment := key_of("moments", text)) is not None:
        return moment
    digits = re.match(r"(\d{1,2})[:.](\d\d)|(\d\d)(\d\d)|(\d{1,2})", text)
    if digits:
        hour = int(digits[1] or digits[3] or digits[5])
        minute = int(digits[2] or digits[4] or 0)
    else:
        word = number(text.split()[0])
        if word is None:
            return None
        hour, minute = int(word), 0
    afternoon = re.search(r"p\.?m", text) or (part in ("afternoon", "evening", "night") and hour < 12)
    if afternoon and hour < 12:
        hour += 12
    elif re.search(r"a\.?m", text) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def part_of_day(parts: Parts, context: Context) -> Normalised | None:
    """*Tonight*, *last night*, *this morning*, *the following evening*, *the night before*."""
    if now := parts.text("now"):
        return _part(context.anchor, -1 if now in ("last night", "overnight") else 0, "NI")
    if other := parts.text("next"):
        word = other.split()[1]
        return _part(context.narrative, -1 if "before" in other else 1, key_of("dayparts", word))
    part = parts.key("part", "dayparts")
    if "here" in parts:
        return _part(context.anchor, 0, part)
    if "told" in parts:
        return _part(context.narrative, parts.number("told", "told") or 0, part)
    return _part(context.narrative or context.scene or context.anchor, 0, part)


def _part(anchor: date | None, offset: int, part: str | None) -> Normalised | None:
    if anchor is None:
        return Normalised("TIME" if part else "DATE", f"XXXX-XX-XX{f'T{part}' if part else ''}", unit="day")
    day = shifted("day", anchor, offset)
    return with_part_of_day(from_period(period("day", day)), part) if day else None
