"""A process that ends what a cluster of this machine leaves behind, however its driver ended.

Ray's processes die with their driver, but for the two helpers of a node (`ray::DashboardAgent`, `ray::RuntimeEnvAgent`):
these look for their parent only when they have loaded, and then try for a minute to tell a cluster that is gone that
their node has died. Ray's folder of logs and sockets is left always.

What belongs to the cluster is told by a mark in the environment, which every process of it inherits until Ray writes its
title over it, and by a log in the cluster's own folder that it is writing; by nothing else: a cluster that the user named
has neither. Needs `/proc`; elsewhere only the folder is taken away.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["MARK", "Keeper", "marked"]

MARK = "DRAGOMAN_CLUSTER"
PATIENCE = 60.0
"""Seconds that killed processes have to be gone."""
QUIET = 2.0
"""Seconds after which nothing can come any more: a process that a dying driver was just starting has its mark by then."""
LOOK_SECONDS = 0.2
PROC = Path("/proc")


class Keeper:
    """A context manager: when it is left, or the process that made it dies, all that belongs to the cluster ends at once."""

    def __init__(self) -> None:
        # Paths of sockets must be short, and the folder for temporary files of a Mac is not.
        where = os.environ.get("RAY_TMPDIR") or ("/tmp" if sys.platform == "darwin" else None)
        self.folder = tempfile.mkdtemp(prefix="ray", dir=where)
        """For the files of the cluster; its name is the mark."""
        # With a session of its own it outlives a signal to the terminal or to the group of its driver.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, self.folder, str(os.getpid())],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
        )  # fmt: skip

    @contextmanager
    def marking(self) -> Iterator[None]:
        """What this process starts meanwhile belongs to the cluster, and so does all that comes from it."""
        before = os.environ.get(MARK)
        os.environ[MARK] = self.folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[MARK]
            else:
                os.environ[MARK] = before

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End what is left, and wait until it is gone; the second time there is nothing to do."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            with suppress(subprocess.TimeoutExpired):
                self._process.communicate(b".", timeout=PATIENCE)


def marked(folder: str) -> list[int]:
    """The living processes that belong to the cluster of a folder; its driver is one of them."""
    return [int(entry.name) for entry in PROC.glob("[0-9]*") if _belongs(entry, folder)]


def _belongs(entry: Path, folder: str) -> bool:
    try:
        if f"{MARK}={folder}".encode() in (entry / "environ").read_bytes().split(b"\0"):
            return True
        return any(_writes_to(file, folder) for file in (entry / "fd").iterdir())
    except OSError:  # gone, or somebody else's
        return False


def _writes_to(file: Path, folder: str) -> bool:
    try:
        return bool(file.lstat().st_mode & stat.S_IWUSR) and str(file.readlink()).startswith(f"{folder}/")
    except OSError:  # closed meanwhile
        return False


def _end(process: int, folder: str) -> None:
    """Kill a process, if it is still the one that belongs to the cluster."""
    with suppress(OSError):
        handle = os.pidfd_open(process)
        try:
            if _belongs(PROC / str(process), folder):
                signal.pidfd_send_signal(handle, signal.SIGKILL)
        finally:
            os.close(handle)


def _keep(folder: str, driver: int) -> None:
    """Wait for the driver's end, then make an end of all that belongs to the cluster, and of the folder."""
    quiet = 0.0 if sys.stdin.buffer.read() else QUIET  # a driver that ends well says so
    began = last = time.monotonic()
    while sys.platform == "linux" and time.monotonic() - began < PATIENCE:
        left = [process for process in marked(folder) if process != driver]
        for process in left:
            _end(process, folder)
        if left:
            last = time.monotonic()
        elif time.monotonic() - last >= quiet:
            break
        time.sleep(LOOK_SECONDS)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    _keep(sys.argv[1], int(sys.argv[2]))
