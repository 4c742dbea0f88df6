"""Fit the weights of `coding/confidence.py` on the coded articles whose errors nobody reads: on others it would be too sure.

    .venv/bin/python training/fit_confidence.py [FOLDER …]

Reads each article, pairs its events with the coded ones as the scorer does, and fits by logistic regression (ridge)
whether an event is right in act, actors, recipients and status. Prints the table for data/judge.toml, how well it is
calibrated (expected calibration error over ten bins, each article judged by weights fitted on the others), and how
precise the more confident half is.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dragoman.coding import coder as coding
from dragoman.coding.confidence import FEATURES, features_of
from dragoman.evaluation.matching import all_right, pair
from dragoman.intake import Page
from dragoman.pipeline import Reader

ROOT = Path(__file__).resolve().parent
RIDGE = 8.0
STEPS = 200
BINS = 10


def examples(folders: list[Path]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(features, right or not, number of the article) of every event that is not background."""
    seen: list[dict[str, float]] = []

    def record(candidate: Any, status: str) -> float:
        seen.append(features_of(candidate, status))
        return 0.5

    coding.confidence_of = record  # type: ignore[assignment]
    reader = Reader()
    rows, right, articles = [], [], []
    names = [name for folder in folders for name in sorted(folder.glob("[0-9]*.json"))]
    for number, name in enumerate(names):
        gold = json.loads(name.read_text(encoding="utf-8"))
        page = Page(origin=name.stem, data=name.with_suffix(".txt").read_bytes(), url=None, content_type=None)
        seen.clear()
        events = msgspec.to_builtins(reader.read(page, published=gold["published"]))["events"]
        assert len(events) == len(seen)
        matched = {j: i for i, j in pair(gold["events"], events).items()}
        for j, (event, features) in enumerate(zip(events, seen, strict=True)):
            if event["background"]:
                continue
            rows.append([features[name] for name in FEATURES])
            right.append(float(j in matched and all_right(gold["events"][matched[j]], event)))
            articles.append(number)
    return np.array(rows), np.array(right), np.array(articles)


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method; the constant is not shrunk."""
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[0] = 1e-3
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - p) - ridge * weights
        hessian = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def calibration_error(p: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error over bins of equal size."""
    order = np.argsort(p)
    return float(sum(abs(p[b].mean() - right[b].mean()) * len(b) for b in np.array_split(order, BINS)) / len(p))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    rows, right, articles = examples(parser.parse_args().folders or [ROOT / "articles/calibration"])
    p = np.zeros(len(right))
    for number in set(articles.tolist()):
        out = articles == number
        p[out] = 1 / (1 + np.exp(-rows[out] @ fit(rows[~out], right[~out])))
    half = p >= np.median(p)
    print(
        f"# {len(right)} events, {right.mean():.3f} right; calibration error {calibration_error(p, right):.3f}; the more "
        f"confident half {right[half].mean():.3f} right, the other {right[~half].mean():.3f}"
    )
    print("[confidence]")
    for name, weight in zip(FEATURES, fit(rows, right), strict=True):
        print(f"{name} = {weight:.3f}")


if __name__ == "__main__":
    main()
