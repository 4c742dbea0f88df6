"""`dragoman incidents` lists, `dragoman link` brings together and corrects."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from dragoman.store import Store
from linking.happenings import event
from store.test_incidents import keep, meeting


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with Store.open(path, create=True) as store:
        keep(store, "courier", meeting("b"))
        keep(store, "herald", meeting("c"), published="2019-03-06")
        keep(
            store, "post",
            event("Varen guns *shelled* a school on Monday.", "ASSAULT", by="VRN", to="NOR", day="2019-05-06",
                  said="Monday", killed=3, id="d"),
            published="2019-05-07",
        )  # fmt: skip
        keep(
            store, "weekly",
            event("Varen guns *shelled* a school on Monday, killing nine.", "ASSAULT", by="VRN", to="NOR",
                  day="2019-05-06", said="Monday", killed=9, id="e"),
            published="2019-05-08",
        )  # fmt: skip
    return path


def test_each_happening_is_listed_once(dragoman: Any, desk: Path) -> None:
    lines = dragoman("incidents", desk).out.splitlines()
    assert lines[0].split() == ["Date", "Status", "Act", "Who", "Reports"]
    assert [line.split()[-1] for line in lines[1:] if line[0].isdigit()] == ["2", "!"]
    assert all(len(line) <= 80 for line in lines)


def test_filters_and_formats(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dragoman("incidents", desk, "--disputed", "--format", "csv").out)))
    assert [row["differs"] for row in rows] == ["reports differ on the number killed: 3, 9"]
    assert rows[0]["counts"] == "3–9 killed"
    (row,) = map(json.loads, dragoman("incidents", desk, "--dyad", "NOR", "VRN", "--until", "2019-04",
                                      "--independent", "2", "--format", "jsonl").out.splitlines())  # fmt: skip
    assert (row["kind"], row["events"], row["publishers"]) == (
        "incident", ["b", "c"], ["courier.example", "herald.example"],
    )  # fmt: skip
    assert dragoman("incidents", desk, "--format", "parquet", "--out", tmp_path / "i.parquet").code == 0
    assert parquet.read_table(tmp_path / "i.parquet").num_rows == 2
    assert "--out FILE" in dragoman("incidents", desk, "--format", "parquet").err


def test_a_cut_or_empty_list_says_so(dragoman: Any, desk: Path) -> None:
    assert "1 of 2 incidents" in dragoman("incidents", desk, "--limit", "1").err
    assert "there is none at all of --act AID" in dragoman("incidents", desk, "--act", "AID").err
    assert "2 do without --independent" in dragoman("incidents", desk, "--independent", "5").err


def test_the_evidence_has_the_ids_that_link_takes(dragoman: Any, desk: Path) -> None:
    shown = dragoman("incidents", desk, "--evidence", "--act", "CONSULT").out
    assert "2 reports" in shown
    assert "talk about the bridge." in shown
    assert "courier.example, herald.example" in shown
    first, other = shown.split()[-2:]
    assert dragoman("link", desk, "--part", other, "--who", "editor", "--quiet").out.split() == [other, first]


def test_a_narrow_terminal_breaks_no_names(dragoman: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = dragoman("incidents", desk).out.splitlines()
    assert lines[0].endswith("● happened  talks  2 reports")
    assert lines[1].strip().startswith("Ilka Tamm (")
    assert all(len(line) <= 50 for line in lines)


def test_the_suffix_says_the_format(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    assert dragoman("incidents", desk, "--out", tmp_path / "i.csv").code == 0
    with (tmp_path / "i.csv").open(encoding="utf-8") as table:
        assert [row["act"] for row in csv.DictReader(table)] == ["CONSULT", "ASSAULT"]


def test_linking_says_what_was_linked(dragoman: Any, desk: Path) -> None:
    assert "4 articles and 4 events linked; 2 incidents" in dragoman("link", desk).err
    assert "0 articles and 0 events linked; 2 incidents" in dragoman("link", desk).err


def test_people_join_and_part(dragoman: Any, desk: Path) -> None:
    assert dragoman("link", desk, "--part", "c", "--who", "editor", "--quiet").out == "c b\n"
    assert dragoman("link", desk, "--join", "b", "d", "--who", "editor", "--quiet").out == "b\n"
    with Store.open(desk) as store:
        assert sorted(incident.events for incident in store.incidents.find()) == [("b", "d", "e"), ("c",)]
        assert {decision.who for decision in store.decisions()} == {"editor"}
    assert dragoman("link", desk, "--join", "b", "nobody").code == 2


def test_what_people_decided_is_taken_back_step_by_step(dragoman: Any, desk: Path) -> None:
    dragoman("link", desk, "--part", "c", "--who", "editor")
    dragoman("link", desk, "--join", "b", "d", "--who", "another")
    assert dragoman("link", desk, "--undo", "--who", "editor").code == 0
    with Store.open(desk) as store:
        assert sorted(incident.events for incident in store.incidents.find()) == [("b",), ("c",), ("d", "e")]
    dragoman("link", desk, "--undo")
    with Store.open(desk) as store:
        assert sorted(incident.events for incident in store.incidents.find()) == [("b", "c"), ("d", "e")]
    called = dragoman("link", desk, "--undo")
    assert (called.code, "nothing was joined or parted" in called.err) == (2, True)
