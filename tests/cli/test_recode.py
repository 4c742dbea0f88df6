"""`dragoman recode` reads a store anew and shows what changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.corpora import pool, reading
from dragoman.corpora.reading import PageTask
from dragoman.store import Store, pack_record
from samples import ARTICLE, MET, RECORD, day


@pytest.fixture
def desk(dragoman: Any, pages: None, tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    assert dragoman("code", "river.txt", "--into", path, "--quiet").code == 0
    return path


@pytest.fixture
def better(pages: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that finds one event only, on another day."""

    def read(self: object, task: PageTask) -> reading.Outcome:
        event = msgspec.structs.replace(MET, article=task.page.id, status="ongoing", date=day("2019-03-05"))
        article = msgspec.structs.replace(ARTICLE, id=task.page.id)
        record = msgspec.structs.replace(RECORD, article=article, events=(event,))
        return pack_record(record, task.page, task.known)

    monkeypatch.setattr(pool.Pool, "read", read)


def test_nothing_changed(dragoman: Any, desk: Path) -> None:
    called = dragoman("recode", desk)
    assert called.code == 0
    assert called.out == "No event changed.\n"
    assert "0 pages kept, 1 read anew; 5 events in" in called.err


def test_what_changed_is_shown(dragoman: Any, desk: Path, better: None) -> None:
    with Store.open(desk) as store:
        store.decide("e-met", "status", "denied", who="editor")
    lines = dragoman("recode", desk).out.splitlines()
    assert lines[0] == "Events: 0 added, 4 gone, 1 changed, in 1 article."
    assert lines[1] == "Changed: status 1, date 1."
    assert lines[2].startswith("Decisions are kept: the program now agrees with 0, differs from 1, and no longer")
    assert lines[4] == "~ 5 March 2019, going on: talks, Ilka Tamm and Oro Besk"
    assert "    status: happened → ongoing" in lines
    assert "    date: week of 4 March 2019 → 5 March 2019" in lines
    assert sum(line.startswith("− ") for line in lines) == 4


def test_a_long_list_is_cut_and_says_so(dragoman: Any, desk: Path, better: None) -> None:
    called = dragoman("recode", desk, "--limit", "2")
    assert called.out.endswith("2 of 5 changes are shown; --limit shows more, --format jsonl all.\n")


def test_all_changes_as_data(dragoman: Any, desk: Path, better: None, tmp_path: Path) -> None:
    out = tmp_path / "changes.jsonl"
    dragoman("recode", desk, "--format", "jsonl", "--out", out)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["change"] for row in rows] == ["changed", "gone", "gone", "gone", "gone"]
    assert rows[0]["fields"]["status"] == ["happened", "ongoing"]


def test_there_must_be_a_store(dragoman: Any, tmp_path: Path) -> None:
    called = dragoman("recode", tmp_path / "none.db")
    assert called.code == 2 and "no store at" in called.err


@pytest.mark.parametrize(("option", "said"), [("--lexicon", "unknown table"), ("--codebook", "has no")])
@pytest.mark.parametrize("command", [("recode",), ("code", "river.txt", "--into"), ("serve",)])
def test_a_wrong_file_is_told_before_anything_is_loaded(
    dragoman: Any, desk: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], option: str, said: str
) -> None:
    Path("wrong.toml").write_text("name = 5\n", encoding="utf-8")
    monkeypatch.setattr(Store, "open", None)
    called = dragoman(*command, desk, option, "wrong.toml")
    assert (called.code, called.out) == (2, "")
    assert said in called.err and called.err.startswith("dragoman: wrong.toml:") and called.err.count("\n") == 1
