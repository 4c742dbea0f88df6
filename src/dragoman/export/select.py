"""What part of a reading is shown: by confidence, with or without background."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.model import Event, Record

__all__ = ["View", "news_and_past", "select"]

LAST_DAY = "9999-12-31"


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader asked to see."""

    evidence: bool = False
    """Show the sentence behind each row."""
    background: bool | None = None
    """Keep events that are history told to explain; None leaves it to the format."""
    min_confidence: float = 0.0
    """Leave out events less sure than this, 0 to 1."""


def select(record: Record, view: View, *, background: bool = True) -> Record:
    """The record with only those events that the view asks for.

    `background` is what the format does when the view does not say. Quotations, positions, promises and
    negotiations stay: they carry no confidence of their own.
    """
    keep_background = background if view.background is None else view.background
    events = tuple(
        event
        for event in record.events
        if event.confidence >= view.min_confidence and (keep_background or not event.background)
    )
    return msgspec.structs.replace(record, events=events)


def news_and_past(record: Record) -> tuple[list[Event], list[Event]]:
    """The events, and those that are history told to explain, each by date."""
    return _by_date(e for e in record.events if not e.background), _by_date(e for e in record.events if e.background)


def _by_date(events: Iterable[Event]) -> list[Event]:
    """Events in order of their first day, then last day, then place in the page; undated ones last."""
    return sorted(
        events,
        key=lambda event: (
            event.date.start or event.date.end or LAST_DAY,
            event.date.end or LAST_DAY,
            event.trigger.start,
        ),
    )
