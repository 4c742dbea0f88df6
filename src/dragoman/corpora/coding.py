"""Pages into a store: what was read before is left alone, the rest is read by workers and written in order.

Only this process writes. A run may end at any moment, in any way: the next one with the same settings goes on there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dragoman.corpora.batches import in_batches
from dragoman.corpora.pool import Pool
from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.corpora.steps import Step, unkept
from dragoman.errors import StoreError
from dragoman.intake.page import Page
from dragoman.model import Reject, Run
from dragoman.store import Store

__all__ = ["Coding"]


@dataclass(slots=True)
class _Taken:
    """Something that the source gave, and how far it was read by then."""

    item: Page | Reject
    position: int
    done: Literal["before", "twice"] | None = None
    """An earlier run dealt with it, or this one."""


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
        """Read and keep what the source gives; a step for each page, when it is kept.

        `position` tells how far the source is read. Raises StoreError where the store cannot be written.
        """
        taken = (_Taken(item, position()) for item in items)
        for batch, outcomes in pool.map(self._with_tasks(in_batches(taken, _weight))):
            results = iter(outcomes)
            for item in batch:
                if item.done:
                    yield Step(item.done, item.position)
                elif isinstance(item.item, Reject):
                    yield self._refuse(Refused(item.item), item.position)
                else:
                    yield self._keep(next(results), item.position)

    def _with_tasks(self, batches: Iterable[list[_Taken]]) -> Iterator[tuple[list[_Taken], list[PageTask]]]:
        for batch in batches:
            self._mark_done(batch)
            yield (
                batch,
                [
                    PageTask(item.item, self._known, triage=self._triage is not None)
                    for item in batch
                    if isinstance(item.item, Page) and not item.done
                ],
            )

    def _mark_done(self, batch: list[_Taken]) -> None:
        """Find the pages that a run of the same settings has dealt with."""
        pages = [(item, item.item, item.item.id) for item in batch if isinstance(item.item, Page)]
        ids = [id for _, _, id in pages]
        corpus = self._store.corpus
        done = corpus.read_already(ids, self._run, self._known)
        if self._triage is not None:
            done |= corpus.skipped_already(ids, self._triage)
        rejected = corpus.rejected_already(ids, self._run)
        twice = corpus.kept_by(done, self._run)
        for item, page, id in pages:
            if id in done or (page.origin, page.line, id) in rejected:
                item.done = "twice" if id in twice else "before"

    def _keep(self, outcome: Outcome, position: int) -> Step:
        if isinstance(outcome, Refused):
            return self._refuse(outcome, position)
        if isinstance(outcome, PassedOver):
            self._pass_over(outcome)
            return Step("passed", position)
        corpus = self._store.corpus
        if corpus.read_already([outcome.id], self._run, self._known):  # it came in while this one was under way
            return Step("twice" if corpus.kept_by([outcome.id], self._run) else "before", position)
        try:
            new = self._store.put(outcome, self._run)
        except StoreError as error:
            return self._refuse(unkept(outcome, error), position)
        return Step("new" if new else "again", position, outcome.events)

    def _pass_over(self, outcome: PassedOver) -> None:
        if not self._store.corpus.skipped_already([outcome.skip.id], outcome.skip.triage):
            self._store.corpus.skip(outcome.skip, outcome.page, self._run)

    def _refuse(self, refused: Refused, position: int) -> Step:
        self._store.reject(refused.reject, self._run, refused.page)
        return Step("rejected", position, reject=refused.reject)


def _weight(taken: _Taken) -> int:
    return len(taken.item.data) if isinstance(taken.item, Page) else 0
