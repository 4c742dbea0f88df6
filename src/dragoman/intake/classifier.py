"""Labels the lines of a page: body, title, byline, date, caption, tags, rights, navigation, related, ad …

Small networks (numpy, one hidden layer each) give each line a probability for each label from the features of the line
and of the lines around it. A Viterbi pass over the page then picks the body, since an article is a few long runs of
lines and not a scatter of single ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DataError
from dragoman.intake.features import FEATURE_NAMES, line_features

__all__ = ["LABELS", "body_lines", "label_probabilities", "probabilities"]

LABELS = (
    "body", "title", "standfirst", "byline", "date", "caption", "tags", "rights", "navigation", "related", "ad",
    "widget", "share", "newsletter", "cookie", "comment", "author", "paywall", "credit",
)  # fmt: skip

BODY = 0
EDGE = 1.6
"""Cost, in nats, of each end of the article and of each interruption: the body is found in runs."""
GAP = 0.6
"""Cost of each line of an interruption: an article is one stretch, and what stands far below it is another's."""
BODY_BIAS = 1.2
"""Added to the log-odds of body: a paragraph lost is worse than a line too many."""

Floats = NDArray[np.float32]


class _Model:
    """Networks of the same shape, one after the other; their probabilities are averaged."""

    def __init__(self, path: Path | None = None) -> None:
        source = path or files("dragoman.data").joinpath("intake/lines.npz")
        with source.open("rb") as stream, np.load(stream) as stored:
            if tuple(stored["features"]) != FEATURE_NAMES or tuple(stored["labels"]) != LABELS:
                raise DataError("made for other features; run training/pages/train.py", path="data/intake/lines.npz")
            self.mean, self.scale = stored["mean"], 1 / stored["spread"]
            self.layers = [
                tuple(stored[name][number].astype(np.float32) for name in ("w1", "b1", "w2", "b2"))
                for number in range(len(stored["w1"]))
            ]

    def probabilities(self, features: Floats) -> Floats:
        standard = np.clip((features - self.mean) * self.scale, -6, 6)
        total = np.zeros((len(features), len(LABELS)), dtype=np.float32)
        for w1, b1, w2, b2 in self.layers:
            scores = np.maximum(standard @ w1 + b1, 0) @ w2 + b2
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            total += scores / scores.sum(axis=1, keepdims=True)
        return total / np.float32(len(self.layers))


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()


def probabilities(features: Floats, path: Path) -> Floats:
    """Probability of each of `LABELS` for rows of `line_features`, by the networks stored at `path`. For training."""
    return _Model(path).probabilities(features)


def label_probabilities(lines: Sequence[str]) -> Floats:
    """Probability of each of `LABELS` for each line: (lines, labels). Lines are stripped and not empty."""
    return _model().probabilities(line_features(lines))


def body_lines(chance: Floats, evidence: NDArray[np.float64]) -> list[bool]:
    """Which lines are body: the likeliest way through the page, by Viterbi's algorithm.

    A page is what stands before the article, the article with interruptions, and what stands after it; only the
    article's own lines are body.

    Args:
        chance: The networks' probability of body for each line.
        evidence: Log-odds of body that something else has to add; zeros where nothing has.
    """
    likely = np.clip(chance.astype(np.float64), 1e-4, 1 - 1e-4)
    odds = np.log(likely) - np.log(1 - likely) + BODY_BIAS + evidence
    before, inside, gap, after = 0.0, -np.inf, -np.inf, -np.inf
    came: list[tuple[int, int, int]] = []  # where inside, gap and after came from, for each line
    for gain in odds.tolist():
        to_inside = max((before - EDGE, BEFORE), (inside, INSIDE), (gap, GAPPED))
        to_gap = max((inside - EDGE, INSIDE), (gap, GAPPED))
        to_after = max((inside - EDGE, INSIDE), (after, AFTER))
        inside, gap, after = to_inside[0] + gain, to_gap[0] - GAP, to_after[0]
        came.append((to_inside[1], to_gap[1], to_after[1]))
    state = max((before, BEFORE), (inside - EDGE, INSIDE), (after, AFTER))[1]
    states = [False] * len(came)
    for row in range(len(came) - 1, -1, -1):
        states[row] = state == INSIDE
        if state != BEFORE:
            state = came[row][state - 1]
    return states


BEFORE, INSIDE, GAPPED, AFTER = range(4)
