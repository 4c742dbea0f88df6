"""Short passages with one marked word, and whom it means: precision and coverage of coreference.

`[word]` marks the head; `expected` holds ids joined by ";", or "-" where nobody may be named. Run as a script it
prints the misses: `python tests/actors/passages.py`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors import Resolver
from dragoman.language.reading import Reading
from dragoman.model import Article

PATH = Path(__file__).with_name("passages.tsv")
MARK = re.compile(r"\[(.+?)\]")


@dataclass(frozen=True)
class Passage:
    day: str
    text: str
    start: int
    end: int
    expected: frozenset[str]


@dataclass(frozen=True)
class Score:
    """Precision: of the passages answered, the share that is right; coverage: of those with an answer, the share found."""

    precision: float
    coverage: float
    count: int
    misses: list[str]


def passages() -> list[Passage]:
    with PATH.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        mark = MARK.search(row["text"])
        assert mark is not None, row["text"]
        text = row["text"][: mark.start()] + mark[1] + row["text"][mark.end() :]
        expected = frozenset() if row["expected"] == "-" else frozenset(row["expected"].split(";"))
        found.append(Passage(row["date"], text, mark.start(), mark.start() + len(mark[1]), expected))
    return found


def score(resolver: Resolver, understand: Callable[..., Reading]) -> Score:
    right = answered = asked = 0
    misses = []
    every = passages()
    for passage in every:
        reading = understand(passage.text, passage.day)
        article = Article(id="a", text=passage.text, published=passage.day)
        cast = resolver.resolve(article, reading)
        head = max(t.i for t in reading.tokens if passage.start <= t.start and t.end <= passage.end)
        got = frozenset(a.id for a in cast.actors_at(head))
        asked += bool(passage.expected)
        answered += bool(got)
        right += bool(got) and got == passage.expected
        if got != passage.expected:
            marked = f"{passage.text[: passage.start]}[{passage.text[passage.start : passage.end]}]{passage.text[passage.end :]}"
            misses.append(f"{marked}  wanted {sorted(passage.expected)}, got {sorted(got)}")
    return Score(right / answered, right / asked, len(every), misses)


if __name__ == "__main__":
    from dragoman.language.clauses import build_clauses
    from dragoman.language.parse import Parser
    from dragoman.language.speech import find_statements
    from dragoman.world import World

    parser = Parser()

    def read(text: str, day: str) -> Reading:
        reading = next(parser.parse([("", text, day)]))
        build_clauses(reading)
        reading.statements = find_statements(reading)
        return reading

    result = score(Resolver(World.load()), read)
    for miss in result.misses:
        print(miss)
    print(f"precision {result.precision:.3f} coverage {result.coverage:.3f} of {result.count}")
