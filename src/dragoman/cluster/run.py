"""One run of `dragoman code --engine ray`: what is finished is left alone, the rest is read, copies are removed."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import pyarrow.parquet as pq

from dragoman.cluster.engine import Beat, Engine, Make
from dragoman.cluster.extras import protocols
from dragoman.cluster.lake import Aside, Entry, Lake
from dragoman.cluster.opening import Opener
from dragoman.cluster.planning import ROWS, plan
from dragoman.cluster.sweep import Swept, sweep
from dragoman.cluster.tasks import OnRay
from dragoman.cluster.worker import Job
from dragoman.cluster.writing import HELD
from dragoman.errors import UsageError
from dragoman.model import Reject, Run

__all__ = ["Instructions", "LakeRun", "Report"]


class Instructions(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are read; a shard that was read otherwise is read anew."""

    known: dict[str, str] = {}
    columns: dict[str, str] = {}
    triage: str | None = None
    """Version of the triage, None where every page is read."""
    pages: bool = True
    """Keep the bytes of the pages."""
    drop_copies: bool = False
    """Of pages whose text is the same for the most part, keep only the first."""

    def digest(self, run: Run) -> str:
        """The same for the same instructions to the same program, model, lexicon and codebook."""
        told = (run.program, run.model, run.lexicon, run.codebook, self)
        return hashlib.sha256(msgspec.json.encode(told, order="deterministic")).hexdigest()[:16]


class Report(msgspec.Struct, kw_only=True):
    """What a run has done."""

    shards: int = 0
    before: int = 0
    """Shards that an earlier run has finished."""
    finished: int = 0
    aside: list[Aside] = []
    missing: list[Reject] = []
    """Sources that are not there."""
    rows: dict[str, int] = {}
    """Of all its shards, those finished before among them, by table."""
    reasons: dict[str, int] = {}
    """Rejects of all its shards by reason."""
    copies: int = 0
    """Pages of all its shards that were there already, within and across shards."""
    pages: int = 0
    """Pages and rejects that were read by this run alone."""
    seconds: float = 0.0
    computed: float = 0.0
    """Seconds of processors that the workers took together."""
    megabytes: int = 0
    """The most memory that a worker has held."""

    @property
    def exit_code(self) -> int:
        """3 where a shard was set aside, 2 where a page could not be read."""
        return 3 if self.aside else 2 if self.missing or self.rows.get("rejects") else 0


class LakeRun:
    """A run into a lake."""

    def __init__(
        self, lake: Lake, run: Run, instructions: Instructions, *, allow_private: bool = False,
        slice_rows: int = ROWS, held: int = HELD,
    ) -> None:  # fmt: skip
        """Raises UsageError for a lake that workers could not see."""
        if "memory" in protocols(lake.fs):
            raise UsageError(f"{lake.address} is in the memory of this process, where no worker can write")
        self._lake = lake
        self._instructions = instructions
        self._settings = instructions.digest(run)
        self._slice_rows = slice_rows
        self._allow_private = allow_private
        self._job = Job(
            lake=lake.address, run=run, settings=self._settings, known=instructions.known,
            triage=instructions.triage is not None, pages=instructions.pages, held=held,
            opener=Opener(columns=instructions.columns, allow_private=allow_private),
        )  # fmt: skip
        self.report = Report()

    def read(
        self,
        sources: Sequence[str],
        ray: Any,
        make: Make,
        *,
        workers: int,
        notice: Callable[[str], None] = lambda message: None,
    ) -> Iterator[Entry | Aside | Beat | Swept]:
        """Read what the lake does not have yet; what is done is told as it is done, and is in the report at the end.

        Raises DragomanError where no worker can be started, UsageError for sources that cannot be shards.
        """
        began = time.monotonic()
        self._lake.clean()
        found = plan(
            sources, self._lake, rows=self._slice_rows, allow_private=self._allow_private, notice=notice,
        )  # fmt: skip
        entries = self._lake.entries()
        left = [s for s in found.shards if not (s.id in entries and entries[s.id].settings == self._settings)]
        report = self.report
        report.shards, report.missing = len(found.shards), found.rejects
        report.before = len(found.shards) - len(left)
        told: set[str] = set()
        if left:
            engine = Engine(ray, self._job, make, workers=workers)
            for step in engine.read(left):
                _tell(engine.notices, told, notice)
                self._count(step)
                yield step
            _tell(engine.notices, told, notice)
        swept = sweep(self._lake, OnRay(ray), drop_copies=self._instructions.drop_copies)
        self._lake.clean()  # what workers that died were writing
        self._sum_up({shard.id for shard in found.shards})
        report.seconds = round(time.monotonic() - began, 3)
        self._lake.put(f"reports/{self._job.run.id}.json", msgspec.json.encode(report) + b"\n")
        yield swept

    def _count(self, step: Entry | Aside | Beat) -> None:
        report = self.report
        if isinstance(step, Aside):
            self._lake.set_aside(step)
            report.aside = [*report.aside, step]
        elif isinstance(step, Entry):
            report.finished += 1
            report.pages += step.pages
            report.computed = round(report.computed + step.computed, 3)
            report.megabytes = max(report.megabytes, step.megabytes)

    def _sum_up(self, shards: set[str]) -> None:
        """What all finished shards of the command hold by now."""
        rows: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        for entry in self._lake.entries().values():
            if entry.shard not in shards:
                continue
            rows.update(entry.rows)
            self.report.copies += entry.copies
            for name in entry.files.get("rejects", ()):
                with self._lake.fs.open(self._lake.path(name), "rb") as file:
                    reasons.update(pq.read_table(file, columns=["reason"]).column("reason").to_pylist())
        self.report.rows = dict(rows)
        self.report.reasons = dict(reasons.most_common())


def _tell(messages: list[str], told: set[str], notice: Callable[[str], None]) -> None:
    """Tell what was not told before."""
    for message in messages:
        if message not in told:
            told.add(message)
            notice(message)
