"""Shards to workers: stateful Ray actors that load the models once, and a driver that gives each its next shard.

Why Ray's actors and not `ray.data`: a shard is what is kept, what is read anew and what may be set aside, and its rows
go from the worker straight into the lake; a dataset would cut the pages into blocks of its own, carry their rows through
the object store, and could tell neither which shard a failure belongs to nor how often it failed.

A worker that dies takes its shard with it: another reads it anew, and the pages at which the first was are read one by
one, so that a page that kills costs itself, as on one machine. A shard that fails three times is set aside.
"""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from dragoman.cluster.lake import Aside, Entry
from dragoman.cluster.shards import Shard
from dragoman.cluster.worker import Care, Job, ShardReader
from dragoman.corpora.pool import BATCH_SECONDS, STARTS
from dragoman.corpora.reading import Outcome, PageTask
from dragoman.errors import DragomanError

__all__ = ["FAILURES", "Beat", "Engine"]

FAILURES = 3
"""How often a shard may fail."""
MOST_LOST = 20
"""Pages of one shard that may end their workers before the shard is given up."""
LOOK_SECONDS = 1.0

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

Make = Callable[[], Callable[[Sequence[PageTask]], list[Outcome]]]


class Beat(msgspec.Struct, frozen=True):
    """Nothing is finished, but this is how far the shards under way are."""

    pages: int
    workers: int
    """Workers that are ready."""


class Stand(msgspec.Struct, frozen=True):
    """At which pages a worker is."""

    first: int
    last: int
    since: float


class Board:
    """An actor on the driver's machine: workers write on it what they read next, so that it is known when they die."""

    def __init__(self) -> None:
        self._stands: dict[str, Stand] = {}
        self._notices: list[str] = []

    def at(self, shard: str, first: int, last: int) -> None:
        """A worker reads these pages of a shard next."""
        self._stands[shard] = Stand(first, last, time.monotonic())

    def notice(self, message: str) -> None:
        """Something that the user may want to know."""
        if message not in self._notices:
            self._notices.append(message)

    def stands(self) -> tuple[dict[str, tuple[int, int, float]], list[str]]:
        """By shard the pages and for how many seconds they are being read; and all notices so far."""
        now = time.monotonic()
        return {shard: (s.first, s.last, now - s.since) for shard, s in self._stands.items()}, self._notices

    def done(self, shard: str) -> None:
        """A shard is read, or given up for now."""
        self._stands.pop(shard, None)


class Worker:
    """The actor: loads when it is made, then reads one shard after another."""

    def __init__(self, job: Job, make: Make, board: Any) -> None:
        logging.getLogger("ray").setLevel(logging.CRITICAL)
        self._board = board
        try:
            self._reader: ShardReader | str = ShardReader(job, make())
        except DragomanError as error:
            self._reader = str(error)

    def ready(self) -> str | None:
        """None where it can read, else why it cannot."""
        return self._reader if isinstance(self._reader, str) else None

    def read(self, shard: Shard, care: Care) -> Entry:
        """Read a shard into the lake. Raises what `ShardReader.read` raises."""
        import ray

        if isinstance(self._reader, str):
            raise DragomanError(self._reader)
        return self._reader.read(
            shard,
            care=care,
            progress=lambda first, last: ray.get(self._board.at.remote(shard.id, first, last)),
            notice=lambda message: ray.get(self._board.notice.remote(message)),
        )


class Attempt(msgspec.Struct):
    """A shard that waits to be read, and what is known of it."""

    shard: Shard
    reasons: list[str] = []
    strikes: int = 0
    care: Care = Care()


class Engine:
    """Reads shards on the cluster that `ray` is connected to."""

    def __init__(self, ray: Any, job: Job, make: Make, *, workers: int, failures: int = FAILURES) -> None:
        self._ray = ray
        self._workers = workers
        self._failures = failures
        near = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
            ray.get_runtime_context().get_node_id(), soft=True
        )
        board = ray.remote(Board).options(num_cpus=0, max_restarts=-1, max_task_retries=-1, scheduling_strategy=near)
        self._board = board.remote()
        self._worker = ray.remote(Worker).options(num_cpus=1, max_restarts=0)
        self._job, self._make = ray.put(job), ray.put(make)
        self._starting: dict[Any, Any] = {}
        self._idle: list[Any] = []
        self._busy: dict[Any, tuple[Any, Attempt]] = {}
        self._early = 0
        self.notices: list[str] = []
        """What workers had to say."""

    def read(self, shards: Iterable[Shard]) -> Iterator[Entry | Aside | Beat]:
        """Read all shards; each is told when it is in the lake, or when it is given up.

        Raises DragomanError where no worker can be started.
        """
        waiting = deque(Attempt(shard) for shard in shards)
        for _ in range(min(self._workers, len(waiting))):
            self._start()
        looked = time.monotonic()
        try:
            while waiting or self._busy:
                while self._idle and waiting:
                    actor, attempt = self._idle.pop(), waiting.popleft()
                    self._busy[actor.read.remote(attempt.shard, attempt.care)] = (actor, attempt)
                ready, _ = self._ray.wait([*self._busy, *self._starting], num_returns=1, timeout=LOOK_SECONDS)
                for ref in ready:
                    if ref in self._starting:
                        self._take_in(ref)
                    elif (told := self._settle(ref, waiting)) is not None:
                        yield told
                if time.monotonic() - looked >= LOOK_SECONDS:
                    looked = time.monotonic()
                    yield self._look()
        finally:
            self._end()

    def _start(self) -> None:
        actor = self._worker.remote(self._job, self._make, self._board)
        self._starting[actor.ready.remote()] = actor

    def _take_in(self, ref: Any) -> None:
        """A worker has loaded, or cannot."""
        actor = self._starting.pop(ref)
        try:
            trouble = self._ray.get(ref)
        except self._ray.exceptions.RayError as error:
            self._early += 1
            if self._early >= STARTS:
                raise DragomanError(f"{STARTS} workers died while they were loading: {_told(error)}") from error
            self._start()
            return
        if trouble is not None:
            raise DragomanError(trouble)
        self._early = 0
        self._idle.append(actor)

    def _settle(self, ref: Any, waiting: deque[Attempt]) -> Entry | Aside | None:
        """A shard is read, or was not."""
        actor, attempt = self._busy.pop(ref)
        shard = attempt.shard
        try:
            entry: Entry = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:  # the worker lives
            self._idle.append(actor)
            attempt.reasons = [*attempt.reasons, _told(error)]
            attempt.strikes += 1
        except self._ray.exceptions.RayError as error:
            with suppress(Exception):
                self._ray.kill(actor)
            self._start()
            self._learn(attempt, _told(error))
        else:
            self._idle.append(actor)
            self._clear(shard)
            return entry
        self._clear(shard)
        if attempt.strikes < self._failures:
            waiting.append(attempt)
            return None
        return Aside(shard=shard.id, source=shard.name, reasons=tuple(attempt.reasons))

    def _learn(self, attempt: Attempt, reason: str) -> None:
        """A worker died: the pages at which it was are suspected; a single one has now done it twice."""
        stand = self._stands().get(attempt.shard.id)
        where = f" at pages {stand[0]} to {stand[1]}" if stand else ""
        attempt.reasons = [*attempt.reasons, f"the worker died{where} ({reason})"]
        attempt.strikes += 1
        if stand is None:
            return
        first, last, _ = stand
        care, within = attempt.care, attempt.care.alone or (1, 0)
        if first == last and within[0] <= first <= within[1] and len(care.lost) < MOST_LOST:
            attempt.care = Care(care.alone, care.lost | {first})
            attempt.strikes = 0  # the page is to blame, and will not be read again
        else:
            attempt.care = Care((first, last), care.lost)

    def _look(self) -> Beat:
        """See how far the workers are, and end those that will never be done."""
        stands = self._stands()
        for actor, attempt in list(self._busy.values()):
            if stands.get(attempt.shard.id, (0, 0, 0.0))[2] > BATCH_SECONDS:
                with suppress(Exception):
                    self._ray.kill(actor)
        pages = sum(first - 1 for first, _, _ in stands.values())
        return Beat(pages, len(self._idle) + len(self._busy))

    def _stands(self) -> dict[str, tuple[int, int, float]]:
        stands, self.notices = self._ray.get(self._board.stands.remote())
        return dict(stands)

    def _clear(self, shard: Shard) -> None:
        self._board.done.remote(shard.id)

    def _end(self) -> None:
        with suppress(Exception):
            self._stands()
        for actor in (*self._idle, *self._starting.values(), *(actor for actor, _ in self._busy.values()), self._board):
            with suppress(Exception):
                self._ray.kill(actor)


def _told(error: BaseException) -> str:
    """What went wrong, in a line: the cause where there is one, else Ray's first words."""
    cause = getattr(error, "cause", None) or error.__cause__
    if isinstance(cause, BaseException) and not type(cause).__module__.startswith("ray"):
        said = str(cause) if isinstance(cause, DragomanError) else f"{type(cause).__name__}: {cause}"
    else:
        said = str(error).split("\n\n")[0]
    return " ".join(_COLOUR.sub("", said).replace("^", "").split())[:500]
