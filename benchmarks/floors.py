"""Raise the floors in evaluation/floors.json to just under what the program scores now; none is ever lowered.

    python benchmarks/floors.py

A floor is the figure less MARGIN, cut to two places. Sets that are not beside the checkout keep their floors.
"""

from __future__ import annotations

import json
import math
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "src/dragoman/evaluation/floors.json"
MARGIN, SMALL_MARGIN = 0.01, 0.03
"""Below the noise of another processor's rounding; of the coded articles one event more or less is a hundredth."""


def figure_of(result: dict[str, Any], name: str) -> float:
    """A figure by its dotted name."""
    value: Any = result
    for part in name.split("."):
        value = value[part]
    return float(value)


def main() -> None:
    entries = json.loads(FLOORS.read_text(encoding="utf-8"))
    for name, entry in entries.items():
        path = ROOT / entry["path"]
        if not path.exists():
            print(f"{name}: {entry['path']} is not there, floors kept")
            continue
        score = getattr(import_module(f"dragoman.evaluation.{entry['task']}"), f"score_{entry['task']}")
        result = score(path)
        for figure, floor in entry["floors"].items():
            value = figure_of(result, figure)
            entry["floors"][figure] = max(
                floor, math.floor((value - (SMALL_MARGIN if entry["task"] == "articles" else MARGIN)) * 100) / 100
            )
            print(f"{name}: {figure} {value:.3f}, floor {entry['floors'][figure]}", flush=True)
    FLOORS.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
