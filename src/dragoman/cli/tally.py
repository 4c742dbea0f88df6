"""What a run over many pages did: counted, complained of, and summed up at its end, however it ends."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from dragoman.cli.reading import complaint

if TYPE_CHECKING:
    from dragoman.cli.progress import RunProgress
    from dragoman.corpora.steps import Step

__all__ = ["Tally"]

COMPLAINTS = 20
"""Rejects told one by one; the store holds all of them."""


class Tally:
    """Counts what became of pages."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._done: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._started = time.monotonic()

    @property
    def exit_code(self) -> int:
        """2 where some page could not be read."""
        return 2 if self._done["rejected"] else 0

    def add(self, step: Step, progress: RunProgress) -> None:
        """Count a page, and move the progress on."""
        self._done[step.what] += 1
        self._done["events"] += step.events
        if step.reject is not None:
            self._reasons[step.reject.reason] += 1
            if self._done["rejected"] <= COMPLAINTS:
                progress.say(complaint(step.reject))
            elif self._done["rejected"] == COMPLAINTS + 1 and not self._quiet:
                progress.say(
                    "dragoman: further pages that cannot be read are told by number only; `dragoman unread` lists all"
                )
        progress.advance(step.position, worked=step.what not in ("before", "twice"))

    @contextmanager
    def summary(self, where: str) -> Iterator[None]:
        """Tell what was done when the work ends, also where the user stops it or something fails."""
        try:
            yield
        except KeyboardInterrupt:
            self._tell(where, "; give the same command to go on")
            raise
        except BaseException:
            if self._done:  # else nothing was done that the error does not tell
                self._tell(where, "")
            raise
        self._tell(where, "")

    def _tell(self, where: str, advice: str) -> None:
        if not self._quiet:
            click.echo(self._summary(where) + advice, err=True)

    def _summary(self, where: str) -> str:
        done, seconds = self._done, time.monotonic() - self._started
        new = done["new"]
        parts = [f"{new:,} page{'' if new == 1 else 's'} kept"]
        if done["again"]:
            parts.append(f"{done['again']:,} read anew")
        if done["before"]:
            parts.append(f"{done['before']:,} read before")
        if done["twice"]:
            parts.append(f"{done['twice']:,} given more than once")
        if done["passed"]:
            parts.append(f"{done['passed']:,} passed over as without a political event (--all reads them)")
        if done["rejected"]:
            reasons = ", ".join(f"{count:,} {reason}" for reason, count in self._reasons.most_common())
            parts.append(f"{done['rejected']:,} could not be read ({reasons})")
        worked = sum(done[what] for what in ("new", "again", "passed", "rejected"))
        rate = f", {worked / seconds:.1f} pages a second" if worked and seconds >= 1 else ""
        found = f"{done['events']:,} events" if worked or not done["before"] else "nothing new"
        return f"{', '.join(parts)}; {found} {where} ({seconds:.1f} s{rate})"
