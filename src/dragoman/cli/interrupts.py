"""Ctrl-C that is not lost: Python raises it wherever it is, also where nobody lets it through (a callback of SQLite's, a
finaliser), so that it is remembered as well.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["remembered"]


@contextmanager
def remembered() -> Iterator[Callable[[], bool]]:
    """Give a question: has somebody pressed Ctrl-C since?

    Outside the main thread the answer is always no, and so it is where Ctrl-C is to be ignored: a shell starts the
    background jobs of a script so, and Ctrl-C is then meant for what runs in front.
    """
    pressed = threading.Event()
    elsewhere = threading.current_thread() is not threading.main_thread()
    if elsewhere or signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        yield pressed.is_set
        return

    def press(_: int, __: FrameType | None) -> None:
        pressed.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
