"""How a reading is put in words for people; every export that people read says it the same way.

The words themselves are in `data/wording.toml`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec

from dragoman.datafiles import read_table
from dragoman.model import (
    Actor,
    Article,
    Count,
    Event,
    Incident,
    Link,
    Place,
    Position,
    Promise,
    Quotation,
    StateStep,
    TimeSpan,
)

__all__ = [
    "DOUBTFUL",
    "SURE",
    "UNSURE",
    "StatusWord",
    "act_word",
    "actor_label",
    "actors_label",
    "article_day",
    "chain",
    "count_label",
    "counted",
    "day_label",
    "has_word",
    "link_label",
    "part_taken",
    "place_label",
    "position_content",
    "position_label",
    "promise_head",
    "quotation_text",
    "status_word",
    "step_day",
    "step_span",
    "time_label",
    "where_label",
    "who",
    "word",
]

DOUBTFUL, UNSURE, SURE = 0.05, 0.15, 0.4
"""Confidence below which an event is called unsure, and from which it is called sure. Confidence is the probability
that everything in a row is right, so that few rows come near to 1 (`docs/accuracy.md`)."""
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_CONJUNCTION = re.compile(
    r"(only |but |even )?(if|unless|provided|once|when|until|should|as long as|so long as)\b", re.I
)
LONG_DAYS = 300
"""Above this length of a range, days say nothing."""
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


class StatusWord(msgspec.Struct, frozen=True):
    """How a status is shown: its word, its mark and its colours."""

    word: str
    terminal: str
    mark: str
    light: str
    dark: str


def step_day(step: StateStep, event: Event | None) -> str:
    """When a negotiation came to a state, no more exactly than the text dates that: by the day of what has happened,
    by the day on which a plan was made known."""
    spans = [event.date, event.announced] if event is not None else []
    told = next((span for span in spans if span is not None and span.start == step.since), None)
    return time_label(told) or day_label(step.since)


def step_span(step: dict[str, Any]) -> TimeSpan:
    """When a step of an incident's history was taken, no more exactly than the text dates it: the day of the act where
    it holds from that day on, else the day on which it was said."""
    date = msgspec.convert(step["date"], TimeSpan) if step.get("date") else TimeSpan()
    since = step["since"]
    if since is None or date.start == since:
        return date if since else TimeSpan()
    return TimeSpan(start=since, end=since, precision="day")


def has_word(table: str, code: str) -> bool:
    """Whether a table has words of their own for a code."""
    return code in read_table("wording")[table]


def word(table: str, code: str | None) -> str:
    """The words for a code, or the code itself where the table has none."""
    if code is None:
        return ""
    return str(read_table("wording")[table].get(code, code))


@cache
def status_word(status: str) -> StatusWord:
    """Word, mark and colours of a status."""
    return msgspec.convert(read_table("wording")["status"][status], StatusWord)


def act_word(act: str) -> str:
    """The noun for an act, such as `talks` for CONSULT."""
    return word("act", act)


def actor_label(actor: Actor, *, codes: bool = True) -> str:
    """`Mike Pompeo (USA, GOV)`; without codes `Mike Pompeo`."""
    marks = list(dict.fromkeys(mark for mark in (actor.country, *actor.sectors[:1]) if mark))
    if not codes or not marks:
        return actor.name
    return f"{actor.name} ({', '.join(marks)})"


def part_taken(actor: Actor, event: Event | Incident | None = None) -> str:
    """What is to be said behind a name: a role that is not simply `party`; `implied` for one whom the page, and not the
    event's own sentence, names. An incident has no one sentence."""
    if actor.role != "party":
        return f", {actor.role}"
    return ", implied" if isinstance(event, Event) and event.implies(actor) else ""


def actors_label(actors: Iterable[Actor], *, codes: bool = True, event: Event | Incident | None = None) -> str:
    """`A (USA), B (PRK) and C`, each with the part taken (in `event`, if given) where that is worth a word."""
    names = [actor_label(actor, codes=codes) + part_taken(actor, event) for actor in actors]
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def who(event: Event | Incident, *, codes: bool = True) -> str:
    """Who does it to whom: `Russia (RUS) → Ukraine (UKR)`; those who meet are joined by `and`."""
    actors = actors_label(event.actors, codes=codes) or "somebody unnamed"
    if not event.recipients:
        return actors
    return f"{actors} → {actors_label(event.recipients, codes=codes, event=event)}"


def _parse(day: str | None) -> datetime.date | None:
    if not day or not re.match(r"\d{4}-\d{2}-\d{2}", day):
        return None
    try:
        return datetime.date.fromisoformat(day[:10])
    except ValueError:
        return None


def day_label(day: str | None) -> str:
    """`18 April 2018` for an ISO day or time; anything else comes back as it is."""
    parsed = _parse(day)
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}" if parsed else (day or "")


def time_label(time: TimeSpan | None) -> str:
    """A time span as a person would write it, no more exactly than it is known; empty where unknown."""
    if time is None:
        return ""
    first, last = _parse(time.start), _parse(time.end)
    if first is None or last is None:
        known = first or last
        if known is None:
            return ""
        return f"{'since' if first else 'until'} {day_label(known.isoformat())}"
    month = MONTHS[first.month - 1]
    match time.precision:
        case "month":
            return f"{month} {first.year}"
        case "year":
            return str(first.year)
        case "decade":
            return f"{first.year}s"
        case "century":
            return f"{first.year}–{last.year}"
        case "quarter":
            return f"quarter {(first.month + 2) // 3} of {first.year}"
        case "half":
            return f"{'first' if first.month < 7 else 'second'} half of {first.year}"
        case "season":
            return f"{SEASONS.get(first.month, month)} {first.year}"
        case "week":
            return f"week of {day_label(time.start)}"
    return day_label(time.start) if first == last else _interval(first, last)


def _interval(first: datetime.date, last: datetime.date) -> str:
    """A range whose ends are written no finer than its length asks for: `1970 – March 2019`, `2–5 April 2018`."""
    length = (last - first).days
    if length > LONG_DAYS:
        starts_year, ends_year = (first.month, first.day) == (1, 1), (last.month, last.day) == (12, 31)
        start = str(first.year) if starts_year else f"{MONTHS[first.month - 1]} {first.year}"
        end = str(last.year) if ends_year else f"{MONTHS[last.month - 1]} {last.year}"
        return f"{start} – {end}"
    month = MONTHS[first.month - 1]
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month} {first.year}"
    if first.year == last.year:
        return f"{first.day} {month} – {day_label(last.isoformat())}"
    return f"{day_label(first.isoformat())} – {day_label(last.isoformat())}"


def article_day(article: Article) -> str:
    """The day of the page and where it was found; says so if it is unknown."""
    if not article.published:
        return "date unknown, so relative dates stay open"
    source = word("published_from", article.published_from)
    return f"{day_label(article.published)} ({source})"


def link_label(link: Link) -> str:
    """One link of a chain: `Donald Trump confirms, 18 April 2018`."""
    speakers = actors_label(link.speakers, codes=False) or "an unnamed source"
    said = "" if link.stance == "asserts" else f" {word('stance', link.stance)}"
    hedge = f" (“{link.hedge}”)" if link.hedge else ""
    when = time_label(link.date)
    return f"{speakers}{said}{hedge}" + (f", {when}" if when else "")


def chain(links: Iterable[Link]) -> str:
    """Who said so, nearest speaker first: `Chung Eui-yong ← The New York Times`."""
    return " ← ".join(map(link_label, links))


def place_label(place: Place | None) -> str:
    """`Pyongyang, PRK`."""
    if place is None:
        return ""
    return f"{place.name}, {place.country}" if place.country and place.country != place.name else place.name


def where_label(place: Place | None) -> str:
    """`in Pyongyang, PRK`, where the sentence says so; a dateline tells where the page was written."""
    return f"in {place_label(place)}" if place is not None and place.origin == "clause" else ""


def counted(number: int, noun: str) -> str:
    """`1 page`, `4,000 pages`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def count_label(count: Count) -> str:
    """`3 killed`, `12–15 injured`."""
    if count.what == "money":
        return count.text
    low, high = f"{count.low:,.0f}", f"{count.high:,.0f}"
    return f"{low if low == high else f'{low}–{high}'} {word('count', count.what)}"


def position_label(position: Position) -> str:
    """Whose position it is and towards whom: `Iraq (IRQ, GOV) to Turkey`."""
    to = f" to {actors_label(position.to, codes=False)}" if position.to else ""
    return f"{actor_label(position.party)}{to}"


def position_content(position: Position) -> str:
    """What a party stands for, both halves of the bargain: `…, in exchange for …, if …`."""
    if position.stance == "condition" and position.in_exchange_for:
        return f"{position.in_exchange_for}, if {position.what}"
    parts = [position.what]
    if position.in_exchange_for:
        parts.append(f"in exchange for {position.in_exchange_for}")
    if position.on_condition:
        condition = position.on_condition
        parts.append(condition if _is_clause(condition) else f"if {condition}")
    return ", ".join(parts)


def _is_clause(condition: str) -> bool:
    return _CONJUNCTION.match(condition) is not None


def quotation_text(quotation: Quotation) -> str:
    """The words between quotation marks, without the comma that only leads on to the speaker."""
    return f"“{quotation.text.strip().removesuffix(',')}”"


def promise_head(promise: Promise) -> str:
    """Who promised what sort of thing to whom: `John Bolton (USA, GOV), pledge to Donald Trump`."""
    by = actor_label(promise.by) if promise.by else "somebody unnamed"
    to = f" to {actors_label(promise.to, codes=False)}" if promise.to else ""
    return f"{by}, {word('promise', promise.sort)}{to}"
