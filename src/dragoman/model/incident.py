"""One happening over all the pages that tell of it."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.model.event import Status
from dragoman.model.parts import Actor, Place, TimeSpan

__all__ = ["Incident"]


class Incident(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="incident"):
    """One happening, however many pages report it."""

    id: str
    """Its earliest event's id."""
    aliases: tuple[str, ...] = ()
    """Ids under which it was known before others were joined to it."""
    act: str
    status: Status = "happened"
    """How far it is real, by the latest report."""
    background: bool = False
    """Told as history by every page."""
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: TimeSpan = TimeSpan()
    place: Place | None = None
    counts: tuple[dict[str, Any], ...] = ()
    """Numbers over all reports: `what`, `low`, `high`."""
    history: tuple[dict[str, Any], ...] = ()
    """Its statuses in order: `status`, `since`, `event`, `date`, `change`."""
    reports: int = 1
    """Pages that tell of it, copies of one text counted once."""
    independent: int = 1
    """Reports that do not go back to the same text or agency."""
    publishers: tuple[str, ...] = ()
    """All who published it, those of copies too."""
    first_report: str | None = None
    """ISO day of the first page that tells of it."""
    last_report: str | None = None
    confirmed_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    differs: tuple[dict[str, Any], ...] = ()
    """Where reports differ: `field`, `values` (each with `value` and `events`)."""
    score: float = 1.0
    """How well its reports fit together, 0 to 1."""
    sentence: str = ""
    """The fullest sentence that tells of it."""
    event: str = ""
    """The event of that sentence."""
    events: tuple[str, ...] = ()
    """Ids of all its events, by the day of their pages."""
