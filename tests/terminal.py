"""A program as a terminal starts it, for the tests that press Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Mapping, Sequence


def start(command: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """In a process group of its own, and one that heeds Ctrl-C.

    A script's background job is told to ignore it, and so is all that the job starts: also these tests, and what they
    start. What is handled here, the child takes as Python does.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment)
    finally:
        signal.signal(signal.SIGINT, before)
