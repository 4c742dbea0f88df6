"""The tables of a lake: their columns, and how what a worker read becomes rows and is made whole again."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from dragoman.corpora.reading import PassedOver, Refused
from dragoman.linking.copies import fingerprint
from dragoman.model import Negotiation, Position, Promise, Quotation
from dragoman.store import PackedPage, PackedRecord, Skip, rows

__all__ = ["SCHEMAS", "article_row", "event_rows", "month_of", "packed_record", "reject_row", "skip_of", "skipped_row"]

Row = dict[str, Any]

UNKNOWN = "unknown"
"""The month of pages without a day."""
NO_PAGE = zlib.compress(b"")

_WITHIN: dict[str, tuple[type[Any], Any]] = {
    "quotations": (Quotation, rows.quotation_row),
    "positions": (Position, rows.position_row),
    "promises": (Promise, rows.promise_row),
    "negotiations": (Negotiation, rows.negotiation_row),
}
"""What an article's row holds as JSON, and how rows of a store are made of it."""

_text, _whole, _number, _bytes = pa.string(), pa.int64(), pa.float64(), pa.binary()
_ACTOR = pa.struct(
    [
        ("side", _text), ("ordinal", pa.int32()), ("actor", _text), ("name", _text), ("party", _text),
        ("country", _text), ("sectors", _text), ("role", _text),
    ]
)  # fmt: skip
_PLACE = [("shard", _text), ("place", _whole)]
_PAGE = [
    ("page_origin", _text), ("line", _whole), ("page_url", _text), ("content_type", _text), ("said", _text),
    ("known", _text), ("size", _whole), ("data", _bytes),
]  # fmt: skip
_PAGE_COLUMNS = {"page_origin": "origin", "page_url": "url"}

ARTICLE_COLUMNS = (
    "id", "url", "title", "publisher", "agency", "byline", "genre", "published", "published_from", "language",
    "origin", "text", "record",
)  # fmt: skip
EVENT_COLUMNS = (
    "id", "article", "position", "act", "type", "status", "background", "date_start", "date_end", "country",
    "latitude", "longitude", "confidence", "evidence", "record",
)  # fmt: skip

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            *((name, _text) for name in ARTICLE_COLUMNS),
            ("lines", _bytes),
            *((name, pa.list_(_text)) for name in _WITHIN),
            *_PAGE,
            ("shingles", pa.int32()),
            ("rate", pa.int32()),
            ("marks", pa.list_(_whole)),
            *_PLACE,
        ]
    ),
    "events": pa.schema(
        [
            *((name, {"position": pa.int32(), "background": pa.bool_(), "latitude": _number, "longitude": _number,
                      "confidence": _number}.get(name, _text)) for name in EVENT_COLUMNS),
            ("actors", pa.list_(_ACTOR)),
            ("vector", _bytes),
            ("published", _text),
            ("publisher", _text),
            ("agency", _text),
            ("title", _text),
            ("url", _text),
            *_PLACE,
        ]
    ),
    "skipped": pa.schema(
        [
            ("id", _text), ("score", _number), ("triage", _text), ("title", _text), ("published", _text),
            ("url", _text), *_PAGE, *_PLACE,
        ]
    ),
    "rejects": pa.schema(
        [("origin", _text), ("line", _whole), ("reason", _text), ("message", _text), ("page", _text), *_PLACE]
    ),
}  # fmt: skip
"""Columns by table."""


def month_of(published: str | None) -> str:
    """The month under which a page lies."""
    return published[:7] if published else UNKNOWN


# Into the lake


def article_row(record: PackedRecord, *, pages: bool) -> Row:
    """The row of a page that was read; without `pages`, without the bytes that were given."""
    own = fingerprint(record.article["text"])
    return {
        **{name: record.article[name] for name in ARTICLE_COLUMNS},
        "lines": record.lines,
        **{name: [row["record"] for row in record.children[name]] for name in _WITHIN},
        **_page_row(record.page, pages=pages),
        "shingles": own.shingles,
        "rate": own.rate,
        "marks": list(own.marks),
    }


def event_rows(record: PackedRecord) -> list[Row]:
    """The rows of its events, each with what lists and incidents need to know of the page."""
    actors: dict[str, list[Row]] = {}
    for row in record.children["event_actors"]:
        actors.setdefault(row["event"], []).append({name: value for name, value in row.items() if name != "event"})
    vectors = {row["event"]: row["data"] for row in record.children["vectors"]}
    about = {name: record.article[name] for name in ("published", "publisher", "agency", "title", "url")}
    return [
        {
            **{name: row[name] for name in EVENT_COLUMNS},
            "background": bool(row["background"]),
            "actors": actors.get(row["id"], []),
            "vector": vectors.get(row["id"]),
            **about,
        }
        for row in record.children["events"]
    ]


def skipped_row(outcome: PassedOver, *, pages: bool) -> Row:
    """The row of a page that triage passed over."""
    skip = outcome.skip
    about = {name: getattr(skip, name) for name in ("id", "score", "triage", "title", "published", "url")}
    return {**about, **_page_row(outcome.page, pages=pages)}


def reject_row(outcome: Refused) -> Row:
    """The row of a page that cannot be read."""
    return {**msgspec.structs.asdict(outcome.reject), "page": outcome.page}


def _page_row(page: PackedPage, *, pages: bool) -> Row:
    row = {name: page.columns[_PAGE_COLUMNS.get(name, name)] for name, _ in _PAGE}
    return row if pages else {**row, "data": None}


# Out of it again


def packed_record(article: Row, events: Sequence[Row]) -> PackedRecord:
    """The reading that an article's row and those of its events hold, as a store takes it."""
    events = sorted(events, key=lambda row: row["position"])
    children: dict[str, list[Row]] = {
        "events": [
            {**{name: row[name] for name in EVENT_COLUMNS}, "background": int(row["background"])} for row in events
        ],
        "event_actors": [{"event": row["id"], **actor} for row in events for actor in row["actors"]],
        "vectors": [{"event": row["id"], "data": row["vector"]} for row in events if row["vector"] is not None],
    }
    for name, (kind, row_of) in _WITHIN.items():
        found = (msgspec.json.decode(record, type=kind) for record in article[name])
        children[name] = [row_of(value, article["id"], at) for at, value in enumerate(found)]
    own = {name: article[name] for name in ARTICLE_COLUMNS}
    return PackedRecord(own, packed_page(article), article["lines"], children)


def packed_page(row: Mapping[str, Any]) -> PackedPage:
    """The page of a row."""
    columns = {_PAGE_COLUMNS.get(name, name): row[name] for name, _ in _PAGE}
    return PackedPage({**columns, "data": NO_PAGE if columns["data"] is None else columns["data"]})


def skip_of(row: Mapping[str, Any]) -> tuple[Skip, PackedPage]:
    """A page that was passed over."""
    page = packed_page(row)
    about = {name: row[name] for name in ("id", "score", "triage", "title", "published", "url")}
    return Skip(**about, origin=page.origin, line=page.line), page
