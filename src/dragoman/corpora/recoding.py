"""The kept pages of a store read anew: with a new program, model or lexicon, and with what each page was given."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from dragoman.corpora.batches import in_batches
from dragoman.corpora.pool import Pool
from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.corpora.steps import Step, unkept
from dragoman.errors import StoreError
from dragoman.intake.page import Page
from dragoman.model import Run
from dragoman.store import PageToRead, Store

__all__ = ["Recoding"]


class Recoding:
    """One run of `dragoman recode`; if it is stopped, the next one leaves alone what this one has read."""

    def __init__(self, store: Store, run: Run, *, triage: str | None) -> None:
        self._store = store
        self._run = run
        self._triage = triage
        """Version of the triage, or None where pages that were passed over are read too."""

    def total(self) -> int:
        """How many pages there are to read."""
        corpus = self._store.corpus
        return corpus.count_pages(not_by=self._run.id) + corpus.count_skipped(not_by=self._triage)

    def steps(self, pool: Pool[PageTask, Outcome]) -> Iterator[Step]:
        """Read the pages anew and note what changed; a step for each, when it is kept."""
        number = count(1)
        for _, outcomes in pool.map((None, batch) for batch in in_batches(self._tasks(), _weight)):
            for outcome in outcomes:
                yield self._keep(outcome, next(number))

    def _tasks(self) -> Iterator[PageTask]:
        """Articles first; of the pages that were passed over those that another triage looked at, or all."""
        corpus = self._store.corpus
        kept = ((page, False) for page in corpus.pages(not_by=self._run.id))
        skipped = ((page, self._triage is not None) for page in corpus.skipped_pages(not_by=self._triage))
        for page, triage in chain(kept, skipped):
            yield PageTask(_page(page), page.known, triage=triage)

    def _keep(self, outcome: Outcome, position: int) -> Step:
        if isinstance(outcome, PassedOver):
            self._store.corpus.skip(outcome.skip, outcome.page, self._run)
            return Step("passed", position)
        if isinstance(outcome, Refused):  # the reading that there is stays
            return self._refuse(outcome, position)
        try:
            new = self._store.put(outcome, self._run, note_changes=True)
        except StoreError as error:
            return self._refuse(unkept(outcome, error), position)
        return Step("new" if new else "again", position, outcome.events)

    def _refuse(self, refused: Refused, position: int) -> Step:
        self._store.reject(refused.reject, self._run, refused.page)
        return Step("rejected", position, reject=refused.reject)


def _page(kept: PageToRead) -> Page:
    said = kept.said or {}
    return Page(
        origin=kept.origin,
        data=kept.data,
        url=kept.url,
        content_type=kept.content_type,
        line=kept.line,
        title=said.get("title"),
        published=said.get("published"),
        publisher=said.get("publisher"),
        row_id=kept.id if kept.said is not None else None,
    )


def _weight(task: PageTask) -> int:
    return len(task.page.data)
