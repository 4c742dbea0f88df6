"""`dragoman read`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DataError
from dragoman.intake.page import Page
from samples import RECORD


def test_the_brief_is_the_usual_format(dragoman: Any, asked: dict[str, Any]) -> None:
    called = dragoman("read", "river.txt")
    assert called.code == 0
    assert called.out.startswith("Norland and Varen meet over the valley\n")
    assert called.err == ""


def test_a_page_that_cannot_be_read_does_not_keep_the_others_from_it(dragoman: Any, asked: dict[str, Any]) -> None:
    called = dragoman("read", "bad.png", "river.txt", "--format", "jsonl")
    assert called.code == 2
    assert called.err == "dragoman: bad.png: this is a picture, not a text\n"
    assert json.loads(called.out.splitlines()[0])["kind"] == "article"


def test_what_the_user_knows_goes_to_the_reader(dragoman: Any, asked: dict[str, Any], tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.toml"
    lexicon.write_text("")
    dragoman(
        "read", "a.txt", "b.txt", "--published", "2019-03-14", "--publisher", "Courier", "--title", "Talks",
        "--url", "https://example.org/a", "--lexicon", lexicon, "--allow-private",
    )  # fmt: skip
    assert asked["pages"] == ("a.txt", "b.txt")
    assert asked["facts"] == {
        "published": "2019-03-14",
        "title": "Talks",
        "publisher": "Courier",
        "url": "https://example.org/a",
    }
    assert asked["lexicons"] == (str(lexicon),)
    assert asked["allow_private"] is True


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.jsonl", '{"kind":"article"'),
        ("x.json", "{\n"),
        ("x.csv", "id,article,"),
        ("x.md", "# Norland"),
        ("x.html", "<!doctype html>"),
        ("x.txt", "Norland and Varen"),
        ("x", "Norland and Varen"),
    ],
)
def test_the_suffix_of_the_file_says_the_format(
    dragoman: Any, asked: dict[str, Any], tmp_path: Path, name: str, begins: str
) -> None:
    called = dragoman("read", "river.txt", "--out", tmp_path / name)
    assert (called.code, called.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_events_can_be_left_out(dragoman: Any, asked: dict[str, Any]) -> None:
    def ids(*options: str) -> list[str]:
        lines = dragoman("read", "river.txt", "--format", "jsonl", *options).out.splitlines()
        return [row["id"] for row in map(json.loads, lines) if row["kind"] == "event"]

    assert ids() == ["e-met", "e-open", "e-agreed", "e-second", "e-shelled"]
    assert ids("--no-background", "--min-confidence", "0.8") == ["e-met", "e-agreed"]


def test_evidence_on_demand(dragoman: Any, asked: dict[str, Any]) -> None:
    assert "killing 12 people" not in dragoman("read", "river.txt").out
    assert "killing 12 people" in dragoman("read", "river.txt", "--evidence").out


def test_a_fault_before_the_first_word_leaves_the_file_as_it_was(
    dragoman: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "river.csv"
    out.write_text("what was read yesterday")

    def fails(*_: Any, **__: Any) -> Any:
        raise DataError("no such model")

    monkeypatch.setattr("dragoman.cli.read.read_pages", fails)
    assert dragoman("read", "river.txt", "--out", out).code == 2
    assert out.read_text() == "what was read yesterday"
    assert list(tmp_path.iterdir()) == [out]


def test_what_was_read_before_a_stop_is_kept(dragoman: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stopped(*_: Any, **__: Any) -> Any:
        yield Page(origin="river.txt", data=b"page"), RECORD
        raise KeyboardInterrupt

    monkeypatch.setattr("dragoman.cli.read.read_pages", stopped)
    assert dragoman("read", "a.txt", "b.txt", "--out", tmp_path / "x.jsonl").code == 130
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == 10
    assert [file.name for file in tmp_path.iterdir()] == ["x.jsonl"]


def test_a_file_that_cannot_be_written(dragoman: Any, asked: dict[str, Any], tmp_path: Path) -> None:
    called = dragoman("read", "river.txt", "--out", tmp_path / "nowhere" / "x.json")
    assert called.code == 2
    assert f"cannot be written: there is no folder {tmp_path / 'nowhere'}" in called.err
