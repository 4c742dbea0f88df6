"""Lakes for the tests, read without a parser and without Ray: what a page holds is told by its own words.

`unreadable` pages are refused, `recipe`s passed over, a `deadly` page kills its worker, a `flaky` shard fails where the
file that its page names is there; all others hold two events, which differ by page.
"""

from __future__ import annotations

import csv
import gzip
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from dragoman.corpora.coding import Coding
from dragoman.corpora.reading import Outcome, PageTask, PassedOver, Refused
from dragoman.intake import expand
from dragoman.model import Article, Record, Reject, Run
from dragoman.store import Skip, Store, pack_page, pack_record
from samples import AGREED, MET

TRIAGE = "quick"


class Quick(msgspec.Struct, frozen=True):
    """Stands in for the reader; picklable."""

    seconds: float = 0.0
    """How long a page takes."""
    pids: str | None = None
    """A folder in which each worker leaves the number of its process, and its node of the cluster."""

    def __call__(self) -> Callable[[Sequence[PageTask]], list[Outcome]]:
        if self.pids:
            import ray

            (Path(self.pids) / str(os.getpid())).write_text(ray.get_runtime_context().get_node_id())
        return lambda tasks: [read_quickly(task, self.seconds) for task in tasks]


def read_quickly(task: PageTask, seconds: float = 0.0) -> Outcome:
    """What becomes of a page."""
    time.sleep(seconds)
    page, text = task.page, task.page.data.decode()
    if "deadly" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "flaky" in text and Path(text.split()[-1]).exists():
        raise OSError("the disk is gone")
    if "unreadable" in text:
        return Refused(Reject(origin=page.origin, line=page.line, reason="empty", message="unreadable"), page.id)
    if "recipe" in text and task.triage:
        skip = Skip(id=page.id, score=0.01, triage=TRIAGE, origin=page.origin, line=page.line, url=page.url)
        return PassedOver(skip, pack_page(page, task.known))
    published = page.published or "2019-03-14"
    events = tuple(
        msgspec.structs.replace(event, id=f"{page.id}-{event.id}", article=page.id) for event in (MET, AGREED)
    )
    article = Article(
        id=page.id, text=text, title=page.title, origin=page.origin, published=published, publisher="example.org",
    )  # fmt: skip
    return pack_record(Record(article=article, events=events, vectors={events[0].id: b"v"}), page, task.known)


def write_table(path: Path, rows: int = 60, *, extra: Sequence[str] = ()) -> Path:
    """A table with pages of every kind, broken rows, rows that stand in it twice, and cells of several lines."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "title", "url", "date"])
        for number in range(1, rows + 1):
            kind = "a recipe" if number % 7 == 0 else "unreadable" if number % 11 == 0 else "talks"
            row = [f"Page {number} is about\n{kind}.", f"Title {number}", f"https://a.example/{number}",
                   f"2019-0{1 + number % 3}-05"]  # fmt: skip
            writer.writerow(row)
            if number % 10 == 0:
                writer.writerow(row)
            if number % 13 == 0:
                stream.write('broken,"row\n')
        for text in extra:
            writer.writerow([text, "Extra", f"https://a.example/{text}", "2019-02-05"])
    return path


def write_archive(path: Path, texts: Sequence[str], *, damaged: int | None = None) -> Path:
    """A web archive of HTML pages, a gzip member a record; the record of that number is damaged."""
    with path.open("wb") as file:
        for number, text in enumerate(texts, 1):
            body = f"<html><body><p>{text}</p></body></html>".encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
                f"WARC-Target-URI: https://a.example/{number}\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            record = gzip.compress(head.encode() + http + b"\r\n\r\n")
            file.write(record[:20] + b"damage" + record[26:] if number == damaged else record)
    return path


def run_of(program: str = "1") -> Run:
    """A run."""
    return Run(id=f"run-{program}", program=program, model="m", lexicon="l", codebook="c", options={}, started="now")


def read_locally(sources: Sequence[str], store: Path, *, known: dict[str, str] | None = None) -> None:
    """What `dragoman code` puts into a store, with the quick reader."""

    class Pool:
        def map(self, batches):  # type: ignore[no-untyped-def]
            for ticket, tasks in batches:
                yield ticket, [read_quickly(task) for task in tasks]

    with Store.open(store, create=True) as opened:
        coding = Coding(opened, run_of(), known=known or {}, triage=TRIAGE)
        for _ in coding.steps(expand(sources), Pool(), lambda: 0):  # type: ignore[arg-type]
            pass


TABLES = (
    "articles", "pages", "events", "event_actors", "quotations", "positions", "promises", "negotiations", "vectors",
    "rejects", "skipped",
)  # fmt: skip


def content(store: Path) -> dict[str, list[str]]:
    """Everything in a store but the names of the runs and the order in which rows came."""
    connection = sqlite3.connect(store)
    found = {}
    for table in TABLES:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        columns = [name for name in names if name not in ("run", "number")]
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        found[table] = sorted(map(repr, rows))
    connection.close()
    return found
