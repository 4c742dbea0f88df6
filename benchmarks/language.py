"""What reading costs beyond the parse: repairs, times, clauses and speech beside a bare spaCy parse, by processor time.

    python benchmarks/language.py [FOLDER] [--format json]

FOLDER holds texts (default: the project's own coded articles). Each stage is timed twice and the lesser counts.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from dragoman.language import parse
from dragoman.language.clauses import build_clauses
from dragoman.language.reading import Reading
from dragoman.language.repairs import repair_trees
from dragoman.language.speech import find_statements
from dragoman.language.times import find_times

ROOT = Path(__file__).resolve().parents[1]
DAY = "2015-05-05"
WARM = 6
"""Articles read before anything is timed, so that tables and patterns are loaded."""
STAGES = ("repairs", "times", "clauses", "speech")


def stages(readings: list[Reading]) -> dict[str, float]:
    """Processor seconds of each stage."""
    seconds = {}
    for name in STAGES:
        started = time.process_time()
        for reading in readings:
            if name == "repairs":
                repair_trees(reading)
            elif name == "times":
                reading.times = find_times(reading)
            elif name == "clauses":
                build_clauses(reading)
            else:
                reading.statements = find_statements(reading)
        seconds[name] = time.process_time() - started
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "training/articles/development")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(args.folder.glob("*.txt"))]
    pipeline = parse.Parser()
    parse.repair_trees = lambda reading: None  # type: ignore[attr-defined]  # timed by themselves
    items = [("", text, DAY) for text in texts]
    stages(list(pipeline.parse(items[:WARM])))
    rounds = [stages(list(pipeline.parse(items))) for _ in range(2)]
    best = {name: min(r[name] for r in rounds) for name in STAGES}
    started = time.process_time()
    words = sum(len(doc) for doc in pipeline.nlp.pipe(texts))
    bare = time.process_time() - started
    result = {
        "articles": len(texts),
        "words": words,
        "seconds_of_bare_parse": round(bare, 2),
        **{f"seconds_of_{name}": round(best[name], 3) for name in STAGES},
        "ratio_to_parse": round(sum(best.values()) / bare, 3),
        "articles_per_second_of_times": round(len(texts) / best["times"], 1),
    }
    if args.format == "json":
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name.replace('_', ' '):30} {value}")


if __name__ == "__main__":
    main()
