"""An event together with what is known of the page that tells of it."""

from __future__ import annotations

import msgspec

from dragoman.model import Event

__all__ = ["Witness", "in_order"]

LAST_DAY = "9999-12-31"


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """One report of an incident."""

    event: Event
    published: str | None = None
    """ISO day or time of the page."""
    publisher: str | None = None
    agency: str | None = None
    """The news agency that the page credits."""
    text: str
    """What the page is a copy of: the id that all copies of one text share, else the article's own."""

    @property
    def day(self) -> str | None:
        """ISO day of the page."""
        return self.published[:10] if self.published else None


def in_order(witnesses: list[Witness]) -> list[Witness]:
    """By the day of their pages, those without one last; then by page and place in it."""
    return sorted(
        witnesses, key=lambda w: (w.published or LAST_DAY, w.event.article, w.event.trigger.start, w.event.id)
    )
