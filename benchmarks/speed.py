"""How long reading takes: one page cold, further pages, and the whole program beside a bare spaCy parse.

    python benchmarks/speed.py [FOLDER] [--format json]

FOLDER holds text pages (default: the project's own examples and coded articles, read several times under different
last lines so that none is the same). One process; the parse of the same texts is timed in the same run.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from throughput import BareParse

ROOT = Path(__file__).resolve().parents[1]
COPIES = 3


def texts_of(folder: Path | None) -> list[str]:
    """The page texts to read."""
    if folder is not None:
        return [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    paths = [*(ROOT / "examples").glob("*.txt"), *(ROOT / "training/articles/development").glob("*.txt")]
    pages = [p.read_text(encoding="utf-8") for p in sorted(paths)]
    return [f"{page}\n\nThis is edition number {n} of the page." for n in range(COPIES) for page in pages]


def cold() -> float:
    """Seconds of `dragoman read` on one page in a new process (the second run: caches are warm)."""
    command = [sys.executable, "-m", "dragoman.cli.main", "read", str(ROOT / "examples/river-talks-page.txt")]
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    from dragoman.intake import Page
    from dragoman.model import Record
    from dragoman.pipeline import Reader

    reader = Reader()
    pages = [
        Page(origin=f"{n}.txt", data=t.encode(), url=None, content_type=None)
        for n, t in enumerate(texts_of(args.folder))
    ]
    list(reader.read_many(pages[:4], published="2015-05-05"))
    started = time.perf_counter()
    records = [r for r in reader.read_many(pages, published="2015-05-05") if isinstance(r, Record)]
    whole = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # the bare parse of all texts at once takes more
    bodies = [r.article.text for r in records]
    bare = BareParse()()
    bare(bodies[:4])
    started = time.perf_counter()
    words = sum(bare(bodies))
    parse = time.perf_counter() - started
    result = {
        "articles": len(records),
        "words_an_article": round(words / len(records)),
        "articles_per_second": round(len(records) / whole, 2),
        "seconds_a_further_page": round(whole / len(records), 3),
        "seconds_of_bare_parse": round(parse / len(records), 3),
        "ratio_to_parse": round(whole / parse, 2),
        "seconds_cold": round(cold(), 2),
        "mb_per_worker": round(memory),
    }
    if args.format == "json":
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name.replace('_', ' '):24} {value}")


if __name__ == "__main__":
    main()
