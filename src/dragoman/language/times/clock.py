"""Times of day: the clock, and parts of a day. The record keeps days, so the interval is that of the day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dragoman.language.times.parts import Parts, written_year
from dragoman.language.times.relative import with_part_of_day
from dragoman.language.times.units import period, shifted
from dragoman.language.times.values import Context, Normalised, from_period
from dragoman.language.times.words import key_of, number

__all__ = ["clock", "date_time_group", "night_of", "part_of_day"]


SMALL_HOURS = 5
"""*Three o'clock at night* is before dawn."""
TOLD = re.compile(r"(?:a )?(?P<count>.+?)(?: minutes?)? (?P<side>past|to|before|after) (?P<hour>.+)")
"""*Half past four*, *ten minutes to three*."""


def clock(parts: Parts, context: Context) -> Normalised | None:
    """`10:30 p.m. EST Tuesday`, *noon*, *9 o'clock*. Without a day it is that of the last day told of, else of
    publication; then the interval holds no day unless the text has told of one.
    """
    time = clock_value(
        f"{parts.text('clock')} {parts.text('noon')}".strip(), parts.text("part", "part2", "part3", "daypart")
    )
    if time is None:
        return None
    day = parts.normalised("day", context) or parts.normalised("day2", context)
    step = parts.number("told", "told") or 0
    if day is None and step:  # "at nine the next morning"
        moved = shifted("day", context.narrative, step) if context.narrative else None
        day = from_period(period("day", moved)) if moved else Normalised("DATE", "XXXX-XX-XX")
    if day is None and re.search(r"\bthis\b", parts.text("whole")) and context.anchor:
        day = from_period(period("day", context.anchor))
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


def date_time_group(parts: Parts, context: Context) -> Normalised | None:
    """`141530Z APR 18`, `141530Z`: day, hour and minute as signals write them."""
    number, month, time = int(parts.groups["day"]), parts.text("month", "month2"), parts.groups["clock"]
    year = f" {written_year(parts.groups['year'])}" if "year" in parts else ""
    found = parts.read(f"{number} {month}{year}" if month else f"the {number}th", context)
    if found is None or found.first is None:
        return None
    return replace(found, kind="TIME", value=f"{found.first.isoformat()}T{time[:2]}:{time[2:]}")


def night_of(parts: Parts, context: Context) -> Normalised | None:
    """*The night of 13-14 April* is that of the 13th, and lies in both days."""
    begin, end, year = parts.text("at", "at2"), parts.text("to", "to2"), parts.text("year", "year2")
    if "at2" in parts and begin.isdecimal():
        begin = f"{begin} {end.split()[-1]}"  # the month
    found = parts.read(f"{begin}{f', {year}' if 'at' in parts else f' {year}'}" if year else begin, context)
    last = shifted("day", found.first, 1) if found and found.first else None
    if found is None or last is None or not _is_day(last, end):
        return None
    return replace(found, kind="TIME", value=f"{found.value}TNI", last=last, precision="interval")


def _is_day(day: date, text: str) -> bool:
    """Whether a text, a weekday or a day of a month, may be a day's."""
    if weekday := key_of("weekdays", text):
        return day.isoweekday() == int(weekday)
    figures = re.search(r"\d+", text)
    return figures is not None and int(figures.group()) == day.day


def clock_value(text: str, part: str) -> str | None:
    """`10:30 p.m.` as `22:30`; the part of the day decides where the text has no *a.m.* or *p.m.*"""
    if (moment := key_of("moments", text)) is not None:
        return moment
    if told := TOLD.fullmatch(text):
        return _told(told, part)
    digits = re.match(r"(\d{1,2})[:.](\d\d)|(\d\d)(\d\d)|(\d{1,2})", text)
    if digits:
        hour = int(digits[1] or digits[3] or digits[5])
        minute = int(digits[2] or digits[4] or 0)
    else:
        word = number(text.split()[0])
        if word is None:
            return None
        hour, minute = int(word), 0
    before_noon = re.search(r"a\.?m", text)
    late = part in ("afternoon", "evening") or (part == "night" and hour > SMALL_HOURS)
    if hour < 12 and (re.search(r"p\.?m", text) or (late and not before_noon)):
        hour += 12
    elif before_noon and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _told(match: re.Match[str], part: str) -> str | None:
    """Minutes before or after an hour."""
    minutes = {"half": 30.0, "quarter": 15.0}.get(match["count"]) or number(match["count"])
    hour = clock_value(match["hour"], part)
    if minutes is None or hour is None or minutes >= 60:
        return None
    whole = int(hour[:2]) * 60 + int(minutes) * (1 if match["side"] in ("past", "after") else -1)
    return f"{whole // 60 % 24:02d}:{whole % 60:02d}"


def part_of_day(parts: Parts, context: Context) -> Normalised | None:
    """*Tonight*, *last night*, *this morning*, *the following evening*, *the night before*."""
    if now := parts.text("now"):
        code = "EV" if now == "last evening" else "NI"
        return _part(context.anchor, 0 if now in ("tonight", "to-night") else -1, code)
    if other := parts.text("next"):
        word = other.split()[1]
        return _part(context.narrative, -1 if "before" in other else 1, key_of("dayparts", word))
    small = "MO" if "small" in parts else None
    part = parts.key("part", "dayparts") or parts.key("part", "edges") or small
    if "at" in parts:
        day = parts.normalised("at", context)
        return day and with_part_of_day(day, part or "NI")
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
