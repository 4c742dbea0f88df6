"""Fit the judge's weights on the held-out tenth of the training set.

    .venv/bin/python training/fit_judge.py            (after `make train`; prints the table to put into data/judge.toml)

Each held-out sentence is read as the pipeline reads it: the frames that fit the clause of its marked trigger, and the
classifier's probabilities with actors, recipients and trigger marked. A grid over the weights maximises the
log-likelihood of the right act; also prints how often frames, classifier and both are right (macro-F1).
"""

from __future__ import annotations

import argparse
import itertools
import math
from pathlib import Path

from data import ROOT, read_rows, split

from dragoman.coding.classifier import ActClassifier, Prediction
from dragoman.coding.frames import FrameBook, FrameMatch
from dragoman.coding.judge import FLOOR, NONE
from dragoman.coding.marking import Marking
from dragoman.language.clauses import build_clauses
from dragoman.language.parse import Parser

SEED = 20180418
GRID = {
    "classifier": (0.2, 0.4, 0.6, 0.8, 1.0, 1.2),
    "frame": (0.0, 1.0, 2.0, 3.0, 4.0, 5.0),
    "any_frame": (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5),
}

Case = tuple[str, Prediction, list[FrameMatch]]


def cases(rows: list[dict[str, object]]) -> list[Case]:
    """(right act, prediction, frames at the trigger) of each row."""
    parser, frames, classifier = Parser(), FrameBook.load(), ActClassifier.load()
    assert classifier is not None, "train the classifier first: make train"
    found: list[Case] = []
    for row, reading in zip(rows, parser.parse(("", str(r["sentence"]), None) for r in rows), strict=True):
        build_clauses(reading)
        start, end = row["trigger"]  # type: ignore[misc]
        given = [tuple(s) for kind in ("actors", "recipients") for s in row[kind]]  # type: ignore[attr-defined]

        def is_actor(head: int, given: list[tuple[int, ...]] = given, reading=reading) -> bool:  # type: ignore[no-untyped-def]
            return any(a <= reading.tokens[head].start < b for a, b in given)

        at = [
            c
            for c in reading.clauses
            if any(start <= reading.tokens[i].start < end for i in (c.predicate, c.light) if i >= 0)
        ]
        matches = [m for c in at for m in frames.match(reading, c, is_actor=is_actor)]
        spans = [[tuple(s) for s in row[kind]] for kind in ("actors", "recipients")]  # type: ignore[attr-defined]
        (prediction,) = classifier.predict(str(row["sentence"]), [Marking(spans[0], spans[1], (start, end))])
        found.append((str(row["type"]), prediction, matches))
    return found


def probabilities(case: Case, weights: dict[str, float]) -> dict[str, float]:
    """The judge's distribution over acts, as in `Judge.weigh`."""
    _, prediction, matches = case
    best: dict[str, float] = {}
    for match in matches:
        best[match.act] = max(best.get(match.act, 0.0), match.strength)
    scores = {act: weights["classifier"] * math.log(max(p, FLOOR)) for act, p in prediction.acts.items()}
    for act, strength in best.items():
        scores[act] += weights["frame"] * strength
    if best:
        scores[NONE] -= weights["any_frame"]
    total = sum(math.exp(s) for s in scores.values())
    return {act: math.exp(s) / total for act, s in scores.items()}


def macro_f1(gold: list[str], got: list[str]) -> float:
    marks = [
        2 * sum(g == p == c for g, p in zip(gold, got, strict=True)) / (gold.count(c) + got.count(c)) for c in set(gold)
    ]
    return sum(marks) / len(marks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=Path, default=ROOT / "sentences")
    parser.add_argument("--unseen", action="store_true", help="all of SENTENCES is new to the model: another writer's")
    args = parser.parse_args()
    rows = read_rows(args.sentences)
    held = rows if args.unseen else split(rows, 0.1, SEED)[1]
    known = cases([r for r in held if r["trigger"]])
    gold = [c[0] for c in known]
    best: tuple[float, dict[str, float]] = (-1e9, {})
    for values in itertools.product(*GRID.values()):
        weights = dict(zip(GRID, values, strict=True))
        likelihood = sum(math.log(max(probabilities(c, weights)[c[0]], 1e-6)) for c in known)
        best = max(best, (likelihood, weights), key=lambda b: b[0])
    weights = best[1]
    got = [max(p, key=lambda a: p[a]) for p in (probabilities(c, weights) for c in known)]
    alone = [max(c[1].acts, key=lambda a: c[1].acts[a]) for c in known]
    frames = [max(c[2], key=lambda m: m.strength).act if c[2] else NONE for c in known]
    print(
        f"# {len(known)} sentences: frames {macro_f1(gold, frames):.3f}, classifier {macro_f1(gold, alone):.3f}, both {macro_f1(gold, got):.3f}"
    )
    for name, value in weights.items():
        print(f"{name} = {value}")


if __name__ == "__main__":
    main()
