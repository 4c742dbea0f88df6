"""Articles for benchmarks, put together from the project's own training sentences: all relevant, none like another.

Each has a headline, a dateline and about 400 words in paragraphs of two sentences. The sentences of an act's own words
run out after some 200 articles and come again then, among others and in another order.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = 400
PLACES = ("GENEVA", "CAIRO", "LIMA", "DELHI", "OSLO", "NAIROBI", "AMMAN", "QUITO", "HANOI", "VIENNA")


def articles(count: int, seed: int = 1) -> Iterator[str]:
    """So many pages of plain text; the same for the same seed."""
    draw = random.Random(seed)
    headlines, sentences = _rows()
    queue: list[str] = []
    for number in range(count):
        if number % len(headlines) == 0:
            draw.shuffle(headlines)
        place, day = draw.choice(PLACES), f"March {draw.randint(1, 28)}"
        paragraphs: list[str] = []
        words = 0
        while words < WORDS:
            if len(queue) < 2:
                queue = draw.sample(sentences, len(sentences))
            pair = f"{queue.pop()} {queue.pop()}"
            paragraphs.append(pair)
            words += len(pair.split())
        paragraphs[0] = f"{place}, {day} (No. {number + 1}) - {paragraphs[0]}"
        yield "\n\n".join([headlines[number % len(headlines)], *paragraphs]) + "\n"


def _rows() -> tuple[list[str], list[str]]:
    """Headlines and sentences that tell of an act."""
    headlines: list[str] = []
    sentences: list[str] = []
    for path in sorted((ROOT / "training/sentences").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["type"] != "NONE":
                (headlines if path.stem == "headlines" else sentences).append(row["sentence"])
    return headlines, sentences
