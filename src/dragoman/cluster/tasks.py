"""Work that needs no models, spread over the cluster where there is one, else done here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from dragoman.cluster.connection import cores_of
from dragoman.errors import DragomanError

__all__ = ["Here", "OnRay", "Tasks"]

Item = TypeVar("Item")
Result = TypeVar("Result")

RETRIES = 3
"""How often a task is given again when its machine dies."""


class Tasks(Protocol):
    """Something that calls a function for each of some items."""

    @property
    def width(self) -> int:
        """How many calls may go on side by side."""

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results, in any order. A call may be made twice: what it leaves behind must be the same then."""


class Here:
    """One call after another, in this process."""

    width = 1

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in order."""
        return map(function, items)


class OnRay:
    """Calls as tasks of the cluster that `ray` is connected to; function and items must be picklable."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self.width = cores_of(ray)

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results as they come. Raises DragomanError where a call fails."""
        remote = self._ray.remote(num_cpus=1, max_retries=RETRIES)(function)
        source, open_ = iter(items), list[Any]()
        while True:
            while len(open_) < 2 * self.width and (item := next(source, self)) is not self:
                open_.append(remote.remote(item))
            if not open_:
                return
            ready, open_ = self._ray.wait(open_, num_returns=1)
            try:
                yield self._ray.get(ready[0])
            except self._ray.exceptions.RayError as error:
                cause = getattr(error, "cause", None)
                raise (
                    cause
                    if isinstance(cause, DragomanError)
                    else DragomanError(f"a task of the cluster failed: {' '.join(str(cause or error).split())[:300]}")
                ) from error
