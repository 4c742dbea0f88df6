"""`kill -9` at a hundred random moments: does a run that goes on again and again end with the store of an undisturbed one?

    python benchmarks/kills.py [--kills 100] [--articles 150] [--workers 2] [--format json]

The corpus (gzip of JSON lines) holds articles put together from texts of ours, pages that triage passes over, pages that
cannot be read, broken lines, and pages that stand in it twice. A run is killed some times, then left to end, and its
store is compared with the undisturbed one, row by row; then the next begins, until there were so many kills. After each
kill no worker may be left.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from assembled import articles

KILLS_A_RUN = 8
TABLES = (
    "articles", "pages", "events", "event_actors", "quotations", "positions", "promises", "negotiations",
    "rejects", "skipped",
)  # fmt: skip
PATIENCE = 60.0
"""Seconds after which a worker that still runs is held to be left: it may have been loading on a busy machine."""


def write_corpus(path: Path, count: int) -> None:
    """The corpus, as lines of JSON."""
    recipe = "Peel the pears and boil them in honey until they are soft. Stir, and serve them cold."
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        for number, text in enumerate(articles(count)):
            row = {"text": text, "date": "2015-05-05", "url": f"https://a.example/{number}"}
            stream.write(json.dumps(row) + "\n")
            if number % 10 == 0:
                stream.write(json.dumps({"text": recipe, "url": f"https://a.example/recipe/{number}"}) + "\n")
            if number % 15 == 0:
                stream.write(json.dumps({"text": "Дві сторони знову зустрілися в понеділок у столиці."}) + "\n")
            if number % 20 == 0:
                stream.write(json.dumps(row) + '\n{"text": "cut off\n')


def start(corpus: Path, store: Path, workers: int) -> subprocess.Popen[bytes]:
    """`dragoman code` in a session of its own."""
    command = [sys.executable, "-m", "dragoman.cli.main", "code", str(corpus), "--into", str(store), "--quiet"]
    return subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.DEVNULL, start_new_session=True)


def left_over(session: int) -> bool:
    """Whether a process of a session still runs."""
    found = subprocess.run(["ps", "-o", "stat=", "-s", str(session)], capture_output=True, text=True, check=False)
    return any(not state.startswith("Z") for state in found.stdout.split())


def content(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a store, but for the names of the runs."""
    connection = sqlite3.connect(store)
    found = {}
    for table in TABLES:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "run"]
        found[table] = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2, 3").fetchall()
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise SystemExit(f"{store} is damaged")
    connection.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "news.jsonl.gz"
        write_corpus(corpus, args.articles)
        began = time.perf_counter()
        start(corpus, folder / "undisturbed.db", args.workers).wait()
        whole = time.perf_counter() - began
        truth = content(folder / "undisturbed.db")
        kills = runs = same = 0
        ends: list[float] = []
        while kills < args.kills:
            store = folder / f"{runs}.db"
            for _ in range(min(KILLS_A_RUN, args.kills - kills)):
                process = start(corpus, store, args.workers)
                try:
                    process.wait(draw.uniform(0, whole / 2))
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                    kills += 1
                    ends.append(_until_gone(process.pid))
                else:
                    break  # it came to its end before the moment
            start(corpus, store, args.workers).wait()
            runs += 1
            same += content(store) == truth
            store.unlink()
    rows = {table: len(found) for table, found in truth.items()}
    lingering = sum(seconds >= PATIENCE for seconds in ends)
    result = {
        "kills": kills,
        "runs": runs,
        "same_store": same,
        "workers_left": lingering,
        "seconds_until_all_are_gone": round(max(ends, default=0.0), 1),
        "rows": rows,
    }
    if args.format == "json":
        print(json.dumps(result))
    else:
        print("  ".join(f"{key.replace('_', ' ')} {value}" for key, value in result.items()))
    sys.exit(same != runs or lingering > 0)


def _until_gone(session: int) -> float:
    """Seconds until the last process of a session has ended, PATIENCE at most."""
    began = time.perf_counter()
    while left_over(session) and time.perf_counter() < began + PATIENCE:
        time.sleep(0.05)
    return min(time.perf_counter() - began, PATIENCE)


if __name__ == "__main__":
    main()
