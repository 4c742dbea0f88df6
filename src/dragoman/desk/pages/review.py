"""Review: one event after another to accept, reject, ignore or correct; everything can be taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, get_args

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.desk.agreement import alpha, judgements
from dragoman.desk.corrections import CHANGES, FOLLOWS, NO_TYPE, changes_of
from dragoman.desk.desk import Desk
from dragoman.desk.gold import gold_zip, reviewed_articles
from dragoman.desk.lists import EVENTS
from dragoman.desk.names import codebook
from dragoman.desk.pages.door import reviewer, way_back
from dragoman.desk.pages.events import context_of
from dragoman.desk.pages.lists import select
from dragoman.desk.paging import as_data
from dragoman.desk.queue import ORDERS, queue
from dragoman.desk.render import page
from dragoman.desk.state import read_state
from dragoman.errors import UsageError
from dragoman.model import Act, Stance, Status
from dragoman.store.corrections import CORRECTABLE, VERDICT
from dragoman.store.decisions import FIELD
from dragoman.store.reviews import Decision

__all__ = ["decide", "decisions", "gold", "show", "undo"]

LATEST = 12
SEED = 1


def show(desk: Desk, request: Request) -> Response:
    """The event that is next, by the order and the conditions of the address."""
    given = request.query_params
    order = given.get("order", "uncertain")
    if order not in ORDERS:
        raise UsageError(f"no order {order!r}: there are {', '.join(ORDERS)}")
    skipped, seed = _whole(given.get("skip", "0")), _whole(given.get("seed", str(SEED)))
    state = read_state(EVENTS, given.multi_items())
    judged = desk.now.keep("judgements", lambda: judgements(desk.store.decisions()))
    waiting: Sequence[int] = queue(
        desk.now.events, select(desk, state).mask, order, seed, _by_number(desk, judged), request.state.session.user
    ).tolist()
    if "event" in given:
        asked = desk.store.feed.number("events", given["event"])
        waiting, skipped = ([] if asked is None else [asked]), 0
    found = list(desk.store.feed.events(waiting[skipped : skipped + 1]))
    event, source = found[0] if found else (None, None)
    article = desk.store.stories.article(event.article) if event else None
    return page(
        desk, request, "review.html", event=event, source=source, article=article, order=order, orders=ORDERS,
        seed=seed, skipped=skipped, state=state, left=len(waiting), total=len(desk.now.events),
        before_after=context_of(article, event) if event and article else ("", ""),
        acts=get_args(Act), statuses=get_args(Status), stances=get_args(Stance), changes=CHANGES, follows=FOLLOWS,
        undoable=(VERDICT, FIELD, *CORRECTABLE), no_type=NO_TYPE, codebook=codebook(),
        latest=desk.store.reviews.latest(LATEST), judged=judged, alpha=alpha(judged.values()),
        shared=sum(len(by) > 1 for by in judged.values()), others=judged.get(event.id, {}) if event else {},
    )  # fmt: skip


def decide(desk: Desk, request: Request, form: FormData) -> Response:
    """Write a decision down: a verdict, or the fields of the form that differ."""
    who, id = reviewer(request), str(form.get("event", ""))
    verdict = str(form.get("verdict", ""))
    if verdict == "correct":
        event = desk.store.reviews.current(id)
        changes = changes_of(event, form, desk.now, desk.names)
        if not changes:
            raise UsageError("Nothing is changed: to say that the reading is right, accept it.")
        for field, new in changes.items():
            desk.store.decide(id, field, new, who=who)
    else:
        desk.store.decide(id, VERDICT, verdict, who=who)
    return _done(desk, form)


def undo(desk: Desk, request: Request, form: FormData) -> Response:
    """Take a decision back."""
    number = str(form.get("number", ""))
    if not number.isdecimal():
        raise HTTPException(400, "Say which decision.")
    who = reviewer(request)
    if any(decision.number == int(number) and decision.field == FIELD for decision in desk.store.decisions()):
        desk.store.incidents.take_back(int(number), who=who)
    else:
        desk.store.reviews.undo(int(number), who=who)
    return _done(desk, form)


def decisions(desk: Desk, request: Request) -> Response:
    """All decisions in order, as data; the values are JSON where they are no plain text."""
    rows = [_plain(decision) for decision in desk.store.decisions()]
    if request.path_params["suffix"] == "parquet":
        rows = [{**row, **{side: _text(row[side]) for side in ("old", "new")}} for row in rows]
    return as_data(rows, request, "decisions", Decision.__struct_fields__)


def gold(desk: Desk, request: Request) -> Response:
    """The articles that were reviewed whole, as a folder for `dragoman evaluate articles`."""
    packed = gold_zip(desk.store, reviewed_articles(desk.store, desk.now.held))
    name = {"Content-Disposition": 'attachment; filename="gold.zip"'}
    return Response(packed, media_type="application/zip", headers=name)


def _done(desk: Desk, form: FormData) -> Response:
    """Let it hold everywhere, and go back to where the form was."""
    desk.store.incidents.link()
    desk.memory.refresh()
    return RedirectResponse(way_back(form, "/review"), 303)


def _by_number(desk: Desk, judged: dict[str, dict[str, str]]) -> dict[int, dict[str, str]]:
    feed = desk.store.feed
    return {number: by for event, by in judged.items() if (number := feed.number("events", event)) is not None}


def _plain(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in Decision.__struct_fields__}


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
