"""A page and its reading as rows, made where the page was read: a worker packs, and only the parent writes."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.model import Record
from dragoman.store import rows

if TYPE_CHECKING:  # reading pages takes packages that keeping them does not
    from dragoman.intake.page import Page

__all__ = ["CHILDREN", "PackedPage", "PackedRecord", "pack_page", "pack_record"]

CHILDREN = ("events", "quotations", "positions", "promises", "negotiations")
"""Tables whose rows a new reading of an article replaces."""


class PackedPage(msgspec.Struct, frozen=True):
    """The columns that hold a page as it was given."""

    columns: dict[str, Any]

    @property
    def origin(self) -> str:
        """File name or address."""
        return str(self.columns["origin"])

    @property
    def line(self) -> int | None:
        """Line, row or record of a file of many pages."""
        line: int | None = self.columns["line"]
        return line


class PackedRecord(msgspec.Struct, frozen=True):
    """All rows of one article's reading; each lacks the run, which the writer adds."""

    article: dict[str, Any]
    page: PackedPage
    lines: bytes
    children: dict[str, list[dict[str, Any]]]
    """Rows by table, and those of `event_actors` and `vectors`."""

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.article["id"])

    @property
    def events(self) -> int:
        """How many events there are."""
        return len(self.children["events"])


def pack_page(page: Page, known: Mapping[str, str] | None = None) -> PackedPage:
    """A page with what is needed to read it anew; `known` is what the user said of it."""
    said = None
    if page.row_id is not None:
        said = rows.encode({"title": page.title, "published": page.published, "publisher": page.publisher})
    return PackedPage(
        {
            "origin": page.origin,
            "line": page.line,
            "url": page.url,
            "content_type": page.content_type,
            "said": said,
            "known": rows.encode_sorted(known or {}),
            "size": len(page.data),
            "data": zlib.compress(page.data),
        }
    )


def pack_record(record: Record, page: Page, known: Mapping[str, str] | None = None) -> PackedRecord:
    """A reading with its page."""
    article = record.article
    children: dict[str, list[dict[str, Any]]] = {
        "events": [rows.event_row(event, at) for at, event in enumerate(record.events)],
        "event_actors": [row for event in record.events for row in rows.actor_rows(event)],
        "vectors": [{"event": event, "data": vector} for event, vector in record.vectors.items()],
        "quotations": [rows.quotation_row(row, article.id, at) for at, row in enumerate(record.quotations)],
        "positions": [rows.position_row(row, article.id, at) for at, row in enumerate(record.positions)],
        "promises": [rows.promise_row(row, article.id, at) for at, row in enumerate(record.promises)],
        "negotiations": [rows.negotiation_row(row, article.id, at) for at, row in enumerate(record.negotiations)],
    }
    return PackedRecord(rows.article_row(article), pack_page(page, known), rows.pack_lines(article), children)
