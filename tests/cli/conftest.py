"""The command line with a reader that answers at once: parsing is tested elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import msgspec
import pytest

from dragoman.cli.main import run
from dragoman.corpora import reading
from dragoman.corpora.reading import PageTask, ReadPages, Refused
from dragoman.intake.page import Page
from dragoman.model import Record, Reject
from dragoman.store import pack_record
from samples import RECORD

Result = tuple[Page, Record] | Reject


class Outcome:
    """Exit code and what was said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def dragoman(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Calls `dragoman` with some arguments in this process."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("DRAGOMAN_DEBUG", raising=False)

    def call(*arguments: str | Path) -> Outcome:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return call


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Puts a reader in place that knows one page and rejects those whose name has `bad` in it.

    Holds what the reader was asked for.
    """
    calls: dict[str, Any] = {}

    def read_pages(pages: Sequence[str], **options: Any) -> Iterator[Result]:
        calls.update(options, pages=pages)
        for page in pages:
            if "bad" in page:
                yield Reject(origin=page, reason="binary", message="this is a picture, not a text")
            else:
                yield Page(origin=page, data=b"page"), RECORD

    monkeypatch.setattr("dragoman.cli.read.read_pages", read_pages)
    return calls


class OwnProcess:
    """A pool whose only worker is this process; it knows one page and refuses those whose name has `bad` in it."""

    def __init__(self, make: ReadPages, *, workers: int, lost: Callable[..., reading.Outcome]) -> None:
        self.make, self.workers = make, workers

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def map(self, batches: Iterable[tuple[Any, list[PageTask]]]) -> Iterator[tuple[Any, list[reading.Outcome]]]:
        for ticket, tasks in batches:
            yield ticket, [self.read(task) for task in tasks]

    def read(self, task: PageTask) -> reading.Outcome:
        page = task.page
        if "bad" in page.origin:
            reject = Reject(origin=page.origin, reason="binary", message="this is a picture, not a text")
            return Refused(reject, page.id)
        article = msgspec.structs.replace(RECORD.article, id=page.id)
        events = tuple(msgspec.structs.replace(event, article=page.id) for event in RECORD.events)
        return pack_record(msgspec.structs.replace(RECORD, article=article, events=events), page, task.known)


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with two pages, and a pool that reads them without a parser."""
    (tmp_path / "river.txt").write_text("The river.")
    (tmp_path / "bad.png").write_bytes(b"\x89PNG")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dragoman.corpora.pool.Pool", OwnProcess)
    monkeypatch.setattr("dragoman.store.runs._own", lambda folders: "the lexicon")


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python code in a process of its own."""

    def start(code: str, **options: Any) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("COV_")}
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60, **options
        )

    return start
