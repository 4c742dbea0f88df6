"""How far a long run is: pages, rate, the share of the input, and the time that is left."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["RunProgress"]

STEADY_SECONDS = 5.0
"""The time left is not told before so much of the work is done: loading would be taken for slowness."""


class RunProgress:
    """A line on standard error with a bar where the size of the work is known, gone at the end.

    Silent where standard error is no terminal. `total` and the amounts of `advance` are in any unit, such as bytes.
    Pages that needed no work (read by an earlier run) move the bar, but say nothing about the speed.
    """

    def __init__(self, *, quiet: bool, total: int | None) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._total = total
        self._pages = 0
        self._started: float | None = None
        self._position = 0
        self._worked = 0
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._on:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            shown = "{task.fields[said]}"
            columns = (TextColumn(shown), BarColumn(bar_width=30)) if self._total else (TextColumn(shown),)
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task("", total=self._total, said="Loading the parser and the lexicons …")
            self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._progress:
            self._progress.stop()

    def say(self, message: str) -> None:
        """A line on standard error that stays."""
        if self._progress:
            self._progress.console.print(message, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(message, err=True)

    def pulse(self, said: str) -> None:
        """How far the work is, in words."""
        if self._progress and self._task is not None:
            self._progress.update(self._task, said=said)

    def advance(self, position: int, *, worked: bool) -> None:
        """One more page is done; `position` is how far the input is read by then."""
        now = time.monotonic()
        if worked:
            self._started = self._started or now
            self._pages += 1
            self._worked += position - self._position
        self._position = position
        if self._progress and self._task is not None:
            seconds = now - (self._started or now)
            self._progress.update(self._task, completed=position, said=self._said(seconds))

    def _said(self, seconds: float) -> str:
        said = f"{self._pages:,} pages read"
        if seconds >= STEADY_SECONDS:
            said += f", {self._pages / seconds:.1f} a second"
            if self._total and self._worked > 0:
                said += f", {_duration((self._total - self._position) * seconds / self._worked)} left"
        return said


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(max(seconds, 0)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
