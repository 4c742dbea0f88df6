"""The command line with a reader that answers at once: parsing is tested elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.main import run
from dragoman.intake.page import Page
from dragoman.model import Record, Reject
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

    for name in ("read", "code"):
        monkeypatch.setattr(f"dragoman.cli.{name}.read_pages", read_pages)
    return calls


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python code in a process of its own."""

    def start(code: str, **options: Any) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("COV_")}
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60, **options
        )

    return start
