"""What is asked for, as SQL for DuckDB: over `events e` and over `incidents i`; as `store.query.where` for SQLite."""

from __future__ import annotations

import re
from typing import Any

from dragoman.store.query import Conditions, EventQuery, IncidentQuery, Where, country_code, like
from dragoman.store.search import Term, parse

__all__ = ["event_condition", "incident_condition"]

_IS = "(x.actor = ? OR x.party = ? OR x.name ILIKE ? ESCAPE '\\')"
_IS_OR_FROM = "(x.country = ? OR x.actor = ? OR x.party = ? OR x.name ILIKE ? ESCAPE '\\')"


class _Conditions(Where):
    """As those of a store, of a row with all who take part in it."""

    def __init__(self, of: str) -> None:
        super().__init__()
        self._of = of

    def takes_part(self, condition: str, least: int = 1) -> str:
        """At least so many of those who take part meet a condition on `x`."""
        return f"len(list_filter({self._of}.actors, lambda x: {condition})) >= {least}"

    def who_and_when(self, query: Conditions) -> None:
        """The conditions that events and incidents share."""
        of = self._of
        self.any_of(self.takes_part(_IS), [(name, name, like(name)) for name in query.actor])
        self.any_of(self.takes_part("x.country = ?"), [(code.upper(),) for code in query.country])
        if query.dyad:
            one, other = ((country_code(name), name, name, like(name)) for name in query.dyad)
            # both are there, and not one and the same alone
            self.add(self.takes_part(_IS_OR_FROM), *one)
            self.add(self.takes_part(_IS_OR_FROM), *other)
            self.add(self.takes_part(f"{_IS_OR_FROM} OR {_IS_OR_FROM}", 2), *one, *other)
        self.any_of(f"{of}.act = ?", [(act,) for act in query.act])
        self.any_of(f"{of}.status = ?", [(status,) for status in query.status])
        self.within_days(of, query)
        if query.min_confidence > 0:
            self.add(f"{of}.confidence >= ?", query.min_confidence)
        if not query.background:
            self.add(f"NOT {of}.background")


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
    if query.search is not None:
        condition, patterns = _told("e.evidence", query.search)
        found.add(condition, *patterns)
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
    if query.search is not None:
        condition, patterns = _told("x", query.search)
        found.add(f"len(list_filter(i.sentences, lambda x: {condition})) > 0", *patterns)
    if query.independent > 1:
        found.add("i.independent >= ?", query.independent)
    if query.disputed:
        found.add("i.disputed")
    return found.whole()


def _told(sentence: str, words: str) -> tuple[str, list[str]]:
    """The condition that a sentence meets a search, and its patterns. Words are looked for as they are written, in any
    case; a lake has no index of their stems as a store has.
    """
    search = parse(words)
    found = f"regexp_matches({sentence}, ?, 'i')"
    conditions = [found] * len(search.wanted) + [f"NOT {found}"] * len(search.unwanted)
    groups = [*search.wanted, *([term] for term in search.unwanted)]
    return " AND ".join(conditions), ["|".join(map(_pattern, group)) for group in groups]


def _pattern(term: Term) -> str:
    return r"\b" + r"\W+".join(re.findall(r"\w+", term.text)) + ("" if term.beginning else r"\b")
