"""Batches in, results out in order, whatever happens to the workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.tasks import Doubling, Unable
from dragoman.corpora.pool import WINDOW, Pool
from dragoman.errors import DragomanError


def lost(number: int, code: int | None) -> int:
    assert code == -signal.SIGKILL
    return -number


def batches(numbers: range, size: int = 5) -> Iterator[tuple[int, list[int]]]:
    for ticket, start in enumerate(range(numbers.start, numbers.stop, size)):
        yield ticket, list(numbers[start - numbers.start : start - numbers.start + size])


def run(make: Doubling, numbers: range = range(1, 41), workers: int = 2) -> list[int]:
    with Pool(make, workers=workers, lost=lost) as pool:
        given = list(pool.map(batches(numbers)))
    assert [ticket for ticket, _ in given] == list(range(len(given)))
    return [result for _, results in given for result in results]


def workers_of(folder: Path) -> int:
    return len(list(folder.glob("worker-*")))


def test_results_come_in_the_order_of_the_input(tmp_path: Path) -> None:
    assert run(Doubling(tmp_path)) == [2 * number for number in range(1, 41)]
    assert workers_of(tmp_path) == 2


def test_one_batch_needs_one_worker_and_no_batch_none(tmp_path: Path) -> None:
    assert run(Doubling(tmp_path), range(1, 4)) == [2, 4, 6]
    assert workers_of(tmp_path) == 1
    with Pool(Doubling(tmp_path), workers=2, lost=lost) as pool:
        assert list(pool.map([("nothing to read", [])])) == [("nothing to read", [])]
    assert workers_of(tmp_path) == 1


def test_an_item_that_kills_twice_is_told_as_lost(tmp_path: Path) -> None:
    assert run(Doubling(tmp_path, deadly=17)) == [-17 if number == 17 else 2 * number for number in range(1, 41)]
    assert workers_of(tmp_path) >= 3


def test_a_worker_that_dies_by_chance_costs_nothing(tmp_path: Path) -> None:
    assert run(Doubling(tmp_path, deadly_once=17)) == [2 * number for number in range(1, 41)]
    assert workers_of(tmp_path) >= 2


def test_the_input_is_not_read_far_ahead(tmp_path: Path) -> None:
    taken = 0

    def source() -> Iterator[tuple[int, list[int]]]:
        nonlocal taken
        for ticket, items in batches(range(1, 401)):
            taken += 1
            yield ticket, items

    with Pool(Doubling(tmp_path, slow=True), workers=2, lost=lost) as pool:
        for given, _ in enumerate(pool.map(source()), 1):
            assert taken - given <= 2 * WINDOW


def test_workers_that_cannot_load_say_why() -> None:
    with (
        Pool(Unable(), workers=2, lost=lost) as pool,
        pytest.raises(DragomanError, match=r"my\.csv:4: the lexicon is wrong"),
    ):
        list(pool.map(batches(range(1, 11))))
    with Pool(Unable(dies=True), workers=1, lost=lost) as pool, pytest.raises(DragomanError, match="too little memory"):
        list(pool.map(batches(range(1, 11))))


def test_a_worker_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.corpora.pool.BATCH_SECONDS", 1.0)
    monkeypatch.setattr("dragoman.corpora.pool.LOOK_SECONDS", 0.1)
    assert run(Doubling(tmp_path, endless=3), range(1, 6)) == [2, 4, -3, 8, 10]


def test_all_may_be_started_beforehand(tmp_path: Path) -> None:
    with Pool(Doubling(tmp_path), workers=2, lost=lost) as pool:
        pool.start()
        assert workers_of(tmp_path) == 2


def test_the_workers_end_with_the_pool(tmp_path: Path) -> None:
    with Pool(Doubling(tmp_path, slow=True), workers=2, lost=lost) as pool:
        next(pool.map(batches(range(1, 401))))
        running = [int(mark.name.removeprefix("worker-")) for mark in tmp_path.glob("worker-*")]
    for process in running:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_what_the_source_raises_comes_through(tmp_path: Path) -> None:
    def source() -> Iterator[tuple[int, list[int]]]:
        yield 0, [1]
        raise ValueError("the source is broken")

    with Pool(Doubling(tmp_path), workers=1, lost=lost) as pool, pytest.raises(ValueError, match="source is broken"):
        list(pool.map(source()))
