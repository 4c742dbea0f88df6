"""Seconds and memory of `dragoman export` in every format, of `dragoman import` and of `dragoman compare`.

    .venv/bin/python benchmarks/exports.py [--events 100000] [--store PATH] [--only polecat,gexf] [--format json]

Makes a store of so many events (three an article, words and names drawn by chance, as in `desk.py`) unless PATH is there
already, and runs every command as a process of its own: once for a tenth of the events, once for all, so that it shows
whether memory grows with them. `seconds` is wall time, `computed` processor time, `mb` the most memory that the process
held, `file_mb` the size of what it wrote.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk import EVENTS, make_store
from dragoman.export.formats import EXPORTS

DRAGOMAN = (sys.executable, "-m", "dragoman")


def measured(command: list[str], log: Path) -> dict[str, Any]:
    """Run a command; seconds, processor seconds and megabytes of it. Raises SystemExit where it fails."""
    began = time.perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen([*DRAGOMAN, *command], stdout=subprocess.DEVNULL, stderr=stream)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # it was waited for: Popen need not
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {log.read_text(encoding='utf-8')}")
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "computed": round(used.ru_utime + used.ru_stime, 1),
        "mb": used.ru_maxrss // 1024,
    }


def size(path: Path) -> int:
    """Bytes of a file or of all files of a folder."""
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


def exports(store: Path, folder: Path, events: int, names: list[str]) -> Iterator[dict[str, Any]]:
    """A row for each format: of a tenth of the events, then of all."""
    for name in names:
        format_ = EXPORTS[name]
        out, part = (folder / f"{start}{name}{format_.suffix}" for start in ("", "tenth-"))
        command = ["export", str(store), "--format", name, "--background", "--out"]
        few = measured([*command, str(part), "--limit", str(events // 10)], folder / "log")
        all_ = measured([*command, str(out)], folder / "log")
        about = json.loads(
            (out / "datapackage.json" if out.is_dir() else folder / f"{out.name}.about.json").read_bytes()
        )
        told = about.get("dragoman", about)
        yield {
            "what": name, "events": told["events"], "rows": told["rows"], **all_, "mb_of_a_tenth": few["mb"],
            "file_mb": round(size(out) / 1e6, 1),
        }  # fmt: skip


def taken_in(store: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Import of the POLECAT file that was written, into a store of its own, and comparison with it."""
    file = folder / "polecat.tab"
    if not file.exists():
        return
    with file.open("rb") as lines:
        rows = sum(1 for _ in lines) - 1
    other = folder / "other.db"
    make_store(other, 1)
    yield {"what": "import polecat", "rows": rows, **measured(["import", str(other), str(file), "-q"], folder / "log")}
    command = ["compare", str(store), "--with", str(file), "--format", "json"]
    yield {"what": "compare polecat", "rows": rows, **measured(command, folder / "log")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--only", help="names of formats, joined by commas")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    names = args.only.split(",") if args.only else list(EXPORTS)
    columns = ("what", "events", "rows", "seconds", "computed", "mb", "mb_of_a_tenth", "file_mb")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        store = args.store or folder / "desk.db"
        if not store.exists():
            began = time.perf_counter()
            make_store(store, args.events // EVENTS)
            print(f"{store}: made in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        if args.format == "text":
            print("".join(f"{name:>16}" for name in columns))
        for found in (exports(store, folder, args.events, names), taken_in(store, folder)):
            for row in found:
                if args.format == "json":
                    print(json.dumps(row), flush=True)
                else:
                    print("".join(f"{row.get(name, ''):>16}" for name in columns), flush=True)


if __name__ == "__main__":
    main()
