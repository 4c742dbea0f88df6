"""What the workers of the tests do: quick, and deadly where they are told so."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DataError


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers; some of them are special."""

    folder: Path
    """Where marks are left for the tests to see, and to be told whether something happened before."""
    deadly: int | None = None
    """A number that kills its worker."""
    deadly_once: int | None = None
    """A number that kills the first worker that reads it."""
    endless: int | None = None
    """A number that is never done with."""
    slow: bool = False

    def __call__(self) -> Callable[[list[int]], list[int]]:
        (self.folder / f"worker-{os.getpid()}").touch()
        return self.double

    def double(self, numbers: list[int]) -> list[int]:
        if self.slow:
            time.sleep(0.02)
        return [self._double(number) for number in numbers]

    def _double(self, number: int) -> int:
        while number == self.endless:
            time.sleep(0.1)
        mark = self.folder / f"seen-{number}"
        if number == self.deadly or (number == self.deadly_once and not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * number


@dataclass(frozen=True)
class Unable:
    """Cannot be loaded."""

    dies: bool = False

    def __call__(self) -> Callable[[list[int]], list[int]]:
        if self.dies:
            os._exit(3)
        raise DataError("the lexicon is wrong", path="my.csv", line=4)
