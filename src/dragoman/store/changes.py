"""What a new reading of an article changed: events that came, went, or are told otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from dragoman.model import Event

__all__ = ["Change", "changes_between"]

LEAST_CONFIDENCE = 0.05
"""A smaller move of an event's probability is no news: any other weight somewhere in the model moves it."""
SAME_BY_NATURE = frozenset({"id", "article"})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One event that a new reading changed."""

    article: str
    event: str
    change: Literal["added", "gone", "changed"]
    fields: dict[str, tuple[Any, Any]] = {}
    """Of a changed event each field that differs, with its old and its new value."""
    record: Event | None = None
    """The event; one that is gone as it was."""


def changes_between(old: Iterable[Event], new: Iterable[Event]) -> Iterator[Change]:
    """Compares two readings of one article by the ids of their events, which hold across readings."""
    before = {event.id: event for event in old}
    after = {event.id: event for event in new}
    for id, event in after.items():
        if id not in before:
            yield Change(article=event.article, event=id, change="added", record=event)
        elif fields := _fields(before[id], event):
            yield Change(article=event.article, event=id, change="changed", fields=fields, record=event)
    for id, event in before.items():
        if id not in after:
            yield Change(article=event.article, event=id, change="gone", record=event)


def _fields(old: Event, new: Event) -> dict[str, tuple[Any, Any]]:
    differing: dict[str, tuple[Any, Any]] = {}
    for name in Event.__struct_fields__:
        before, after = getattr(old, name), getattr(new, name)
        if name in SAME_BY_NATURE or before == after:
            continue
        if name == "confidence" and abs(before - after) < LEAST_CONFIDENCE:
            continue
        differing[name] = (msgspec.to_builtins(before), msgspec.to_builtins(after))
    return differing
