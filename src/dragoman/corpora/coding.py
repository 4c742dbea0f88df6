"""Pages into a store: what was read before is left alone, the rest is read by workers and written in order.

Only this process writes. A run may end at any moment, in any way: the next one with the same settings goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from dragoman.corpora.batches import Taken, in_batches
from dragoman.corpora.pool import Pool
from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.errors import StoreError
from dragoman.intake.page import Page
from dragoman.model import Reject, Run
from dragoman.store import PackedRecord, Store

__all__ = ["Coding", "Step"]

What = Literal["new", "again", "before", "passed", "rejected"]


class Step(NamedTuple):
    """What became of one page."""

    what: What
    """`new` to the store, read `again`, read `before` and left alone, `passed` over by triage, or `rejected`."""
    origin: str
    position: int
    """Bytes of the input read by then."""
    events: int = 0
    reject: Reject | None = None


class Coding:
    """One run of `dragoman code`."""

    def __init__(self, store: Store, run: Run, *, known: Mapping[str, str], triage: str | None) -> None:
        self._store = store
        self._run = run
        self._known = dict(known)
        """What the user said of all pages."""
        self._triage = triage
        """Version of the triage, or None where every page is read."""

    def steps(
        self, items: Iterable[Page | Reject], pool: Pool[PageTask, Outcome], position: Callable[[], int]
    ) -> Iterator[Step]:
        """Read and keep what the source gives; a step for each page, when it is kept."""
        for batch, outcomes in pool.map(self._batches(items, position)):
            results = iter(outcomes)
            for taken in batch:
                if taken.done:
                    yield Step("before", taken.item.origin, taken.position)
                elif isinstance(taken.item, Reject):
                    yield self._refuse(Refused(taken.item), taken.position)
                else:
                    yield self._keep(next(results), taken)

    def _batches(
        self, items: Iterable[Page | Reject], position: Callable[[], int]
    ) -> Iterator[tuple[list[Taken], list[PageTask]]]:
        for batch in in_batches(items, position):
            self._mark_done(batch)
            tasks = [
                PageTask(taken.item, self._known, triage=self._triage is not None)
                for taken in batch
                if isinstance(taken.item, Page) and taken.to_read
            ]
            yield batch, tasks

    def _mark_done(self, batch: list[Taken]) -> None:
        """Find the pages that a run of the same settings has dealt with."""
        ids = {id(taken): taken.item.id for taken in batch if isinstance(taken.item, Page)}
        corpus = self._store.corpus
        done = corpus.read_already(ids.values(), self._run, self._known)
        if self._triage is not None:
            done |= corpus.skipped_already(ids.values(), self._triage)
        rejected = corpus.rejected_already(ids.values(), self._run)
        for taken in batch:
            page = taken.item
            if isinstance(page, Page):
                own = ids[id(taken)]
                taken.done = own in done or (page.origin, page.line, own) in rejected

    def _keep(self, outcome: Outcome, taken: Taken) -> Step:
        if isinstance(outcome, Refused):
            return self._refuse(outcome, taken.position)
        origin = taken.item.origin
        if isinstance(outcome, PassedOver):
            self._pass_over(outcome)
            return Step("passed", origin, taken.position)
        if self._store.corpus.read_already([outcome.id], self._run, self._known):
            return Step("before", origin, taken.position)  # the same page stands twice in the input
        try:
            new = self._store.put(outcome, self._run)
        except StoreError as error:
            return self._refuse(_unkept(outcome, error), taken.position)
        return Step("new" if new else "again", origin, taken.position, outcome.events)

    def _pass_over(self, outcome: PassedOver) -> None:
        if not self._store.corpus.skipped_already([outcome.skip.id], outcome.skip.triage):
            self._store.corpus.skip(outcome.skip, outcome.page, self._run)

    def _refuse(self, refused: Refused, position: int) -> Step:
        self._store.reject(refused.reject, self._run, refused.page)
        return Step("rejected", refused.reject.origin, position, reject=refused.reject)


def _unkept(record: PackedRecord, error: StoreError) -> Refused:
    """A reading that the store does not take: a fault of the program, told with the page."""
    page = record.page
    return Refused(Reject(origin=page.origin, line=page.line, reason="fault", message=str(error)), record.id)
