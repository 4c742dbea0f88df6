"""The watch: feeds are asked when they are due, new pages fetched, kept, read and linked, and people told.

It may end at any moment and in any way: each step is a transaction, and the next watch goes on there.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from dragoman.intake.web import ask
from dragoman.model import Run
from dragoman.store import Store
from dragoman.watch.archive import Archive, archive_folder
from dragoman.watch.asking import Asking
from dragoman.watch.clock import Clock, SystemClock, iso
from dragoman.watch.courier import Ask, Courier, Manners
from dragoman.watch.durations import seconds_of
from dragoman.watch.lock import only_one
from dragoman.watch.pages import PageReading, Read, ReadTasks
from dragoman.watch.settings import Fetching, Plan
from dragoman.watch.telling import Telling

__all__ = ["Watch"]

AT_ONCE = 16
"""Pages that wait to be read until they are, though more are under way."""
LONGEST_WAIT = 5.0
"""Seconds that a page waits for others to be read with it: the parser is quicker with many."""
PAUSE = 1.0
"""Seconds between two looks at what is due, at most, while nothing is."""


class Watch:
    """One watch of a store; `run` does the work."""

    def __init__(
        self, store: Store, plan: Plan, run: Run, read: ReadTasks, *, triage: bool = True, clock: Clock | None = None,
        seed: int | None = None, folder: Path = Path(), tell: Callable[[str], None] = lambda line: None,
        ask: Ask = ask,
    ) -> None:  # fmt: skip
        self._store = store
        self._clock = clock or SystemClock()
        self._draw = random.Random(seed)
        self._tell = tell
        self._plan = plan
        self._place = archive_folder(store.path)
        self._archive = Archive(self._place)
        self._run = run
        self._read = read
        self._triage = triage
        self._ask = ask
        self._folder = folder
        self.read = Read()
        """What became of the pages that were fetched."""

    def run(self, *, once: bool = False, stop: Callable[[], bool] = lambda: False) -> None:
        """Watch until `stop` says so, or `once`: everything that is due, and then no more.

        Raises StoreError where the store or its archive cannot be written, and UsageError where another watch is at
        work on it.
        """
        self._place.mkdir(exist_ok=True)
        with only_one(self._place):
            self._archive.cut(self._store.watching.archives())
            courier = Courier(self._store.watching, manners(self._plan.watch), self._clock, self._draw, ask=self._ask)
            asking = Asking(
                self._store, self._archive, self._plan, courier, self._clock, self._draw,
                tell=(lambda line: None) if once else self._tell,  # at its end a watch of one look tells all troubles
            )  # fmt: skip
            reading = PageReading(
                self._store, self._archive, self._run, self._read, triage=self._triage,
                publishers={feed.url: feed.publisher for feed in self._plan.feed if feed.publisher},
            )  # fmt: skip
            telling = Telling(self._store, self._plan, self._clock, self._draw, self._folder, self._tell)
            feeds = ((feed.url, feed.called) for feed in self._plan.feed)
            self._store.watching.list_feeds(feeds, iso(self._clock.now()))
            telling.begin()
            self._take_in(reading, telling)  # what a watch that was ended left
            self._turn(asking, courier, reading, telling, once=once, stop=stop)

    def _turn(
        self, asking: Asking, courier: Courier, reading: PageReading, telling: Telling, *, once: bool,
        stop: Callable[[], bool],
    ) -> None:  # fmt: skip
        waiting, since = 0, self._clock.now()
        while not stop():
            sent = asking.send_due()
            for result in courier.collect(PAUSE):
                since = since if waiting else self._clock.now()
                waiting += asking.take(result)
            waited = (self._clock.now() - since).total_seconds()
            if waiting and (waiting >= AT_ONCE or waited >= LONGEST_WAIT or courier.idle):
                self._take_in(reading, telling)
                waiting = 0
            telling.send_due()
            if courier.idle and not sent and not waiting:
                telling.look(all_=once)
                if once and asking.wait_for_due(PAUSE) > 0:
                    break
                self._clock.sleep(min(asking.wait_for_due(PAUSE), PAUSE))
        telling.send_due()

    def _take_in(self, reading: PageReading, telling: Telling) -> None:
        """Read what was fetched, link it, and see who is to be told."""
        read = reading.read_waiting(self._tell)
        self.read = self.read.plus(read)
        self._store.incidents.link()
        telling.look()


def manners(fetching: Fetching) -> Manners:
    """How requests are made, from the settings."""
    contact = f" (+{fetching.contact})" if fetching.contact else ""
    return Manners(
        user_agent=f"Dragoman/{version('dragoman')}{contact}",
        delay=seconds_of(fetching.delay),
        timeout=seconds_of(fetching.timeout),
        max_bytes=fetching.max_bytes,
        hosts=fetching.hosts,
        allow_private=fetching.allow_private,
    )
