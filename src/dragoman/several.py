"""Sources that hold more than one article, as `dragoman.read` and `dragoman.read_all` take them."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import PageError
from dragoman.export.table import Table
from dragoman.intake import Page, expand, pages_in
from dragoman.model import Record, Reject

if TYPE_CHECKING:
    from dragoman.pipeline import Reader

__all__ = ["all_records", "only_page", "tabled"]

Source = str | Path | bytes


def only_page(source: Source) -> Page:
    """The page of a source that holds one. Raises PageError where it cannot be had or holds several."""
    found = _pages([source])
    first, second = next(found, None), next(found, None)
    if second is not None:
        holder = "these bytes hold" if isinstance(source, bytes) else f"{source} holds"
        raise PageError("several-articles", f"{holder} more than one article: dragoman.read_all gives a record for each, `dragoman code` keeps them in a store")  # fmt: skip
    return _had(first, source)


def all_records(
    sources: tuple[Source, ...],
    reader: Callable[[], Reader],
    *,
    published: str | None,
    unread: Callable[[Reject], object] | None,
) -> Iterator[Record]:
    """A record for each page of the sources that can be read; as `dragoman.read_all`, `reader` makes the reader."""
    found = _pages(sources)
    begin = [item for item in (next(found, None), next(found, None)) if item is not None]
    if len(begin) < 2 and len(sources) == 1:
        _had(begin[0] if begin else None, sources[0])
    return _records(chain(begin, found), reader, published, unread or _warn)


def tabled(record: Record) -> Record:
    """The record, its events a table in a notebook."""
    return msgspec.structs.replace(record, events=Table(record.events))


def _records(
    pages: Iterable[Page | Reject],
    reader: Callable[[], Reader],
    published: str | None,
    unread: Callable[[Reject], object],
) -> Iterator[Record]:
    for result in reader().read_many(pages, published=published):
        if isinstance(result, Reject):
            unread(result)
        else:
            yield tabled(result)


def _pages(sources: Iterable[Source]) -> Iterator[Page | Reject]:
    for source in sources:
        yield from pages_in(source, "bytes") if isinstance(source, bytes) else expand([str(source)])


def _had(item: Page | Reject | None, source: Source) -> Page:
    """What there is of a source, if it is a page."""
    if item is None:
        raise PageError("empty", f"{_name(source)}: nothing to read in it")
    if isinstance(item, Reject):
        raise PageError(item.reason, item.message)
    return item


def _name(source: Source) -> str:
    return "these bytes" if isinstance(source, bytes) else str(source)


def _warn(reject: Reject) -> None:
    warnings.warn(reject.message, stacklevel=3)
