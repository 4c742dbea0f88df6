"""Workers: processes that each load what they need once, take batches and give results back in order.

Bounded: no worker has more than two batches, and only so many batches are under way as the workers can soon finish.
Robust: when a worker dies, another takes its place, what it had not yet begun is given again, and the batch that it
was at is given item by item; an item that kills a second time is told as lost. When the parent dies, so do they.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeVar

from dragoman.corpora.worker import Failed, Ready, work
from dragoman.errors import DragomanError
from dragoman.threads import ONE_THREAD

__all__ = ["Job", "Pool"]

Item = TypeVar("Item")
Result = TypeVar("Result")
Ticket = TypeVar("Ticket")

AHEAD = 2
"""Batches that a worker has at once: the one it is at, and the next, so that it never waits for the parent."""
WINDOW = 4
"""Batches under way for each worker; more would only wait for the slowest."""
BATCH_SECONDS = 900.0
"""A worker that is at one batch for so long will never end: it is ended, as if it had died."""
LOOK_SECONDS = 5.0
"""How often is looked for such workers."""
STARTS = 3
"""Workers that may die before they are ready, one after another, until we give up."""


@dataclass(slots=True, eq=False)
class Job:
    """Items that a worker has or is to have: a batch, or one item of a batch whose first worker died."""

    batch: int
    at: int
    """Place of the first item in its batch."""
    items: list[Any]
    suspected: bool = False
    """A worker died at it already."""


@dataclass(slots=True, eq=False)
class _Batch:
    ticket: Any
    results: list[Any]
    left: int


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    connection: Connection
    ready: bool = False
    jobs: deque[Job] = field(default_factory=deque)
    since: float = 0.0
    """When it began the first of its jobs."""


class Pool(Generic[Item, Result]):
    """`make` is called once in each worker and gives the function from items to results; both must be picklable.

    Use it as a context manager: leaving it ends all workers at once, whatever they are at.
    """

    def __init__(
        self,
        make: Callable[[], Callable[[list[Item]], list[Result]]],
        *,
        workers: int,
        lost: Callable[[Item, int | None], Result],
    ) -> None:
        self._make = make
        self._size = workers
        self._lost = lost
        """The result of an item that killed two workers; it is told the exit code, negative for a signal."""
        self._context = get_context("spawn")  # a fork would copy locks that the parser's threads hold
        self._workers: list[_Worker] = []
        self._again: deque[Job] = deque()
        self._died_early = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers = []

    @property
    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [worker.process.pid for worker in self._workers]

    def start(self) -> None:
        """Start all workers and wait until they are ready; `map` starts them one by one as there is work.

        Raises DragomanError where they cannot start.
        """
        while len(self._workers) < self._size or not all(worker.ready for worker in self._workers):
            while len(self._workers) < self._size:
                self._add_worker()
            self._listen({})

    def map(self, batches: Iterable[tuple[Ticket, list[Item]]]) -> Iterator[tuple[Ticket, list[Result]]]:
        """Each ticket with the results of its items, in the order in which they were given.

        Raises DragomanError where the workers cannot start; what `batches` raises comes through.
        """
        source, open_, given, out, ended = iter(batches), dict[int, _Batch](), 0, 0, False
        while not ended or open_:
            while not ended and given - out < WINDOW * self._size and (self._has_room() or not self._workers):
                following = next(source, None)
                if following is None:
                    ended = True
                    break
                ticket, items = following
                open_[given] = _Batch(ticket, [None] * len(items), len(items))
                if items:
                    self._give(Job(given, 0, items))
                given += 1
                if open_[out].left == 0:
                    break
            if (head := open_.get(out)) is not None and head.left == 0:
                del open_[out]
                out += 1
                yield head.ticket, head.results
            elif open_:
                self._listen(open_)

    # Giving

    def _has_room(self) -> bool:
        return len(self._workers) < self._size or any(len(worker.jobs) < AHEAD for worker in self._workers)

    def _give(self, job: Job) -> None:
        """Give a job to the worker that has least, or to a new one; keep it where all are full or dead."""
        idle = min(self._workers, key=lambda worker: len(worker.jobs), default=None)
        if (idle is None or idle.jobs) and len(self._workers) < self._size:
            idle = self._add_worker()
        if idle is None or len(idle.jobs) >= AHEAD:
            self._again.append(job)
            return
        if not idle.jobs:
            idle.since = time.monotonic()
        idle.jobs.append(job)
        with suppress(OSError):  # it died; `_listen` will see
            idle.connection.send(job.items)

    def _add_worker(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, self._make), daemon=True)
        with _one_thread_each(), _interrupts_held_back():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    # Taking

    def _listen(self, open_: dict[int, _Batch]) -> None:
        """Wait for words of the workers, and take what they give."""
        by_connection = {worker.connection: worker for worker in self._workers}
        heard = wait(list(by_connection), LOOK_SECONDS)
        for connection in heard:
            worker = by_connection[connection]  # type: ignore[index]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker, open_)
                continue
            self._take(worker, message, open_)
        self._end_the_stuck()
        while self._again and self._has_room():
            self._give(self._again.popleft())

    def _take(self, worker: _Worker, message: Any, open_: dict[int, _Batch]) -> None:
        if isinstance(message, Ready):
            worker.ready, worker.since = True, time.monotonic()
            self._died_early = 0
        elif isinstance(message, Failed):
            raise DragomanError(message.message)
        else:
            job = worker.jobs.popleft()
            worker.since = time.monotonic()
            _settle(open_[job.batch], job, message)

    def _end_the_stuck(self) -> None:
        for worker in self._workers:
            if worker.ready and worker.jobs and time.monotonic() - worker.since > BATCH_SECONDS:
                worker.process.kill()

    def _bury(self, worker: _Worker, open_: dict[int, _Batch]) -> None:
        """A worker died: give its jobs again, the one that it was at item by item, or tell the item as lost."""
        self._workers.remove(worker)
        worker.process.join()
        worker.connection.close()
        jobs = worker.jobs
        if not worker.ready:
            self._died_early += 1
            if self._died_early >= STARTS:
                raise DragomanError(
                    f"{STARTS} workers died while they were loading (exit code {worker.process.exitcode}); "
                    "is there too little memory? Try fewer with --workers"
                )
        elif jobs:
            job = jobs.popleft()
            if job.suspected:
                _settle(open_[job.batch], job, [self._lost(job.items[0], worker.process.exitcode)])
            else:
                self._again.extend(
                    Job(job.batch, job.at + at, [item], suspected=True) for at, item in enumerate(job.items)
                )
        self._again.extend(jobs)


def _settle(batch: _Batch, job: Job, results: list[Any]) -> None:
    batch.results[job.at : job.at + len(results)] = results
    batch.left -= len(results)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """A process that is started in here is one core's work: libraries that start threads of their own would only stand
    in each other's way. It must be told before it loads any of them."""
    added = {name: value for name, value in ONE_THREAD.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """A process that is started in here never hears of Ctrl-C, which a terminal sends to all of them: the parent
    alone decides. In the parent it is only held back for that moment."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    resource_tracker.ensure_running()  # the first process would start it, and it lets interrupts through again
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
