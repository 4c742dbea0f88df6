"""Parquet keeps lists, numbers and nulls as what they are."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from dragoman.export.formats import EXPORTS
from dragoman.export.job import Job
from dragoman.export.rows import COLUMNS, event_row
from dragoman.export.tabular import write_parquet
from dragoman.store import Source
from samples import ARTICLE, RECORD
from stores import event, keep

SOURCE = Source.of(ARTICLE)


def test_rows_come_back_with_lists(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert write_parquet(COLUMNS, (event_row(event, SOURCE) for event in RECORD.events), path) == 5
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    met = table.to_pylist()[0]
    assert met["actor_countries"] == ["NOR", "VRN"]
    assert met["confidence"] == 0.93
    assert met["within"] is None
    assert met["background"] is False


@pytest.mark.parametrize("name", ["parquet", "pair-day"])
def test_the_file_itself_says_what_went_in_and_what_was_left_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out.parquet"
    with keep(tmp_path / "desk.db", [event("e1"), event("e2", background=True)]) as store:
        EXPORTS[name].write(Job(store), path)
    told = json.loads(parquet.read_schema(path).metadata[b"dragoman"])
    assert (told["format"], told["events"], told["left_out"]) == (name, 1, {"background": 1})
