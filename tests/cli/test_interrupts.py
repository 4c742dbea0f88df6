"""Ctrl-C is remembered where it is swallowed."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from dragoman.cli.interrupts import remembered


@contextmanager
def handled_by(handler: signal.Handlers | Callable[..., Any]) -> Iterator[None]:
    """Ctrl-C as a shell has it for a command, however these tests were started."""
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def test_an_interrupt_that_somebody_swallows_is_remembered() -> None:
    with handled_by(signal.default_int_handler):
        with remembered() as pressed:
            assert not pressed()
            with suppress(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)
            assert pressed()
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_background_job_goes_on_ignoring_it() -> None:
    """A shell starts `dragoman watch … &` in a script so that Ctrl-C ends only what runs in front."""
    with handled_by(signal.SIG_IGN), remembered() as pressed:
        signal.raise_signal(signal.SIGINT)
        assert not pressed()
