"""How a reader writes days, numbers and the names of countries: by the languages that the browser asks for, or as the
reader has chosen. Pages speak English; data stay in ISO form.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_interval, format_skeleton, get_day_names, get_month_names
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from dragoman.export import wording
from dragoman.model import Count, Link, TimeSpan

__all__ = ["CHOICES", "ISO", "Manner", "in_manner", "manner", "manner_of"]

ISO = "iso"
HOUSE = "en-GB"
"""Where the browser asks for no language."""
CHOICES = (
    ("", "as the browser asks"), (ISO, "2018-04-30 (ISO)"), ("en-GB", "English, 30 April 2018"),
    ("en-US", "English, April 30, 2018"), ("ar", "العربية"), ("de", "Deutsch"), ("es", "español"), ("fr", "français"),
    ("pt", "português"), ("ru", "русский"), ("tr", "Türkçe"), ("zh", "中文"), ("ja", "日本語"), ("ko", "한국어"),
)  # fmt: skip
"""What a reader can choose: the tag and its name in its own language."""
LONG = "yMMMMd"
MOST_TAGS = 10
"""Languages of a browser's list that are looked at."""


class Manner:
    """The forms of one locale, by a tag such as `de` or `en-US`; `iso` is English with ISO days."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.locale = Locale.parse(HOUSE if tag == ISO else tag, sep="-")
        self.is_english = self.locale.language == "en"
        self.first_weekday: int = self.locale.first_week_day
        """0 is Monday."""

    def day(self, day: str | None) -> str:
        """`18 April 2018`, `April 18, 2018`, `18. April 2018` for an ISO day or time; anything else as it is."""
        date = _date(day)
        return (day or "") if date is None else self._date(date, LONG)

    def time(self, span: TimeSpan | None) -> str:
        """A span no more exactly than it is known; empty where unknown. Words such as `since` are English only."""
        if span is None:
            return ""
        first, last = _date(span.start), _date(span.end)
        if first is None or last is None:
            if known := first or last:
                day = self._date(known, LONG)
                if self.is_english:
                    return f"{'since' if first else 'until'} {day}"
                return f"{day} –" if first else f"– {day}"
            return ""
        match span.precision:
            case "month":
                return self._date(first, "yMMMM")
            case "year":
                return self._date(first, "y")
            case "quarter" if self.tag != ISO:
                return self._date(first, "yQQQ")
            case "decade" | "half" | "season" | "week" | "century" if self.is_english:
                told = wording.time_label(span)
                return f"week of {self._date(first, LONG)}" if span.precision == "week" else told
            case "decade" | "century":
                return self._interval(first, last, "y")
            case "half" | "season":
                return self._interval(first, last, "yMMM")
        if first == last:
            return self._date(first, LONG)
        if (last - first).days > wording.LONG_DAYS:
            whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
            return self._interval(first, last, "y" if whole else "yMMM")
        return self._interval(first, last, "yMMMd")

    def month(self, month: str) -> str:
        """`April 2018` for `2018-04`; anything else as it is."""
        date = _date(f"{month}-01") if re.fullmatch(r"\d{4}-\d{2}", month) else None
        return month if date is None else self._date(date, "yMMMM")

    def weekdays(self, width: str = "wide") -> list[str]:
        """Names of the days of the week from the first one on; `abbreviated` for short ones."""
        names = get_day_names(width, "stand-alone", self.locale)  # type: ignore[arg-type]
        return [names[(self.first_weekday + at) % 7] for at in range(7)]

    def weekday(self, day: datetime.date) -> str:
        """The name of a day's day of the week."""
        return str(get_day_names("wide", "stand-alone", self.locale)[day.weekday()])

    def number(self, value: float) -> str:
        """A whole number with its thousands apart."""
        return format_decimal(value, "#,##0", self.locale)

    def signed(self, value: float) -> str:
        """A number with its sign and one digit after the point."""
        return format_decimal(value, "+0.0;-0.0", self.locale)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as per cent."""
        return format_percent(share, locale=self.locale)

    def country(self, code: str, english: str) -> str:
        """A country's name by its alpha-3 code: the house's own in English, else that of the language."""
        if self.is_english:
            return english
        return str(self.locale.territories.get(_alpha_2(code), english))

    def count(self, count: Count) -> str:
        """`1,200 killed`."""
        low, high = self.number(count.low), self.number(count.high)
        return wording.count_label(count).replace(f"{count.low:,.0f}", low).replace(f"{count.high:,.0f}", high)

    def link(self, link: Link) -> str:
        """One link of a chain with its day: `Donald Trump confirms, 18 April 2018`."""
        import msgspec

        when = self.time(link.date)
        return wording.link_label(msgspec.structs.replace(link, date=None)) + (f", {when}" if when else "")

    def marked(self, text: str) -> Markup:
        """A text of this manner for a page in English: other languages say which they are."""
        if self.is_english or not re.search(r"[^\W\d_]", text):
            return Markup.escape(text)
        return Markup('<bdi lang="{}">{}</bdi>').format(self.locale.language, text)

    @property
    def for_charts(self) -> dict[str, object]:
        """What a chart needs to write days and numbers so: the order of day, month and year, and the names."""
        sample = self._date(datetime.date(2001, 12, 30), "yMMMd")
        order = "%Y-%m-%d" if self.tag == ISO else sample.replace("2001", "%Y").replace("30", "%-d")
        short = get_month_names("abbreviated", "format", self.locale)
        names = get_month_names("wide", "format", self.locale)
        decimal = self.locale.number_symbols.get("latn", {})
        return {
            "date": order.replace(short[12], "%b"),
            "months": [names[at] for at in range(1, 13)],
            "shortMonths": [short[at] for at in range(1, 13)],
            "decimal": decimal.get("decimal", "."),
            "thousands": decimal.get("group", ","),
        }

    def _date(self, date: datetime.date, skeleton: str) -> str:
        if self.tag == ISO:
            return date.isoformat()[: {"y": 4, "yMMMM": 7}.get(skeleton, 10)]
        return _dated(date, skeleton, self.tag)

    def _interval(self, first: datetime.date, last: datetime.date, skeleton: str) -> str:
        if self.tag == ISO:
            length = {"y": 4, "yMMM": 7}.get(skeleton, 10)
            return f"{first.isoformat()[:length]} – {last.isoformat()[:length]}"
        return _between(first, last, skeleton, self.tag)


@lru_cache(maxsize=20_000)
def _dated(date: datetime.date, skeleton: str, tag: str) -> str:
    locale = Locale.parse(tag, sep="-")
    return format_date(date, "long", locale) if skeleton == LONG else format_skeleton(skeleton, date, locale=locale)


@lru_cache(maxsize=20_000)
def _between(first: datetime.date, last: datetime.date, skeleton: str, tag: str) -> str:
    return format_interval(first, last, skeleton, locale=Locale.parse(tag, sep="-"))


def _alpha_2(code: str) -> str:
    found = get_global("territory_aliases").get(code)
    return "XK" if code == "XKX" else found[0] if found else code


def _date(day: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day[:10]) if day else None
    except ValueError:
        return None


@lru_cache(maxsize=200)
def _known(tag: str) -> Manner | None:
    """The manner of a tag, of its language alone where the whole is not known, or None."""
    for part in (tag, tag.partition("-")[0]):
        try:
            return Manner(part)
        except (ValueError, UnknownLocaleError):
            continue
    return None


def manner_of(accepted: str, chosen: str = "") -> Manner:
    """The manner that a reader has `chosen`, else the first that the browser accepts (`Accept-Language`)."""
    tags = [chosen] if chosen else []
    weighted = []
    for entry in accepted.split(",")[:MOST_TAGS]:
        tag, _, quality = entry.strip().partition(";q=")
        if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", tag):
            weighted.append((-_quality(quality), tag))
    tags += [tag for _, tag in sorted(weighted, key=lambda pair: pair[0])]
    found = next((known for tag in tags if (known := _known(tag))), None)
    return found or Manner(HOUSE)


def _quality(text: str) -> float:
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


_present: ContextVar[Manner | None] = ContextVar("manner", default=None)


def manner() -> Manner:
    """The manner of the request that is being answered."""
    return _present.get() or _house()


@lru_cache(maxsize=1)
def _house() -> Manner:
    return Manner(HOUSE)


@contextmanager
def in_manner(chosen: Manner) -> Iterator[None]:
    """All that is written within is written so."""
    token = _present.set(chosen)
    try:
        yield
    finally:
        _present.reset(token)
