"""What events are asked for, and the SQL that finds them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.model import Article, Status
from dragoman.world.names import ascii_fold

__all__ = ["NAMED", "EventQuery", "Source", "check_days", "day", "full_text", "in_name", "like", "plain_name", "where"]

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a listing of events says of the page that a row was read from."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, article: Article) -> Source:
        """The four fields of an article."""
        return cls(published=article.published, publisher=article.publisher, title=article.title, url=article.url)


class EventQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which events to list. Conditions are joined by *and*, the values of one condition by *or*."""

    actor: tuple[str, ...] = ()
    """Taking part, on either side: an id, a party, or words of a name, in any case, with or without accents."""
    country: tuple[str, ...] = ()
    """Country code of one who takes part, on either side."""
    dyad: tuple[str, str] | None = None
    """Two that take part together: each a country code, an id, a party or words of a name."""
    type: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    since: str | None = None
    """First day (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`): events that end before it, or have no date, stay out."""
    until: str | None = None
    """Last day, itself included."""
    publisher: tuple[str, ...] = ()
    """Words of the publisher's name, in any case."""
    article: str | None = None
    """The article's id."""
    search: str | None = None
    """Words of the evidence, all of them; a phrase between quotation marks; `talk*` for a beginning."""
    min_confidence: float = 0.0
    background: bool = False
    """Also events that are history told to explain."""
    limit: int | None = None


NAMED = "plain_name({0}.name) LIKE ? ESCAPE '\\'"
"""Whether a name has words that `in_name` made a pattern of. `plain_name` is a function that the database is given; it
costs 0.7 microseconds a name, and a GLOB for those that do not need it would cost more."""

_HAS_ACTOR = (
    "EXISTS (SELECT 1 FROM event_actors a WHERE a.event = e.id AND (a.actor = ? OR a.party = ? OR "
    f"{NAMED.format('a')}))"
)
_IS_ONE_OF_DYAD = f"({{0}}.country = ? OR {{0}}.actor = ? OR {{0}}.party = ? OR {NAMED})"


def where(query: EventQuery) -> tuple[str, list[Any]]:
    """The condition on `events e JOIN articles r`, and its parameters.

    Raises UsageError for a day that is not one.
    """
    conditions: list[str] = []
    parameters: list[Any] = []

    def add(condition: str, *values: Any) -> None:
        conditions.append(condition)
        parameters.extend(values)

    def any_of(condition: str, groups: list[tuple[Any, ...]]) -> None:
        if groups:
            add("(" + " OR ".join([condition] * len(groups)) + ")", *(v for group in groups for v in group))

    any_of(_HAS_ACTOR, [(name, name, in_name(name)) for name in query.actor])
    any_of(
        "EXISTS (SELECT 1 FROM event_actors a WHERE a.event = e.id AND a.country = ?)",
        [(code.upper(),) for code in query.country],
    )
    if query.dyad:
        one, other = query.dyad
        add(
            "EXISTS (SELECT 1 FROM event_actors a JOIN event_actors b ON a.event = b.event "
            "AND (a.side, a.ordinal) <> (b.side, b.ordinal) WHERE a.event = e.id AND "
            f"{_IS_ONE_OF_DYAD.format('a')} AND {_IS_ONE_OF_DYAD.format('b')})",
            one.upper(), one, one, in_name(one), other.upper(), other, other, in_name(other),
        )  # fmt: skip
    any_of("e.type = ?", [(code,) for code in query.type])
    any_of("e.act = ?", [(code,) for code in query.act])
    any_of("e.status = ?", [(status,) for status in query.status])
    check_days(query.since, query.until)
    if query.since:
        add("e.date_end >= ?", day(query.since))
    if query.until:
        add("e.date_start <= ?", day(query.until, last=True))
    any_of("r.publisher LIKE ? ESCAPE '\\'", [(like(name),) for name in query.publisher])
    if query.article:
        add("e.article = ?", query.article)
    if query.search is not None:
        add("e.number IN (SELECT rowid FROM events_text WHERE events_text MATCH ?)", full_text(query.search))
    if query.min_confidence > 0:
        add("e.confidence >= ?", query.min_confidence)
    if not query.background:
        add("e.background = 0")
    return " AND ".join(conditions) or "1", parameters


def check_days(since: str | None, until: str | None) -> None:
    """Raises UsageError where the last day lies before the first."""
    if since and until and day(since) > day(until, last=True):
        raise UsageError(f"from {since} until {until}: the last day lies before the first")


def like(words: str) -> str:
    """A LIKE pattern that finds these words anywhere; what they hold of `%` and `_` means itself."""
    escaped = re.sub(r"([\\%_])", r"\\\1", words)
    return f"%{escaped}%"


def in_name(words: str) -> str:
    """A LIKE pattern for `NAMED`: words as they begin, without accents and hyphens. `US` is found in *US Navy* and
    *US-led*, and not in *Russia*; `Erdogan` in *Erdoğan*.
    """
    return like(plain_name(words.strip()) or "")


def plain_name(name: str | None) -> str | None:
    """A name as names are compared: a blank before each word, no accents, no hyphens; case is left to LIKE."""
    return None if name is None else f" {ascii_fold(name).replace('-', ' ')}"


def day(given: str, *, last: bool = False) -> str:
    """A day to compare ISO days with; `2018-04` as a last day takes in all of April.

    Raises UsageError for what is no day.
    """
    try:
        if not _DAY.fullmatch(given):
            raise ValueError(given)
        date.fromisoformat(given + "-01-01"[len(given) - 4 :])
    except ValueError:
        raise UsageError(f"{given!r} is not a day: write YYYY-MM-DD, YYYY-MM or YYYY") from None
    return given + ("-99" if last and len(given) < 10 else "")


def full_text(words: str) -> str:
    """An FTS5 query that finds rows with all the words; nothing in `words` can be a syntax error.

    Raises UsageError where there is no word to look for.
    """
    terms = []
    for phrase, single in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        term = (phrase or single).replace("\x00", "")
        star = "*" if single.endswith("*") else ""
        if re.search(r"\w", term):
            terms.append(f'"{term.rstrip("*")}"{star}')
    if not terms:
        raise UsageError(f"no word to search for in {words!r}")
    return " ".join(terms)
