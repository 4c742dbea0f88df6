"""Pages in batches: large enough for the parser, small enough for the memory of many workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.intake.page import Page
from dragoman.model import Reject

__all__ = ["Taken", "in_batches"]

PAGES = 16
"""Pages read together; more bring no speed, and a run that is stopped reads them again."""
BYTES = 1_000_000
"""Bytes of pages read together: HTML is large."""
ITEMS = 512
"""Items together, of those that need no reading: rejects, and pages that were read before."""


@dataclass(slots=True)
class Taken:
    """Something that the source gave, and how far it was read by then."""

    item: Page | Reject
    position: int
    """Bytes of the input read so far."""
    done: bool = False
    """Nothing is left to do: it was read before."""

    @property
    def to_read(self) -> bool:
        """Whether it must be given to a worker."""
        return isinstance(self.item, Page) and not self.done


def in_batches(items: Iterable[Page | Reject], position: Callable[[], int]) -> Iterator[list[Taken]]:
    """What the source gives, in order, some at a time; `position` tells how many bytes of the input are read."""
    batch: list[Taken] = []
    pages = size = 0
    for item in items:
        batch.append(Taken(item, position()))
        if isinstance(item, Page):
            pages += 1
            size += len(item.data)
        if pages >= PAGES or size >= BYTES or len(batch) >= ITEMS:
            yield batch
            batch, pages, size = [], 0, 0
    if batch:
        yield batch
