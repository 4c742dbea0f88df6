"""What is asked for, as SQL for DuckDB: over `events e` and over `incidents i`; as `store.query.where` for SQLite."""

from __future__ import annotations

import re
from typing import Any

from dragoman.errors import UsageError
from dragoman.store.incidents import IncidentQuery
from dragoman.store.query import EventQuery, day, like

__all__ = ["event_condition", "incident_condition", "search_patterns"]

_IS = "(x.actor = ? OR x.party = ? OR x.name ILIKE ? ESCAPE '\\')"
_IS_OR_FROM = "(x.country = ? OR x.actor = ? OR x.party = ? OR x.name ILIKE ? ESCAPE '\\')"


class _Conditions:
    """Conditions that must all be met."""

    def __init__(self, of: str) -> None:
        self._of = of
        self._sql: list[str] = []
        self._parameters: list[Any] = []

    def add(self, sql: str, *values: Any) -> None:
        """One more condition."""
        self._sql.append(sql)
        self._parameters.extend(values)

    def any_of(self, sql: str, groups: list[tuple[Any, ...]]) -> None:
        """One that is met by any of some groups of values; by everything where there is none."""
        if groups:
            joined = " OR ".join([sql] * len(groups))
            self.add(f"({joined})", *(value for group in groups for value in group))

    def takes_part(self, condition: str, least: int = 1) -> str:
        """At least so many of those who take part meet a condition on `x`."""
        return f"len(list_filter({self._of}.actors, lambda x: {condition})) >= {least}"

    def who_and_when(self, query: EventQuery | IncidentQuery) -> None:
        """The conditions that events and incidents share."""
        of = self._of
        self.any_of(self.takes_part(_IS), [(name, name, like(name)) for name in query.actor])
        self.any_of(self.takes_part("x.country = ?"), [(code.upper(),) for code in query.country])
        if query.dyad:
            one, other = ((name.upper(), name, name, like(name)) for name in query.dyad)
            # both are there, and not one and the same alone
            self.add(self.takes_part(_IS_OR_FROM), *one)
            self.add(self.takes_part(_IS_OR_FROM), *other)
            self.add(self.takes_part(f"{_IS_OR_FROM} OR {_IS_OR_FROM}", 2), *one, *other)
        self.any_of(f"{of}.act = ?", [(act,) for act in query.act])
        self.any_of(f"{of}.status = ?", [(status,) for status in query.status])
        if query.since and query.until and day(query.since) > day(query.until, last=True):
            raise UsageError(f"from {query.since} until {query.until}: the last day lies before the first")
        if query.since:
            self.add(f"{of}.date_end >= ?", day(query.since))
        if query.until:
            self.add(f"{of}.date_start <= ?", day(query.until, last=True))
        if query.min_confidence > 0:
            self.add(f"{of}.confidence >= ?", query.min_confidence)
        if not query.background:
            self.add(f"NOT {of}.background")

    def whole(self) -> tuple[str, list[Any]]:
        """All of them, and their parameters."""
        return " AND ".join(self._sql) or "true", self._parameters


def event_condition(query: EventQuery) -> tuple[str, list[Any]]:
    """The condition on `events e`, and its parameters.

    Raises UsageError for a day that is not one, and for words without a word.
    """
    found = _Conditions("e")
    found.who_and_when(query)
    found.any_of("e.type = ?", [(code,) for code in query.type])
    found.any_of("e.publisher ILIKE ? ESCAPE '\\'", [(like(name),) for name in query.publisher])
    if query.article:
        found.add("e.article = ?", query.article)
    if query.search:
        for pattern in search_patterns(query.search):
            found.add("regexp_matches(e.evidence, ?, 'i')", pattern)
    return found.whole()


def incident_condition(query: IncidentQuery) -> tuple[str, list[Any]]:
    """The condition on `incidents i`, and its parameters. Raises UsageError as `event_condition`."""
    found = _Conditions("i")
    found.who_and_when(query)
    found.any_of("list_contains(i.types, ?)", [(code,) for code in query.type])
    found.any_of(
        "len(list_filter(i.publishers, lambda x: x ILIKE ? ESCAPE '\\')) > 0",
        [(like(name),) for name in query.publisher],
    )
    if query.search:
        patterns = search_patterns(query.search)
        all_of = " AND ".join(["regexp_matches(x, ?, 'i')"] * len(patterns))
        found.add(f"len(list_filter(i.sentences, lambda x: {all_of})) > 0", *patterns)
    if query.independent > 1:
        found.add("i.independent >= ?", query.independent)
    if query.disputed:
        found.add("i.disputed")
    return found.whole()


def search_patterns(words: str) -> list[str]:
    """A pattern for each word, phrase (between quotation marks) or beginning (`talk*`) that must all be there. Words are
    looked for as they are written, in any case; a lake has no index of their stems as a store has.

    Raises UsageError where there is no word to look for.
    """
    patterns = []
    for phrase, single in re.findall(r'"([^"]*)"|([^\s"]+)', words):
        found = re.findall(r"\w+", phrase or single)
        if found:
            patterns.append(r"\b" + r"\W+".join(found) + ("" if single.endswith("*") else r"\b"))
    if not patterns:
        raise UsageError(f"no word to search for in {words!r}")
    return patterns
