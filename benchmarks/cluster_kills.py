"""`kill -9` at twenty random moments of a run on Ray: does it end with the lake of an undisturbed one?

    python benchmarks/cluster_kills.py [--kills 20] [--articles 60] [--workers 2] [--seed 1] [--format json]

By turns the driver is killed, with the cluster that it started, or one of its workers. The corpus (gzip of JSON lines)
is that of `kills.py`: articles put together from texts of ours, pages that triage passes over, pages that cannot be
read, broken lines, and pages that stand in it twice. Runs go on until there were so many kills; each is killed some
times and then left to end. Its lake is compared row by row with an undisturbed one, and with a store that the local
engine made of the same corpus; no file may be left that the manifest does not name, and no process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kills import write_corpus

from dragoman.cluster.lake import Lake
from dragoman.cluster.loading import load
from dragoman.cluster.reader import LakeReader
from dragoman.store import Store

KILLS_A_RUN = 5
ROWS = 10
PATIENCE = 30.0
"""Seconds that Ray's processes have to notice that their driver is gone."""
TABLES = (
    "articles", "pages", "events", "event_actors", "quotations", "positions", "promises", "negotiations", "vectors",
    "rejects", "skipped",
)  # fmt: skip
SMALL_SHARDS = (
    "import sys; from dragoman.cluster import planning, run; plan = planning.plan; "
    f"run.plan = lambda *given, **more: plan(*given, **{{**more, 'rows': {ROWS}}}); "
    "from dragoman.cli.main import run as go; sys.exit(go(sys.argv[1:]))"
)


def start(corpus: Path, into: Path, *more: str) -> subprocess.Popen[bytes]:
    """`dragoman code` in a session of its own."""
    command = [sys.executable, "-c", SMALL_SHARDS, "code", str(corpus), "--into", str(into), "--quiet", *more]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def descendants(process: int) -> dict[int, str]:
    """Processes that came from one, with their names."""
    parents: dict[int, tuple[int, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                name = (entry / "cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
            except OSError:
                continue
            if fields[0] != "Z":
                parents[int(entry.name)] = int(fields[1]), name
    found: dict[int, str] = {}
    fresh = {process}
    while fresh:
        fresh = {child for child, (parent, _) in parents.items() if parent in fresh} - set(found)
        found |= {child: parents[child][1] for child in fresh}
    return found


def content(store: Path) -> dict[str, list[str]]:
    """Every row of a store, but for the names of the runs and the order in which rows came."""
    import sqlite3

    connection = sqlite3.connect(store)
    found = {}
    for table in TABLES:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(name for name in names if name not in ("run", "number"))
        found[table] = sorted(map(repr, connection.execute(f"SELECT {columns} FROM {table}")))
    connection.close()
    return found


def of_lake(lake: Path, store: Path) -> dict[str, list[str]]:
    with LakeReader.open(str(lake)) as reader, Store.open(store, create=True) as opened:
        for _ in load(reader, opened):
            pass
    return content(store)


def strays(lake: Path) -> int:
    """Files of rows that no line of the manifest names, and files half written."""
    named = {
        file for entry in Lake.open(str(lake)).entries().values() for files in entry.files.values() for file in files
    }
    there = {str(path.relative_to(lake)) for path in lake.glob("*/**/*.parquet")}
    return len(there ^ named) + len(list((lake / "_temporary").glob("*")))


def disturb(process: subprocess.Popen[bytes], draw: random.Random, seconds: float, *, driver: bool) -> tuple[int, int]:
    """Kill the driver, or one of its workers, at some moment; how many were killed, and how many processes stayed."""
    try:
        process.wait(draw.uniform(0, seconds))
        return 0, 0
    except subprocess.TimeoutExpired:
        family = descendants(process.pid)
    if driver:
        process.kill()
        process.wait()
        return 1, _left(family)
    workers = [pid for pid, name in family.items() if name.startswith("ray::Worker")]
    if not workers:
        return 0, 0
    os.kill(draw.choice(workers), signal.SIGKILL)
    return 1, 0


def _left(family: dict[int, str]) -> int:
    until = time.monotonic() + PATIENCE
    while alive := [pid for pid in family if Path(f"/proc/{pid}").exists() and _name(pid) == family[pid]]:
        if time.monotonic() > until:
            return len(alive)
        time.sleep(0.2)
    return 0


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
    except OSError:
        return ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    ray = ("--engine", "ray", "--workers", str(args.workers))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "news.jsonl.gz"
        write_corpus(corpus, args.articles)
        start(corpus, folder / "local.db").wait()
        began = time.perf_counter()
        start(corpus, folder / "undisturbed", *ray).wait()
        whole = time.perf_counter() - began
        local, truth = content(folder / "local.db"), of_lake(folder / "undisturbed", folder / "undisturbed.db")
        drivers = workers = runs = same = left = stray = 0
        while drivers + workers < args.kills:
            lake = folder / f"lake-{runs}"
            for _ in range(min(KILLS_A_RUN, args.kills - drivers - workers)):
                process = start(corpus, lake, *ray)
                driver = drivers <= workers
                killed, stayed = disturb(process, draw, whole, driver=driver)
                drivers, workers, left = drivers + killed * driver, workers + killed * (not driver), left + stayed
                process.wait()
                if process.returncode in (0, 2):
                    break
            start(corpus, lake, *ray).wait()
            same += of_lake(lake, folder / f"{runs}.db") == truth
            stray += strays(lake)
            runs += 1
    result = {
        "drivers_killed": drivers, "workers_killed": workers, "runs": runs, "same_rows": same,
        "same_as_local": local == truth, "stray_files": stray, "processes_left": left,
        "rows": {table: len(rows) for table, rows in truth.items()},
    }  # fmt: skip
    if args.format == "json":
        print(json.dumps(result))
    else:
        print("  ".join(f"{key.replace('_', ' ')} {value}" for key, value in result.items()))
    sys.exit(same != runs or stray > 0 or left > 0 or local != truth)


if __name__ == "__main__":
    main()
