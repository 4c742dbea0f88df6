"""`dragoman code` keeps, `dragoman events` lists."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.store import Store


@pytest.fixture
def desk(dragoman: Any, pages: None, tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    assert dragoman("code", "river.txt", "--into", path, "--quiet").code == 0
    return path


def test_pages_are_kept_and_rejects_with_their_reason(dragoman: Any, pages: None, tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    called = dragoman("code", "river.txt", "bad.png", "--into", path, "--published", "2019-03-14")
    assert called.code == 2
    assert called.out == ""
    assert "dragoman: bad.png: this is a picture" in called.err
    assert "1 page kept, 1 could not be read (1 binary); 5 events in" in called.err
    with Store.open(path) as store:
        assert [article.title for article in store.articles()] == ["Norland and Varen meet over the valley"]
        assert [reject.reason for reject in store.rejects()] == ["binary"]
        assert [run.options for run in store.runs()] == [{"published": "2019-03-14"}]


def test_a_page_that_was_read_is_left_alone(dragoman: Any, desk: Path) -> None:
    assert "0 pages kept, 1 read before; 0 events" in dragoman("code", "river.txt", "--into", desk).err


def test_a_page_of_which_something_else_is_said_is_read_anew(dragoman: Any, desk: Path) -> None:
    called = dragoman("code", "river.txt", "--into", desk, "--published", "2020-01-01")
    assert "0 pages kept, 1 read anew; 5 events" in called.err


def test_quiet_tells_only_what_cannot_be_read(dragoman: Any, pages: None, tmp_path: Path) -> None:
    called = dragoman("code", ".", "bad.png", "--into", tmp_path / "desk.db", "--quiet")
    assert called.err == "dragoman: bad.png: this is a picture, not a text\n"


def test_columns_are_shown_and_can_be_said(dragoman: Any, pages: None, tmp_path: Path) -> None:
    Path("news.csv").write_text("note,seen\nThe river rose.,2019-03-14\n")
    into = ("--into", tmp_path / "desk.db")
    assert "no column seems to hold the text" in dragoman("code", "news.csv", *into).err
    called = dragoman("code", "news.csv", *into, "--columns", "text=note,date=seen")
    assert "news.csv: text=note, date=seen" in called.err
    wrong = dragoman("code", "news.csv", *into, "--columns", "note")
    assert wrong.code == 2 and "no choice of a column" in wrong.err


def test_many_rejects_are_not_told_one_by_one(dragoman: Any, pages: None, tmp_path: Path) -> None:
    Path("news.csv").write_text("text,day\n" + "only one cell\n" * 30)
    said = dragoman("code", "news.csv", "--into", tmp_path / "desk.db").err
    assert said.count("the row has 1 cell") == 20
    assert "30 could not be read (30 bad-row)" in said


def test_the_table_fits_the_terminal(dragoman: Any, desk: Path) -> None:
    lines = dragoman("events", desk).out.splitlines()
    assert lines[0].split() == ["Date", "Status", "Act", "Who"]
    assert lines[1].startswith("week of 4      ● happened")
    assert all(len(line) <= 80 for line in lines)


def test_a_wide_terminal_shows_the_page_too(dragoman: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    first, second, *_ = dragoman("events", desk).out.splitlines()
    assert first.split()[-1] == "Page"
    assert second.split()[-1] == "example.org"


def test_background_on_demand(dragoman: Any, desk: Path) -> None:
    assert "assault" not in dragoman("events", desk).out
    assert "assault" in dragoman("events", desk, "--background").out


def test_jsonl_is_the_record(dragoman: Any, desk: Path) -> None:
    rows = [json.loads(line) for line in dragoman("events", desk, "--format", "jsonl").out.splitlines()]
    assert [row["id"] for row in rows] == ["e-met", "e-agreed", "e-second", "e-open"]
    assert {row["kind"] for row in rows} == {"event"}


def test_filters_reach_the_store(dragoman: Any, desk: Path) -> None:
    called = dragoman(
        "events", desk, "--dyad", "NOR", "VRN", "--act", "consult", "--status", "scheduled", "--from", "2019-04",
        "--until", "2019", "--publisher", "example", "--search", "round", "--actor", "tamm", "--country", "NOR",
        "--min-confidence", "0.3", "--format", "csv",
    )  # fmt: skip
    assert [row["id"] for row in csv.DictReader(io.StringIO(called.out))] == ["e-second"]


def test_a_cut_list_says_so(dragoman: Any, desk: Path) -> None:
    assert "1 of 4 events" in dragoman("events", desk, "--limit", "1").err
    assert "No event meets these conditions." in dragoman("events", desk, "--type", "AID").err


def test_parquet_goes_to_a_file(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "events.parquet"
    assert dragoman("events", desk, "--format", "parquet", "--out", path).code == 0
    assert parquet.read_table(path).num_rows == 4
    refused = dragoman("events", desk, "--format", "parquet")
    assert refused.code == 2
    assert "--out FILE" in refused.err
