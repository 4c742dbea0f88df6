"""Why a list is empty, or shorter than it might be: a code that is mistyped and a conflict that nobody wrote of look
alike otherwise, and so does what has no date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar, get_args

import msgspec

from dragoman.export.undated import undated
from dragoman.model import Act

if TYPE_CHECKING:
    from dragoman.store.query import EventQuery, IncidentQuery

__all__ = ["what_is_left_out", "why_nothing"]

Query = TypeVar("Query", "EventQuery", "IncidentQuery")

OPTIONS = {
    "actor": "--actor", "country": "--country", "dyad": "--dyad", "type": "--type", "act": "--act", "status": "--status",
    "since": "--from", "until": "--until", "publisher": "--publisher", "search": "--search",
    "min_confidence": "--min-confidence", "independent": "--independent", "disputed": "--disputed",
}  # fmt: skip


def why_nothing(query: Query, count: Callable[[Query], int], what: str, store: str) -> str:
    """A sentence or two on why no event (`what`) of a store meets a query: there is none at all; a condition that none
    meets by itself; or one without which some would.

    `count` says how many meet a query.
    """
    bare = type(query)(background=True)
    if not count(bare):
        return f"There is no {what} in {store} yet: `dragoman code PAGE --into {store}` puts pages in."
    none = f"No {what} meets these conditions"
    if alone := [said for said, singles in _singly(query, bare) if not any(map(count, singles))]:
        unknown = {*query.type, *query.act} - {*get_args(Act)}
        codes = " `dragoman codebook` lists the codes." if unknown else ""
        return f"{none}: there is none at all of {' and of '.join(alone)}.{codes}"
    for said, wider in _wider(query):
        if found := count(wider):
            return f"{none}; {found:,} {'does' if found == 1 else 'do'} {said}."
    return f"{none}."


def what_is_left_out(query: Query, count: Callable[[Query], int], what: str, written: int, *, table: bool) -> list[str]:
    """What a list that is not empty says below itself: what the limit of a table cuts off, and what has no date where
    days are asked for."""
    said: list[str] = []
    if table and written < (total := count(query)):
        said.append(f"{written:,} of {total:,} {what}s; raise --limit to see more.")
    if timeless := undated(query, count):
        some = f"{what} has no date" if timeless == 1 else f"{what}s have no date"
        said.append(f"{timeless:,} more {some} in the text: --from and --until leave out what has none.")
    return said


def _singly(query: Query, bare: Query) -> Iterator[tuple[str, list[Query]]]:
    """Each value of what is asked for, with the queries for it alone, any of which will do."""
    for name in ("actor", "country", "type", "act", "status", "publisher"):
        for value in getattr(query, name):
            yield f"{OPTIONS[name]} {value}", [msgspec.structs.replace(bare, **{name: (value,)})]
    for value in query.dyad or ():
        of = [{"actor": (value,)}, {"country": (value,)}]
        yield f"{value} (--dyad)", [msgspec.structs.replace(bare, **condition) for condition in of]
    if query.search:
        yield f"--search {query.search!r}", [msgspec.structs.replace(bare, search=query.search)]


def _wider(query: Query) -> Iterator[tuple[str, Query]]:
    """The query without one of its conditions."""
    if not query.background:
        yield "with --background, as history told to explain", msgspec.structs.replace(query, background=True)
    if (
        query.type and not query.act
    ):  # a meeting that is planned is about talks, and counts as an agreement or not at all
        said = " ".join(f"--act {act}" for act in query.type)
        yield f"with {said} (planned, denied … too)", msgspec.structs.replace(query, type=(), act=query.type)
    usual = type(query)()
    if query.since and query.until:
        yield "without --from and --until", msgspec.structs.replace(query, since=None, until=None)
    for name, option in OPTIONS.items():
        if hasattr(query, name) and getattr(query, name) != getattr(usual, name):
            yield f"without {option}", msgspec.structs.replace(query, **{name: getattr(usual, name)})
