"""Dragoman: who did, or said they would do, what to whom, when, and according to whom.

    >>> import dragoman
    >>> record = dragoman.read("page.html", published="2019-03-14")  # doctest: +SKIP
    >>> record.events  # a table in a notebook  # doctest: +SKIP
    >>> store = dragoman.open("desk.db")  # doctest: +SKIP

Heavy parts (parser, encoder) are loaded when first used.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.api import Desk
    from dragoman.model import Record
    from dragoman.pipeline import Reader, Settings

__all__ = ["__version__", "open", "read"]

__version__ = version("dragoman")


def read(page: str | Path | bytes, *, published: str | None = None, settings: Settings | None = None) -> Record:
    """Read one page: a path, an http(s) address, or the page's own bytes.

    `published` is the ISO day of publication, if the page does not say it. The parser is loaded at the first call and
    kept. Raises `PageError` if the page cannot be read.
    """
    import msgspec

    from dragoman.errors import PageError
    from dragoman.export.table import Table
    from dragoman.intake import Page, expand
    from dragoman.model import Reject

    if isinstance(page, bytes):
        given: Page | Reject = Page(origin="bytes", data=page, url=None, content_type=None)
    else:
        given = next(iter(expand([str(page)])))
    if isinstance(given, Reject):
        raise PageError(given.reason, given.message)
    record = _reader(settings).read(given, published=published)
    return msgspec.structs.replace(record, events=Table(record.events))


def open(path: str | Path) -> Desk:
    """Open a store that `dragoman code … --into` made. Raises `StoreError` if it cannot be read."""
    from dragoman.api import Desk

    return Desk.open(Path(path))


@lru_cache(maxsize=2)
def _reader(settings: Settings | None) -> Reader:
    from dragoman.pipeline import Reader

    return Reader(settings)
