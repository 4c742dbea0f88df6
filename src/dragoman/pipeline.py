"""The whole road, from pages to records: the map of the house.

    page ─ intake ─▶ Article ─ language ─▶ Reading ─ actors ─▶ Cast ─ coding ─▶ Events ─ negotiations ─▶ Record

The primitive is many pages: `Reader.read_many` keeps the parser's batches full. A `Reader` is rebuilt from its
`Settings` in a worker; nothing of spaCy outlives a batch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.actors import Resolver
from dragoman.coding.classifier import ActClassifier
from dragoman.coding.codebook import Codebook
from dragoman.coding.coder import Coder
from dragoman.coding.frames import FrameBook
from dragoman.coding.judge import Judge
from dragoman.coding.quotations import find_quotations
from dragoman.errors import PageError
from dragoman.intake import Page, read_page
from dragoman.language.parse import Parser
from dragoman.language.reading import Reading
from dragoman.language.understanding import understand
from dragoman.model import Article, Record, Reject
from dragoman.negotiations.page import negotiations_of
from dragoman.negotiations.positions import find_positions, wordings
from dragoman.world import World

__all__ = ["Reader", "Settings", "take_in"]

BATCH_PAGES = 32
"""Pages taken in before they are parsed together."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that a `Reader` is made from; picklable, so that a worker can make its own."""

    lexicons: tuple[str, ...] = ()
    """The user's own actor files (TOML or CSV)."""
    codebook: str | None = None
    """The user's own codebook (TOML), or None for PLOVER."""


class Reader:
    """Loads parser, world and codebook once, then reads any number of pages."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.parser = Parser()
        self.resolver = Resolver(World.load(Path(p) for p in self.settings.lexicons))
        codebook = Codebook.load(self.settings.codebook)
        judge = Judge(ActClassifier.load(), codebook.types)
        self.coder = Coder(codebook, FrameBook.load(codebook.frame_files or None), judge)

    def read_many(
        self,
        pages: Iterable[Page | Reject],
        *,
        published: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Iterator[Record | Reject]:
        """A `Record` or a `Reject` for each page, in order.

        `published` (ISO day), `title`, `publisher` and `url` are what the caller knows of all these pages; each
        goes before what a page says itself. A page that cannot be read becomes a `Reject` and nothing else stops.
        """
        known = {"published": published, "title": title, "publisher": publisher, "url": url}
        source = iter(pages)
        while batch := list(islice(source, BATCH_PAGES)):
            taken = [take_in(page, known) for page in batch]
            records = self.read_articles(a for a in taken if isinstance(a, Article))
            for item in taken:
                yield item if isinstance(item, Reject) else next(records)

    def read(self, page: Page, *, published: str | None = None) -> Record:
        """The record of one page. Raises `PageError` if it cannot be read."""
        result = next(self.read_many([page], published=published))
        if isinstance(result, Reject):
            raise PageError(result.reason, result.message)
        return result

    def read_articles(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of articles that intake has made, in order."""
        articles = list(articles)
        readings = self.parser.parse((a.title or "", a.text, a.published and a.published[:10]) for a in articles)
        for article, reading in zip(articles, readings, strict=True):
            yield self._read(article, reading)

    def read_texts(self, texts: Iterable[str], *, published: str | None = None) -> Iterator[Record]:
        """The records of bare texts, which intake need not clean (single sentences, corpora of clean texts)."""
        yield from self.read_articles(
            Article(id=hashlib.sha256(text.encode()).hexdigest()[:16], text=text, published=published) for text in texts
        )

    def _read(self, article: Article, reading: Reading) -> Record:
        understand(reading)
        cast = self.resolver.resolve(article, reading)
        events, vectors = self.coder.code(article, reading, cast)
        positions = find_positions(reading, events, self.resolver.party, cast)
        negotiations, promises = negotiations_of(
            article.id, events, positions, self.resolver.party, article.published, wordings(reading, events)
        )
        return Record(
            article=article,
            events=tuple(events),
            quotations=tuple(find_quotations(article, reading, cast)),
            positions=tuple(positions),
            promises=tuple(promises),
            negotiations=tuple(negotiations),
            vectors=vectors,
        )


def take_in(page: Page | Reject, known: Mapping[str, str | None]) -> Article | Reject:
    """The article of a page, or the reason why it has none; `known` as in `Reader.read_many`."""
    if isinstance(page, Reject):
        return page
    try:
        return read_page(page, **known)
    except PageError as error:
        return Reject(origin=page.origin, line=page.line, reason=error.reason, message=_placed(page, str(error)))


def _placed(page: Page, message: str) -> str:
    """The message with the line, where the page is one of many in a file."""
    if page.line is None or not message.startswith(page.origin):
        return message
    return f"{page.origin}:{page.line}{message.removeprefix(page.origin)}"
