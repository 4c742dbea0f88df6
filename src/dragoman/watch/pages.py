"""From a page that was fetched to its reading in the store: new pages are read, changed ones become new versions, and
those whose text stayed the same are left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import msgspec

from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.corpora.steps import unkept
from dragoman.errors import PageError, StoreError
from dragoman.intake.page import Page
from dragoman.intake.reader import read_page
from dragoman.model import Article, Reject, Run
from dragoman.store import Store
from dragoman.store.watching import PageVersion
from dragoman.watch.archive import Archive
from dragoman.watch.versions import marked_changes

__all__ = ["PageReading", "Read"]

AT_ONCE = 16

ReadTasks = Callable[[list[PageTask]], list[Outcome]]


class Read(NamedTuple):
    """What became of pages that waited to be read."""

    new: int = 0
    changed: int = 0
    same: int = 0
    passed: int = 0
    refused: int = 0

    def plus(self, other: Read) -> Read:
        """The sums."""
        return Read(*(a + b for a, b in zip(self, other, strict=True)))


class PageReading:
    """Reads what waits."""

    def __init__(
        self, store: Store, archive: Archive, run: Run, read: ReadTasks, *, triage: bool, publishers: Mapping[str, str]
    ) -> None:
        self._store = store
        self._archive = archive
        self._run = run
        self._read = read
        self._triage = triage
        self._publishers = publishers
        """By feed's url, the outlet that the user gives."""

    def read_waiting(self, tell: Callable[[str], None]) -> Read:
        """Read everything that waits, oldest first; `tell` gets a line for each new version."""
        total = Read()
        while waiting := self._store.watching.to_read(AT_ONCE):
            total = total.plus(self._read_batch(waiting, tell))
        return total

    def _read_batch(self, waiting: list[PageVersion], tell: Callable[[str], None]) -> Read:
        total = Read()
        tasks: list[tuple[PageVersion, PageTask]] = []
        begun: set[int] = set()
        for version in waiting:
            if version.page in begun:
                break  # the next version of a page is compared with the one before, once that is kept
            begun.add(version.page)
            task = self._take_in(version)
            if isinstance(task, PageTask):
                tasks.append((version, task))
            else:
                total = total.plus(task)
        outcomes = self._read([task for _, task in tasks]) if tasks else []
        for (version, task), outcome in zip(tasks, outcomes, strict=True):
            total = total.plus(self._keep(version, task, outcome, tell))
        return total

    def _take_in(self, version: PageVersion) -> PageTask | Read:
        """What is to be read, or what became of a page that needs no reading."""
        state = self._store.watching.page(version.page)
        publisher = self._publishers.get(state.feed)
        known = {"publisher": publisher} if publisher else {}
        page = Page(state.address, self._archive.page(version.file, version.place), url=version.url, content_type=version.content_type)  # fmt: skip
        try:
            article = read_page(page, publisher=publisher)
        except PageError as error:
            return self._refuse(
                version, Refused(Reject(origin=page.origin, reason=error.reason, message=str(error)), page.id)
            )
        except Exception:  # the worker says what is wrong with it, and the page is kept as a reject
            return PageTask(page, known, triage=self._triage)
        if (last := self._store.watching.last_text(version.page)) == (article.title, article.text):
            self._store.watching.version_read(version, "same", {})
            return Read(same=1)
        page = _with_feed_facts(page, article, state.title, state.published)
        # what was news enough before is so when it changed
        return PageTask(page, known, triage=self._triage and last is None)

    def _keep(self, version: PageVersion, task: PageTask, outcome: Outcome, tell: Callable[[str], None]) -> Read:
        if isinstance(outcome, Refused):
            return self._refuse(version, outcome)
        watching = self._store.watching
        if isinstance(outcome, PassedOver):
            self._store.corpus.skip(outcome.skip, outcome.page, self._run)
            watching.version_read(version, "passed", {"state": "passed", "message": None})
            return Read(passed=1)
        before = watching.last_text(version.page)
        if not self._store.corpus.read_already([outcome.id], self._run, dict(task.known)):
            try:
                self._store.put(outcome, self._run)
            except StoreError as error:
                return self._refuse(version, unkept(outcome, error))
        title, text = outcome.article["title"], outcome.article["text"]
        changed = None
        if before is not None:
            changed = msgspec.json.encode(marked_changes(_whole(*before), _whole(title, text))).decode()
        page = {"state": "kept", "message": None}
        watching.version_read(version, "kept", page, article=outcome.id, changed=changed)
        tell(f"{'changed' if changed else 'new'}: {title or '(no title)'} <{version.url}>")
        return Read(changed=1) if changed else Read(new=1)

    def _refuse(self, version: PageVersion, refused: Refused) -> Read:
        """Keep why a page cannot be read; what was read of it before stays."""
        self._store.reject(refused.reject, self._run, refused.page)
        kept = self._store.watching.last_text(version.page) is not None
        page = {"message": refused.reject.message} | ({} if kept else {"state": "refused"})
        self._store.watching.version_read(version, "refused", page)
        return Read(refused=1)


def _with_feed_facts(page: Page, article: Article, title: str | None, published: str | None) -> Page:
    """The page with the day and the title that the feed gives, where it has none of its own."""
    day = published if article.published is None else None
    headline = title if article.title is None else None
    if day is None and headline is None:
        return page
    return Page(
        page.origin, page.data, url=page.url, content_type=page.content_type, title=headline, published=day,
        row_id=page.id,
    )  # fmt: skip


def _whole(title: str | None, text: str) -> str:
    return f"{title}\n{text}" if title else text
