"""Ctrl-C is remembered where it is swallowed."""

from __future__ import annotations

import signal
from contextlib import suppress

from dragoman.cli.interrupts import remembered


def test_an_interrupt_that_somebody_swallows_is_remembered() -> None:
    before = signal.getsignal(signal.SIGINT)
    with remembered() as pressed:
        assert not pressed()
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert pressed()
    assert signal.getsignal(signal.SIGINT) is before
