"""`dragoman export`, `import`, `compare` and `plot` from the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.export.formats import EXPORTS
from dragoman.store import Store
from stores import CHAD, MALI, NIGER, event, keep


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    keep(path, [event("0123456789abcdef"), event("e2", actors=(NIGER,)), event("e3", background=True)]).close()
    return path


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_is_written_with_what_went_in_beside_it(dragoman: Any, desk: Path, name: str) -> None:
    out = desk.with_name(f"out{EXPORTS[name].suffix}")
    called = dragoman("export", desk, "--format", name, "--out", out)
    assert (called.code, called.out) == (0, "")
    assert "left out" in called.err
    assert out.exists()
    if out.is_file():
        about = json.loads(out.with_name(f"{out.name}.about.json").read_text(encoding="utf-8"))
        assert about["format"] == name
        assert about["left_out"]["background"] == 1
        assert about["readings"][0]["articles"] == 1
    assert not list(desk.parent.glob(".*partial*"))


def test_the_codebook_lies_beside_a_table(dragoman: Any, desk: Path) -> None:
    out = desk.with_name("events.csv")
    dragoman("export", desk, "--format", "csv", "--out", out, "--quiet")
    with (
        out.open(encoding="utf-8") as table,
        (desk.with_name("events.csv.codebook.csv")).open(encoding="utf-8") as book,
    ):
        columns = next(csv.reader(table))
        described = {row["column"]: row for row in csv.DictReader(book)}
    assert list(described) == columns
    assert "cancelled = called off" in described["status"]["codes"]


def test_a_table_may_go_to_standard_output(dragoman: Any, desk: Path) -> None:
    assert dragoman("export", desk, "--format", "pair-day").out.startswith("date,year,source,target")


def test_conditions_reach_the_store(dragoman: Any, desk: Path) -> None:
    assert dragoman("export", desk, "--format", "polecat", "--dyad", "TCD", "NER").out.count("\n") == 2
    assert dragoman("export", desk, "--format", "polecat", "--limit", "1").out.count("\n") == 2
    assert dragoman("export", desk, "--format", "polecat", "--background").out.count("\n") == 4


def test_an_empty_file_says_why(dragoman: Any, desk: Path) -> None:
    assert "none at all of --type MEETING" in dragoman("export", desk, "--format", "csv", "--type", "MEETING").err


def test_what_cannot_be_is_told(dragoman: Any, desk: Path) -> None:
    assert "needs a file: say where with --out FILE" in dragoman("export", desk, "--format", "gexf").err
    assert "cannot be written with --no-text" in dragoman("export", desk, "--format", "label-studio", "--no-text").err
    called = dragoman("export", desk, "--format", "pair-day", "--out", desk.with_name("panel.xls"))
    assert (called.code, "ends in .csv, .parquet, .dta" in called.err) == (2, True)
    called = dragoman("export", desk, "--format", "csv", "--out", desk.with_name("events.xlsx"))
    assert (called.code, "csv is written to a file that ends in .csv; Excel opens .csv" in called.err) == (2, True)
    called = dragoman("export", desk, "--format", "polecat", "--out", desk.with_name("events.csv"))
    assert (called.code, "polecat is written to a file that ends in .tab" in called.err) == (2, True)


@pytest.mark.parametrize("name", ["csv", "parquet", "stata", "gexf", "pair-day", "datapackage"])
def test_a_folder_that_is_not_there_is_told_at_once(dragoman: Any, desk: Path, name: str) -> None:
    out = desk.with_name("nowhere") / f"out{EXPORTS[name].suffix}"
    called = dragoman("export", desk, "--format", name, "--out", out)
    assert (called.code, "cannot be written: there is no folder" in called.err) == (2, True)


def test_an_option_of_other_formats_is_no_silent_nothing(dragoman: Any, desk: Path) -> None:
    called = dragoman("export", desk, "--format", "polecat", "--pair", "TCD", "NER")
    assert (called.code, "--pair is no option of polecat, but of pair-day, pair-month" in called.err) == (2, True)
    assert (
        "--pair is no option of country-month"
        in dragoman("export", desk, "--format", "country-month", "--pair", "A", "B").err
    )
    assert "--by is no option of csv" in dragoman("export", desk, "--format", "csv", "--by", "party").err
    called = dragoman("export", desk, "--format", "stata", "--out", desk.with_name("out.csv"))
    assert "stata is written to a file that ends in .dta" in called.err
    called = dragoman("export", desk, "--format", "pair-day", "--from", "2019", "--until", "2018")
    assert "the last day lies before the first" in called.err
    assert "before the first" in dragoman("export", desk, "--format", "csv", "--from", "2019", "--until", "2018").err


def test_a_package_is_written_anew_and_a_folder_is_no_file(dragoman: Any, desk: Path) -> None:
    folder = desk.with_name("package")
    for _ in range(2):
        assert dragoman("export", desk, "--format", "datapackage", "--out", folder).code == 0
    called = dragoman("export", desk, "--format", "csv", "--out", folder)
    assert (called.code, "is a folder: csv is written to a file" in called.err) == (2, True)


@pytest.mark.parametrize("name", ["polecat", "gexf"])
def test_what_fails_half_way_leaves_the_file_that_was_there(
    dragoman: Any, desk: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = desk.with_name("out")
    out.write_text("before", encoding="utf-8")
    monkeypatch.setattr("dragoman.export.job.as_typed", lambda event: 1 / 0)
    assert dragoman("export", desk, "--format", name, "--out", out).code == 1
    assert out.read_text(encoding="utf-8") == "before"
    assert {path.name for path in desk.parent.iterdir()} == {"out", "desk.db"}


def test_one_report_a_happening(dragoman: Any, tmp_path: Path) -> None:
    path = tmp_path / "twice.db"
    keep(path, [event("e1"), event("e2", article="other")]).close()
    called = dragoman("export", path, "--format", "polecat", "--once")
    assert called.out.count("\n") == 2
    assert "1 another report of the same happening" in called.err


def test_import_and_compare(dragoman: Any, desk: Path) -> None:
    out = desk.with_name("polecat.tab")
    dragoman("export", desk, "--format", "polecat", "--out", out)
    assert "2 records kept" in dragoman("import", desk, out).err
    shown = dragoman("compare", desk, "--with", "polecat", "--show", "1")
    assert "pair, day, type" in shown.out
    assert "met in Zinder" in " ".join(shown.out.split()).replace("  ", " ") or "Zinder" in shown.out
    as_json = json.loads(dragoman("compare", desk, "--with", out, "--format", "json").out)
    assert as_json["totals"]["type"]["jaccard"] == 1.0
    assert "nothing of gdelt was imported" in dragoman("compare", desk, "--with", "gdelt").err
    assert "no file 'nowhere'" in dragoman("compare", desk, "--with", "nowhere").err


def test_two_runs_are_compared(dragoman: Any, tmp_path: Path) -> None:
    """Another run over the same pages is a data set like any other."""
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    threat = event("e2", act="THREATEN", type="THREATEN", quad="verbal-conflict", actors=(CHAD,), recipients=(NIGER,))
    keep(one, [event("e1")]).close()
    keep(other, [event("e1"), threat]).close()
    found = json.loads(dragoman("compare", one, "--with", other, "--format", "json").out)
    assert {name: found["totals"]["type"][name] for name in ("both", "ours", "theirs")} == {
        "both": 1,
        "ours": 0,
        "theirs": 1,
    }


def test_a_comparison_of_a_dyad_is_of_no_other_pair(dragoman: Any, tmp_path: Path) -> None:
    path, out = tmp_path / "desk.db", tmp_path / "polecat.tab"
    keep(path, [event("e1", actors=(CHAD, NIGER, MALI))]).close()
    dragoman("export", path, "--format", "polecat", "--out", out)
    for pair in (("TCD", "NER"), ("Chad", "Niger")):
        found = json.loads(dragoman("compare", path, "--with", out, "--dyad", *pair, "--format", "json").out)
        assert [row["key"] for row in found["by_pair"]] == ["NER TCD"]
    called = dragoman("compare", path, "--with", out, "--dyad", "group:front", "NER")
    assert (called.code, "--dyad: 'group:front' is no country" in called.err) == (2, True)


def test_decisions_come_back_from_label_studio(dragoman: Any, desk: Path) -> None:
    out = desk.with_name("tasks.json")
    dragoman("export", desk, "--format", "label-studio", "--out", out)
    tasks = json.loads(out.read_text(encoding="utf-8"))
    result = [part for part in tasks[0]["predictions"][0]["result"] if part.get("id") != "e2"]
    for part in result:
        if part.get("id") == "0123456789abcdef" and part["type"] == "choices":
            part["value"]["choices"] = ["denied"]
    tasks[0]["annotations"] = [{"result": result}]
    out.write_text(json.dumps(tasks), encoding="utf-8")
    assert "say whose they are with --who" in dragoman("import", desk, out).err
    assert "1 tasks, 2 decisions" in dragoman("import", desk, out, "--who", "reader").err
    with Store.open(desk) as store:
        assert store.reviews.current("0123456789abcdef").status == "denied"
        assert store.reviews.holding("e2").verdict == "reject"
        assert {decision.who for decision in store.decisions()} == {"reader"}
    assert "0 decisions" in dragoman("import", desk, out, "--who", "reader").err


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf", "json"])
def test_a_picture_says_its_source_and_n(dragoman: Any, desk: Path, suffix: str) -> None:
    out = desk.with_name(f"fig.{suffix}")
    assert dragoman("plot", "dyad", "TCD", "NER", "--store", desk, "--into", out).code == 0
    if suffix in ("svg", "json"):
        words = out.read_text(encoding="utf-8")
        for said in ("Chad and Niger", "n = 1 events on 1 page", "Source: desk.db"):
            assert said in words
    else:
        assert out.stat().st_size > 1_000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["country", "Chad", "--into", "f.svg"], "'Chad' is no code of three letters: write TCD"),
        (["types", "--from", "2019-13", "--into", "f.svg"], "'2019-13' is not a day"),
        (["types", "--into", "nowhere/f.svg"], "there is no folder nowhere"),
    ],
)
def test_a_picture_that_cannot_be(dragoman: Any, desk: Path, arguments: list[str], said: str) -> None:
    called = dragoman("plot", *arguments, "--store", desk)
    assert (called.code, said in called.err) == (2, True)


def test_a_picture_of_countries_that_are_written_out(dragoman: Any, desk: Path) -> None:
    out = desk.with_name("fig.json")
    assert dragoman("plot", "dyad", "Chad", "niger", "--store", desk, "--into", out).code == 0
    assert "Chad and Niger" in out.read_text(encoding="utf-8")


def test_pictures_of_a_country_and_of_types(dragoman: Any, desk: Path) -> None:
    assert dragoman("plot", "country", "NER", "--store", desk, "--into", desk.with_name("a.svg")).code == 0
    assert dragoman("plot", "types", "--store", desk, "--into", desk.with_name("b.svg")).code == 0
    assert (
        "none at all of --country PER"
        in dragoman("plot", "country", "PER", "--store", desk, "--into", desk.with_name("c.svg")).err
    )
