"""The spaCy component `dragoman_events`: events and statements of a `Doc`.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("dragoman_events", config={"published": "2019-06-12"})  # doctest: +SKIP
    >>> nlp("Oman's foreign minister met the rebels on Monday.")._.events  # doctest: +SKIP

It reads `doc.text` with Dragoman's own parser, so that any pipeline will do, a blank one too. What it finds is kept in
`doc.user_data` as plain data and goes with the `Doc` through `to_bytes`, `DocBin(store_user_data=True)` and
`nlp.pipe(n_process=2)`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import UsageError
from dragoman.model import Article, Event, Quotation
from dragoman.pipeline import Reader

__all__ = ["DragomanEvents", "make_component"]

EVENTS, STATEMENTS = "dragoman_events", "dragoman_statements"
"""Keys of `doc.user_data`."""
PUBLISHED = "published"
"""Key of `doc.user_data` under which a caller may put the day of publication of one text."""


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader()


def _events(doc: Doc) -> tuple[Event, ...]:
    return msgspec.convert(doc.user_data.get(EVENTS, ()), tuple[Event, ...])


def _statements(doc: Doc) -> tuple[Quotation, ...]:
    return msgspec.convert(doc.user_data.get(STATEMENTS, ()), tuple[Quotation, ...])


class DragomanEvents:
    """Takes a `Doc` and gives it back with `doc._.events` and `doc._.statements`, whose names may be set.

    Offsets of both count characters of `doc.text`: `doc.char_span(event.trigger.start, event.trigger.end)`.
    """

    def __init__(self, events: str, statements: str, published: str | None, batch_size: int) -> None:
        self.published = published
        self.batch_size = batch_size
        for name, getter in ((events, _events), (statements, _statements)):
            if not Doc.has_extension(name):
                Doc.set_extension(name, getter=getter)
            elif Doc.get_extension(name)[2] is not getter:
                raise UsageError(f"doc._.{name} is taken by another component: name it otherwise in the config")

    def __call__(self, doc: Doc) -> Doc:
        """Read one text."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int | None = None) -> Iterator[Doc]:
        """Read texts in batches, in order."""
        source = iter(stream)
        while batch := list(islice(source, self.batch_size)):
            articles = [self._article(doc) for doc in batch]
            for doc, record in zip(batch, _reader().read_articles(articles), strict=True):
                doc.user_data[EVENTS] = msgspec.to_builtins(record.events)
                doc.user_data[STATEMENTS] = msgspec.to_builtins(record.quotations)
                yield doc

    def _article(self, doc: Doc) -> Article:
        day = doc.user_data.get(PUBLISHED, self.published)
        digest = hashlib.sha256(doc.text.encode()).hexdigest()[:16]
        return Article(id=digest, text=doc.text, published=day, published_from="option" if day else "unknown")


@Language.factory(
    "dragoman_events",
    default_config={"events": "events", "statements": "statements", "published": None, "batch_size": 32},
    assigns=[],
)
def make_component(
    nlp: Language, name: str, events: str, statements: str, published: str | None, batch_size: int
) -> DragomanEvents:
    """The component for a pipeline.

    `events` and `statements` name the attributes of `doc._`; `published` is the ISO day from which “last month” counts,
    unless `doc.user_data["published"]` says otherwise; `batch_size` texts are parsed together.
    """
    return DragomanEvents(events, statements, published, batch_size)
