"""A run that is stopped goes on where it was: nothing twice, nothing lost, whenever and however it is stopped."""

from __future__ import annotations

import csv
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import terminal

QUICK = Path(__file__).with_name("quick.py")
KINDS = {7: "a recipe", 11: "unreadable"}
"""Every seventh page is a recipe, every eleventh cannot be read; some rows have too few cells."""
PAGES = 260


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["text", "title", "url"])
        for number in range(1, PAGES):
            kind = next((kind for each, kind in KINDS.items() if number % each == 0), "talks")
            writer.writerow([f"Page {number} is about {kind}.", f"Title {number}", f"https://a.example/{number}"])
            if number % 50 == 0:
                writer.writerow(["a row with one cell"])
            if number % 60 == 0:
                writer.writerow([f"Page {number} is about {kind}.", "The same again", f"https://a.example/{number}"])
    return path


def start(corpus: Path, store: Path, **environment: str) -> subprocess.Popen[str]:
    """`dragoman code` in a process group of its own, as a terminal would start it."""
    paths = os.pathsep.join([str(QUICK.parents[1]), *sys.path])
    command = [sys.executable, str(QUICK), "code", str(corpus), "--into", str(store), "--workers", "2"]
    return terminal.start(command, {**os.environ, "PYTHONPATH": paths, **environment})


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def content(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a store but the names of the runs."""
    connection = sqlite3.connect(store)
    found = {}
    for table in ("articles", "pages", "events", "event_actors", "rejects", "skipped"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "run"]
        found[table] = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2, 3").fetchall()
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return found


def pages_in(store: Path) -> int:
    if not store.exists():
        return 0
    connection = sqlite3.connect(store)
    try:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:  # it is being made
        return 0
    finally:
        connection.close()


def kill_when(process: subprocess.Popen[str], store: Path, pages: int) -> None:
    """Kill a run that has kept so many pages, with no chance to tidy up."""
    while process.poll() is None and pages_in(store) < pages:
        time.sleep(0.003)
    process.kill()
    process.communicate()


def test_killed_at_five_moments(corpus: Path, tmp_path: Path) -> None:
    undisturbed, disturbed = tmp_path / "undisturbed.db", tmp_path / "disturbed.db"
    code, said = finish(start(corpus, undisturbed))
    assert code == 2, said
    moments = sorted(random.sample(range(PAGES * 3 // 4), 5))
    for pages in moments:
        kill_when(start(corpus, disturbed), disturbed, pages)
    code, said = finish(start(corpus, disturbed))
    assert code == 2, (moments, said)
    assert content(disturbed) == content(undisturbed), moments
    assert "read before" in said


def test_ctrl_c_ends_it_with_a_summary(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    process = start(corpus, store, QUICK_SECONDS="0.1")
    while process.poll() is None and pages_in(store) < 3:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    code, said = finish(process)
    assert code == 130, said
    assert "pages kept" in said and "give the same command to go on" in said
    assert said.endswith("dragoman: stopped\n")
    assert "Traceback" not in said


def test_a_second_run_finds_everything_done(corpus: Path, tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    finish(start(corpus, store))
    before = content(store)
    _, said = finish(start(corpus, store))
    assert content(store) == before
    assert "0 pages kept" in said and "5 could not be read (5 bad-row)" in said


def test_a_page_that_kills_costs_itself(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Page {number} is {'deadly' if number == 5 else 'harmless'}.")
    store = tmp_path / "desk.db"
    code, said = finish(start(tmp_path, store))
    assert code == 2, said
    assert "11 pages kept, 1 could not be read (1 crash)" in said
    assert "05.txt: the program that read it was ended twice (signal 9); perhaps memory ran out" in said
