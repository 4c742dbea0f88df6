"""What is due, and what becomes of each errand: a feed gives pages to look at, a page its bytes for the archive."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from dragoman.errors import FetchError, PageError
from dragoman.intake.page import digest
from dragoman.intake.web import Answer, target_of
from dragoman.store import Store
from dragoman.store.watching import PageState
from dragoman.watch.archive import Archive
from dragoman.watch.backoff import backoff
from dragoman.watch.clock import Clock, iso, later, moment
from dragoman.watch.courier import Courier, Errand, Result
from dragoman.watch.durations import seconds_of
from dragoman.watch.feeds import Entry, Feed, clean_address, parse_feed
from dragoman.watch.settings import Plan

__all__ = ["Asking"]

AT_ONCE = 2_000
"""Pages that are due and looked through together."""
OF_A_HOST = 20
"""Pages of one host given to the courier at once: one that is slow must not keep the others from theirs."""
MOST_TRIES = 8
"""Failed tries of a page, one after another, until we give up: with the pauses between them some hours."""
LONGEST_SECONDS = 7 * 86_400.0
"""How long a page is asked for whose host is in trouble: it may be down for days."""
NOT_THERE_TRIES = 3
"""Of a page that is not there: a feed may be quicker than its site."""
GONE_SECONDS = 7 * 86_400.0
"""A feed that is gone, or that may not be fetched, is asked again so rarely."""
LASTING = frozenset({"private-address", "bad-address", "too-large", "too-many-redirects", "not-a-page", "robots"})
"""Reasons that do not pass by themselves."""
NOT_THERE = frozenset({"http-401", "http-403", "http-404", "http-451"})
OF_THE_HOST = frozenset(
    {"unreachable", "time-out", "robots-unreachable", "http-429", "http-500", "http-502", "http-503", "http-504"}
)
PAGE_KINDS = ("text/", "application/xhtml", "application/xml")
SITEMAP_DEPTH = 3


class Asking:
    """Sends the courier out and takes in what it brings."""

    def __init__(
        self, store: Store, archive: Archive, plan: Plan, courier: Courier, clock: Clock, draw: random.Random,
        tell: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._watching = store.watching
        self._archive = archive
        self._plan = plan
        self._courier = courier
        self._clock = clock
        self._draw = draw
        self._tell = tell
        self._called = {feed.url: feed.called for feed in plan.feed}
        self._every = {feed.url: seconds_of(feed.every or plan.watch.every) for feed in plan.feed}
        self._recheck = plan.watch.recheck_seconds
        self._inner: dict[str, tuple[str, int]] = {}
        """Sitemaps of an index that are under way: of which feed, and how deep."""
        self._sizes = self._watching.archives()

    def send_due(self) -> int:
        """Give the courier what is due; how many errands that was."""
        now = iso(self._clock.now())
        sent = 0
        for feed in self._watching.feeds(due=now):
            if not self._courier.has("feed", feed.url):
                self._courier.send(Errand("feed", feed.url, feed.address, etag=feed.etag, modified=feed.modified))
                sent += 1
        for page in self._watching.pages_due(now, AT_ONCE):
            key, site = str(page.number), target_of(page.address).site
            if not self._courier.has("page", key) and self._courier.queued(site) < OF_A_HOST:
                self._courier.send(Errand("page", key, page.address, etag=page.etag, modified=page.modified))
                sent += 1
        return sent

    def take(self, result: Result) -> int:
        """Note what became of an errand; how many pages it brought that are to be read."""
        if result.errand.kind == "feed":
            self._take_feed(result)
            return 0
        return self._take_page(result, self._watching.page(int(result.errand.key)))

    # Feeds

    def _take_feed(self, result: Result) -> None:
        url, now = result.errand.key, self._clock.now()
        if url in self._inner:
            self._take_inner(result, now)
            return
        if result.put_off:
            self._watching.set_feed(url, next_at=result.again_at)
            return
        every = self._every.get(url, 3_600.0)
        if result.answer is None or result.answer.status != 304:
            try:
                feed = self._read_feed(result)
            except PageError as error:
                self._feed_failed(url, result, error, now)
                return
            entries, further = feed.entries, feed.further
        else:
            entries, further = (), ()
        answer, fine = result.answer, {"status": "ok", "message": None, "failures": 0, "fetched_at": iso(now)}
        changes = fine | {"tried_at": iso(now), "next_at": later(now, every * self._draw.uniform(0.95, 1.05))}
        if answer is not None and answer.status != 304:
            if not further:  # of an index the sitemaps behind it count, and those may change while it stays
                changes |= {"etag": answer.header("etag"), "modified": answer.header("last-modified")}
            if result.errand.hops and result.errand.moved:
                changes |= {"address": answer.address, "message": f"moved for good to {answer.address}"}
        self._watching.feed_answered(url, map(_entry_row, entries), iso(now), **changes)
        self._send_inner(url, further, 1)

    def _read_feed(self, result: Result) -> Feed:
        """Raises PageError where there is none."""
        if result.answer is None:
            raise result.error or FetchError("fault", f"{result.errand.said}: no answer")
        answer = result.answer
        if answer.status != 200:
            raise FetchError(
                "http-error", f"{result.errand.said}: the server answered {answer.status} {answer.reason}".rstrip()
            )
        return parse_feed(
            answer.data, answer.address, answer.header("content-type"), max_bytes=self._plan.watch.max_bytes
        )

    def _feed_failed(self, url: str, result: Result, error: PageError, now: datetime) -> None:
        failures = next((f.failures for f in self._watching.feeds() if f.url == url), 0) + 1
        status, wait = "failing", max(self._every.get(url, 0.0), backoff(failures, self._draw))
        if result.answer is not None and result.answer.status == 410:
            status, wait = "gone", GONE_SECONDS
        elif error.reason in ("robots", "private-address"):
            status, wait = "barred", GONE_SECONDS
        next_at = max(later(now, wait), result.again_at or "")
        if failures == 1:
            self._tell(f"feed {self._called.get(url, url)}: {error}")
        self._watching.set_feed(
            url, status=status, message=str(error), failures=failures, tried_at=iso(now), next_at=next_at
        )

    def _send_inner(self, url: str, further: tuple[str, ...], depth: int) -> None:
        if depth > SITEMAP_DEPTH:
            return
        for address in further:
            if not self._courier.has("feed", address):
                self._inner[address] = (url, depth)
                self._courier.send(Errand("feed", address, address))

    def _take_inner(self, result: Result, now: datetime) -> None:
        """A sitemap of an index: its pages are the feed's; trouble is the feed's, told with it."""
        url, depth = self._inner.pop(result.errand.key)
        if result.put_off:
            return  # the index is read again at its time
        try:
            feed = self._read_feed(result)
        except PageError as error:
            self._watching.set_feed(url, status="failing", message=str(error))
            return
        self._watching.feed_answered(url, map(_entry_row, feed.entries), iso(now))
        self._send_inner(url, feed.further, depth + 1)

    # Pages

    def _take_page(self, result: Result, page: PageState) -> int:
        now = self._clock.now()
        if result.put_off:
            self._watching.set_page(page.number, next_at=result.again_at)
            return 0
        if result.answer is None:
            error = result.error or FetchError("fault", f"{page.address}: no answer")
            self._page_failed(page, result, error.reason, str(error), now)
            return 0
        answer = result.answer
        if answer.status == 304:
            self._looked_at(page, now)
            return 0
        if answer.status != 200:
            message = f"{page.address}: the server answered {answer.status} {answer.reason}".rstrip()
            if answer.status in (404, 410) and page.looks:
                self._watching.set_page(page.number, state="gone", message=message, next_at=None, looked_at=iso(now))
            else:
                self._page_failed(page, result, f"http-{answer.status}", message, now)
            return 0
        kind = (answer.header("content-type") or "").lower()
        if kind and not kind.startswith(PAGE_KINDS):
            message = f"{page.address}: the server sent {kind.split(';')[0]}, not a page"
            self._page_failed(page, result, "not-a-page", message, now)
            return 0
        return self._keep(page, answer, now)

    def _keep(self, page: PageState, answer: Answer, now: datetime) -> int:
        """Put the bytes of a page into the archive, unless they are known."""
        other = None
        if (final := clean_address(answer.address, answer.address)) not in (None, page.address):
            other = self._watching.page_at(str(final))
        if other is not None and other.number != page.number:
            message = f"leads to {other.address}, which is watched itself"
            self._watching.set_page(page.number, state="passed", message=message, next_at=None, looked_at=iso(now))
            return 0
        bytes_ = digest(answer.data)
        if bytes_ == self._watching.last_digest(page.number):
            self._looked_at(page, now, answer)
            return 0
        file, place, size = self._archive.keep(answer, now, self._sizes)
        version = {
            "page": page.number, "fetched_at": iso(now), "url": answer.address,
            "content_type": answer.header("content-type"), "digest": bytes_, "file": file, "place": place,
        }  # fmt: skip
        self._watching.page_fetched(version, size, **self._look(page, now, answer))
        self._sizes[file] = size
        return 1

    def _looked_at(self, page: PageState, now: datetime, answer: Answer | None = None) -> None:
        self._watching.set_page(page.number, **self._look(page, now, answer))

    def _look(self, page: PageState, now: datetime, answer: Answer | None) -> dict[str, str | int | None]:
        """A look at a page that went well, and when the next one is due."""
        wait = self._recheck[page.looks] if page.looks < len(self._recheck) else None
        changes: dict[str, str | int | None] = {
            "tries": 0, "looks": page.looks + 1, "looked_at": iso(now), "next_at": later(now, wait) if wait else None,
        }  # fmt: skip
        if answer is not None:
            changes |= {"etag": answer.header("etag"), "modified": answer.header("last-modified")}
        return changes

    def _page_failed(self, page: PageState, result: Result, reason: str, message: str, now: datetime) -> None:
        """Try again later, or give up; what was read of it before stays."""
        tries = page.tries + 1
        changes: dict[str, str | int | None] = {"message": message, "tries": tries, "looked_at": iso(now)}
        if self._is_hopeless(page, reason, tries, now):
            changes["next_at"] = None
            if not page.looks:
                changes["state"] = "refused" if reason in LASTING else "failed"
        else:
            changes["next_at"] = max(later(now, backoff(tries, self._draw)), result.again_at or "")
        self._watching.set_page(page.number, **changes)

    def _is_hopeless(self, page: PageState, reason: str, tries: int, now: datetime) -> bool:
        if reason in LASTING or reason == "http-410":
            return True
        if reason in OF_THE_HOST:
            return tries >= MOST_TRIES and (now - moment(page.found_at)).total_seconds() > LONGEST_SECONDS
        return tries >= (NOT_THERE_TRIES if reason in NOT_THERE else MOST_TRIES)

    def wait_for_due(self, longest: float) -> float:
        """Seconds until something is due, no longer than so many."""
        due = self._watching.next_due()
        if due is None:
            return longest
        return min(max((moment(due) - self._clock.now()).total_seconds(), 0.0), longest)


def _entry_row(entry: Entry) -> dict[str, str | None]:
    return {"address": entry.address, "title": entry.title, "published": entry.published, "updated": entry.updated}
