"""The accuracy table of the README: every task on the gold beside the checkout and on the project's own data.

    python benchmarks/accuracy.py [--gold ../shared/gold]

What is not there is left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dragoman.evaluation.actors import score_actors
from dragoman.evaluation.articles import score_articles
from dragoman.evaluation.attributions import score_attributions
from dragoman.evaluation.pages import score_pages
from dragoman.evaluation.sentences import score_sentences
from dragoman.evaluation.times import score_times

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared/gold")
    gold: Path = parser.parse_args().gold
    tasks = (
        ("pages", score_pages, gold / "pages"),
        ("attributions", score_attributions, gold / "polnear"),
        ("times", score_times, gold / "timeml"),
        ("sentences", score_sentences, gold / "plover-sentences.tsv"),
        ("articles", score_articles, gold / "articles"),
        ("articles, own development set", score_articles, ROOT / "training/articles/development"),
        ("articles, own held-out set", score_articles, ROOT / "training/articles/held-out"),
        ("articles, own blind set", score_articles, ROOT / "training/articles/blind"),
        ("articles, own later set", score_articles, ROOT / "training/articles/later"),
        ("actors, own development set", score_actors, ROOT / "tests/actors/mentions.tsv"),
    )
    print("| task | figures |\n|---|---|")
    for name, score, path in tasks:
        if path.exists():
            print(f"| {name} | {', '.join(_figures(score(path)))} |", flush=True)


def _figures(result: dict[str, Any], prefix: str = "") -> list[str]:
    found = []
    for key, value in result.items():
        label = f"{prefix}{key}".replace("_", " ")
        if isinstance(value, dict):
            found += _figures(value, f"{label} ")
        elif isinstance(value, float):
            found.append(f"{label} {value:.3f}")
        elif isinstance(value, int):
            found.append(f"{label} {value}")
    return found


if __name__ == "__main__":
    main()
