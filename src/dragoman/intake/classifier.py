"""Labels the lines of a page: body, title, byline, date, caption, tags, rights, navigation, related, ad …

A small network (numpy, one hidden layer) gives each line a probability for each label from the features of the line
and of the lines around it. A Viterbi pass over the page then picks the body, since an article is a few long runs of
lines and not a scatter of single ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DataError
from dragoman.intake.features import FEATURE_NAMES, line_features

__all__ = ["LABELS", "body_lines", "label_probabilities"]

LABELS = (
    "body", "title", "standfirst", "byline", "date", "caption", "tags", "rights", "navigation", "related", "ad",
    "widget", "share", "newsletter", "cookie", "comment", "author", "paywall", "credit",
)  # fmt: skip

BODY = 0
ENTER = 2.0
"""Cost, in nats, of a change from furniture to body or back: the body is found in runs."""
BODY_BIAS = 0.8
"""Added to the log-odds of body."""

Floats = NDArray[np.float32]


class _Model:
    def __init__(self) -> None:
        source = files("dragoman.data").joinpath("intake/lines.npz")
        with source.open("rb") as stream, np.load(stream) as stored:
            if tuple(stored["features"]) != FEATURE_NAMES or tuple(stored["labels"]) != LABELS:
                raise DataError("made for other features; run training/pages/train.py", path="data/intake/lines.npz")
            self.mean, self.scale = stored["mean"], 1 / stored["spread"]
            self.w1, self.b1 = stored["w1"].astype(np.float32), stored["b1"]
            self.w2, self.b2 = stored["w2"].astype(np.float32), stored["b2"]

    def probabilities(self, features: Floats) -> Floats:
        standard = np.clip((features - self.mean) * self.scale, -6, 6)
        scores = np.maximum(standard @ self.w1 + self.b1, 0) @ self.w2 + self.b2
        scores -= scores.max(axis=1, keepdims=True)
        chances: Floats = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        return chances


@lru_cache(maxsize=1)
def _model() -> _Model:
    return _Model()


def label_probabilities(lines: Sequence[str]) -> Floats:
    """Probability of each of `LABELS` for each line: (lines, labels). Lines are stripped and not empty."""
    return _model().probabilities(line_features(lines))


def body_lines(chance: Floats, evidence: NDArray[np.float64]) -> list[bool]:
    """Which lines are body: the likeliest course of body and furniture, a change of state costing `ENTER`.

    Args:
        chance: The network's probability of body for each line.
        evidence: Log-odds of body that something else has to add; zeros where nothing has.
    """
    likely = np.clip(chance.astype(np.float64), 1e-4, 1 - 1e-4)
    odds = np.log(likely) - np.log(1 - likely) + BODY_BIAS + evidence
    out_score, in_score = 0.0, -ENTER
    came: list[tuple[bool, bool]] = []  # for each line: was the line before it body, if this one is out / in
    for gain in odds.tolist():
        from_in = in_score - ENTER > out_score
        stay_in = in_score >= out_score - ENTER
        out_score, in_score = (
            (in_score - ENTER if from_in else out_score),
            (in_score if stay_in else out_score - ENTER) + gain,
        )
        came.append((from_in, stay_in))
    state = in_score - ENTER > out_score
    states = [False] * len(came)
    for row in range(len(came) - 1, -1, -1):
        states[row] = state
        state = came[row][1] if state else came[row][0]
    return states
