"""Parquet keeps lists, numbers and nulls as what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.export.parquet import write_parquet
from dragoman.export.rows import COLUMNS
from dragoman.store import Source
from samples import ARTICLE, RECORD

SOURCE = Source.of(ARTICLE)


def test_rows_come_back_with_lists(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "events.parquet"
    assert write_parquet(((event, SOURCE) for event in RECORD.events), path) == 5
    table = parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    met = table.to_pylist()[0]
    assert met["actor_countries"] == ["NOR", "VRN"]
    assert met["confidence"] == 0.93
    assert met["within"] is None
    assert met["background"] is False


def test_no_event_is_an_empty_table(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "events.parquet"
    assert write_parquet([], path) == 0
    assert parquet.read_table(path).num_rows == 0
