"""What a worker makes of pages: rows to keep, a reason why not, or a page passed over.

A fault of the program on one page is that page's reject, and the others are read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.intake.page import Page
from dragoman.model import Article, Record, Reject
from dragoman.store import CRASH, FAULT, PackedPage, PackedRecord, Skip, pack_page, pack_record

if TYPE_CHECKING:
    from dragoman.intake.triage import Triage
    from dragoman.pipeline import Reader

__all__ = ["Outcome", "PageTask", "PassedOver", "ReadPages", "Refused", "lost_page"]


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page to read, and what the user said of it (published, title, publisher, url)."""

    page: Page
    known: Mapping[str, str] = field(default_factory=dict)
    triage: bool = False
    """Pass it over if it plainly holds no political event."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that cannot be read."""

    reject: Reject
    page: str | None = None
    """The page's id."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A page that triage passed over."""

    skip: Skip
    page: PackedPage


Outcome = PackedRecord | Refused | PassedOver


@dataclass(frozen=True, slots=True)
class ReadPages:
    """Picklable: makes a `Reader` in the process that calls it, and gives the function that reads batches."""

    lexicons: tuple[str, ...] = ()
    codebook: str | None = None

    def __call__(self) -> Callable[[Sequence[PageTask]], list[Outcome]]:
        """Load everything. Raises DragomanError for a wrong lexicon or codebook."""
        # Imported here, in the worker: the parent needs no parser.
        from dragoman.intake.triage import Triage
        from dragoman.pipeline import Reader, Settings

        reader = Reader(Settings(lexicons=self.lexicons, codebook=self.codebook))
        return _Reading(reader, Triage.load(reader.resolver.world)).read


class _Reading:
    def __init__(self, reader: Reader, triage: Triage) -> None:
        self._reader = reader
        self._triage = triage

    def read(self, tasks: Sequence[PageTask]) -> list[Outcome]:
        """An outcome for each page, in order."""
        taken = [self._take_in(task) for task in tasks]
        records = iter(self._records([article for article in taken if isinstance(article, Article)]))
        return [
            self._outcome(task, next(records)) if isinstance(article, Article) else article
            for task, article in zip(tasks, taken, strict=True)
        ]

    def _take_in(self, task: PageTask) -> Article | Refused | PassedOver:
        from dragoman.pipeline import take_in

        page = task.page
        try:
            article = take_in(page, task.known)
        except Exception as error:
            return _fault(page, error)
        if isinstance(article, Reject):
            return Refused(article, page.id)
        if not task.triage or (score := self._triage.low_score(article)) is None:
            return article
        skip = Skip(
            id=article.id, score=round(score, 6), triage=self._triage.version, title=article.title,
            published=article.published, origin=page.origin, line=page.line, url=article.url,
        )  # fmt: skip
        return PassedOver(skip, pack_page(page, task.known))

    def _records(self, articles: Sequence[Article]) -> list[Record | Exception]:
        """The record of each, read together; where one of them trips the program, each alone."""
        try:
            return list(self._reader.read_articles(articles))
        except Exception as error:
            if len(articles) == 1:
                return [error]
            return [record for article in articles for record in self._records([article])]

    def _outcome(self, task: PageTask, record: Record | Exception) -> Outcome:
        if isinstance(record, Exception):
            return _fault(task.page, record)
        return pack_record(record, task.page, task.known)


def _fault(page: Page, error: Exception) -> Refused:
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = f"{_place(page)}: a fault in the program ({said}); please report it with the page"
    return Refused(Reject(origin=page.origin, line=page.line, reason=FAULT, message=message), page.id)


def lost_page(task: PageTask, code: int | None) -> Outcome:
    """The outcome of a page that ended the process that read it, twice; `code` is how, where that is known."""
    how = "" if code is None else f" (signal {-code})" if code < 0 else f" (exit code {code})"
    page = task.page
    message = f"{_place(page)}: the program that read it was ended twice{how}; perhaps memory ran out"
    return Refused(Reject(origin=page.origin, line=page.line, reason=CRASH, message=message), page.id)


def _place(page: Page) -> str:
    return page.origin if page.line is None else f"{page.origin}:{page.line}"
