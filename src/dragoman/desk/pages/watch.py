"""What is watched: how feeds fare, what was told, the digest, and the versions of a page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.desk.desk import Desk
from dragoman.desk.pages.overview import present_day
from dragoman.desk.render import page
from dragoman.errors import StoreError, UsageError
from dragoman.watch.alert import Alert
from dragoman.watch.archive import Archive, archive_folder
from dragoman.watch.atom import alerts_feed
from dragoman.watch.digest.gather import gather
from dragoman.watch.digest.write import summary
from dragoman.watch.health import health_of

__all__ = ["alerts", "atom", "digest", "health", "kept_page", "versions"]

ALERTS = 100
LENGTHS = {"day": 1, "week": 7}


def health(desk: Desk, request: Request) -> Response:
    """How the feeds fare."""
    return page(desk, request, "watch.html", health=health_of(desk.store), letters=desk.store.telling.counts())


def alerts(desk: Desk, request: Request) -> Response:
    """What was told, the latest first; `rule` and `before` narrow it."""
    rule = request.query_params.get("rule") or None
    given = request.query_params.get("before", "")
    kept = desk.store.telling.alerts(rule=rule, limit=ALERTS, before=int(given) if given.isdecimal() else None)
    told = [(one.number, msgspec.json.decode(one.record, type=Alert)) for one in kept]
    more = kept[-1].number if len(kept) == ALERTS else None
    return page(desk, request, "alerts.html", alerts=told, rule=rule, rules=desk.store.telling.rules(), more=more)


def atom(desk: Desk, request: Request) -> Response:
    """The alerts as an Atom feed, all or those of a `rule`."""
    rule = request.query_params.get("rule") or None
    base = f"{request.url.scheme}://{request.url.netloc}"
    data = alerts_feed(desk.store, base, rule)
    return Response(data, media_type="application/atom+xml")


def digest(desk: Desk, request: Request) -> Response:
    """The digest of a `day` (the present one unless said), or of the `week` that ends with it."""
    day = request.query_params.get("day") or present_day(desk.now)
    length = request.query_params.get("length", "day")
    if length not in LENGTHS:
        raise UsageError(f"{length!r} is no length: there are {', '.join(LENGTHS)}")
    try:
        last = date.fromisoformat(day)
        before, after = last - timedelta(days=LENGTHS[length]), last + timedelta(days=LENGTHS[length])
    except (ValueError, OverflowError):
        raise UsageError(f"{day!r} is not a day: write YYYY-MM-DD") from None
    until = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    # negotiations have a page of their own; gathering all of them here would keep a large store's reader waiting
    found = gather(desk.store, until - timedelta(days=LENGTHS[length]), until, negotiations=False)
    return page(
        desk, request, "digest.html", digest=found, summary=summary(found), day=last.isoformat(), length=length,
        before=before.isoformat(), after=after.isoformat(),
    )  # fmt: skip


def versions(desk: Desk, request: Request) -> Response:
    """The versions of the page of which an article is one, with what changed marked."""
    article = request.path_params["id"]
    found = desk.store.watching.versions_with(article)
    if not found:
        raise HTTPException(404, "This article is no page that is watched.")
    marked = [(one, msgspec.json.decode(one.changed or "[]")) for one in reversed(found)]
    return page(
        desk, request, "versions.html", versions=marked, article=article, watched=desk.store.watching.page_of(article)
    )


def kept_page(desk: Desk, request: Request) -> Response:
    """A version of a page as it was fetched, as plain text: its scripts and styles are not ours to run."""
    number = request.path_params["number"]
    version = desk.store.watching.version(int(number)) if number.isdecimal() and len(number) <= 12 else None
    if version is None:
        raise HTTPException(404, "There is no such version of a page.")
    try:
        data = Archive(archive_folder(desk.settings.store)).page(version.file, version.place)
    except StoreError as error:
        raise HTTPException(404, str(error)) from None
    return Response(data, media_type="text/plain; charset=utf-8", headers={"X-Content-Type-Options": "nosniff"})
