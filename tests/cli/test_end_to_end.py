"""The whole road on the example pages, from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli.main import run

EXAMPLES = Path(__file__).parents[2] / "examples"
RIVER = EXAMPLES / "river-talks-page.txt"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The example page as a brief and as JSON Lines."""
    folder = tmp_path_factory.mktemp("read")
    written = {}
    for name in ("river.txt", "river.jsonl"):
        assert run(["read", str(RIVER), "--published", "2019-03-14", "--out", str(folder / name)]) == 0
        written[name] = (folder / name).read_text(encoding="utf-8")
    return written


@pytest.fixture
def rows(read: dict[str, str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in read["river.jsonl"].splitlines()]


def spans(value: Any) -> list[dict[str, Any]]:
    """Every object with words and offsets, however deep."""
    if isinstance(value, list):
        return [span for item in value for span in spans(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if {"text", "start", "end"} <= set(value) and value["start"] is not None else []
    dated = {"start", "precision"} <= set(value)  # a time span: its ends are days
    return ([] if dated and "latitude" not in value else own) + [
        span for item in value.values() for span in spans(item)
    ]


def test_every_offset_leads_to_its_words(rows: list[dict[str, Any]]) -> None:
    article = rows[0]
    found = [span for row in rows if row["kind"] == "event" for span in spans(row)]
    assert len(found) > 20
    for span in found:
        source = article[span.get("in", "text")]
        assert source[span["start"] : span["end"]] == span["text"]


def test_nothing_of_the_sites_leftovers_is_in_the_record(rows: list[dict[str, Any]]) -> None:
    article, *readings = rows
    for leftover in ("cookies", "ad_slot", "READ MORE", "Newsletters"):
        assert leftover in RIVER.read_text(encoding="utf-8")
        assert leftover not in article["text"]
        assert leftover not in json.dumps(readings)


def test_the_brief_of_the_example_says_who_what_and_when(read: dict[str, str]) -> None:
    said = read["river.txt"]
    assert "14 March 2019 (as given)" in said
    assert "● happened  talks  “met”" in said
    assert "in Ankara, TUR" in said
    assert "Iraq – Turkey" in said


def test_a_folder_is_kept_and_listed(dragoman: Any, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    (tmp_path / "pages").mkdir()
    picture = tmp_path / "pages" / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    called = dragoman("code", EXAMPLES / "two-outlets.txt", picture, "--into", desk)
    assert called.code == 2
    assert "1 page kept, 1 could not be read" in called.err
    listed = dragoman("events", desk, "--country", "SDN", "--format", "jsonl").out.splitlines()
    assert listed
    assert all("SDN" in line for line in listed)


def test_every_article_of_an_export_is_shown_and_how_many_there_are(dragoman: Any) -> None:
    called = dragoman("read", Path(__file__).parents[1] / "intake" / "exports" / "nexis.txt", "--format", "jsonl")
    published = [row["published"] for row in map(json.loads, called.out.splitlines()) if row["kind"] == "article"]
    assert published == ["2018-04-24", "1994-06-03", "2018-04-26"]
    assert "nexis.txt: 3 articles of a Nexis export" in called.err
