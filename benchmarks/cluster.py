"""Articles a second with one and two workers of a Ray cluster on this machine, and what the engine costs beside the
local pool.

    python benchmarks/cluster.py [--articles 240] [--workers 1 2] [--format json]

The corpus is put together from texts of ours (`assembled.py`): about 400 words each, all relevant, none repeated. Each
way reads all of it, the local pool into a store, Ray into a lake. Loading is not counted: the clock starts when each
worker has finished its first shard or batch. `computed_…` counts processor time, of the workers and of everything that
the engine runs beside them (Ray's own processes, the driver), which other work on the machine disturbs least;
`scaling_computed` is how many times the articles of one worker several give when each has a core of its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from assembled import articles

from dragoman.cluster.connection import connected
from dragoman.cluster.engine import Beat
from dragoman.cluster.lake import Entry, Lake
from dragoman.cluster.run import Instructions, LakeRun
from dragoman.cluster.shipping import same_reading
from dragoman.corpora.coding import Coding
from dragoman.corpora.pool import Pool
from dragoman.corpora.reading import PageTask, ReadPages, lost_page
from dragoman.intake import expand
from dragoman.store import Store, new_run

ROWS = 10
"""Articles of a shard."""
BATCH = 16


def write_corpus(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["text", "date", "url"])
        rows.writerows([text, "2015-05-05", f"https://a.example/{n}"] for n, text in enumerate(articles(count)))


def computed_seconds(process: int) -> float:
    """Processor time of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def family() -> dict[int, float]:
    """Processor time of this process and of all that came from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found, fresh = {os.getpid()}, {os.getpid()}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return {process: computed_seconds(process) for process in found}


def spent(before: dict[int, float]) -> float:
    """Processor time since, of processes that were there then."""
    return sum(now - before[process] for process, now in family().items() if process in before)


def with_ray(corpus: Path, folder: Path, workers: int) -> dict[str, Any]:
    run = new_run()
    lake = Lake.open(str(folder / f"lake-{workers}"), create=True)
    lake_run = LakeRun(lake, run, Instructions(), slice_rows=ROWS)
    done, pages, computed, megabytes, began, before = 0, 0, 0.0, 0, 0.0, dict[int, float]()
    ended = whole = 0.0
    with connected(None, workers) as ray:
        for step in lake_run.read([str(corpus)], ray, same_reading(run, (), None), workers=workers):
            if isinstance(step, Beat) or not isinstance(step, Entry):
                continue
            done += 1
            megabytes = max(megabytes, step.megabytes)
            if done <= workers:
                began, before = time.perf_counter(), family()
                continue
            pages += step.pages
            computed += step.computed
            ended, whole = time.perf_counter(), spent(before)
    return _row("ray", workers, pages, ended - began, computed, whole, megabytes)


def with_pool(corpus: Path, folder: Path, workers: int) -> dict[str, Any]:
    run = new_run()
    pages = 0
    with (
        Store.open(folder / f"{workers}.db", create=True) as store,
        Pool[PageTask, Any](ReadPages(), workers=workers, lost=lost_page) as pool,
    ):
        pool.start()
        coding = Coding(store, run, known={}, triage=None)
        warm = workers * BATCH
        began, before, start = 0.0, dict[int, float](), 0.0
        for number, step in enumerate(coding.steps(expand([str(corpus)]), pool, lambda: 0), 1):
            if number == warm:
                began, before = time.perf_counter(), family()
                start = sum(map(computed_seconds, pool.processes))
            pages += number > warm and step.what == "new"
        ended, whole = time.perf_counter(), spent(before)
        computed = sum(map(computed_seconds, pool.processes)) - start
        megabytes = max(map(_peak, pool.processes))
    return _row("pool", workers, pages, ended - began, computed, whole, megabytes)


def _peak(process: int) -> int:
    return int(Path(f"/proc/{process}/status").read_text().split("VmHWM:")[1].split()[0]) // 1024


def _row(
    engine: str, workers: int, pages: int, seconds: float, computed: float, whole: float, megabytes: int
) -> dict[str, Any]:
    return {
        "engine": engine,
        "workers": workers,
        "articles": pages,
        "articles_per_second": round(pages / seconds, 2),
        "computed_ms_an_article": round(1000 * computed / pages, 1),
        "computed_ms_beside": round(1000 * max(whole - computed, 0) / pages, 1),
        "mb_per_worker": megabytes,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=240)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "news.csv"
        write_corpus(corpus, args.articles)
        for workers in args.workers:
            for way in (with_pool, with_ray):
                found.append(way(corpus, folder, workers))
                if args.format == "text":
                    print("  ".join(f"{key} {value}" for key, value in found[-1].items()), flush=True)
    result = {"runs": found, **_together(found), "load": round(os.getloadavg()[0], 1)}
    if args.format == "json":
        print(json.dumps(result))
    else:
        print("  ".join(f"{key} {value}" for key, value in result.items() if key != "runs"))


def _together(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Ray against the pool, and several workers against one."""
    by = {(row["engine"], row["workers"]): row for row in found}

    def cost(row: dict[str, Any]) -> float:
        return float(row["computed_ms_an_article"] + row["computed_ms_beside"])

    told: dict[str, Any] = {}
    widths = sorted({workers for _, workers in by})
    for workers in widths:
        told[f"overhead_computed_{workers}"] = round(cost(by["ray", workers]) / cost(by["pool", workers]) - 1, 3)
    first, last = by["ray", widths[0]], by["ray", widths[-1]]
    told["scaling"] = round(last["articles_per_second"] / first["articles_per_second"], 2)
    told["scaling_computed"] = round(widths[-1] / widths[0] * cost(first) / cost(last), 2)
    return told


if __name__ == "__main__":
    main()
