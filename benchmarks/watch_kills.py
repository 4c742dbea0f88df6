"""`kill -9` at twenty random moments of a watch: is anything lost, doubled, or told twice?

    python benchmarks/watch_kills.py [--kills 20] [--articles 9] [--format json]

Three outlets on this machine have feeds of articles put together from texts of ours; some of them can only be had at the
second try. Half-way every fourth article changes and new ones come. `dragoman watch --once` runs against them with an
alert for everything, which goes to a webhook and to a command. It is killed a few times, each time at a moment drawn at
random, and then left to end; then the next store is begun, until there were so many kills. Of each store pages, versions, articles, events and incidents are compared with those of a watch that
nobody disturbed, the web archive is counted, and what arrived at the webhook and at the command is held against the
letters of the store.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from answering import Answering
from assembled import articles

from dragoman.intake.page import digest
from dragoman.store import Store
from dragoman.watch.archive import Archive, archive_folder

OUTLETS = 3
KILLS_A_STORE = 4
"""Half of them before the articles change, half after."""
QUERIES = {
    "pages": "SELECT address, state FROM watch_pages ORDER BY 1",
    "versions": (
        "SELECT p.address, v.version, v.state, v.digest, v.article, v.changed FROM watch_versions v "
        "JOIN watch_pages p ON p.number = v.page ORDER BY 1, v.number"
    ),
    "articles": "SELECT id, title, text FROM articles ORDER BY 1",
    "events": "SELECT id, record FROM events ORDER BY 1",
    "incidents": "SELECT record FROM incidents ORDER BY id",
}


class World:
    """The outlets, and the webhook. `later` is what comes half-way."""

    def __init__(self, count: int, folder: Path) -> None:
        self.texts = list(articles(count + count // 3))
        self.count = count
        self.later = False
        self.hooked: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.folder = folder
        self.servers = [ThreadingHTTPServer(("127.0.0.1", 0), self.handler(at)) for at in range(OUTLETS)]
        self.addresses = [f"http://127.0.0.1:{server.server_address[1]}" for server in self.servers]
        for server in self.servers:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def begin(self) -> None:
        self.later = False
        self.hooked.clear()
        self.asked.clear()

    def handler(self, outlet: int) -> type[Answering]:
        world = self

        class Handler(Answering):
            def do_GET(self) -> None:  # noqa: N802  http.server calls it so
                kind, _, name = self.path.lstrip("/").partition("/")
                if kind == "feed":
                    self.answer(world.feed(outlet).encode(), "application/atom+xml")
                elif kind == "page":
                    world.asked[self.path] += 1
                    if int(name) % 9 == 5 and world.asked[self.path] == 1:
                        self.send_error(404)
                    else:
                        self.answer(world.page(int(name)), "text/plain; charset=utf-8")
                else:
                    self.send_error(404)

            def do_POST(self) -> None:  # noqa: N802
                self.rfile.read(int(self.headers["Content-Length"]))
                world.hooked[self.headers["Dragoman-Delivery"]] += 1
                self.answer(b"", "text/plain")

        return Handler

    def changed(self, number: int) -> bool:
        return self.later and number % 4 == 0

    def page(self, number: int) -> bytes:
        text = self.texts[number]
        if self.changed(number):
            text += "\nThe two sides will meet again in Oslo next month, a spokesman said on Friday.\n"
        return text.encode()

    def feed(self, outlet: int) -> str:
        last = len(self.texts) if self.later else self.count
        entries = (
            f"<entry><id>{number}</id><link href='/page/{number}'/><title>{number}</title>"
            f"<published>2019-03-0{number % 9 + 1}T08:00:00Z</published>"
            f"<updated>2019-03-{'20' if self.changed(number) else '10'}T08:00:00Z</updated></entry>"
            for number in range(outlet, last, OUTLETS)
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{outlet}</title>{''.join(entries)}</feed>"

    def settings(self, folder: Path) -> Path:
        folder.mkdir()
        (folder / "secret").write_text("sesame")
        append = "import json,sys; open('told', 'a').write(json.load(sys.stdin)['id'] + chr(10))"
        feeds = "".join(f'[[feed]]\nurl = "{address}/feed"\n' for address in self.addresses)
        path = folder / "feeds.toml"
        path.write_text(
            '[watch]\ndelay = "0s"\nallow_private = true\nrecheck = []\n'
            f'[deliver.hook]\nkind = "webhook"\nurl = "{self.addresses[0]}/hook"\nsecret_file = "secret"\n'
            "allow_private = true\n"
            f'[deliver.run]\nkind = "command"\ncommand = [{json.dumps(sys.executable)}, "-c", {json.dumps(append)}]\n'
            f'[[alert]]\nname = "everything"\nto = ["hook", "run"]\nmin_confidence = 0.4\n{feeds}'
        )
        return path


def start(settings: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "dragoman.cli.main",
        "watch",
        str(settings),
        "--into",
        str(settings.parent / "desk.db"),
    ]
    return subprocess.Popen([*command, "--once", "--quiet"], stderr=subprocess.DEVNULL, start_new_session=True)


def make_due(store: Path) -> None:
    """Feeds and pages that wait for their time are due at once, so that nobody has to wait for hours."""
    if not store.exists():
        return
    connection = sqlite3.connect(store, timeout=30)
    with connection:
        for table in ("watch_feeds", "watch_pages", "watch_letters"):
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                connection.execute(f"UPDATE {table} SET next_at = '2000-01-01T00:00:00.000Z' WHERE next_at IS NOT NULL")
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'watch_hosts'").fetchone():
            connection.execute("UPDATE watch_hosts SET ready_at = NULL")
    connection.close()


def to_the_end(settings: Path) -> None:
    """Run until nothing is left to do: once for what is due, and again for what failed at its first try."""
    for _ in range(2):
        make_due(settings.parent / "desk.db")
        start(settings).wait()


def content(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    connection = sqlite3.connect(store)
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise SystemExit(f"{store} is damaged")
    found = {name: connection.execute(sql).fetchall() for name, sql in QUERIES.items()}
    connection.close()
    return found


def archive_troubles(store: Path) -> int:
    """Versions whose bytes are not in the archive as they were, and records that belong to no version."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    folder, troubles, records = archive_folder(store), 0, 0
    with Store.open(store) as opened:
        versions = list(opened.watching._db.rows("SELECT file, place, digest FROM watch_versions"))
    for file, place, wanted in versions:
        troubles += digest(Archive(folder).page(file, place)) != wanted
    for path in folder.glob("*.warc.gz"):
        with path.open("rb") as stream:
            records += sum(1 for _ in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False))
    return troubles + abs(records - len(versions))


def letters_of(store: Path) -> dict[str, Counter[str]]:
    """How many letters to each target are in each state."""
    connection = sqlite3.connect(store)
    found: dict[str, Counter[str]] = {"hook": Counter(), "run": Counter()}
    for target, state, count in connection.execute("SELECT target, state, count(*) FROM watch_letters GROUP BY 1, 2"):
        found[target][state] = count
    connection.close()
    return found


def untold(store: Path) -> int:
    """Incidents that the rule asks for and that nobody was told of, and such as are told twice."""
    connection = sqlite3.connect(store)
    told = {row[0] for row in connection.execute("SELECT subject FROM watch_told")}
    missing = 0
    for status, events, background in connection.execute(
        "SELECT status, record ->> '$.events', background FROM incidents"
    ):
        best = connection.execute(
            "SELECT max(confidence) FROM events WHERE id IN (SELECT value FROM json_each(?))", (events,)
        ).fetchone()[0]
        real = "real" if status in ("happened", "ongoing") else status
        missing += not background and best >= 0.4 and not any(f"{event}:{real}" in told for event in json.loads(events))
    twice = connection.execute("SELECT count(*) - count(DISTINCT rule || subject) FROM watch_alerts").fetchone()[0]
    connection.close()
    return missing + int(twice)


def killed_watch(world: World, folder: Path, kills: int, draw: random.Random, whole: float) -> tuple[Path, int]:
    """A store whose watch was killed so many times, or less often where it came to its end before."""
    world.begin()
    settings, done = world.settings(folder), 0
    for phase in (False, True):
        world.later = phase
        for _ in range(kills // 2):
            make_due(folder / "desk.db")
            process = start(settings)
            try:
                process.wait(draw.uniform(0.5, whole))
                break  # it came to its end before the moment
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.wait()
                done += 1
        to_the_end(settings)
    return folder / "desk.db", done


def judged(store: Path, world: World, truth: dict[str, list[tuple[Any, ...]]]) -> Counter[str]:
    """What is wrong with a store, and what arrived."""
    found, letters = content(store), letters_of(store)
    told = Counter((store.parent / "told").read_text().split())
    hook, run = letters["hook"], letters["run"]
    return Counter({
        "stores": 1,
        "tables_that_differ": sum(found[name] != truth[name] for name in truth),
        "archive_troubles": archive_troubles(store),
        "untold_or_twice": untold(store),
        "letters": hook.total() + run.total(),
        "not_sent": hook.total() - hook["sent"] + run.total() - run["sent"] - run["unsure"],
        "hook_missing": hook["sent"] - len(world.hooked),
        "hook_again_with_the_same_id": sum(world.hooked.values()) - len(world.hooked),
        "command_twice": sum(count - 1 for count in told.values()),
        "command_missing": max(run["sent"] - len(told), 0),
        "command_unsure": run["unsure"],
    })  # fmt: skip


WRONG = (
    "tables_that_differ", "archive_troubles", "untold_or_twice", "not_sent", "hook_missing", "command_twice",
    "command_missing",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    args = parser.parse_args()
    draw = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = World(args.articles, folder)
        quiet = world.settings(folder / "undisturbed")
        began = time.perf_counter()
        start(quiet).wait()
        whole = time.perf_counter() - began
        to_the_end(quiet)
        world.later = True
        to_the_end(quiet)
        truth = content(quiet.parent / "desk.db")
        kills, total = 0, Counter[str]()
        while kills < args.kills:
            store, done = killed_watch(world, folder / f"{total['stores']}", KILLS_A_STORE, draw, whole)
            kills += done
            total.update(judged(store, world, truth))
            print(f"{kills} kills: {dict(total)}", file=sys.stderr, flush=True)
    result = {"kills": kills, "rows": {name: len(rows) for name, rows in truth.items()}, **total}
    if args.format == "json":
        print(json.dumps(result))
    else:
        print("\n".join(f"{key.replace('_', ' ')}: {value}" for key, value in result.items()))
    sys.exit(any(total[name] for name in WRONG))


if __name__ == "__main__":
    main()
