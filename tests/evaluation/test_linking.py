"""Scoring clusters of reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import DataError
from dragoman.evaluation.linking import b_cubed, score_linking
from dragoman.model import Event
from linking.happenings import event


def meeting(id: str, day: str) -> Event:
    return event("Ilka Tamm *met* Oro Besk in Sadova.", by="Ilka Tamm; Oro Besk", day=day, said="that day",
                 place="Sadova", id=id, page=f"page-{id}")  # fmt: skip


APRIL = [meeting("a", "2019-04-02"), meeting("b", "2019-04-02")]
MAY = [meeting("c", "2019-05-02")]


def write(path: Path, *rows: dict[str, Any]) -> Path:
    file = path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(msgspec.to_builtins(row)) for row in rows), encoding="utf-8")
    return file


def test_b_cubed_by_hand() -> None:
    gold = {"a": "x", "b": "x", "c": "y"}
    assert b_cubed(gold, {"a": "1", "b": "1", "c": "1"}) == pytest.approx((5 / 9, 1.0, 5 / 7))
    assert b_cubed(gold, {"a": "1", "b": "2", "c": "3"}) == pytest.approx((1.0, 2 / 3, 0.8))


def test_rows_of_clusters(tmp_path: Path) -> None:
    rows = [{"cluster": "april", "event": one, "published": "2019-04-03"} for one in APRIL]
    scores = score_linking(write(tmp_path, *rows, {"cluster": "may", "event": MAY[0], "published": "2019-05-03"}))
    assert (scores["b3_f1"], scores["mentions"], scores["clusters"], scores["missing"]) == (1.0, 3, 2, 0)


def test_a_cluster_a_line(tmp_path: Path) -> None:
    days = ["2019-04-03", None]
    scores = score_linking(write(tmp_path, {"events": APRIL, "published": days}, {"events": MAY, "published": days}))
    assert (scores["b3_f1"], scores["clusters"]) == (1.0, 2)


def test_pairs_make_up_clusters(tmp_path: Path) -> None:
    pairs = [{"one": APRIL[0], "other": APRIL[1], "same": True}, {"one": APRIL[0], "other": MAY[0], "same": False}]
    scores = score_linking(write(tmp_path, *pairs))
    assert (scores["b3_f1"], scores["mentions"], scores["clusters"]) == (1.0, 3, 2)


def test_misses_are_told(tmp_path: Path) -> None:
    rows = [{"cluster": "one", "event": one} for one in (*APRIL, *MAY)]
    scores = score_linking(write(tmp_path, *rows), errors=5)
    assert scores["b3_recall"] < 1
    assert scores["misses"][0].startswith("one: apart: Ilka Tamm met")


def test_what_cannot_be_scored_says_where(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gold\.jsonl:1: not a cluster or pair"):
        score_linking(write(tmp_path, {"event": APRIL[0]}))
    with pytest.raises(DataError, match="no such file"):
        score_linking(tmp_path / "none.jsonl")
