"""One article: its text with the reading marked, like a good edition."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.marks import paragraphs, spans_of
from dragoman.desk.render import page
from dragoman.export.html import shown
from dragoman.export.select import news_and_past
from dragoman.model import Event, Record

__all__ = ["edition", "show"]


def show(desk: Desk, request: Request) -> Response:
    """The reading of an article that the store holds."""
    id = request.path_params["id"]
    if desk.store.feed.number("articles", id) is None:
        raise HTTPException(404, "There is no article of that id in this store.")
    record = desk.store.read_article(id)
    held = {event.id: desk.now.held[event.id] for event in record.events if event.id in desk.now.held}
    return page(
        desk, request, "article.html", **edition(record), held=held, copies=desk.store.incidents.copies(id),
        kept=True, versions=len(desk.store.watching.versions_with(id)), whole_page=request.query_params.get("view") == "page",
    )  # fmt: skip


def edition(record: Record) -> dict[str, Any]:
    """What the template of an article needs of a record."""
    article = record.article
    numbered = list(enumerate(_in_order(record), start=1))
    return {
        **shown(record, numbered),
        "title": paragraphs((article.title or "(no title)").replace("\n", " "), spans_of(record, numbered, "title")),
        "text": paragraphs(article.text, spans_of(record, numbered, "text")),
    }


def _in_order(record: Record) -> list[Event]:
    """Events in the order of the text, so that the next one is the next mark; those of the background after them."""
    news, past = news_and_past(record)
    return [*sorted(news, key=_place_in_text), *past]


def _place_in_text(event: Event) -> tuple[bool, int]:
    return event.trigger.source != "title", event.trigger.start
