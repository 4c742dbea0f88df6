"""Dragoman: who did, or said they would do, what to whom, when, and according to whom.

    >>> import dragoman
    >>> record = dragoman.read("page.html", published="2019-03-14")  # doctest: +SKIP
    >>> record.events  # a table in a notebook  # doctest: +SKIP
    >>> records = dragoman.read_all("nexis.txt")  # doctest: +SKIP
    >>> store = dragoman.open("desk.db")  # doctest: +SKIP

Heavy parts (parser, encoder) are loaded when first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.api import Desk
    from dragoman.model import Record, Reject
    from dragoman.pipeline import Reader, Settings

    __version__: str

__all__ = ["__version__", "open", "read", "read_all"]


def __getattr__(name: str) -> str:
    """The version, when it is asked for: reading the package's metadata takes half as long as `dragoman --help`."""
    if name == "__version__":
        from importlib.metadata import version

        return version("dragoman")
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def read(page: str | Path | bytes, *, published: str | None = None, settings: Settings | None = None) -> Record:
    """Read one page: a path, an http(s) address, or the page's own bytes.

    `published` is the ISO day of publication, if the page does not say it. The parser is loaded at the first call and
    kept. Raises `PageError` if the page cannot be read, and with the reason `several-articles` if there is more than
    one, as in a database's export, a table or a folder: `read_all` reads those.
    """
    from dragoman.several import only_page, tabled

    return tabled(_reader(settings).read(only_page(page), published=published))


def read_all(
    *sources: str | Path | bytes,
    published: str | None = None,
    unread: Callable[[Reject], object] | None = None,
    settings: Settings | None = None,
) -> Iterator[Record]:
    """Read whatever the sources hold, one record an article, in order.

    Sources are what `dragoman read` takes: files, folders, patterns, addresses, exports of news databases, tables,
    archives; or the bytes of a file. They are read as a stream, so that memory does not grow with them; `published`
    holds for all pages. `unread` is called with each page that cannot be read (`unread=rejects.append`); without it each
    is warned of, and the others are read. Raises `PageError` if a source that is
    the only one cannot be had at all.
    """
    from dragoman.several import all_records

    return all_records(sources, lambda: _reader(settings), published=published, unread=unread)


def open(path: str | Path) -> Desk:
    """Open a store that `dragoman code … --into` made. Raises `StoreError` if it cannot be read."""
    from dragoman.api import Desk

    return Desk.open(Path(path))


@lru_cache(maxsize=2)
def _reader(settings: Settings | None) -> Reader:
    from dragoman.pipeline import Reader

    return Reader(settings)
