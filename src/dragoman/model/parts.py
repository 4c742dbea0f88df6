"""What the kinds of row are made of: spans, times, actors, links of a chain, places, numbers."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Actor", "Count", "Link", "Place", "Precision", "Source", "Span", "Stance", "TimeSpan"]

Source = Literal["text", "title"]
Precision = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval"]
Stance = Literal["asserts", "confirms", "denies", "claims", "predicts"]


class Span(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A stretch of the article, or of its title."""

    text: str
    """The words themselves: `article.text[start:end]`."""
    start: int
    """Offset of the first code point."""
    end: int
    """Offset after the last code point."""
    source: Source = msgspec.field(name="in", default="text")
    """What the offsets count: the body's `text`, or the `title`."""


class TimeSpan(msgspec.Struct, frozen=True, kw_only=True):
    """When: a closed interval of days and how exactly it is known. Both ends null: the text does not say."""

    start: str | None = None
    """First day, ISO."""
    end: str | None = None
    """Last day, ISO, itself included."""
    precision: Precision | None = None
    """The unit the text speaks in; `interval` for a range."""
    text: str | None = None
    """The expression in the text, or null where the day follows from the page's own date."""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """One taking part in an act, or one who speaks."""

    id: str
    """Stable: `person:…`, `state:KOR`, `group:…`, `org:…`, or `local:…` for somebody the text leaves unnamed."""
    name: str
    """The fullest name known."""
    party: str | None = None
    """The collective this actor acts for: `state:COL`, `group:farc`, `org:united-nations`."""
    country: str | None = None
    """ISO alpha-3, or IGO, NGO, INT."""
    sectors: tuple[str, ...] = ()
    """PLOVER's sectors, the main one first."""
    role: Literal["party", "mediator", "host", "guarantor", "observer"] = "party"
    """The part taken in the act."""
    title: str | None = None
    """Office or description on that day, such as `foreign minister`."""
    text: str = ""
    """The mention that this was read from."""
    start: int = 0
    """Offset of the mention's first code point."""
    end: int = 0
    """Offset after the mention's last code point."""
    source: Source = msgspec.field(name="in", default="text")
    """What the offsets count."""

    @property
    def principal(self) -> str:
        """Whoever the actor acts for: its party, or itself where it acts for none. It stands in no JSON."""
        return self.party or self.id


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of an attribution chain: somebody says that what is below it is so."""

    speakers: tuple[Actor, ...]
    """Who says it."""
    cue: str | None = None
    """The word that marks the saying (`confirmed`, `according to`)."""
    stance: Stance = "asserts"
    """What the cue implies of the speaker's commitment."""
    hedge: str | None = None
    """A word of the writer's distance, such as `reportedly`."""
    date: TimeSpan | None = None
    """When it was said, if the text says so."""
    start: int | None = None
    """Offset of the cue's first code point."""
    end: int | None = None
    """Offset after the cue's last code point."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where an act happens."""

    name: str
    """The place's usual name."""
    country: str | None = None
    """ISO alpha-3 of the state it lies in."""
    latitude: float | None = None
    """Degrees north, WGS 84."""
    longitude: float | None = None
    """Degrees east, WGS 84."""
    geonames: int | None = None
    """GeoNames id."""
    precision: Literal["city", "region", "country"] | None = None
    """What sort of place it is."""
    origin: Literal["clause", "dateline", "context"] = "clause"
    """Where the program took it from."""
    text: str | None = None
    """The words in the text."""
    start: int | None = None
    end: int | None = None


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A number that the text gives for an act."""

    what: Literal["killed", "injured", "arrested", "displaced", "detained", "participants", "troops", "money"]
    """What is counted; money is in the currency of the words."""
    low: float
    """Lower bound."""
    high: float
    """Upper bound; equal to `low` where the text gives one number."""
    text: str
    start: int
    end: int
