"""All that was read from a page, what made the reading, and the page that could not be read."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.model.article import Article
from dragoman.model.event import Event
from dragoman.model.negotiation import Negotiation, Position, Promise
from dragoman.model.quotation import Quotation

__all__ = ["Record", "Reject", "Run"]


class Reject(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="reject"):
    """A page that could not be read, and why. Nothing is lost silently."""

    origin: str
    reason: str
    """Machine name: `empty`, `not-english`, `binary` …"""
    message: str
    """The line a user reads."""
    line: int | None = None
    """Row of a table or file, from 1, if the page came from one."""


class Run(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="run"):
    """What made a reading: versions and options."""

    id: str
    program: str
    model: str
    lexicon: str
    codebook: str
    options: dict[str, Any]
    started: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one page."""

    article: Article
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    positions: tuple[Position, ...] = ()
    promises: tuple[Promise, ...] = ()
    negotiations: tuple[Negotiation, ...] = ()
    vectors: dict[str, bytes] = {}
    """By event id what the encoder made of the clause, packed (`coding/vectors.py`); never part of an export."""
