"""What frames, the classifier and both know of news sentences with the actors given: macro-F1 with bootstrap intervals,
and which roots are taken for which.

    python benchmarks/ablation.py [SENTENCES.tsv] [--samples 1000]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.coding.judge import Judge
from dragoman.evaluation.sentences import given_roots, macro_f1
from dragoman.pipeline import Reader

ROOT = Path(__file__).resolve().parents[1]
SEED = 20180418


def variants() -> Iterator[tuple[str, Reader]]:
    """Readers whose judge hears frames alone, the classifier alone, and both."""
    frames = Reader()
    frames.coder.judge = Judge(None)
    yield "frames alone", frames
    classifier = Reader()
    classifier.coder.judge.weights |= {"frame": 0.0, "any_frame": 0.0}
    yield "classifier alone", classifier
    yield "both", Reader()


def interval(gold: list[str], got: list[str], samples: int) -> tuple[float, float]:
    """The middle 95 % of macro-F1 over samples of the rows, drawn with replacement."""
    generator = random.Random(SEED)
    marks = []
    for _ in range(samples):
        drawn = generator.choices(range(len(gold)), k=len(gold))
        marks.append(macro_f1([gold[i] for i in drawn], [got[i] for i in drawn]))
    marks.sort()
    return marks[int(0.025 * samples)], marks[int(0.975 * samples)]


def confusions(gold: list[str], got: list[str]) -> Iterator[str]:
    """A row for each root: rows, F1, and what it is taken for, most often first."""
    pairs, wanted, found = Counter(zip(gold, got, strict=True)), Counter(gold), Counter(got)
    yield "| root | rows | F1 | taken for |"
    yield "|---|---:|---:|---|"
    for root in sorted(wanted):
        wrong = [(n, b) for (a, b), n in pairs.items() if a == root != b]
        told = ", ".join(f"{b} {n}" for n, b in sorted(wrong, key=lambda w: (-w[0], w[1]))[:4])
        yield f"| {root} | {wanted[root]} | {2 * pairs[root, root] / (wanted[root] + found[root]):.2f} | {told} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=Path, default=ROOT.parent / "shared/gold/plover-sentences.tsv")
    parser.add_argument("--samples", type=int, default=1000)
    args = parser.parse_args()
    print("| told who acts on whom | roots, macro-F1 | 95 % |")
    print("|---|---:|---|")
    for name, reader in variants():
        gold, got = given_roots(args.path, reader)
        low, high = interval(gold, got, args.samples)
        print(f"| {name} | {macro_f1(gold, got):.3f} | {low:.3f} to {high:.3f} |", flush=True)
    print()
    print(*confusions(gold, got), sep="\n")


if __name__ == "__main__":
    main()
