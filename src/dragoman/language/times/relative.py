"""Times that are told from another day: today, last week, that night, two weeks ago, three days later, Monday."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dragoman.language.times.anchoring import weekday_near
from dragoman.language.times.parts import Length, Parts, length_of
from dragoman.language.times.units import COARSENESS, duration_value, month_day, period, shifted
from dragoman.language.times.values import Context, Normalised, Tense, from_period, narrowed, reference

__all__ = [
    "ago",
    "beyond",
    "earlier",
    "ended",
    "named_reference",
    "narrowed_period",
    "relative_day",
    "unit",
    "weekday",
    "weekday_shift",
    "year_before",
]

UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
           "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX", "millennium": "X"}  # fmt: skip
"""Values of a unit of the calendar when it is not known which."""


COMPARED = frozenset({"week", "month", "quarter", "half", "year"})
"""Stretches of time whose results are compared with those of a year before."""


def with_part_of_day(found: Normalised, part: str | None) -> Normalised:
    """A day with *morning* or *night* (TIMEX3 code) added to it."""
    if not part or found.unit != "day" or "T" in found.value:
        return found
    if found.value.endswith("_REF"):
        return replace(found, kind="TIME", value=f"XXXX-XX-XXT{part}")
    return replace(found, kind="TIME", value=f"{found.value}T{part}")


def relative_day(parts: Parts, context: Context) -> Normalised | None:
    """*Today*, *yesterday morning*, *the day after tomorrow*."""
    if far := parts.text("far"):
        offset = 2 if far.startswith("after") else -2
    else:
        offset = parts.number("day", "days") or 0
    day = shifted("day", context.anchor, offset) if context.anchor else None
    found = from_period(period("day", day)) if day else replace(reference(offset), unit="day")
    return with_part_of_day(found, parts.key("part", "dayparts"))


def weekday(parts: Parts, context: Context) -> Normalised | None:
    """A weekday, alone or with *last*, *next*, *that*, *of last week*, and a part of the day."""
    number = parts.number("weekday", "weekdays")
    if number is None:
        return None
    offset = parts.offset(context, "day")
    anchor = offset[1] if offset else context.anchor
    if anchor is None:
        found = Normalised("DATE", f"XXXX-WXX-{number}", unit="day")
    else:
        day = _weekday(parts, context, anchor, number, offset[0] if offset else None)
        if day is None:
            return None
        found = from_period(period("day", day))
    return with_part_of_day(replace(found, modifier=parts.modifier()), parts.key("part", "dayparts"))


def _weekday(parts: Parts, context: Context, anchor: date, number: int, offset: int | None) -> date | None:
    if figures := re.sub(r"\D", "", parts.text("day", "day2")):
        return _on_day(anchor, number, int(figures))
    if week := parts.text("week", "week2"):
        weeks = -1 if "last" in week else 1 if "next" in week else 0
        return shifted("day", anchor, 7 * weeks + number - anchor.isoweekday())
    if side := parts.text("side"):
        offset = 1 if side == "next" else -1  # "Monday last"
    if offset is None:
        return weekday_near(anchor, number, context.tense)
    if offset == 0:
        tense: Tense = "past" if context.tense == "past" or "told" in parts else "future"
        return weekday_near(anchor, number, tense)
    neighbour = shifted("day", anchor, offset)
    return weekday_near(neighbour, number, "past" if offset < 0 else "future") if neighbour else None


def _on_day(anchor: date, weekday: int, number: int) -> date | None:
    """*Tuesday the 24th*: the nearest such day of the months about."""
    months = [m for n in range(-6, 7) if (m := shifted("month", anchor.replace(day=1), n))]
    days = [day for m in months if (day := month_day(m.year, m.month, number)) and day.isoweekday() == weekday]
    return min(days, key=lambda day: abs((day - anchor).days), default=None)


def unit(parts: Parts, context: Context) -> Normalised | None:
    """*Last week*, *this month*, *the following day*, *the end of the year*."""
    name, modifier = parts.text("unit"), parts.modifier()
    deixis = parts.text("deixis")
    offset = parts.offset(context, name)
    if offset is None:
        offset = (0, context.anchor)
        if name == "weekend" and not modifier and context.anchor:
            return _weekend(context)
    n, anchor = offset
    if name == "day" and modifier and not deixis and "told" not in parts:
        # "later in the day": of the news, which the page may tell a day late, else of the story
        anchor = context.news or context.narrative or anchor
    if name == "day" and deixis == "next":
        anchor = context.narrative_for("day")
    if name == "weekend" and deixis and anchor:
        return _deictic_weekend(n, anchor, modifier, context)
    if deixis == "past" and name in ("week", "month", "year", "quarter", "decade", "century"):
        return trailing(Length(1, name), context.anchor, -1)
    if parts.text("told") == "the next" and name in ("century", "millennium"):
        anchor = context.anchor
    elif parts.text("told") == "the next" and name != "day":
        if context.tense != "past" and context.anchor:
            return trailing(Length(1, name), context.anchor, 1)
        anchor = anchor or context.anchor
    if anchor is None:
        if "told" in parts:
            return _unknown(name, modifier, context)
        return replace(reference(n), modifier=modifier, unit=name)
    day = shifted(name, anchor, n)
    return narrowed(from_period(period(name, day)), modifier, context.anchor) if day else None


def _unknown(name: str, modifier: str, context: Context) -> Normalised:
    """*That day*, where the text has named no more than its month or year."""
    month = context.told.get("month") if name == "day" else None
    if month is None:
        return Normalised("DATE", UNKNOWN[name], modifier=modifier, unit=name)
    found = from_period(period("month", month))
    return replace(found, value=f"{found.value}-XX", modifier=modifier)


def _weekend(context: Context) -> Normalised:
    """*The weekend*: the last one for a past verb, else the coming one; on a weekend it is that one."""
    assert context.anchor is not None
    back = context.tense in ("past", "none", "present") and context.anchor.isoweekday() < 6
    day = shifted("day", context.anchor, -7) if back else context.anchor
    return from_period(period("weekend", day or context.anchor))


def _deictic_weekend(n: int, anchor: date, modifier: str, context: Context) -> Normalised | None:
    """*Last weekend* is the one before today; *this weekend* is that of this week."""
    if n == 0 and context.tense == "past" and anchor.isoweekday() < 6:
        n = -1
    day = shifted("week", anchor, n)
    return narrowed(from_period(period("weekend", day)), modifier, context.anchor) if day else None


def narrowed_period(parts: Parts, context: Context) -> Normalised | None:
    """*The end of June*, *the beginning of next week*, *end-June*."""
    found = parts.normalised("period", context)
    if found is None or found.kind != "DATE":
        return None
    return narrowed(found, "END" if "end" in parts else parts.modifier(), context.anchor)


def named_reference(parts: Parts, context: Context) -> Normalised | None:
    """*Now*, *recently*, *the future*."""
    value = parts.key("reference", "references")
    if value is None:
        return None
    if value == "PRESENT_REF" and context.anchor and parts.text("reference") != "current":
        return Normalised("DATE", value, context.anchor, context.anchor, "day")
    return Normalised("DATE", value)


def moved(length: Length, anchor: date | None, sign: int) -> Normalised | None:
    """The point that lies a length of time before or after a day, as exactly as its unit says: *two weeks ago* is a
    week, *five years ago* a year.
    """
    if length.amount is None:
        return Normalised("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", modifier=length.bound)
    if anchor is None:
        return Normalised("DATE", UNKNOWN.get(length.unit, "XXXX-XX-XX"), modifier=length.bound, unit=length.unit)
    if length.unit in ("second", "minute", "hour"):
        other = anchor + timedelta(days=sign) if length.unit == "hour" else anchor
        return Normalised(
            "TIME", f"{anchor.isoformat()}TXX:XX", min(anchor, other), max(anchor, other), "interval", length.bound
        )
    whole = int(length.amount)
    name = length.unit
    day = shifted(name, anchor, sign * whole)
    if day and length.amount != whole and name in ("year", "month", "week"):
        finer, parts = {"year": ("month", 12), "month": ("week", 4), "week": ("day", 7)}[name]
        day, name = shifted(finer, day, sign * round((length.amount - whole) * parts)), finer
    if day is None:
        return None
    if name in ("decade", "century", "millennium"):
        return _long_ago(name, day, length.bound)
    return replace(from_period(period("week" if name == "weekend" else name, day)), modifier=length.bound)


def _long_ago(name: str, day: date, bound: str) -> Normalised:
    """*A decade ago* has the value of a year but is no exact count: a few years about it."""
    about = {"decade": 2, "century": 20, "millennium": 200}[name]
    first, last = shifted("year", day, -about) or date.min, shifted("year", day, about) or date.max
    precision = {"decade": "decade", "century": "century"}.get(name, "interval")
    return Normalised(
        "DATE", f"{day.year:04d}", date(first.year, 1, 1), date(last.year, 12, 31), precision, bound, unit="year"
    )


def ago(parts: Parts, context: Context) -> Normalised | None:
    """*Two weeks ago*, *more than a decade ago*, *three days from now*."""
    length = length_of(parts.text("length"))
    if length is None:
        return None
    found = moved(length, context.anchor, 1 if "from" in parts or "hence" in parts else -1)
    which, _, stretch = parts.text("day").partition(" ")
    if stretch in ("week", "month", "quarter") and length.amount and context.anchor:
        # "three years ago this week", "ten years ago next month"
        day = shifted(stretch, context.anchor, {"last": -1, "next": 1}.get(which, 0))
        day = day and shifted(length.unit, day, -int(length.amount))
        return from_period(period(stretch, day)) if day else None
    bare = which in ("today", "yesterday") or (which and length.unit not in ("day", "week"))
    if stretch or bare:
        return _on_anniversary(length, parts, context)
    if found and found.first and (number := parts.number("day", "weekdays")):
        # "a week ago Friday": the weekday of that week
        day = shifted("day", found.first, number - found.first.isoweekday())
        return from_period(period("day", day)) if day else found
    low = parts.amount("low")
    if found and low and length.amount and low < length.amount:
        nearer = moved(replace(length, amount=low), context.anchor, -1)  # "two or three years ago"
        if nearer and nearer.last:
            return replace(found, last=nearer.last, precision="interval")
    return found


def _on_anniversary(length: Length, parts: Parts, context: Context) -> Normalised | None:
    """*Ten years ago on Sunday*, *a week ago yesterday*, *30 years ago to the day*: counted back from that day."""
    text = parts.text("day").removeprefix("on ")
    from_day = parts.read("today" if text == "to the day" else text, context)
    if from_day is None or from_day.first is None or not length.amount:
        return None
    day = shifted(length.unit, from_day.first, -int(length.amount))
    if text.startswith("in "):
        return from_period(period("month", day)) if day else None
    return from_period(period("day", day)) if day else None


def earlier(parts: Parts, context: Context) -> Normalised | None:
    """*Three days later*, *a year earlier*: from the day that the text told of last."""
    length = Length(1, parts.text("unit")) if "unit" in parts else length_of(parts.text("length"))
    if length is None:
        return None
    back = parts.text("direction") in ("earlier", "before", "before that", "previously", "prior")
    anchor = context.narrative_for(length.unit)
    if back and anchor is None and length.unit in ("day", "week"):
        anchor = context.anchor  # "a day earlier" in a lead without a day of its own: the news is of the day
    if back and anchor is None and context.anchor and length.amount and length.unit in ("month", "quarter", "year"):
        # "a year earlier" in a report of results: the value follows from the page, the days do not
        found = moved(length, context.anchor, -1)
        return found and replace(found, first=None, last=None, precision=None)
    if length.amount is None or anchor is None:
        return Normalised("DURATION", duration_value(length.unit, length.amount), modifier=length.bound,
                          unit=length.unit, amount=length.amount)  # fmt: skip
    return moved(length, anchor, -1 if back else 1)


def ended(parts: Parts, context: Context) -> Normalised | None:
    """*The quarter ended Sept. 30*, *the week of May 7*: the one that the day closes, or lies in."""
    closing: dict[str, Tense] = {"ended": "past", "ends": "future"}
    tense = closing.get(
        parts.text("closed"), "past" if context.tense != "future" and "closed" in parts else context.tense
    )
    end = parts.normalised("end", replace(context, tense=tense))
    if end is None or end.first is None:
        return None
    return narrowed(from_period(period(parts.text("unit"), end.first)), parts.modifier(), context.anchor)


def year_before(parts: Parts, context: Context) -> Normalised | None:
    """*The year-earlier quarter*, told to compare: the text goes on from where it was, so that nothing is kept of it."""
    name = parts.text("unit")
    if name == "period":
        name = next((unit for unit in COARSENESS if unit in context.told and unit in COMPARED), "year")
    here = context.narrative_for(name) or context.scene or context.anchor
    day = shifted("year", here, -1) if here else None
    return replace(from_period(period(name, day)), unit="") if day else None


def weekday_shift(parts: Parts, context: Context) -> Normalised | None:
    """*A week from Friday*, *Sunday week*, *a fortnight on Tuesday*, *a week last Monday*."""
    length = length_of(parts.text("length"))
    text = parts.text("day", "on", "back").removeprefix("on ")
    if length is None or length.amount is None or ("on" in parts and context.tense != "future"):
        return None
    day = parts.read(text, replace(context, tense="past" if "back" in parts else "future"))
    if day is None or day.first is None:
        return None
    to = shifted(length.unit, day.first, int(length.amount) * (-1 if "back" in parts else 1))
    return from_period(period("day", to)) if to else None


def beyond(parts: Parts, context: Context) -> Normalised | None:
    """*The week before last*, *the summer after next*: the second back or ahead."""
    which = "last" if parts.text("side") == "before last" else "next"
    step = -1 if which == "last" else 1
    if "unit" in parts or "night" in parts:
        name = parts.text("unit") or "day"
        day = shifted(name, context.anchor, 2 * step) if context.anchor else None
        found = from_period(period(name, day)) if day else replace(reference(step), unit=name)
        return with_part_of_day(found, "NI") if "night" in parts else found
    near = parts.read(f"{which} {parts.text('weekday', 'month', 'season')}", context)
    if near is None or near.first is None:
        return near
    day = shifted("week" if "weekday" in parts else "year", near.first, step)
    return from_period(period(near.unit, day)) if day else None


VAGUE = {"second": 60, "minute": 30, "hour": 12, "day": 10, "weekend": 4, "week": 6, "month": 9, "quarter": 3,
         "season": 2, "year": 5, "decade": 3, "century": 3, "millennium": 2}  # fmt: skip
"""How many units *the coming weeks* may hold at the most."""


def trailing(length: Length, anchor: date | None, sign: int) -> Normalised:
    """*The past two weeks*, *the coming months*: a duration that ends (-1) or begins (+1) at a day."""
    found = Normalised("DURATION", duration_value(length.unit, length.amount), modifier=length.bound,
                       unit=length.unit, amount=length.amount)  # fmt: skip
    if anchor is None:
        return found
    amount = VAGUE[length.unit] if length.amount is None else max(1, round(length.amount))
    if length.unit == "hour":
        other = shifted("day", anchor, sign * -(-amount // 24))
    else:
        other = shifted(length.unit, anchor, sign * amount)
    if other is None:
        return found
    if sign > 0 and length.unit not in ("second", "minute", "hour"):
        anchor = shifted("day", anchor, 1) or anchor
    return replace(found, first=min(anchor, other), last=max(anchor, other), precision="interval")
