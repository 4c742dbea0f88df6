"""One event: the sentence, its reading, its chain, who decided what, how to cite it."""

from __future__ import annotations

import datetime

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.names import codebook
from dragoman.desk.render import page
from dragoman.errors import UsageError
from dragoman.model import Article, Event

__all__ = ["context_of", "differences", "show"]

AROUND = 240
"""Characters of the text shown on either side of the sentence."""


def show(desk: Desk, request: Request) -> Response:
    """The page of an event."""
    id = request.path_params["id"]
    try:
        event = desk.store.reviews.current(id)
    except UsageError:
        raise HTTPException(404, "There is no event of that id in this store.") from None
    record = desk.store.read_article(event.article)
    incident = desk.store.lookups.incident_of(id)
    by_id = {other.id: other for other in record.events}
    return page(
        desk, request, "event.html", event=event, article=record.article,
        before_after=context_of(record.article, event), incident=incident,
        outer=by_id.get(event.within or ""), inner=[other for other in record.events if other.within == id],
        decisions=list(desk.store.decisions(id)), held=desk.now.held.get(id),
        differs=differences(desk.store.reviews.as_read(id), event), definition=codebook().types.get(event.act),
        today=datetime.date.today().isoformat(),
    )  # fmt: skip


def context_of(article: Article, event: Event) -> tuple[str, str]:
    """What stands before and after the sentence, in its paragraph and the ones beside it."""
    text = article.text if event.evidence.source == "text" else (article.title or "")
    start, end = event.evidence.start, event.evidence.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def differences(read: Event | None, now: Event) -> list[tuple[str, object, object]]:
    """Fields that people set otherwise than the program had read: name, as read, as it holds."""
    if read is None:
        return []
    return [
        (name, msgspec.to_builtins(before), msgspec.to_builtins(after))
        for name in Event.__struct_fields__
        if (before := getattr(read, name)) != (after := getattr(now, name))
    ]
