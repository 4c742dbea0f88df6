"""Pages in batches: large enough for the parser, small enough for the memory of many workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["in_batches"]

T = TypeVar("T")

PAGES = 16
"""Pages read together; more bring no speed, and a run that is stopped reads them again."""
BYTES = 1_000_000
"""Bytes of pages read together: HTML is large."""
ITEMS = 512
"""Items together, of those that need no reading, such as rows that cannot be read."""


def in_batches(items: Iterable[T], weight: Callable[[T], int]) -> Iterator[list[T]]:
    """Items in order, some at a time; `weight` gives the bytes of a page, and 0 for what needs no reading."""
    batch: list[T] = []
    pages = size = 0
    for item in items:
        batch.append(item)
        if weighs := weight(item):
            pages += 1
            size += weighs
        if pages >= PAGES or size >= BYTES or len(batch) >= ITEMS:
            yield batch
            batch, pages, size = [], 0, 0
    if batch:
        yield batch
