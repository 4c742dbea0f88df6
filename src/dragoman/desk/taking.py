"""What is handed over at the desk becomes pages: of a page one, of a database's export or a table one an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from dragoman.errors import UsageError
from dragoman.intake import Page, articles_of, pages_in
from dragoman.model import Reject

__all__ = ["MOST_ARTICLES", "Taken", "take_fetched", "take_file", "take_pasted"]

MOST_ARTICLES = 500
"""Articles that are read at once; a database gives no more in a file."""
MOST_BYTES = 50_000_000
"""All of them together: a small file may unpack to a large one."""
TOO_MANY_WITHIN = frozenset({".zip", ".gz", ".warc", ".wet", ".parquet", ".pq"})
"""What holds more than one waits for."""


@dataclass(frozen=True)
class Taken:
    """The pages of what was handed over, and what is none of them."""

    name: str
    """The file's, or `pasted`, or the address."""
    pages: tuple[Page, ...]
    rejects: tuple[Reject, ...] = ()
    """Parts that are no page, with their reason."""
    notices: tuple[str, ...] = ()
    """What was found and passed over, in lines for the reader."""


def take_file(name: str, data: bytes) -> Taken:
    """The pages of a file. Raises UsageError for an archive, and where there are too many."""
    name = PurePath(name.replace("\\", "/")).name or "file"
    suffix = PurePath(name.lower()).suffix
    if suffix in TOO_MANY_WITHIN:
        raise UsageError(f"{name}: archives and Parquet are not read here: {_by_command(name)}")
    notices: list[str] = []
    return _sorted(name, pages_in(data, name, notice=notices.append), notices)


def take_pasted(text: str) -> Taken:
    """The page that was pasted, or the articles of an export. Raises UsageError where there are too many."""
    notices: list[str] = []
    page = Page("pasted", text.replace("\r\n", "\n").encode(), content_type="text/plain; charset=utf-8")
    return _sorted("pasted", articles_of(page, notice=notices.append), notices)


def take_fetched(page: Page) -> Taken:
    """The page from an address, or the articles of an export. Raises UsageError where there are too many."""
    notices: list[str] = []
    return _sorted(page.origin, articles_of(page, notice=notices.append), notices)


def _sorted(name: str, found: Iterable[Page | Reject], notices: list[str]) -> Taken:
    pages: dict[str, Page] = {}
    rejects: list[Reject] = []
    size = twice = 0
    for item in found:
        if isinstance(item, Reject):
            rejects.append(item)
        elif item.id in pages:
            twice += 1
        else:
            pages[item.id] = item
            size += len(item.data)
        if len(pages) > MOST_ARTICLES or len(rejects) > MOST_ARTICLES or size > MOST_BYTES:
            raise UsageError(f"{name} holds more than {MOST_ARTICLES} articles, or very long ones: {_by_command(name)}")
    if twice:
        notices.append(f"{name}: {twice} more {'is a copy' if twice == 1 else 'are copies'} of those, letter by letter")
    return Taken(name, tuple(pages.values()), tuple(rejects), tuple(notices))


def _by_command(name: str) -> str:
    return f"code it with `dragoman code {name} --into STORE`, and the desk of that store shows it"
