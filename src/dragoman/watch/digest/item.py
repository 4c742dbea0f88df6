"""The parts of a digest."""

from __future__ import annotations

import msgspec

from dragoman.watch.alert import Quote

__all__ = ["Digest", "Item", "Page", "Section", "Standing"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An article."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A happening, in a line and in the words of the best report."""

    incident: str
    headline: str
    when: str = ""
    """Day of the act, where it says more than the day of the digest."""
    why: str = ""
    """What changed, where the happening was known."""
    quote: Quote
    beside: tuple[str, ...] = ()
    """Other publishers."""
    reports: int = 1
    doubts: tuple[str, ...] = ()
    """Who denies it, and what reports differ on."""
    alike: int = 0
    """Other happenings of the same sort between the same, which it stands for."""
    weight: float = 0.0


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What two parties, or one, have to do with."""

    title: str
    parties: tuple[str, ...]
    items: tuple[Item, ...]
    more: int = 0
    """Happenings that are left out."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A negotiation in which something moved."""

    id: str
    name: str
    state: str
    """In words."""
    moved: bool
    """It stood elsewhere before."""
    lines: tuple[str, ...] = ()
    """Positions and promises that are new."""


class Digest(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="digest"):
    """A whole digest."""

    since: str
    """ISO time, UTC."""
    until: str
    """ISO time, UTC, itself left out."""
    title: str
    articles: int
    publishers: int
    new: int
    """Happenings told of for the first time."""
    changed: tuple[Item, ...] = ()
    top: tuple[Page, ...] = ()
    """The articles that tell best of what weighs most, one for each of the first sections."""
    sections: tuple[Section, ...] = ()
    left_out: int = 0
    """Happenings that no section shows: of lesser weight, or less sure."""
    negotiations: tuple[Standing, ...] = ()
    ahead: tuple[Item, ...] = ()
    due: tuple[str, ...] = ()
    """Promises and deadlines of the days to come."""
    pages: tuple[Page, ...] = ()
    """The articles that it is made from."""
    troubles: tuple[str, ...] = ()
    """Feeds that do not answer, and letters that could not be delivered."""

    @property
    def empty(self) -> bool:
        """Whether nothing is new."""
        return not (self.sections or self.changed)
