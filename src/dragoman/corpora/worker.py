"""What a worker process does: load once, then a batch after another, until the parent is gone."""

from __future__ import annotations

import gc
import os
import queue
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from dragoman.errors import DragomanError

__all__ = ["Failed", "Ready", "work"]


class Ready(NamedTuple):
    """A worker has loaded and takes work."""

    process: int


class Failed(NamedTuple):
    """A worker cannot load, or has a fault that no batch is to blame for."""

    message: str


def work(connection: Connection, make: Callable[[], Callable[[list[Any]], list[Any]]]) -> None:
    """Load, then answer each list of items with a list of results."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    batches: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, batches), daemon=True).start()
    try:
        read = make()
        _keep_all()
        connection.send(Ready(os.getpid()))
        connection.send(read(batches.get()))
        _keep_all()  # what is only loaded when it is first asked for
        while True:
            connection.send(read(batches.get()))
    except BrokenPipeError:  # the parent is gone
        os._exit(0)
    except DragomanError as error:
        connection.send(Failed(str(error)))
    except Exception as error:
        connection.send(Failed(f"a fault in the program ({type(error).__name__}: {error}); please report it"))


def _keep_all() -> None:
    """What is there will stay: the collector need not look at a million objects of the lexicon again and again."""
    gc.collect()
    gc.freeze()


def _receive(connection: Connection, batches: queue.SimpleQueue[list[Any]]) -> None:
    """Take in what the parent sends also while a batch is read, so that neither ever waits for the other to read.

    Where the parent is gone, nobody wants the results: the process ends in the midst of what it does.
    """
    try:
        while True:
            batches.put(connection.recv())
    except (EOFError, OSError):
        os._exit(0)
