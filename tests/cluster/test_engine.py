"""A run on a Ray cluster of two nodes: whatever dies in its midst, the rows are those of one machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ray = pytest.importorskip("ray", reason="needs the extra `cluster`")
pytest.importorskip("duckdb", reason="needs the extra `cluster`")

from cluster.lakes import TRIAGE, Quick, content, read_locally, run_of, write_table
from dragoman.cluster.connection import QUIET, connected
from dragoman.cluster.lake import Aside, Entry, Lake
from dragoman.cluster.loading import load
from dragoman.cluster.reader import LakeReader
from dragoman.cluster.run import Instructions, LakeRun, Report
from dragoman.cluster.tasks import OnRay
from dragoman.errors import DataError, DragomanError
from dragoman.store import Store

QUICK = Path(__file__).with_name("quick_lake.py")
PATHS = os.pathsep.join([str(QUICK.parents[1]), *filter(None, sys.path)])
pytestmark = pytest.mark.filterwarnings("ignore")


class Two:
    """A cluster of a head without cores and two nodes of one core each."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        options = {"object_store_memory": 80_000_000, "include_dashboard": False}
        self.cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **options})
        self.nodes = [self.cluster.add_node(num_cpus=1, object_store_memory=80_000_000) for _ in range(2)]

    @property
    def address(self) -> str:
        return str(self.cluster.address)

    def kill_node(self, id: str) -> None:
        """As if the plug were pulled."""
        node = next(node for node in self.nodes if node.node_id == id)
        self.nodes.remove(node)
        self.cluster.remove_node(node, allow_graceful=False)

    def mend(self) -> None:
        self.nodes.append(self.cluster.add_node(num_cpus=1, object_store_memory=80_000_000))


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", PATHS)  # for the workers
        for name, value in QUIET.items():
            patch.setenv(name, value)
        found = _started()
        yield found
        found.cluster.shutdown()


def _started(tries: int = 3) -> Two:
    """The cluster; Ray gives a node half a minute to start, which a busy machine may miss."""
    try:
        return Two()
    except Exception:
        ray.shutdown()
        if tries == 1:
            raise
        return _started(tries - 1)


@pytest.fixture(scope="module")
def connection(two: Two) -> Iterator[Any]:
    with connected(two.address, None) as connected_ray:
        yield connected_ray


def read(connection: Any, sources: list[str], lake: Lake, make: Any, *, watch: Any = None, rows: int = 9) -> Report:
    """A run; `watch` is told of each step."""
    run = LakeRun(lake, run_of(), Instructions(triage=TRIAGE), slice_rows=rows)
    for step in run.read(sources, connection, make, workers=2):
        if watch is not None:
            watch(step)
    return run.report


def as_store(lake: Lake, path: Path) -> dict[str, list[str]]:
    with LakeReader.open(lake.address) as reader, Store.open(path, create=True) as store:
        for _ in load(reader, store):
            pass
    return content(path)


def expected(sources: list[str], path: Path) -> dict[str, list[str]]:
    read_locally(sources, path)
    return content(path)


def test_a_node_and_a_worker_die_in_the_midst(two: Two, connection: Any, tmp_path: Path) -> None:
    sources = [str(write_table(tmp_path / "a.csv", 90)), str(write_table(tmp_path / "b.csv", 30))]
    lake = Lake.open(str(tmp_path / "lake"), create=True)
    pids = tmp_path / "pids"
    pids.mkdir()
    finished = 0
    killed = ""

    def disturb(step: object) -> None:
        """First the worker of one node dies, then, with its worker, the other node."""
        nonlocal finished, killed
        workers = {file.name: file.read_text() for file in pids.iterdir()}
        finished += isinstance(step, Entry)
        if not killed and finished >= 2 and len(workers) == 2:
            pid, killed = min(workers.items())
            os.kill(int(pid), signal.SIGKILL)
        elif killed and finished >= 5 and len(two.nodes) == 2:
            two.kill_node(next(node for node in workers.values() if node != killed))

    report = read(connection, sources, lake, Quick(0.02, str(pids)), watch=disturb)
    assert len(two.nodes) == 1
    two.mend()
    assert (report.aside, report.exit_code) == ([], 2)
    assert finished == report.shards
    assert len(list(pids.iterdir())) > 2
    assert as_store(lake, tmp_path / "lake.db") == expected(sources, tmp_path / "local.db")
    assert not list((tmp_path / "lake" / "_temporary").glob("*"))
    with LakeReader.open(lake.address) as reader:
        reader.incidents.link(OnRay(connection))
        on_the_cluster = list(reader.incidents.find())
        lake.remove(["links/current.json"])
        reader.incidents.link()
        assert list(reader.incidents.find()) == on_the_cluster
        assert on_the_cluster


def test_a_page_costs_itself_and_a_shard_that_fails_three_times_waits_for_the_next_run(
    connection: Any, tmp_path: Path
) -> None:
    fault = tmp_path / "fault"
    fault.touch()
    deadly = write_table(tmp_path / "a.csv", 6, extra=["This page is deadly.", "Another page about talks."])
    flaky = write_table(tmp_path / "b.csv", 30, extra=[f"A flaky page {fault}"])
    sources = [str(deadly), str(flaky)]
    lake = Lake.open(str(tmp_path / "lake"), create=True)
    report = read(connection, sources, lake, Quick())
    (aside,) = report.aside
    assert isinstance(aside, Aside)
    assert aside.reasons == ("OSError: the disk is gone",) * 3
    assert aside.source.startswith(str(flaky))
    assert (report.finished, report.exit_code) == (report.shards - 1, 3)
    assert report.reasons["crash"] == 1
    assert [found.reasons for found in lake.asides()] == [aside.reasons]
    fault.unlink()
    report = read(connection, sources, lake, Quick())
    assert (report.before, report.finished, report.exit_code) == (report.shards - 1, 1, 2)
    assert lake.asides() == []
    found = as_store(lake, tmp_path / "lake.db")
    assert len(found["articles"]) == 6 + 1 + 30 - 30 // 7 - 30 // 11 - 6 + 1


def test_a_reader_that_cannot_be_made_is_told(connection: Any, tmp_path: Path) -> None:
    def make() -> Any:
        raise DataError("the lexicon is wrong", path="my.csv", line=4)

    lake = Lake.open(str(tmp_path / "lake"), create=True)
    with pytest.raises(DragomanError, match=r"my\.csv:4: the lexicon is wrong"):
        read(connection, [str(write_table(tmp_path / "a.csv", 3))], lake, make)


def test_the_driver_is_killed_and_started_again(two: Two, tmp_path: Path) -> None:
    source = write_table(tmp_path / "a.csv", 120)
    lake = tmp_path / "lake"
    command = [sys.executable, str(QUICK), "code", str(source), "--engine", "ray", "--address", two.address,
               "--into", str(lake)]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": PATHS, "QUICK_SECONDS": "0.05"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(list(lake.glob("manifest/*.json"))) < 4:
        time.sleep(0.05)
    process.kill()
    process.wait()
    left = len(list(lake.glob("manifest/*.json")))
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert again.returncode == 2, again.stderr
    assert "(" in again.stderr and "before)" in again.stderr
    found = Lake.open(str(lake))
    assert len(found.entries()) > left
    assert as_store(found, tmp_path / "lake.db") == expected([str(source)], tmp_path / "local.db")
