"""`dragoman.open`: a store asked by keywords, and the frames that it gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.api import Desk
from dragoman.errors import StoreError, UsageError
from stores import CHAD, MALI, event, keep


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    keep(tmp_path / "desk.db", [event("e1"), event("e2", actors=(CHAD, MALI), status="ongoing")]).close()
    with dragoman.open(tmp_path / "desk.db") as opened:
        yield opened


def test_events_are_an_iterator_with_conditions(desk: Desk) -> None:
    found = desk.events(dyad=("TCD", "NER"), since="2018-04")
    assert next(found).id == "e1"
    assert list(found) == []
    assert [event.id for event in desk.events(status="ongoing", country=("MLI",))] == ["e2"]


def test_one_question_gives_any_frame(desk: Desk) -> None:
    found = desk.events()
    assert [row["id"] for row in found.to_arrow().to_pylist()] == ["e1", "e2"]
    pandas_frame, polars_frame = found.to_pandas(), found.to_polars()
    assert list(pandas_frame["actor_countries"].iloc[1]) == ["TCD", "MLI"]
    assert str(pandas_frame["date_start"].dtype).startswith("datetime64")
    assert polars_frame["date_start"].to_list() == [date(2018, 4, 20)] * 2
    assert polars_frame["background"].to_list() == [False, False]


def test_no_event_is_an_empty_frame_with_columns(desk: Desk) -> None:
    frame = desk.events(type="AID").to_pandas()
    assert len(frame) == 0
    assert "actor_parties" in frame.columns


def test_events_come_with_what_is_known_of_their_page(desk: Desk) -> None:
    assert [source.publisher for _, source in desk.events().with_sources()] == ["example.org"] * 2


def test_a_wrong_day_and_a_missing_store_are_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a day"):
        list(desk.events(since="April"))
    with pytest.raises(StoreError, match="no store at"):
        dragoman.open(tmp_path / "nowhere.db")


def test_an_iterator_that_is_left_half_way_does_no_harm(tmp_path: Path) -> None:
    keep(tmp_path / "half.db", [event("e1"), event("e2", actors=(CHAD, MALI))]).close()
    with dragoman.open(tmp_path / "half.db") as opened:
        events = opened.events()
        next(events)
    del events
