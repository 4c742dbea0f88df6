"""The exception tree. Whatever Dragoman raises on purpose is a `DragomanError`:

    DragomanError
    ├── PageError       a page cannot be read (its reason becomes a `Reject`)
    │   └── FetchError  an address cannot be fetched, or may not be
    ├── DataError       a lexicon, codebook, gold or settings file is wrong; names file and line
    ├── StoreError      a store is missing, damaged, or made by a newer program
    └── UsageError      the caller asked for something that cannot be done

A message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

__all__ = ["DataError", "DragomanError", "FetchError", "PageError", "StoreError", "UsageError"]


class DragomanError(Exception):
    """Base of every error that Dragoman raises on purpose."""


class PageError(DragomanError):
    """A page cannot be read.

    `reason` is a short machine name (`empty`, `binary`, `not-english`, `login-wall`, `too-large` …) and the
    message is the line a user reads.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class FetchError(PageError):
    """An address cannot be fetched, or may not be."""


class DataError(DragomanError):
    """A data file (lexicon, codebook, frames, gold) is wrong.

    The message begins with `file:line:` where the line is known.
    """

    def __init__(self, message: str, *, path: object = None, line: int | None = None) -> None:
        where = "" if path is None else f"{path}:" if line is None else f"{path}:{line}:"
        super().__init__(f"{where} {message}".strip())
        self.path = path
        self.line = line


class StoreError(DragomanError):
    """A store is missing, damaged, or made by a newer program."""


class UsageError(DragomanError):
    """The caller asked for something that cannot be done."""
