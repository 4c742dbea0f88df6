"""How far a long listing is: a line on standard error after two seconds, gone at the end."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dragoman.cli.reading import PATIENCE_SECONDS

if TYPE_CHECKING:
    from rich.status import Status

__all__ = ["Counting"]

BETWEEN_SECONDS = 0.2
"""How often the line is renewed."""


class Counting:
    """Tells how many things are done; silent where standard error is no terminal."""

    def __init__(self, what: str, *, quiet: bool = False, total: int | None = None) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._what = what
        self._of = f" of {total:,}" if total is not None else ""
        self._next = time.monotonic() + PATIENCE_SECONDS
        self._status: Status | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status:
            self._status.stop()

    def advance(self, done: int) -> None:
        """So many are done by now."""
        now = time.monotonic()
        if not self._on or now < self._next:
            return
        self._next = now + BETWEEN_SECONDS
        if self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True).status("")
            self._status.start()
        self._status.update(f"{done:,}{self._of} {self._what}")
