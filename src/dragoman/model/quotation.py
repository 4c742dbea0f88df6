"""What somebody said, in their words."""

from __future__ import annotations

import msgspec

from dragoman.model.parts import Actor, TimeSpan

__all__ = ["Quotation"]


class Quotation(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="quotation"):
    """Somebody's words, direct or reported."""

    id: str
    article: str
    speakers: tuple[Actor, ...]
    to: Actor | None = None
    """The one told: a channel, not a source."""
    text: str
    """The words, without their quotation marks."""
    direct: bool
    """True between quotation marks."""
    cue: str | None = None
    date: TimeSpan | None = None
    start: int
    end: int
