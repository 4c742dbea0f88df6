"""Lists as tidy rows, for CSV and Parquet: those of events and incidents as the command line writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from dragoman.export import incidents, rows
from dragoman.model import Article
from dragoman.store.feed import Place

__all__ = ["TABLES", "Table"]

ARTICLE_COLUMNS = {
    "id": "text", "published": "text", "published_from": "text", "publisher": "text", "agency": "text",
    "byline": "text", "title": "text", "url": "text", "genre": "text", "language": "text", "events": "whole",
    "text": "text",
}  # fmt: skip


class Table(NamedTuple):
    """A list as a table."""

    columns: dict[str, str]
    """Names in order, each with its sort."""
    row: Callable[[Any], dict[str, Any]]
    """Makes a row of what the list shows."""


def _article(row: tuple[Article, int]) -> dict[str, Any]:
    article, events = row
    return {**{name: getattr(article, name) for name in ARTICLE_COLUMNS if name != "events"}, "events": events}


TABLES: dict[Place, Table] = {
    "events": Table(rows.COLUMNS, lambda row: rows.event_row(*row)),
    "incidents": Table(incidents.COLUMNS, incidents.incident_row),
    "articles": Table(ARTICLE_COLUMNS, _article),
}
