"""Trains the line classifier on generated pages and writes its weights.

    python training/pages/train.py                       # writes src/dragoman/data/intake/lines.npz

Small networks with one hidden layer each, by Adam; numpy alone. Cue features are dropped at random so that the
model does not lean on phrases that the generator and the cue lists share. Everything follows from the seed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))
from generate import pages

from dragoman.intake.classifier import LABELS, probabilities
from dragoman.intake.features import FEATURE_NAMES, line_features

ROOT = Path(__file__).resolve().parents[2]
HIDDEN = 64
BATCH = 1024
NETWORKS = 4
"""Networks from different seeds whose probabilities are averaged: steadier on pages unlike the generated ones."""
RATE = 2e-3
DECAY = 3e-5
CUE_DROP = 0.25
"""Share of lines whose cue features are blanked in a batch."""
FEATURE_DROP = 0.2
"""Share of single features blanked in a batch."""

Floats = NDArray[np.float32]


def examples(count: int, seed: int) -> tuple[Floats, NDArray[np.int64]]:
    """Features and labels of the lines of `count` generated pages."""
    rows, labels = [], []
    for page in pages(count, seed):
        rows.append(line_features([text for _, text in page]))
        labels.extend(LABELS.index(label) for label, _ in page)
    return np.concatenate(rows), np.array(labels)


class Network:
    """One hidden layer of rectifiers, softmax on top."""

    def __init__(self, inputs: int, outputs: int, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.parameters: list[Floats] = [
            self.random.normal(0, (2 / inputs) ** 0.5, (inputs, HIDDEN)).astype(np.float32),
            np.zeros(HIDDEN, np.float32),
            self.random.normal(0, (1 / HIDDEN) ** 0.5, (HIDDEN, outputs)).astype(np.float32),
            np.zeros(outputs, np.float32),
        ]
        self.first = [np.zeros_like(p) for p in self.parameters]
        self.second = [np.zeros_like(p) for p in self.parameters]
        self.steps = 0

    def step(self, x: Floats, y: NDArray[np.int64], weights: Floats, rate: float) -> float:
        """One Adam step on a batch, longer lines weighing more; returns its mean loss."""
        w1, b1, w2, b2 = self.parameters
        hidden = np.maximum(x @ w1 + b1, 0)
        scores = hidden @ w2 + b2
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        rows = np.arange(len(y))
        loss = float(-np.log(chances[rows, y] + 1e-9).mean())
        error = chances
        error[rows, y] -= 1
        error *= weights[:, None] / len(y)
        back = (error @ w2.T) * (hidden > 0)
        gradients = [x.T @ back, back.sum(0), hidden.T @ error, error.sum(0)]
        self.steps += 1
        for p, g, m, v in zip(self.parameters, gradients, self.first, self.second, strict=True):
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            p -= rate * (m / (1 - 0.9**self.steps)) / (np.sqrt(v / (1 - 0.999**self.steps)) + 1e-8)
            if p.ndim == 2:
                p -= rate * DECAY * 50 * p
        return loss


def train(x: Floats, y: NDArray[np.int64], epochs: int, seed: int) -> tuple[Network, Floats, Floats]:
    words = x[:, FEATURE_NAMES.index("words")].astype(np.float64)
    mean, spread = x.mean(0), x.std(0) + 1e-3
    x = np.clip((x - mean) / spread, -6, 6)
    cue_columns = np.array(["cue_" in name or "whole_" in name for name in FEATURE_NAMES])
    blank = ((0 - mean) / spread).astype(np.float32)
    weights = np.sqrt(np.expm1(words * 4) + 1)
    weights = (weights / weights.mean()).astype(np.float32)
    network = Network(x.shape[1], len(LABELS), seed)
    random = network.random
    total = epochs * (len(x) // BATCH)
    for epoch in range(epochs):
        order, losses = random.permutation(len(x)), []
        for start in range(0, len(x) - BATCH + 1, BATCH):
            pick = order[start : start + BATCH]
            batch = x[pick].copy()
            drop = random.random(BATCH) < CUE_DROP
            batch[np.ix_(drop, cue_columns)] = blank[cue_columns]
            gaps = random.random(batch.shape) < FEATURE_DROP
            batch = np.where(gaps, np.float32(0), batch)
            rate = RATE * (1 - network.steps / total) + 1e-5
            losses.append(network.step(batch, y[pick], weights[pick], rate))
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}", flush=True)
    return network, mean, spread


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=7000)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--output", type=Path, default=ROOT / "src/dragoman/data/intake/lines.npz")
    options = parser.parse_args()
    x, y = examples(options.pages, options.seed)
    print(f"{len(x)} lines of {options.pages} pages")
    networks = [train(x, y, options.epochs, options.seed + number) for number in range(NETWORKS)]
    _, mean, spread = networks[0]
    stored = [np.stack(arrays) for arrays in zip(*(network.parameters for network, _, _ in networks), strict=True)]
    w1, b1, w2, b2 = stored
    np.savez_compressed(
        options.output, features=np.array(FEATURE_NAMES), labels=np.array(LABELS), mean=mean.astype(np.float32),
        spread=spread.astype(np.float32), w1=w1.astype(np.float16), b1=b1, w2=w2.astype(np.float16), b2=b2,
    )  # fmt: skip
    held_x, held_y = examples(300, options.seed + 1)
    guess = probabilities(held_x, options.output).argmax(1)
    body = LABELS.index("body")
    print(
        f"unseen pages: {np.mean(guess == held_y):.4f} of labels, {np.mean((guess == body) == (held_y == body)):.4f} of body"
    )
    print(f"wrote {options.output.name}, {options.output.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
