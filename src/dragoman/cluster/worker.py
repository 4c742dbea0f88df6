"""What a worker does with a shard: the pages are read in batches, as on one machine, and their rows written."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.opening import Opener
from dragoman.cluster.shards import Shard
from dragoman.cluster.writing import HELD, ShardWriter
from dragoman.corpora.batches import in_batches
from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused, lost_page
from dragoman.intake.page import Page
from dragoman.model import Reject, Run

__all__ = ["Care", "Job", "Progress", "ShardReader"]

Progress = Callable[[int, int], None]
"""Is told the first and the last number of the pages that are read next."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What all shards of a run have in common; picklable."""

    lake: str
    run: Run
    settings: str
    """Digest of everything that decides what the rows are."""
    known: dict[str, str] = {}
    """What the user said of all pages."""
    triage: bool = True
    pages: bool = True
    """Keep the bytes of the pages."""
    opener: Opener
    held: int = HELD
    """Bytes of rows that a worker holds in memory before it writes them."""


@dataclass(frozen=True)
class Care:
    """What earlier attempts at a shard have shown."""

    alone: tuple[int, int] | None = None
    """Pages among which one may have ended its worker: each is read alone."""
    lost: frozenset[int] = field(default_factory=frozenset)
    """Pages that ended their worker even when they were read alone."""


class _Numbered(msgspec.Struct):
    place: int
    item: Page | Reject


class ShardReader:
    """Reads shards; `read` turns page tasks into outcomes (`dragoman.corpora.reading.ReadPages`)."""

    def __init__(self, job: Job, read: Callable[[Sequence[PageTask]], list[Outcome]]) -> None:
        self._job = job
        self._read = read
        self._lake = Lake(job.lake)

    def read(
        self,
        shard: Shard,
        *,
        care: Care | None = None,
        progress: Progress = lambda first, last: None,
        notice: Callable[[str], None] = lambda message: None,
    ) -> Entry:
        """Read a shard and keep it; returns its line of the manifest, which is in the lake then.

        Raises SourceError where the source fails, OSError where the lake does.
        """
        began, computed = time.monotonic(), time.process_time()
        care = care or Care()
        writer = ShardWriter(self._lake, shard.id, pages=self._job.pages, held=self._job.held)
        done: set[str] = set()
        place = copies = 0
        for batch in in_batches(self._numbered(shard, notice), _weight):
            place = batch[-1].place
            fresh = [item for item in batch if isinstance(item.item, Reject) or item.item.id not in done]
            copies += len(batch) - len(fresh)
            for item, outcome in self._outcomes(fresh, care, progress):
                id = None if isinstance(outcome, Refused) else _id(outcome)
                if id in done:  # twice in one batch
                    copies += 1
                    continue
                if id is not None:
                    done.add(id)
                writer.add(item.place, outcome)
        writer.close()
        entry = Entry(
            shard=shard.id, source=shard.name, order=shard.order, settings=self._job.settings, run=self._job.run,
            files={table: tuple(files) for table, files in writer.files.items()}, rows=writer.rows, copies=copies,
            token=uuid.uuid4().hex[:12],
            pages=place, seconds=round(time.monotonic() - began, 3),
            computed=round(time.process_time() - computed, 3), megabytes=_peak_megabytes(),
        )  # fmt: skip
        self._lake.commit(entry)
        return entry

    def _numbered(self, shard: Shard, notice: Callable[[str], None]) -> Iterator[_Numbered]:
        for place, item in enumerate(self._job.opener.pages(shard.part, notice), 1):
            yield _Numbered(place, item)

    def _outcomes(
        self, batch: Sequence[_Numbered], care: Care, progress: Progress
    ) -> Iterator[tuple[_Numbered, Outcome]]:
        for together in _cautiously(batch, care):
            progress(together[0].place, together[-1].place)
            lost = {item.place for item in together} & care.lost
            tasks = [self._task(item) for item in together if isinstance(item.item, Page) and item.place not in lost]
            results = iter(self._read(tasks) if tasks else ())
            for item in together:
                if isinstance(item.item, Reject):
                    yield item, Refused(item.item)
                elif item.place in lost:
                    yield item, lost_page(self._task(item), None)
                else:
                    yield item, next(results)

    def _task(self, item: _Numbered) -> PageTask:
        assert isinstance(item.item, Page)
        return PageTask(item.item, self._job.known, triage=self._job.triage)


def _cautiously(batch: Sequence[_Numbered], care: Care) -> Iterator[Sequence[_Numbered]]:
    """A batch as a whole, or, where one of its pages is suspected, page by page."""
    if not batch:
        return
    first, last = care.alone or (1, 0)
    if any(first <= item.place <= last or item.place in care.lost for item in batch):
        yield from ([item] for item in batch)
    else:
        yield batch


def _weight(item: _Numbered) -> int:
    return len(item.item.data) if isinstance(item.item, Page) else 0


def _id(outcome: Outcome) -> str:
    assert not isinstance(outcome, Refused)
    return outcome.skip.id if isinstance(outcome, PassedOver) else outcome.id


def _peak_megabytes() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
