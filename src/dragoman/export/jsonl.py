"""JSON Lines: one object a line, each with a `kind`. The contract of the record (docs/record.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.export.select import select
from dragoman.export.writer import Writer
from dragoman.model import Article, Event, Negotiation, Position, Promise, Quotation, Record

__all__ = ["JsonlWriter", "line", "objects"]

PAGE_ONLY = ("lines",)
"""Fields of an article that only the store keeps: every line of the page, leftovers among them."""

_encoder = msgspec.json.Encoder()


def line(row: Article | Event | Quotation | Position | Promise | Negotiation) -> str:
    """One row as a line of JSON, without its newline; fields without a value are written as null."""
    if isinstance(row, Article):
        return _encoder.encode(article_fields(row)).decode()
    return _encoder.encode(row).decode()


def article_fields(article: Article) -> dict[str, Any]:
    """An article's fields as they leave the house: all but the page's own lines."""
    fields: dict[str, Any] = msgspec.to_builtins(article)
    for name in PAGE_ONLY:
        fields.pop(name)
    return fields


def objects(record: Record) -> Iterator[Article | Event | Quotation | Position | Promise | Negotiation]:
    """Everything of a record in the order of the contract: the article, then what was read from it."""
    yield record.article
    yield from record.events
    yield from record.quotations
    yield from record.positions
    yield from record.promises
    yield from record.negotiations


class JsonlWriter(Writer):
    """Writes each record as lines."""

    def text(self, record: Record) -> str:
        """One record's lines."""
        return "".join(line(row) + "\n" for row in objects(select(record, self._view)))
