"""Every schema that ever was can be brought up to date; a newer one is refused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import StoreError
from dragoman.intake.page import Page
from dragoman.store import Store, new_run
from dragoman.store.migrations import SCHEMA, latest, migrate, version
from samples import RECORD

PAGE = Page(origin="river.txt", data=b"page")
FIRST = 6
"""The schema of the first release."""


def scripts(folder: Path, *later: str) -> Path:
    """A schema folder with the program's own files and made-up later ones."""
    folder.mkdir()
    for number in range(FIRST, latest() + 1):
        name = f"{number:04}.sql"
        (folder / name).write_text(SCHEMA.joinpath(name).read_text(encoding="utf-8"), encoding="utf-8")
    for number, script in enumerate(later, start=latest() + 1):
        (folder / f"{number:04}.sql").write_text(script, encoding="utf-8")
    return folder


def at_version(path: Path, wanted: int, tmp_path: Path) -> sqlite3.Connection:
    """A store as the program of that schema version made it."""
    old = tmp_path / f"schema-{wanted}"
    old.mkdir()
    for number in range(FIRST, wanted + 1):
        name = f"{number:04}.sql"
        (old / name).write_text(SCHEMA.joinpath(name).read_text(encoding="utf-8"), encoding="utf-8")
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, old)
    return connection


def shape(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    return {(name, sql) for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL")}


@pytest.mark.parametrize("past", range(FIRST, latest() + 1))
def test_each_past_schema_comes_to_the_shape_of_a_new_store(past: int, tmp_path: Path) -> None:
    old = at_version(tmp_path / "old.db", past, tmp_path)
    migrate(old, "old.db")
    new = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    migrate(new, "new.db")
    assert version(old) == version(new) == latest()
    assert shape(old) == shape(new)
    old.close()
    new.close()


def test_a_later_schema_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Store.open(path, create=True) as store:
        store.keep(RECORD, PAGE, new_run())
    later = scripts(tmp_path / "schema", "ALTER TABLE events ADD COLUMN note TEXT;\nUPDATE events SET note = act;\n")
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, later)
    assert version(connection) == latest() + 1
    assert connection.execute("SELECT count(*) FROM events WHERE note = act").fetchone() == (len(RECORD.events),)
    connection.close()


def test_a_step_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store.open(path, create=True).close()
    broken = scripts(tmp_path / "schema", "CREATE TABLE half (a);\nINSERT INTO nowhere VALUES (1);\n")
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(StoreError, match=f"cannot be brought to schema {latest() + 1}: no such table: nowhere"):
        migrate(connection, path, broken)
    assert version(connection) == latest()
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()
    connection.close()


def test_a_store_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {latest() + 1}")
    connection.close()
    with pytest.raises(StoreError, match=rf"newer Dragoman \(schema {latest() + 1}; this program knows {latest()}\)"):
        Store.open(path)


def test_a_store_from_before_the_first_release_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {FIRST - 1}")
    connection.close()
    with pytest.raises(StoreError, match=rf"before the first release \(schema {FIRST - 1}; the oldest is {FIRST}\)"):
        Store.open(path)


def test_schema_files_have_no_gap(tmp_path: Path) -> None:
    (tmp_path / "0001.sql").write_text("CREATE TABLE a (b);")
    (tmp_path / "0003.sql").write_text("CREATE TABLE c (d);")
    with pytest.raises(StoreError, match="not numbered one after another"):
        latest(tmp_path)


def test_a_script_may_not_end_in_the_middle(tmp_path: Path) -> None:
    (tmp_path / "0001.sql").write_text("CREATE TABLE a (b);\n-- the rest is missing\nCREATE TABLE c (\n")
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(StoreError, match="in the middle of a statement"):
        migrate(connection, "desk.db", tmp_path)
    assert version(connection) == 0
    connection.close()
