"""A question to a large store, asked in a process of its own: minutes of work would slow every page, and could not be
stopped when the desk ends."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar, cast

from dragoman.errors import DragomanError, StoreError
from dragoman.store import Store

__all__ = ["Apart"]

T = TypeVar("T")
Ask = Callable[..., T]


class Apart:
    """Asks in another process, one question at a time; `stop` ends the one that is being answered."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._stopped = False

    def ask(self, path: Path, question: Ask[T], *given: str | None) -> T:
        """What `question(store, *given)` gives; it must be a function of a module.

        Raises what it raised, and StoreError where it was stopped.
        """
        context = get_context("spawn")
        receiving, sending = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer, args=(sending, path, question, given), daemon=True)
        if self._stopped:
            raise StoreError(f"{path}: the desk is closed")
        self._process.start()
        sending.close()
        try:
            answer = receiving.recv()
        except EOFError:
            raise StoreError(f"{path}: gathering was stopped") from None
        finally:
            receiving.close()
            self._process.join()
        if isinstance(answer, DragomanError):
            raise answer
        return cast(T, answer)

    def stop(self) -> None:
        """End the process, if there is one."""
        self._stopped = True
        if self._process is not None and self._process.pid is not None:
            self._process.kill()


def _answer(sending: Connection, path: Path, question: Ask[object], given: tuple[str | None, ...]) -> None:
    try:
        with Store.open(path) as store:
            answer: object = question(store, *given)
    except DragomanError as error:
        answer = error
    sending.send(answer)
    sending.close()
