"""`dragoman code` with a reader that needs no parser: the machinery of a run can be tested in seconds.

    python quick.py code news.csv --into desk.db

A page's own words tell what becomes of it: `unreadable` pages are refused, `recipe`s passed over, a `fault` is one, and
a `deadly` page kills its worker; all others hold two events.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from dragoman.cli.main import run
from dragoman.corpora import reading
from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.model import Article, Record, Reject
from dragoman.store import Skip, pack_page, pack_record
from samples import AGREED, MET

SECONDS = float(os.environ.get("QUICK_SECONDS", "0.002"))


@dataclass(frozen=True)
class ReadQuickly:
    """Stands in for `ReadPages`."""

    lexicons: tuple[str, ...] = ()
    codebook: str | None = None

    def __call__(self) -> Callable[[Sequence[PageTask]], list[Outcome]]:
        return lambda tasks: [self._read(task) for task in tasks]

    def _read(self, task: PageTask) -> Outcome:
        time.sleep(SECONDS)
        page, text = task.page, task.page.data.decode()
        if "deadly" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "unreadable" in text:
            return Refused(Reject(origin=page.origin, line=page.line, reason="empty", message="unreadable"), page.id)
        if "recipe" in text and task.triage:
            skip = Skip(id=page.id, score=0.01, triage=TRIAGE, origin=page.origin, line=page.line)
            return PassedOver(skip, pack_page(page, task.known))
        events = tuple(
            msgspec.structs.replace(event, id=f"{page.id}-{event.id}", article=page.id) for event in (MET, AGREED)
        )
        record = Record(article=Article(id=page.id, text=text, title=page.title, origin=page.origin), events=events)
        return pack_record(record, page, task.known)


TRIAGE = "quick"

if __name__ == "__main__":
    from dragoman.intake import triage
    from dragoman.store import runs

    reading.ReadPages = ReadQuickly  # type: ignore[misc, assignment]
    triage.triage_version = lambda: TRIAGE  # type: ignore[assignment]
    runs._own = lambda folders: "the lexicon"  # type: ignore[assignment]  # somebody may be editing it meanwhile
    sys.exit(run(sys.argv[1:]))
