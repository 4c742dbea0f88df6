"""Batches are large enough for the parser and small enough for the memory."""

from __future__ import annotations

from dragoman.corpora.batches import BYTES, ITEMS, PAGES, in_batches


def sizes(weights: list[int]) -> list[int]:
    return [len(batch) for batch in in_batches(weights, weight=lambda weight: weight)]


def test_so_many_pages_together() -> None:
    assert sizes([100] * (2 * PAGES + 1)) == [PAGES, PAGES, 1]


def test_large_pages_go_with_fewer() -> None:
    assert sizes([BYTES // 2] * 5) == [2, 2, 1]
    assert sizes([10 * BYTES, 1]) == [1, 1]


def test_what_needs_no_reading_does_not_wait_for_ever() -> None:
    assert sizes([0] * (ITEMS + 1)) == [ITEMS, 1]
    assert sizes([]) == []
