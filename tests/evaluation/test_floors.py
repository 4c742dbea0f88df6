"""A gate: no figure may fall below its floor in `evaluation/floors.json`. Floors are raised, never lowered.

A floor lies a little under the figure that was measured, so that noise does not trip it. Gold that is not beside the
checkout is skipped.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, dict[str, Any]] = json.loads(
    files("dragoman.evaluation").joinpath("floors.json").read_text(encoding="utf-8")
)


@cache
def figures(name: str) -> dict[str, float]:
    """What the program scores on a set, with nested figures joined by dots; skips what is not there."""
    task, path = FLOORS[name]["task"], ROOT / FLOORS[name]["path"]
    if not path.exists():
        pytest.skip(f"{FLOORS[name]['path']} is not beside the checkout")
    result = getattr(import_module(f"dragoman.evaluation.{task}"), f"score_{task}")(path)
    return dict(flat(result))


def flat(result: dict[str, Any], before: str = "") -> list[tuple[str, float]]:
    found: list[tuple[str, float]] = []
    for key, value in result.items():
        if isinstance(value, dict):
            found += flat(value, f"{before}{key}.")
        elif isinstance(value, int | float):
            found.append((f"{before}{key}", value))
    return found


@pytest.mark.parametrize(
    ("name", "figure", "floor"),
    [(name, figure, floor) for name, entry in FLOORS.items() for figure, floor in entry["floors"].items()],
)
def test_no_figure_falls_below_its_floor(name: str, figure: str, floor: float) -> None:
    assert figures(name)[figure] >= floor, f"{name}: {figure} is {figures(name)[figure]}, the floor is {floor}"
