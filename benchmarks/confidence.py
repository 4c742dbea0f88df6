"""What `confidence` is worth: how often events of each confidence are right, and what `--min-confidence` buys.

    python benchmarks/confidence.py [FOLDER]

FOLDER holds coded articles (default: the held-out ones, else those for development). Right is an event whose act,
actors, recipients and status are all those that the coder recorded.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from dragoman.evaluation.matching import all_right, pair
from dragoman.intake import Page
from dragoman.pipeline import Reader

ROOT = Path(__file__).resolve().parents[1]
HELD_OUT, DEVELOPMENT = ROOT / "training/articles/held-out", ROOT / "training/articles/development"
THRESHOLDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
BINS = 10


def judged(folder: Path) -> Iterator[tuple[float, bool, bool]]:
    """(confidence, whether a coder recorded it at all, whether all of it is right) of each event in the foreground."""
    reader = Reader()
    for name in sorted(folder.glob("[0-9]*.json")):
        gold = json.loads(name.read_text(encoding="utf-8"))
        page = Page(origin=name.stem, data=name.with_suffix(".txt").read_bytes(), url=None, content_type=None)
        events = msgspec.to_builtins(reader.read(page, published=gold["published"]))["events"]
        matched = {j: gold["events"][i] for i, j in pair(gold["events"], events).items()}
        for j, event in enumerate(events):
            if not event["background"]:
                yield event["confidence"], j in matched, j in matched and all_right(matched[j], event)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=HELD_OUT if HELD_OUT.is_dir() else DEVELOPMENT)
    rows = np.array(list(judged(parser.parse_args().folder)), dtype=float)
    confidence, recorded, right = rows.T
    bins = np.array_split(np.argsort(confidence), BINS)
    error = sum(abs(confidence[b].mean() - right[b].mean()) * len(b) for b in bins) / len(rows)
    print(f"{len(rows)} events, expected calibration error {error:.3f}\n")
    print("| confidence, mean of a tenth | right |\n|---:|---:|")
    for chosen in bins:
        print(f"| {confidence[chosen].mean():.2f} | {right[chosen].mean():.2f} |")
    print("\n| --min-confidence | events kept | recorded by the coder | right in all |\n|---:|---:|---:|---:|")
    for least in THRESHOLDS:
        kept = confidence >= least
        if kept.any():
            print(f"| {least:.1f} | {kept.mean():.0%} | {recorded[kept].mean():.2f} | {right[kept].mean():.2f} |")


if __name__ == "__main__":
    main()
