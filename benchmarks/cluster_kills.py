"""`kill -9` at twenty random moments of runs on Ray: is the lake that of an undisturbed run, and is nothing left?

    python benchmarks/cluster_kills.py [--kills 20] [--articles 24] [--seed 1] [--format json]

By turns are killed: one of the workers; a node with all that runs on it; a driver on a cluster of two nodes that was
there before; and, from its first moment on, a driver that has started a cluster of its own. A run is killed some times
and goes on each time. Then its lake is compared, row by row of its Parquet files, with that of an undisturbed run, and
that one with a store of the local engine. No file may be left that the manifest does not name, no process of a cluster
that died with its driver, no worker without one, and nothing in the folder for temporary files.

The corpus (gzip of JSON lines) is that of `kills.py`: articles put together from texts of ours, pages that triage passes
over, pages that cannot be read, broken lines, and pages that stand in it twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from kills import write_corpus

from dragoman.cluster.connection import QUIET
from dragoman.cluster.keeper import PROC, Keeper, marked
from dragoman.cluster.lake import TABLES, Lake
from dragoman.cluster.loading import load
from dragoman.cluster.reader import LakeReader
from dragoman.store import Store

KINDS = ("worker", "node", "driver", "driver_with_cluster")
A_LAKE = 8
"""Kills until its run is left to end."""
ROWS = 5
"""Of a shard: so small that a run has many."""
SHARE = {True: 0.7, False: 0.35}
"""Of an undisturbed run's time, in which a driver dies after its start, and in which other things die one after another:
a run that goes on has less to read."""
PATIENCE = 60.0
"""Seconds that what was killed has to be gone."""
LONGEST = 900.0
"""Seconds of a run: one that takes longer hangs."""
STORED = (
    "articles", "pages", "events", "event_actors", "quotations", "positions", "promises", "negotiations", "vectors",
    "rejects", "skipped",
)  # fmt: skip
SMALL_SHARDS = (
    "import sys; from dragoman.cluster import planning, run; plan = planning.plan; "
    f"run.plan = lambda *given, **more: plan(*given, **{{**more, 'rows': {ROWS}}}); "
    "from dragoman.cli.main import run as go; sys.exit(go(sys.argv[1:]))"
)


class TwoNodes:
    """A cluster of a head without cores and two nodes of one core each."""

    def __init__(self, keeper: Keeper) -> None:
        from ray.cluster_utils import Cluster

        self._keeper = keeper
        self._given = {"object_store_memory": 80_000_000, "include_dashboard": False}
        with keeper.marking():
            self._cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **self._given})
        self._nodes: list[Any] = []
        self.fill()

    @property
    def address(self) -> str:
        return str(self._cluster.address)

    def fill(self, tries: int = 5) -> None:
        """Have two nodes again; Ray gives one half a minute to start, which a busy machine may miss."""
        with self._keeper.marking():
            while len(self._nodes) < 2:
                try:
                    self._nodes.append(self._cluster.add_node(num_cpus=1, object_store_memory=80_000_000))
                except Exception:
                    tries -= 1
                    if not tries:
                        raise

    def kill(self, draw: random.Random) -> list[int]:
        """As if the plug of one were pulled; what ran on it."""
        node = self._nodes.pop(draw.randrange(2))
        family = [pid for pids in node.live_processes() for pid in descendants(pids[1].pid)]
        self._cluster.remove_node(node, allow_graceful=False)
        return family

    def workers(self) -> list[int]:
        """Processes in which actors of Dragoman live."""
        return [pid for pid in marked(self._keeper.folder) if _name(pid).startswith(("ray::Worker", "ray::Board"))]


class Runs:
    """Starts `dragoman code` on the corpus."""

    def __init__(self, folder: Path, articles: int, address: str) -> None:
        self.folder = folder
        self._corpus = folder / "news.jsonl.gz"
        write_corpus(self._corpus, articles)
        self._ray = ("--engine", "ray", "--workers", "2")
        self._address = ("--address", address)
        self.temporary = folder / "t"
        """Where clusters that belong to a driver have their files."""
        self.temporary.mkdir()
        self.hung = 0

    def start(self, into: str, engine: str) -> subprocess.Popen[bytes]:
        """A run of the `local` engine, on the cluster (`driver`), or on its own (`driver_with_cluster`)."""
        more = {"local": (), "driver": (*self._ray, *self._address)}.get(engine, self._ray)
        command = [sys.executable, "-c", SMALL_SHARDS, "code", str(self._corpus), "--into", str(self.folder / into)]
        environment = {**os.environ, "RAY_TMPDIR": str(self.temporary)}
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([*command, "--quiet", *more], env=environment, **quiet)

    def end(self, process: subprocess.Popen[bytes]) -> float:
        """Wait until a run has ended; the seconds."""
        began = time.monotonic()
        try:
            process.wait(LONGEST)
        except subprocess.TimeoutExpired:
            self.hung += 1
            process.kill()
            process.wait()
        return time.monotonic() - began


def descendants(process: int) -> list[int]:
    """A process and all that came from it."""
    parents: dict[int, int] = {}
    for entry in PROC.glob("[0-9]*"):
        try:
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, fresh = {process}, {process}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return sorted(found)


def _name(pid: int) -> str:
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
    except OSError:
        return ""


def of_store(store: Path) -> dict[str, list[str]]:
    """Every row of a store, but for the names of the runs and the order in which rows came."""
    connection = sqlite3.connect(store)
    found = {}
    for table in STORED:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        columns = ", ".join(name for name in names if name not in ("run", "number"))
        found[table] = sorted(map(repr, connection.execute(f"SELECT {columns} FROM {table}")))
    connection.close()
    return found


def loaded(lake: Path) -> dict[str, list[str]]:
    """A lake's rows as a store has them."""
    store = lake.with_suffix(".db")
    with LakeReader.open(str(lake)) as reader, Store.open(store, create=True) as opened:
        for _ in load(reader, opened):
            pass
    return of_store(store)


def rows(lake: Path) -> Counter[str]:
    """Every row of every Parquet file that is there, whether the manifest names it or not."""
    found: Counter[str] = Counter()
    for table in TABLES:
        for file in lake.glob(f"{table}/**/*.parquet"):
            found.update(f"{table} {row}" for row in pq.read_table(file).to_pylist())
    return found


def strays(lake: Path) -> int:
    """Files of rows that no line of the manifest names, and files half written."""
    named = {
        file for entry in Lake.open(str(lake)).entries().values() for files in entry.files.values() for file in files
    }
    there = {str(path.relative_to(lake)) for path in lake.glob("*/**/*.parquet")}
    return len(there ^ named) + len(list((lake / "_temporary").glob("*")))


class Tally:
    """What was killed and what was left."""

    def __init__(self) -> None:
        self.kills = dict.fromkeys(KINDS, 0)
        self.left: list[str] = []
        self.seconds = 0.0
        """The longest until all was gone."""

    def gone(self, what: Callable[[], list[str]]) -> None:
        """Wait until nothing is left."""
        began = time.monotonic()
        while left := what():
            if time.monotonic() - began > PATIENCE:
                self.left += left
                return
            time.sleep(0.2)
        self.seconds = max(self.seconds, time.monotonic() - began)


def kill(kind: str, process: subprocess.Popen[bytes], runs: Runs, nodes: TwoNodes, draw: random.Random) -> list[int]:
    """Kill something of a run; the processes that must be gone then, None of them where there was nothing to kill."""
    if kind == "node":
        return nodes.kill(draw)
    if kind == "worker":
        workers = [pid for pid in nodes.workers() if _name(pid).startswith("ray::Worker")]
        victims = [draw.choice(workers)] if workers else []
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        return victims
    if kind == "driver":
        family = nodes.workers()
    else:
        family = [pid for folder in runs.temporary.iterdir() for pid in marked(str(folder))]
    process.kill()
    process.wait()
    return [*family, process.pid]


def disturbed(lake: str, wanted: list[str], runs: Runs, nodes: TwoNodes, draw: random.Random, tally: Tally,
              whole: dict[str, float]) -> None:  # fmt: skip
    """A run that is killed in the ways that are wanted next, and then left to end."""
    process: subprocess.Popen[bytes] | None = None
    began = time.monotonic()
    for _ in range(A_LAKE):
        if not wanted:
            break
        kind = wanted[0]
        engine = "driver_with_cluster" if kind == "driver_with_cluster" else "driver"
        if process is None:
            process, began = runs.start(lake, engine), time.monotonic()
        try:
            process.wait(draw.uniform(0, whole[engine] * SHARE[kind.startswith("driver")]))
            whole[engine] = min(whole[engine], time.monotonic() - began)  # as busy as the machine is now
            break  # it came to its end before the moment
        except subprocess.TimeoutExpired:
            family = kill(kind, process, runs, nodes, draw)
        if not family:
            continue  # no worker has begun yet: a later moment
        wanted.pop(0)
        tally.kills[kind] += 1
        if kind.startswith("driver"):
            process = None
        tally.gone(lambda family=family: [_name(pid) for pid in family if _name(pid)])  # type: ignore[misc]
        if kind == "driver_with_cluster":
            tally.gone(lambda: [str(path) for path in runs.temporary.iterdir()])
        nodes.fill()
    runs.end(process or runs.start(lake, "driver"))
    if process is not None and process.returncode not in (0, 2):
        runs.end(runs.start(lake, "driver"))


@contextmanager
def a_cluster() -> Iterator[TwoNodes]:
    os.environ.update(QUIET)
    with Keeper() as keeper:
        (Path(keeper.folder) / "ray").mkdir()
        os.environ["RAY_TMPDIR"] = keeper.folder  # what this cluster writes goes with it
        yield TwoNodes(keeper)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    draw, tally = random.Random(args.seed), Tally()
    wanted = [KINDS[number % len(KINDS)] for number in range(args.kills)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="k") as name, a_cluster() as nodes:
        folder = Path(name)
        runs = Runs(folder, args.articles, nodes.address)
        runs.end(runs.start("local.db", "local"))
        whole = {engine: runs.end(runs.start(engine, engine)) for engine in ("driver", "driver_with_cluster")}
        truth = rows(folder / "driver")
        same_as_local = of_store(folder / "local.db") == loaded(folder / "driver")
        lost = doubled = stray = lakes = 0
        lost += (truth - rows(folder / "driver_with_cluster")).total()
        doubled += (rows(folder / "driver_with_cluster") - truth).total()
        while wanted:
            lake = f"lake-{lakes}"
            disturbed(lake, wanted, runs, nodes, draw, tally, whole)
            found = rows(folder / lake)
            lost, doubled = lost + (truth - found).total(), doubled + (found - truth).total()
            stray += strays(folder / lake)
            lakes += 1
            print(lake, tally.kills, f"{time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        tally.left += [str(path) for path in runs.temporary.iterdir()]
    result = {
        "kills": tally.kills, "lakes": lakes, "rows_of_a_lake": truth.total(), "rows_lost": lost,
        "rows_doubled": doubled, "same_as_local": same_as_local, "stray_files": stray, "left": tally.left,
        "seconds_until_all_is_gone": round(tally.seconds, 1), "runs_that_hung": runs.hung,
        "seconds": round(time.monotonic() - began),
    }  # fmt: skip
    if args.format == "json":
        print(json.dumps(result))
    else:
        print("  ".join(f"{key.replace('_', ' ')} {value}" for key, value in result.items()))
    sys.exit(bool(lost or doubled or stray or tally.left or runs.hung or not same_as_local))


if __name__ == "__main__":
    main()
