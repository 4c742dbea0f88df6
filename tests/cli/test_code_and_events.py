"""`dragoman code` keeps, `dragoman events` lists."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from dragoman.intake import Page
from dragoman.store import Store, new_run
from dragoman.store.corpus import Skip
from dragoman.store.packing import pack_page
from samples import RECORD
from stores import NIGER, event, keep, person


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


def test_what_could_not_be_read_is_listed(dragoman: Any, desk: Path) -> None:
    assert "No page of" in dragoman("unread", desk).err
    dragoman("code", "bad.png", "--into", desk)
    assert dragoman("unread", desk).out == "bad.png: this is a picture, not a text\n"
    (row,) = csv.DictReader(io.StringIO(dragoman("unread", desk, "--format", "csv").out))
    assert (row["origin"], row["reason"]) == ("bad.png", "binary")
    assert json.loads(dragoman("unread", desk, "--format", "jsonl").out)["line"] is None


def test_what_was_passed_over_is_listed_likeliest_first(dragoman: Any, tmp_path: Path) -> None:
    path = tmp_path / "lake.db"
    with keep(path, []) as store:
        for name, score in (("a.txt", 0.05), ("b.txt", 0.2)):
            skip = Skip(id=name, score=score, triage="one", origin=name, title=name.upper())
            store.corpus.skip(skip, pack_page(Page(name, name.encode())), new_run())
    listed = dragoman("unread", path, "--passed")
    assert listed.out == "20%  b.txt  B.TXT\n5%  a.txt  A.TXT\n"


def test_a_page_that_was_read_is_left_alone(dragoman: Any, desk: Path) -> None:
    assert "0 pages kept, 1 read before; nothing new" in dragoman("code", "river.txt", "--into", desk).err


def test_what_is_given_more_than_once_is_said(dragoman: Any, pages: None, tmp_path: Path) -> None:
    Path("again.txt").write_bytes(Path("river.txt").read_bytes())
    called = dragoman("code", "river.txt", "again.txt", "--into", tmp_path / "new.db")
    assert "1 page kept, 1 given more than once; 5 events" in called.err
    called = dragoman("code", "river.txt", "again.txt", "--into", tmp_path / "new.db")
    assert "0 pages kept, 2 read before; nothing new" in called.err


def test_a_page_of_which_something_else_is_said_is_read_anew(dragoman: Any, desk: Path) -> None:
    called = dragoman("code", "river.txt", "--into", desk, "--published", "2020-01-01")
    assert "0 pages kept, 1 read anew; 5 events" in called.err


def test_quiet_tells_only_what_cannot_be_read(dragoman: Any, pages: None, tmp_path: Path) -> None:
    called = dragoman("code", ".", "bad.png", "--into", tmp_path / "desk.db", "--quiet")
    assert called.err == "dragoman: bad.png: this is a picture, not a text\n"


def test_what_the_program_wrote_beside_the_pages_is_set_aside(dragoman: Any, desk: Path) -> None:
    """Lists, records, pictures of a page and exports, so that `dragoman code .` reads articles only."""
    dragoman("events", desk, "--out", "events.csv")
    dragoman("events", desk, "--out", "events.jsonl")
    dragoman("incidents", desk, "--out", "incidents.csv")
    dragoman("export", desk, "--format", "polecat", "--out", "polecat.tab")
    dragoman("export", desk, "--format", "datapackage", "--out", "package")
    called = dragoman("code", ".", "--into", desk)
    assert "0 pages kept, 1 read before" in called.err
    assert "set aside, which this program wrote" in called.err
    shown = "events.csv, events.jsonl, incidents.csv, polecat.tab, polecat.tab.about.json and 4 more"
    assert shown in called.err


def test_columns_are_shown_and_can_be_said(dragoman: Any, pages: None, tmp_path: Path) -> None:
    Path("news.csv").write_text("note,seen\nThe river rose.,2019-03-14\n")
    into = ("--into", tmp_path / "desk.db")
    assert "no column seems to hold the text" in dragoman("code", "news.csv", *into).err
    called = dragoman("code", "news.csv", *into, "--columns", "text=note,date=seen")
    assert "news.csv: text=note, date=seen" in called.err
    assert (
        "text=note, date=seen" in dragoman("read", "news.csv", "--columns", "text=note", "--columns", "date=seen").err
    )
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


def test_a_filter_may_be_the_word_that_lists_show(dragoman: Any, desk: Path) -> None:
    codes = dragoman("events", desk, "--act", "CONSULT", "--status", "scheduled", "--format", "csv").out
    assert "e-second" in codes
    assert dragoman("events", desk, "--act", "talks", "--status", "planned", "--format", "csv").out == codes


def test_filters_reach_the_store(dragoman: Any, desk: Path) -> None:
    called = dragoman(
        "events", desk, "--dyad", "NOR", "VRN", "--act", "consult", "--status", "scheduled", "--from", "2019-04",
        "--until", "2019", "--publisher", "example", "--search", "round", "--actor", "tamm", "--country", "NOR",
        "--min-confidence", "0.3", "--format", "csv",
    )  # fmt: skip
    assert [row["id"] for row in csv.DictReader(io.StringIO(called.out))] == ["e-second"]


def test_a_cut_list_says_so(dragoman: Any, desk: Path) -> None:
    assert "1 of 4 events" in dragoman("events", desk, "--limit", "1").err


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        (["--type", "AID"], "there is none at all of --type AID."),
        (["--type", "MEETING"], "there is none at all of --type MEETING. `dragoman codebook` lists the codes."),
        (["--country", "XYZ", "--from", "2019"], "there is none at all of --country XYZ."),
        (["--dyad", "NOR", "Atlantis"], "there is none at all of Atlantis (--dyad)."),
        (["--search", "flying saucers"], "there is none at all of --search 'flying saucers'."),
        (["--act", "CONSULT", "--from", "1950", "--until", "1960"], "2 do without --from and --until."),
        (["--act", "CONSULT", "--status", "scheduled", "--min-confidence", "1"], "1 does without --min-confidence."),
        (["--type", "CONSULT", "--status", "scheduled"], "1 does with --act CONSULT (planned, denied … too)."),
        (["--until", "1994"], "1 does with --background, as history told to explain."),
        (["--from", "2090"], "No event meets these conditions; 4 do without --from."),
    ],
)
def test_an_empty_list_says_why(dragoman: Any, desk: Path, conditions: list[str], said: str) -> None:
    called = dragoman("events", desk, *conditions)
    assert (called.code, called.out) == (0, "")
    assert called.err.strip().endswith(said)


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_an_empty_file_says_why_too(dragoman: Any, desk: Path, format: str) -> None:
    assert "none at all of --type AID" in dragoman("events", desk, "--type", "AID", "--format", format).err
    assert dragoman("events", desk, "--format", format).err == ""


def test_an_empty_store_says_how_to_fill_it(dragoman: Any, tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db", create=True).close()
    assert "There is no event in" in dragoman("events", tmp_path / "empty.db", "--country", "NOR").err


def test_the_evidence_is_the_sentence_its_page_and_the_id(dragoman: Any, desk: Path) -> None:
    shown = dragoman("events", desk, "--evidence", "--act", "CONSULT", "--status", "scheduled").out
    words = " ".join(shown.split())
    assert "○ planned talks “" in words
    assert RECORD.events[3].evidence.text in words or "round" in words
    assert "example.org, 14 March 2019 e-second" in words


def test_a_narrow_terminal_breaks_no_names(dragoman: Any, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = dragoman("events", desk).out.splitlines()
    assert lines[0].startswith("week of 4      ● happened  talks")
    assert all(len(line) <= 50 for line in lines)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("e.csv", "id,article"), ("e.jsonl", '{"kind":"event"'), ("e.txt", "Date "), ("e", "Date ")],
)
def test_the_suffix_says_the_format(dragoman: Any, desk: Path, tmp_path: Path, name: str, begins: str) -> None:
    assert dragoman("events", desk, "--out", tmp_path / name).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--out", "e.xlsx"], "this is written to a file that ends in .jsonl, .csv, .parquet, .txt; Excel opens .csv"),
        (["--format", "csv", "--out", "e.xlsx"], "csv is written to a file that ends in .csv; Excel opens .csv"),
        (["--format", "csv", "--out", "e.json"], "csv is written to a file that ends in .csv"),
        (["--out", "nowhere/e.csv"], "nowhere/e.csv cannot be written: there is no folder nowhere"),
    ],
)
def test_a_suffix_says_nothing_else_than_is_written(
    dragoman: Any, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    called = dragoman("events", desk, *arguments)
    assert (called.code, called.out) == (2, "")
    assert said in called.err


def test_a_country_that_is_written_out_is_the_country(dragoman: Any, tmp_path: Path) -> None:
    minister = person("Hassan Oumar", "TCD")
    keep(tmp_path / "lake.db", [event("0123", actors=(minister, NIGER))]).close()
    shown = dragoman("events", tmp_path / "lake.db", "--dyad", "Chad", "niger", "--format", "csv").out
    assert [row["id"] for row in csv.DictReader(io.StringIO(shown))] == ["0123"]


def test_parquet_goes_to_a_file(dragoman: Any, desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert dragoman("events", desk, "--format", "parquet", "--out", path).code == 0
    assert parquet.read_table(path).num_rows == 4
    refused = dragoman("events", desk, "--format", "parquet")
    assert refused.code == 2
    assert "--out FILE" in refused.err


def test_a_list_by_days_tells_what_has_no_date(dragoman: Any, tmp_path: Path) -> None:
    path = tmp_path / "lake.db"
    keep(path, [event("0123"), event("4567", date=None), event("89ab", date="2017-01-05")]).close()
    told = "1 more event has no date in the text: --from and --until leave out what has none.\n"
    assert dragoman("events", path, "--from", "2018", "--format", "csv").err == told
    assert dragoman("events", path).err == ""
    assert dragoman("incidents", path, "--until", "2018").err.endswith(told.replace("event", "incident"))
    exported = dragoman("export", path, "--format", "csv", "--from", "2018")
    assert "1 event; 1 left out (1 no date, where --from or --until asks for one)" in exported.err
    assert dragoman("export", path, "--format", "polecat", "--from", "2018").err == "2 events; none left out\n"
