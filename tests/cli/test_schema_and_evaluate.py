"""`dragoman schema` and `dragoman evaluate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dragoman.cli import evaluate


def test_the_schema_of_a_kind(dragoman: Any) -> None:
    schema = json.loads(dragoman("schema", "event").out)
    event = schema["$defs"]["Event"]
    assert event["properties"]["kind"] == {"enum": ["event"]}
    assert "trigger" in event["required"]


def test_the_schema_of_the_record_is_the_usual_one(dragoman: Any) -> None:
    assert json.loads(dragoman("schema").out)["$ref"] == "#/$defs/Record"


def test_schemas_accept_what_is_written(dragoman: Any, asked: dict[str, Any]) -> None:
    """Every field that leaves the house is one that the schema knows."""
    rows = [json.loads(line) for line in dragoman("read", "river.txt", "--format", "jsonl").out.splitlines()]
    assert {"article", "event", "quotation", "position"} <= {row["kind"] for row in rows}
    for row in rows:
        schema = json.loads(dragoman("schema", row["kind"]).out)
        known = schema["$defs"][row["kind"].capitalize()]
        assert set(row) <= set(known["properties"])
        assert set(known["required"]) <= set(row)


@pytest.fixture
def task(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A made-up task called `colours`."""
    module = ModuleType("dragoman.evaluation.colours")

    def score_colours(path: Path, errors: int = 0) -> dict[str, Any]:
        return {"n": 3, "by_hue": {"f1": 0.25}, "errors": [f"{path.name}: red for green"][:errors]}

    module.score_colours = score_colours  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(evaluate, "tasks", lambda: ["colours"])
    gold = tmp_path / "gold.tsv"
    gold.write_text("")
    return gold


def test_figures_and_time_are_shown(dragoman: Any, task: Path) -> None:
    lines = dragoman("evaluate", "colours", task, "--errors", "5").out.splitlines()
    assert [line.split() for line in lines[:2]] == [["n", "3"], ["by_hue.f1", "0.2500"]]
    assert lines[2].startswith("seconds ")
    assert lines[3] == "  gold.tsv: red for green"


def test_figures_as_json(dragoman: Any, task: Path) -> None:
    result = json.loads(dragoman("evaluate", "colours", task, "--format", "json").out)
    assert result["by_hue"] == {"f1": 0.25}
    assert result["seconds"] >= 0


def test_a_task_is_a_module_with_a_scorer() -> None:
    assert evaluate.tasks() == sorted(evaluate.tasks())
    assert all(name.isidentifier() for name in evaluate.tasks())
