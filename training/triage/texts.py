"""Sentences of this project's own for the triage, and pages put together from them."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "training/pages"))

from material import Writer  # noqa: E402

STYLES = ("world", "local", "business", "sport", "tech", "science", "health", "recipe", "blog", "culture", "essay")
PER_STYLE = 400
"""Sentences that the page writer fills in for each style; its patterns repeat after a while."""


def sentences() -> list[str]:
    """All sentences, each once, in a fixed order: the labelled ones, the page writer's, the examples'."""
    found = dict.fromkeys(_labelled())
    writer = Writer(seed=11)
    for style in STYLES:
        for _ in range(PER_STYLE):
            found.setdefault(writer.sentence(style))
    for _ in range(PER_STYLE):
        found.setdefault(writer.headline())
    for path in [*(ROOT / "examples").glob("*.txt"), *(ROOT / "training/articles/development").glob("*.txt")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if len(line.split()) > 8:
                found.setdefault(line.strip())
    return list(found)


def _labelled() -> Iterator[str]:
    for path in sorted((ROOT / "training/sentences").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["sentence"]


def pages(with_event: list[int], without: list[int], count: int, seed: int) -> Iterator[tuple[list[int], int]]:
    """Pages of 4 to 40 sentences (by number), each with how many of them hold an event: none in half of the pages, one
    or two in most others, for those are the ones that a triage may lose."""
    draw = random.Random(seed)
    for number in range(count):
        length = draw.randint(4, 40)
        events = 0 if number % 2 else min(length, draw.choice((1, 1, 1, 2, 2, 4, length)))
        yield draw.sample(with_event, events) + draw.sample(without, length - events), events
