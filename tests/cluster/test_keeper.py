"""Whatever ends a driver, nothing of the cluster that it started is left, and nothing else is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cluster.lakes import write_table
from dragoman.cluster.keeper import MARK, PROC, Keeper, marked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
TESTS = Path(__file__).parents[1]
DRIVER = """
import os, subprocess, sys, time
from dragoman.cluster.keeper import Keeper

sleep = [sys.executable, "-c", "import time; time.sleep(120)"]
keeper = Keeper()
with keeper.marking():
    # As a daemon: no child of the driver when it is killed, and in no group of it.
    subprocess.run([sys.executable, "-c", f"import subprocess; subprocess.Popen({sleep}, start_new_session=True)"])
with open(keeper.folder + "/log", "w") as log:  # as a process whose title stands where its environment was
    subprocess.Popen(sleep, stdout=log, start_new_session=True)
with open(keeper.folder + "/log") as log:
    other = subprocess.Popen(sleep, stdin=log)
print(keeper.folder, other.pid, flush=True)
time.sleep(120)
"""


def until(true: Callable[[], object], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        yield Path(folder)


def test_a_killed_driver_takes_all_of_its_cluster_with_it_and_nothing_else() -> None:
    with subprocess.Popen([sys.executable, "-c", DRIVER], stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdout is not None
        folder, other = driver.stdout.readline().split()
        until(lambda: len(marked(folder)) == 2)
        family = marked(folder)
        driver.kill()
    try:
        until(lambda: not Path(folder).exists())
        assert marked(folder) == []
        assert not [process for process in family if (PROC / str(process)).exists()]
        assert (PROC / other).exists()
    finally:
        os.kill(int(other), signal.SIGKILL)


def test_an_end_waits_until_all_are_gone() -> None:
    with Keeper() as keeper:
        with keeper.marking():
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"])
        assert MARK not in os.environ
        until(lambda: marked(keeper.folder))
    assert child.wait() == -signal.SIGKILL
    keeper.close()
    assert not Path(keeper.folder).exists()


@pytest.mark.parametrize("helper", ["runtime_env/agent", "ray::Worker"])
def test_a_driver_that_is_killed_while_its_cluster_starts(tmp_path: Path, short: Path, helper: str) -> None:
    """Alone, the helpers of a node would try for more than a minute to tell a cluster that is gone that it is."""
    pytest.importorskip("ray", reason="needs the extra `cluster`")
    pytest.importorskip("duckdb", reason="needs the extra `cluster`")
    command = [sys.executable, str(TESTS / "cluster" / "quick_lake.py"), "code", str(write_table(tmp_path / "a.csv", 60)),
               "--engine", "ray", "--workers", "1", "--into", str(tmp_path / "lake")]  # fmt: skip
    environment = {**os.environ, "RAY_TMPDIR": str(short), "QUICK_SECONDS": "1"}
    driver = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    until(lambda: any(helper in line for folder in short.iterdir() for line in map(command_of, marked(str(folder)))))
    (folder,) = short.iterdir()
    family = set(marked(str(folder))) - {driver.pid}
    driver.kill()
    driver.wait()
    until(lambda: not folder.exists())
    assert not [process for process in family if (PROC / str(process)).exists()]
    assert marked(str(folder)) == []


def command_of(process: int) -> str:
    try:
        return (PROC / str(process) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
