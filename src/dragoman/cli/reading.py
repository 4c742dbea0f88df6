"""From what stands on the command line to readings, one page after another, with progress."""

from __future__ import annotations

import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Timer
from typing import TYPE_CHECKING, Self

import click

from dragoman.errors import UsageError
from dragoman.model import Record, Reject

if TYPE_CHECKING:
    from rich.status import Status

    from dragoman.intake import Page

__all__ = ["Progress", "complain", "complaint", "given", "only_pages", "read_pages"]

PATIENCE_SECONDS = 2.0
"""How long a user waits without being told what is going on."""
BETWEEN_SECONDS = 0.2
"""How often the line is renewed."""


def given(**fields: str | None) -> dict[str, str]:
    """Those facts about the pages that the user gave."""
    return {name: value for name, value in fields.items() if value is not None}


def only_pages(pages: Sequence[str]) -> None:
    """Raises UsageError for an address that is not of the web: a store of objects is read with `--engine ray`."""
    for page in pages:
        if re.match(r"(?!https?://)[A-Za-z][\w+.-]*://", page):
            raise UsageError(
                f"{page}: an address begins with http:// or https://; other places are read with `dragoman code --engine ray`"
            )


def read_pages(
    pages: Sequence[str],
    *,
    lexicons: Sequence[str] = (),
    codebook: str | None = None,
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    facts: Mapping[str, str],
    notice: Callable[[str], None] | None = None,
) -> Iterator[tuple[Page, Record] | Reject]:
    """Each page with its reading, or the reason why there is none, in order.

    `pages` are files, folders, addresses or `-` for standard input; `columns` say where a table has its text, date …;
    `facts` (published, title, publisher, url) hold for all of them; `notice` is told what sources hold and what is
    set aside.
    """
    # Imported here: the parser and its model take seconds, and `dragoman --help` must not wait for them.
    from dragoman.intake import expand
    from dragoman.pipeline import Reader, Settings

    waiting: deque[Page | None] = deque()

    def sources() -> Iterator[Page | Reject]:
        for page in expand(pages, stdin=sys.stdin.buffer, allow_private=allow_private, columns=columns, notice=notice):
            waiting.append(None if isinstance(page, Reject) else page)
            yield page

    reader = Reader(Settings(lexicons=tuple(lexicons), codebook=codebook))
    for result in reader.read_many(sources(), **facts):
        page = waiting.popleft()
        if isinstance(result, Reject):
            yield result
        elif page is not None:
            yield page, result


def complain(reject: Reject) -> None:
    """Say on standard error why a page could not be read."""
    click.echo(complaint(reject), err=True)


def complaint(reject: Reject) -> str:
    """Why a page could not be read, in a line."""
    where = f"{reject.origin}:{reject.line}" if reject.line else reject.origin
    message = " ".join(reject.message.split()).removeprefix(f"{reject.origin}: ")
    return f"dragoman: {message if where in message else f'{where}: {message}'}"


class Progress:
    """A line on standard error that says how far the work is, shown after two seconds, gone at the end.

    Silent where standard error is no terminal. A command that prints to the terminal itself calls `stop` first.
    """

    def __init__(self, *, quiet: bool, message: str = "Loading the parser and the lexicons …") -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._message = message
        self._pages = 0
        self._next = 0.0
        self._status: Status | None = None
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        if self._on:
            from rich.console import Console

            self._status = Console(stderr=True).status(self._message)
            self._timer = Timer(PATIENCE_SECONDS, self._status.start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def advance(self, name: str) -> None:
        """One more page is done."""
        self._pages += 1
        self.tell(f"{self._pages} pages read, the last one {name[-60:]}")

    def tell(self, said: str) -> None:
        """How far the work is, in words; whoever calls this for each of a million rows is heard now and then."""
        if self._status and time.monotonic() >= self._next:
            from rich.markup import escape

            self._next = time.monotonic() + BETWEEN_SECONDS
            self._status.update(escape(said))

    def say(self, message: str) -> None:
        """A line on standard error that stays."""
        if self._status:
            self._status.console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(message, err=True)

    def stop(self) -> None:
        """Take the line away for good."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        if self._status:
            self._status.stop()
        self._timer = self._status = None
