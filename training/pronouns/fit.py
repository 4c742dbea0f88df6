"""Learn whom pronouns mean from those of coded articles that were labelled by hand, and write the weights.

    python training/pronouns/fit.py [--check]

`--check` learns on half of the articles and prints how the other half comes out; without it, all are learnt from and
`src/dragoman/data/actors/antecedents.toml` is written.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from sheet import offsets

from dragoman.actors.antecedents import Antecedents, Choice, Pronoun
from dragoman.intake import Page, read_page
from dragoman.pipeline import Reader

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src/dragoman/data/actors/antecedents.toml"
HEADER = "# Weights of `actors/antecedents.py`, learnt by `training/pronouns/fit.py`: what speaks for a candidate, and against.\n"
PENALTY, STEPS, RATE = 0.02, 600, 0.05
SMALLEST = 0.05
"""Weights nearer to 0 are left out of the file."""

Labels = dict[str, dict[int, str]]


@dataclass
class Case:
    """A pronoun with its choices and which of them are right."""

    article: str
    pronoun: Pronoun
    choices: list[Choice]
    right: list[bool]
    shares: list[float]


def read_labels() -> Labels:
    labels: Labels = defaultdict(dict)
    for row in csv.DictReader((HERE / "labels.tsv").open(encoding="utf-8"), delimiter="\t"):
        labels[row["article"]][int(row["at"])] = row["means"]
    return labels


def cases(labels: Labels, *, forced: bool) -> Iterator[Case]:
    """The labelled pronouns of all articles; `forced` lets earlier pronouns mean what the label says."""
    reader = Reader()
    for name, wanted in sorted(labels.items()):
        path = next(HERE.parent.glob(f"articles/*/{name}.txt"))
        published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
        page = Page(origin=path.name, data=path.read_bytes(), url=None, content_type=None)
        article = read_page(page, published=published)
        reading = reader.understand(next(iter(reader.parser.parse([(article.title or "", article.text, published)]))))
        at = offsets(reading, path.read_text(encoding="utf-8"))
        found: dict[int, Case] = {}
        tokens = {where: i for i, where in at.items()}
        rank = Antecedents.rank

        def ranked(
            self: Antecedents, pronoun: Pronoun, choices: list[Choice],
            name: str = name, wanted: dict[int, str] = wanted, at: dict[int, int] = at,
            tokens: dict[int, int] = tokens, found: dict[int, Case] = found,
            rank: Callable[..., list[float]] = rank,
        ) -> list[float]:  # fmt: skip
            shares = rank(self, pronoun, choices)
            means = wanted.get(at.get(pronoun.token.i, -1), "?")
            if means == "?":
                return shares
            heads = [tokens[int(part)] for part in means.split() if part != "-" and int(part) in tokens]
            right = which(self, choices, heads)
            found.setdefault(pronoun.token.i, Case(name, pronoun, choices, right, shares))
            return [float(r) / sum(right) for r in right] if forced and any(right) else shares

        with patch.object(Antecedents, "rank", ranked):
            reader.resolver.resolve(article, reading)
        yield from found.values()


def which(antecedents: Antecedents, choices: list[Choice], heads: list[int]) -> list[bool]:
    """Which choices are what the label says; nobody where those labelled mean no actor to the program."""
    mentions = [m for h in heads if (m := antecedents.discourse.at(h)) is not None]
    ids = frozenset(s.id for m in mentions for s in m.sketches)
    if not ids:
        return [not c.mentions for c in choices]
    return [bool(c.mentions) and (c.ids == ids or {m.token for m in c.mentions} == set(heads)) for c in choices]


def learn(examples: list[Case]) -> dict[str, float]:
    """Weights by Adam on the log-likelihood of the right choices."""
    examples = [e for e in examples if any(e.right)]
    names: dict[str, int] = {}
    rows, cols, owner, right = [], [], [], []
    for k, case in enumerate(examples):
        for choice, good in zip(case.choices, case.right, strict=True):
            row = len(owner)
            owner.append(k)
            right.append(good)
            for feature in choice.features:
                for name in (feature, f"{case.pronoun.sort} {feature}"):
                    rows.append(row)
                    cols.append(names.setdefault(name, len(names)))
    r, c, o, good = np.array(rows), np.array(cols), np.array(owner), np.array(right, dtype=float)
    weights, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = np.bincount(r, weights[c], len(o))
        parts = np.exp(scores - scores.max())
        all_ = parts / np.bincount(o, parts)[o]
        those = parts * good
        among = those / np.maximum(np.bincount(o, those)[o], 1e-300)
        slope = np.bincount(c, (all_ - among)[r], len(names)) / len(examples) + PENALTY / 10 * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(weights[i]), 2) for n, i in names.items() if abs(weights[i]) >= SMALLEST}


def outcome(case: Case, weights: dict[str, float], likely: float = 0.5) -> str:
    """`right`, `wrong`, `missed` (nobody said, somebody meant), `quiet` (rightly nobody) or `extra`."""

    def total(choice: Choice) -> float:
        return sum(weights.get(f, 0.0) + weights.get(f"{case.pronoun.sort} {f}", 0.0) for f in choice.features)

    scores = np.array([total(c) for c in case.choices])
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    together: dict[frozenset[str], float] = {}
    for choice, share in zip(case.choices, shares, strict=True):
        together[choice.ids] = together.get(choice.ids, 0.0) + float(share)
    best = max(together, key=lambda ids: together[ids])
    somebody = any(r and c.mentions for r, c in zip(case.right, case.choices, strict=True)) or not any(case.right)
    if not best or together[best] < likely:
        return "missed" if somebody else "quiet"
    if not somebody:
        return "extra"
    return "right" if any(r and c.ids == best for r, c in zip(case.right, case.choices, strict=True)) else "wrong"


def table(examples: list[Case], weights: dict[str, float]) -> None:
    for sort in ("person", "it", "they"):
        counts = Counter(outcome(e, weights) for e in examples if e.pronoun.sort == sort)
        print(f"{sort:7}", dict(counts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    found = list(cases(read_labels(), forced=True))
    if args.check:
        for odd in (0, 1):
            weights = learn([e for e in found if int(e.article) % 2 != odd])
            table([e for e in found if int(e.article) % 2 == odd], weights)
        return
    weights = learn(found)
    lines = [f'"{name}" = {value}' for name, value in sorted(weights.items())]
    TARGET.write_text(HEADER + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    table(found, weights)


if __name__ == "__main__":
    main()
