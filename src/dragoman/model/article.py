"""A page as intake leaves it."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Article", "FieldSource", "Genre", "LabelledLine"]

Genre = Literal["news", "statement", "opinion", "transcript", "liveblog"]


class FieldSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where a field of the article was taken from."""

    field: str
    value: str
    source: str
    """`option`, `json-ld`, `meta`, `time-element`, `html`, `text`, `address` …"""


class LabelledLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the page and what intake took it for."""

    label: str
    """`body`, `title`, `byline`, `date`, `caption`, `tags`, `rights`, `navigation`, `related`, `ad`, `widget` …"""
    text: str
    start: int
    """Offset in the page's text (for HTML, in intake's rendering of it)."""
    end: int


class Article(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="article"):
    """A page, cleaned."""

    id: str
    """Hash of the bytes that were given, never of the cleaned text."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    """The news agency that the page credits."""
    byline: str | None = None
    section: str | None = None
    genre: Genre = "news"
    published: str | None = None
    """ISO day or time of publication."""
    published_from: Literal["option", "metadata", "text", "unknown"] = "unknown"
    language: str = "en"
    tags: tuple[str, ...] = ()
    rights: str | None = None
    dateline: str | None = None
    """Place of the dateline, which itself belongs to `text`."""
    text: str
    """The body; paragraphs are separated by one newline."""
    origin: str | None = None
    """What the user gave: file name or address."""
    sources: tuple[FieldSource, ...] = ()
    lines: tuple[LabelledLine, ...] = ()
    """Every line of the page with its label; body lines in order make up `text`."""
    offsets: tuple[tuple[int, int, int], ...] = ()
    """Where `text` lies in the page: (start in text, start in page, length), in order."""
