"""How far a run is, told honestly: the speed of pages that were read, the share of the input, the time left."""

from __future__ import annotations

import io
import sys
import time

import pytest

from dragoman.cli.progress import RunProgress


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which stands still unless a test moves it."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def run(total: int | None, clock: list[float], monkeypatch: pytest.MonkeyPatch) -> str:
    """A run that finds 40 pages of 10 bytes read before, then reads one each second."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    with RunProgress(quiet=False, total=total) as progress:
        for number in range(1, 61):
            worked = number > 40
            clock[0] += worked
            progress.advance(10 * number, worked=worked)
        progress.say("a message that stays")
    return terminal.getvalue()


def test_speed_share_and_time_left(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(1000, clock, monkeypatch)
    assert "20 pages read, 1.1 a second, 38 s left" in told
    assert "a message that stays" in told


def test_no_time_left_where_the_size_is_not_known(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(None, clock, monkeypatch)
    assert "20 pages read, 1.1 a second" in told
    assert "left" not in told


def test_silent_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    for quiet, stream in ((True, Terminal()), (False, io.StringIO())):
        monkeypatch.setattr(sys, "stderr", stream)
        with RunProgress(quiet=quiet, total=10) as progress:
            progress.advance(5, worked=True)
        assert stream.getvalue() == ""
