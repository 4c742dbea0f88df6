"""Compiled tables: made once, made again when damaged, safe when two make them, and no error where none can be kept."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import msgspec
import pytest

from dragoman.world.cache import cached


class Table(msgspec.Struct):
    values: list[int]


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own, and temporary files of its own."""
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "cache"


def test_a_table_is_made_once_and_a_damaged_one_again(folders: Path) -> None:
    made: list[int] = []

    def make() -> Table:
        made.append(1)
        return Table([1, 2])

    assert cached("t", "1", Table, make).values == [1, 2]
    assert cached("t", "1", Table, make).values == [1, 2]
    assert len(made) == 1
    next(folders.iterdir()).write_bytes(b"\xc1")
    assert cached("t", "1", Table, make).values == [1, 2]
    assert len(made) == 2


def test_two_versions_are_kept_and_no_more(folders: Path) -> None:
    for version in "123":
        cached("t", version, Table, lambda: Table([1]))
    assert len(list(folders.iterdir())) == 2
    assert (folders / "t-3.msgpack").exists()


def test_two_may_make_it_at_once(folders: Path) -> None:
    together = Barrier(2)

    def make() -> Table:
        together.wait(timeout=10)
        return Table(list(range(1000)))

    with ThreadPoolExecutor(2) as pool:
        tables = list(pool.map(lambda _: cached("t", "1", Table, make), range(2)))
    assert [len(t.values) for t in tables] == [1000, 1000]
    assert [p.name for p in folders.iterdir()] == ["t-1.msgpack"]


def test_a_folder_that_cannot_be_written_has_a_stand_in(folders: Path) -> None:
    folders.write_text("a file, so that no folder can be made here", encoding="utf-8")
    made: list[int] = []

    def make() -> Table:
        made.append(1)
        return Table([3])

    assert cached("t", "1", Table, make).values == [3]
    assert cached("t", "1", Table, make).values == [3]
    assert len(made) == 1


def test_where_nothing_can_be_kept_the_table_is_made_each_time(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders.write_text("", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(folders))
    assert cached("t", "1", Table, lambda: Table([3])).values == [3]
    assert cached("t", "1", Table, lambda: Table([4])).values == [4]


def test_what_changed_while_it_was_made_is_not_kept(folders: Path) -> None:
    assert cached("t", "1", Table, lambda: Table([1]), unchanged=lambda: False).values == [1]
    assert not folders.exists()
