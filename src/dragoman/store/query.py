"""What events and incidents are asked for, and the SQL that finds them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.model import Article, Status
from dragoman.store.search import full_text
from dragoman.world.names import ascii_fold

__all__ = [
    "Conditions", "EventQuery", "IncidentQuery", "Source", "Where", "country_code", "day", "like", "plain_name", "where", "where_incidents",
]  # fmt: skip

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Source(msgspec.Struct, frozen=True):
    """What a listing of events says of the page that a row was read from."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, article: Article) -> Source:
        """The four fields of an article."""
        return cls(published=article.published, publisher=article.publisher, title=article.title, url=article.url)


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What can be asked of events and of incidents. Conditions are joined by *and*, the values of one by *or*."""

    actor: tuple[str, ...] = ()
    """Taking part, on either side: an id, a party, or words of a name, in any case, with or without accents."""
    country: tuple[str, ...] = ()
    """Country code of one who takes part, on either side."""
    dyad: tuple[str, str] | None = None
    """Two that take part together: each a country (its code or name), an id, a party or words of a name."""
    type: tuple[str, ...] = ()
    """PLOVER's type, of an incident that of one of its events."""
    act: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    """Of an incident by the latest report."""
    since: str | None = None
    """First day (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`): what ends before it, or has no date, stays out."""
    until: str | None = None
    """Last day, itself included."""
    publisher: tuple[str, ...] = ()
    """Words of the publisher's name, in any case."""
    search: str | None = None
    """Words of the evidence, as `store.search` reads them."""
    min_confidence: float = 0.0
    """Of an incident that of its surest event."""
    background: bool = False
    """Also history told to explain."""
    limit: int | None = None


class EventQuery(Conditions, frozen=True, kw_only=True):
    """Which events to list."""

    article: str | None = None
    """The article's id."""


class IncidentQuery(Conditions, frozen=True, kw_only=True):
    """Which incidents to list."""

    ids: tuple[str, ...] | None = None
    """Only these."""
    independent: int = 1
    """Reports that it has at least, those of one text or agency counted once."""
    disputed: bool = False
    """Only what somebody denies, or what reports differ on."""


NAMED = "plain_name({0}.name) LIKE ? ESCAPE '\\'"
"""Whether a name has words that `in_name` made a pattern of. `plain_name` is a function that the database is given; it
costs 0.7 microseconds a name, and a GLOB for those that do not need it would cost more."""

_IS_ONE = f"({{0}}.actor = ? OR {{0}}.party = ? OR {NAMED})"
_IS_ONE_OF_DYAD = f"({{0}}.country = ? OR {_IS_ONE})"


class Where:
    """Conditions that must all be met, as SQL with its parameters."""

    def __init__(self) -> None:
        self._sql: list[str] = []
        self._parameters: list[Any] = []

    def add(self, sql: str, *values: Any) -> None:
        """One more condition."""
        self._sql.append(sql)
        self._parameters.extend(values)

    def any_of(self, sql: str, groups: Iterable[tuple[Any, ...]]) -> None:
        """One that is met by any of some groups of values; by everything where there is none."""
        if groups := list(groups):
            self.add(f"({' OR '.join([sql] * len(groups))})", *(value for group in groups for value in group))

    def within_days(self, of: str, query: Conditions) -> None:
        """Between the first and the last day of a query. Raises UsageError for a day that is none, and for a last one
        that lies before the first."""
        if query.since and query.until and day(query.since) > day(query.until, last=True):
            raise UsageError(f"from {query.since} until {query.until}: the last day lies before the first")
        if query.since:
            self.add(f"{of}.date_end >= ?", day(query.since))
        if query.until:
            self.add(f"{of}.date_start <= ?", day(query.until, last=True))

    def whole(self) -> tuple[str, list[Any]]:
        """All of them, and their parameters."""
        return " AND ".join(self._sql) or "true", self._parameters


def _who_and_when(query: Conditions, of: str, actors: str, key: str) -> Where:
    """The conditions on a row `of` that events and incidents share; `actors` is the table of those who take part, whose
    column `key` names the row."""
    found = Where()
    there = f"EXISTS (SELECT 1 FROM {actors} a WHERE a.{key} = {of}.id AND {{0}})"
    found.any_of(there.format(_IS_ONE.format("a")), ((name, name, in_name(name)) for name in query.actor))
    found.any_of(there.format("a.country = ?"), ((code.upper(),) for code in query.country))
    if query.dyad:
        one, other = query.dyad
        found.add(
            f"EXISTS (SELECT 1 FROM {actors} a JOIN {actors} b ON a.{key} = b.{key} "
            f"AND (a.side, a.ordinal) <> (b.side, b.ordinal) WHERE a.{key} = {of}.id AND "
            f"{_IS_ONE_OF_DYAD.format('a')} AND {_IS_ONE_OF_DYAD.format('b')})",
            country_code(one), one, one, in_name(one), country_code(other), other, other, in_name(other),
        )  # fmt: skip
    found.any_of(f"{of}.act = ?", ((act,) for act in query.act))
    found.any_of(f"{of}.status = ?", ((status,) for status in query.status))
    found.within_days(of, query)
    if not query.background:
        found.add(f"{of}.background = 0")
    return found


def where(query: EventQuery) -> tuple[str, list[Any]]:
    """The condition on `events e JOIN articles r`, and its parameters.

    Raises UsageError for a day that is not one.
    """
    found = _who_and_when(query, "e", "event_actors", "event")
    found.any_of("e.type = ?", ((code,) for code in query.type))
    found.any_of("r.publisher LIKE ? ESCAPE '\\'", ((like(name),) for name in query.publisher))
    if query.article:
        found.add("e.article = ?", query.article)
    if query.search is not None:
        found.add("e.number IN (SELECT rowid FROM events_text WHERE events_text MATCH ?)", full_text(query.search))
    if query.min_confidence > 0:
        found.add("e.confidence >= ?", query.min_confidence)
    return found.whole()


_HAS_EVENT = "EXISTS (SELECT 1 FROM incident_events x JOIN events e ON e.id = x.event WHERE x.incident = i.id AND {0})"


def where_incidents(query: IncidentQuery) -> tuple[str, list[Any]]:
    """The condition on `incidents i`, and its parameters. Raises UsageError for a day that is not one."""
    found = _who_and_when(query, "i", "incident_actors", "incident")
    if query.ids is not None:
        found.add("i.id IN (SELECT value FROM json_each(?))", msgspec.json.encode(query.ids).decode())
    found.any_of(_HAS_EVENT.format("e.type = ?"), ((code,) for code in query.type))
    published = "e.article IN (SELECT id FROM articles WHERE publisher LIKE ? ESCAPE '\\')"
    found.any_of(_HAS_EVENT.format(published), ((like(name),) for name in query.publisher))
    if query.search is not None:
        told = "e.number IN (SELECT rowid FROM events_text WHERE events_text MATCH ?)"
        found.add(_HAS_EVENT.format(told), full_text(query.search))
    if query.min_confidence > 0:
        found.add(_HAS_EVENT.format("e.confidence >= ?"), query.min_confidence)
    if query.independent > 1:
        found.add("i.independent >= ?", query.independent)
    if query.disputed:
        found.add("(i.record ->> '$.denied_by' <> '[]' OR i.record ->> '$.differs' <> '[]')")
    return found.whole()


def country_code(given: str) -> str:
    """The code of a country, by its code or its name, so that whoever acts for it is found too; else what was given."""
    from dragoman.world.systems import country_of_name  # the lexicon takes a fifth of a second, and a code needs none

    is_code_or_id = ":" in given or re.fullmatch(r"[A-Za-z]{3}", given)
    return given.upper() if is_code_or_id else country_of_name(given) or given.upper()


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
