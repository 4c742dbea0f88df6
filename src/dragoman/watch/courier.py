"""Fetches for the watch, politely: robots.txt is obeyed, each host gets one request at a time with a pause between two,
and one that is in trouble is left alone for longer and longer.

Everything but the request itself runs in the caller's thread. Redirects are errands of their own, so that each step is
checked, and the host that it leads to is asked as politely as any.
"""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from queue import Empty, Queue
from typing import Literal, Protocol

from msgspec.structs import replace as replaced

from dragoman.errors import FetchError
from dragoman.intake.web import Answer, ask, target_of
from dragoman.store.watching import HostState
from dragoman.watch.backoff import FIRST_BACKOFF, backoff, retry_after
from dragoman.watch.clock import Clock, iso, moment
from dragoman.watch.robots import MAX_ROBOTS, Robots

__all__ = ["Courier", "Errand", "Manners", "Result"]

MAX_REDIRECTS = 5
ROBOTS_SECONDS = 24 * 3_600.0
"""How long a robots.txt is remembered (RFC 9309: not longer than a day)."""
PATIENCE = 60.0
"""Seconds that an errand waits for its host here; if it must wait longer, it is given back."""
BUSY = frozenset({429, 500, 502, 503, 504})
PERMANENT = frozenset({301, 308})
HOST_TROUBLE = frozenset({"unreachable", "time-out"})
LOOK = 0.05
"""Seconds between two looks at whether another host may be asked, while requests are under way."""


@dataclass(frozen=True)
class Manners:
    """How requests are made."""

    user_agent: str
    delay: float
    timeout: float
    max_bytes: int
    hosts: int
    allow_private: bool


@dataclass(frozen=True)
class Errand:
    """Something to fetch."""

    kind: Literal["feed", "page"]
    key: str
    """The feed's url, or the page's number."""
    address: str
    etag: str | None = None
    modified: str | None = None
    hops: int = 0
    """Redirects followed so far."""
    moved: bool = True
    """All of them were permanent."""
    given: str = ""
    """Where it began, if a redirect led on."""

    @property
    def said(self) -> str:
        """What messages call it."""
        return self.given or self.address


@dataclass(frozen=True)
class Result:
    """What became of an errand: an answer (any status but a redirect), or why there is none."""

    errand: Errand
    answer: Answer | None = None
    error: FetchError | None = None
    again_at: str | None = None
    """ISO time before which it is no use to try again, where the host said so or is in trouble."""
    put_off: bool = False
    """Its host was not asked: it is to wait."""


class HostBook(Protocol):
    """Remembers hosts; the store does."""

    def host(self, name: str) -> HostState:
        """What is known of a host."""

    def keep_host(self, host: HostState) -> None:
        """Note when a host may be asked again, and its robots.txt."""


@dataclass
class _Host:
    state: HostState
    ready: datetime
    queue: deque[Errand] = field(default_factory=deque)
    busy: bool = False


@dataclass(frozen=True)
class _Done:
    """What a thread brings back; `errand` is None for a robots.txt."""

    site: str
    errand: Errand | None
    answer: Answer | None
    error: FetchError | None


Ask = Callable[..., Answer]


class Courier:
    """Give it errands with `send`, take results from `collect`."""

    def __init__(self, book: HostBook, manners: Manners, clock: Clock, draw: random.Random, *, ask: Ask = ask) -> None:
        self._book = book
        self._manners = manners
        self._clock = clock
        self._draw = draw
        self._ask = ask
        self._hosts: dict[str, _Host] = {}
        self._under_way = 0
        self._back: Queue[_Done] = Queue()
        self._ready: list[Result] = []
        self._keys: set[tuple[str, str]] = set()

    @property
    def idle(self) -> bool:
        """Whether nothing is queued, under way, or waits to be collected."""
        return not self._keys

    @property
    def load(self) -> int:
        """How many errands it has."""
        return len(self._keys)

    def has(self, kind: str, key: str) -> bool:
        """Whether it is at an errand already."""
        return (kind, key) in self._keys

    def queued(self, site: str) -> int:
        """How many errands wait for a host."""
        return len(self._hosts[site].queue) if site in self._hosts else 0

    def send(self, errand: Errand) -> None:
        """Take an errand."""
        self._keys.add((errand.kind, errand.key))
        self._queue(errand, first=False)

    def collect(self, seconds: float) -> list[Result]:
        """The results that are there; waits for one, but no longer than so many seconds."""
        until = self._clock.now() + timedelta(seconds=seconds)
        while True:
            self._dispatch()
            self._take_back()
            now = self._clock.now()
            if self._ready or (not self._under_way and not any(host.queue for host in self._hosts.values())):
                break
            if self._under_way:
                self._wait_for_one()
            else:
                first = min(host.ready for host in self._hosts.values() if host.queue)
                self._clock.sleep(max(min((first - now).total_seconds(), (until - now).total_seconds()), 0.001))
            if self._clock.now() >= until:
                self._take_back()
                break
        found, self._ready = self._ready, []
        self._keys -= {(result.errand.kind, result.errand.key) for result in found}
        return found

    # Queues

    def _queue(self, errand: Errand, *, first: bool) -> None:
        try:
            site = target_of(errand.address, errand.said).site
        except FetchError as error:
            self._ready.append(Result(errand, error=error))
            return
        host = self._host(site)
        if first:
            host.queue.appendleft(errand)
        else:
            host.queue.append(errand)

    def _host(self, site: str) -> _Host:
        if site not in self._hosts:
            state = self._book.host(site)
            self._hosts[site] = _Host(state, moment(state.ready_at) if state.ready_at else self._clock.now())
        return self._hosts[site]

    def _dispatch(self) -> None:
        """Send out what may go."""
        now = self._clock.now()
        for site, host in self._hosts.items():
            if not host.queue or host.busy:
                continue
            if (host.ready - now).total_seconds() > PATIENCE:
                self._put_off(host)
                continue
            if host.ready > now or self._under_way >= self._manners.hosts:
                continue
            if self._knows_robots(host, now):
                self._dispatch_errand(site, host)
            else:
                self._start(site, host, None)

    def _dispatch_errand(self, site: str, host: _Host) -> None:
        while host.queue:
            errand = host.queue.popleft()
            if Robots(host.state.robots or "").allows(errand.address):
                self._start(site, host, errand)
                return
            message = f"{errand.said}: the robots.txt of {site} does not allow it"
            self._ready.append(Result(errand, error=FetchError("robots", message)))

    def _put_off(self, host: _Host) -> None:
        """Give back what waits for a host that is not to be asked for long."""
        while host.queue:
            errand = host.queue.popleft()
            error = None
            if host.state.closed:
                message = f"{errand.said}: {host.state.host} could not say whether it may be fetched (robots.txt)"
                error = FetchError("robots-unreachable", message)
            self._ready.append(Result(errand, error=error, again_at=iso(host.ready), put_off=error is None))

    def _knows_robots(self, host: _Host, now: datetime) -> bool:
        asked = host.state.robots_at
        return asked is not None and not host.state.closed and (now - moment(asked)).total_seconds() < ROBOTS_SECONDS

    # Requests

    def _start(self, site: str, host: _Host, errand: Errand | None) -> None:
        host.busy = True
        self._under_way += 1
        threading.Thread(target=self._fetch, args=(site, errand), name="watch-fetch", daemon=True).start()

    def _fetch(self, site: str, errand: Errand | None) -> None:
        """In a thread of its own."""
        answer, error = None, None
        try:
            answer = self._robots(site) if errand is None else self._request(errand)
        except FetchError as failure:
            error = failure
        except Exception as failure:  # a fault of ours must not leave the host busy for ever
            said = errand.said if errand else site
            error = FetchError("fault", f"{said}: a fault in the program ({type(failure).__name__}: {failure})")
        self._back.put(_Done(site, errand, answer, error))

    def _request(self, errand: Errand) -> Answer:
        kinds = "application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/xml, */*;q=0.5"
        pages = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1"
        headers = {
            "User-Agent": self._manners.user_agent,
            "Accept": kinds if errand.kind == "feed" else pages,
            "Accept-Language": "en",
        }
        if errand.etag:
            headers["If-None-Match"] = errand.etag
        if errand.modified:
            headers["If-Modified-Since"] = errand.modified
        return self._ask(
            errand.address, headers=headers, allow_private=self._manners.allow_private,
            deadline=time.monotonic() + self._manners.timeout, max_bytes=self._manners.max_bytes, given=errand.said,
        )  # fmt: skip

    def _robots(self, site: str) -> Answer:
        """The robots.txt of a host, also where it redirects. Raises FetchError."""
        address = f"{site}/robots.txt"
        deadline = time.monotonic() + self._manners.timeout
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(
                address, headers={"User-Agent": self._manners.user_agent, "Accept": "text/plain, */*;q=0.5"},
                allow_private=self._manners.allow_private, deadline=deadline, max_bytes=MAX_ROBOTS,
                given=f"{site}/robots.txt",
            )  # fmt: skip
            further = answer.redirect
            if further is None:
                return answer
            address = further
        raise FetchError("too-many-redirects", f"{site}/robots.txt: redirects without end")

    # Results

    def _wait_for_one(self) -> None:
        try:
            self._finish(self._back.get(timeout=LOOK))
        except Empty:
            return

    def _take_back(self) -> None:
        while True:
            try:
                self._finish(self._back.get_nowait())
            except Empty:
                return

    def _finish(self, done: _Done) -> None:
        host = self._hosts[done.site]
        host.busy = False
        self._under_way -= 1
        now = self._clock.now()
        if done.errand is None:
            self._take_robots(host, done, now)
            return
        pause = max(self._manners.delay, Robots(host.state.robots or "").delay)
        host.ready = now + timedelta(seconds=pause)
        if self._is_trouble(done):
            self._leave_alone(host, done.answer, now)
        elif host.state.failures:
            self._note(host, ready_at=None, failures=0, closed=0)
        self._settle(done.errand, done.answer, done.error, host)

    def _settle(self, errand: Errand, answer: Answer | None, error: FetchError | None, host: _Host) -> None:
        """Follow a redirect, or have a result."""
        if answer is not None:
            try:
                further = answer.redirect
            except FetchError as failure:
                self._ready.append(Result(errand, error=failure))
                return
            if further is not None:
                self._follow(errand, answer, further)
                return
        again = iso(host.ready) if host.state.failures else None
        self._ready.append(Result(errand, answer=answer, error=error, again_at=again))

    def _follow(self, errand: Errand, answer: Answer, further: str) -> None:
        if errand.hops >= MAX_REDIRECTS:
            message = f"{errand.said}: more than {MAX_REDIRECTS} redirects, the last to {further}"
            self._ready.append(Result(errand, error=FetchError("too-many-redirects", message)))
            return
        onward = replace(
            errand, address=further, given=errand.said, hops=errand.hops + 1,
            moved=errand.moved and answer.status in PERMANENT,
        )  # fmt: skip
        self._queue(onward, first=True)

    def _is_trouble(self, done: _Done) -> bool:
        if done.answer is not None:
            return done.answer.status in BUSY
        return done.error is not None and done.error.reason in HOST_TROUBLE

    def _leave_alone(self, host: _Host, answer: Answer | None, now: datetime) -> None:
        """Ask a host no more for a while."""
        failures = host.state.failures + 1
        wait = backoff(failures, self._draw)
        if answer is not None and (asked := retry_after(answer, now)) is not None:
            wait = max(asked, wait if asked < FIRST_BACKOFF and failures > 1 else 0.0)
        host.ready = max(host.ready, now + timedelta(seconds=wait))
        self._note(host, ready_at=iso(host.ready), failures=failures)

    def _take_robots(self, host: _Host, done: _Done, now: datetime) -> None:
        """Remember a robots.txt. One that is not there allows everything; a host that cannot say is not asked."""
        host.ready = now + timedelta(seconds=self._manners.delay)
        status = done.answer.status if done.answer else 0
        lasting = done.error is not None and done.error.reason in ("private-address", "bad-address")
        if done.answer is not None and 200 <= status < 300:
            robots: str | None = done.answer.data.decode("utf-8", errors="replace")
        elif (400 <= status < 500 and status != 429) or lasting or (done.error and done.error.reason == "too-large"):
            robots = None  # an address that may not be asked is refused again when the errand itself goes out
        else:
            host.state = replaced(host.state, closed=1)
            self._leave_alone(host, done.answer, now)
            while host.queue:
                errand = host.queue.popleft()
                why = str(done.error) if done.error else f"{host.state.host}/robots.txt: the server answered {status}"
                error = FetchError(
                    "robots-unreachable", f"{errand.said}: it is not known whether it may be fetched ({why})"
                )
                self._ready.append(Result(errand, error=error, again_at=iso(host.ready)))
            return
        self._note(host, ready_at=None, failures=0, robots=robots, robots_at=iso(now), closed=0)

    def _note(self, host: _Host, **changes: str | int | None) -> None:
        """Something about a host that is to be remembered."""
        host.state = replaced(host.state, **changes)
        self._book.keep_host(host.state)
