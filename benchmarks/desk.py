"""How fast the desk is on a large store: every page, full-text search, and twenty readers beside a writer.

    .venv/bin/python benchmarks/desk.py [--articles 100000] [--store PATH] [--format json]

Makes a store of so many articles with three events each, out of words and names drawn by chance, unless PATH is there
already. The desk runs as a process of its own; times are those of whole answers, seen from the same machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import httpx

from dragoman.coding.codebook import Codebook
from dragoman.intake.page import Page
from dragoman.linking.incidents import make_incident
from dragoman.linking.witness import Witness
from dragoman.model import Act, Actor, Article, Event, Place, Record, Span, TimeSpan
from dragoman.store import Store, new_run, pack_record, rows
from dragoman.store.database import Database
from dragoman.store.rows import incident_actor_rows, incident_row
from dragoman.world import World

SEED = 7
EVENTS = 3
"""Events an article."""
ROUNDS = 20
"""Times that each page is asked for."""
READERS, READER_PAGES = 20, 15
FIRST_DAY, DAYS = date(2015, 1, 1), 3650
PERSONS, PUBLISHERS, TOWNS = 4000, 60, 400
STATUSES = ("happened",) * 6 + ("scheduled", "pledged", "demanded", "hypothetical", "denied")
SYLLABLES = ("ka", "lo", "mi", "ren", "sta", "vo", "del", "ur", "tan", "bre", "shi", "no", "gar", "el")
COMMON = ("talks", "border", "ceasefire", "minister", "troops", "river", "sanctions", "agreement", "troop", "aid")

COUNTRIES = "USA CHN RUS PRK KOR IRN ISR UKR COL FRA GBR DEU IND PAK SYR TUR IRQ YEM SAU ETH SDN MLI NER".split()


class Maker:
    """Draws articles with events."""

    def __init__(self) -> None:
        self.random = random.Random(SEED)
        self.codebook = Codebook.load()
        draw = self.random
        self.words = ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) for _ in range(6000)]
        all_countries = list(World.load().lexicon.countries)
        self.countries = COUNTRIES * 20 + [code for code in all_countries if len(code) == 3]
        self.persons = [self._person(number) for number in range(PERSONS)]
        self.towns = [
            Place(
                name=draw.choice(self.words).capitalize(), country=draw.choice(self.countries), precision="city",
                latitude=draw.uniform(-50, 65), longitude=draw.uniform(-120, 150),
            )
            for _ in range(TOWNS)
        ]  # fmt: skip

    def _person(self, number: int) -> Actor:
        draw = self.random
        country = draw.choice(self.countries)
        name = " ".join(draw.choice(self.words).capitalize() for _ in range(2))
        sectors = tuple(draw.sample(("GOV", "MIL", "LEG", "SPY", "REB", "CVL"), k=draw.randint(1, 2)))
        return Actor(id=f"person:{number}", name=name, party=f"state:{country}", country=country, sectors=sectors)

    def article(self, number: int) -> Record:
        """An article of that number, the same for every call."""
        draw = self.random
        draw.seed(SEED * 1_000_003 + number)
        day = FIRST_DAY + timedelta(days=int(DAYS * draw.random() ** 0.5))
        sentences = [self._sentence() for _ in range(10)]
        text = "\n".join(sentences)
        id = hashlib.sha256(str(number).encode()).hexdigest()[:16]
        article = Article(
            id=id, title=self._sentence()[:70], publisher=f"paper-{draw.randrange(PUBLISHERS)}.example",
            published=day.isoformat(), text=text, published_from="metadata", url=f"https://news.example/{number}",
        )  # fmt: skip
        return Record(article=article, events=tuple(self._event(article, day, at) for at in range(EVENTS)))

    def _sentence(self) -> str:
        words = [*self.random.choices(self.words, k=16), self.random.choice(COMMON)]
        self.random.shuffle(words)
        return " ".join(words).capitalize() + "."

    def _event(self, article: Article, day: date, at: int) -> Event:
        draw = self.random
        act, status = draw.choice(get_args(Act)), draw.choice(STATUSES)
        sentence = article.text.split("\n")[at]
        start = article.text.index(sentence)
        when = (day - timedelta(days=draw.randrange(5))).isoformat()
        type_ = act if status == "happened" else None
        place = draw.choice(self.towns) if draw.random() < 0.5 else None
        trigger = sentence.split()[0]
        return Event(
            id=hashlib.sha256(f"{article.id}-{at}".encode()).hexdigest()[:16], article=article.id, act=act,
            status=status, background=draw.random() < 0.1, type=type_, cameo=type_ and self.codebook.cameo(type_),
            quad=type_ and self.codebook.quad(type_), intensity=type_ and self.codebook.intensity(type_),
            modes=tuple(list(self.codebook.types[act].modes)[:1]) if act in self.codebook.types else (),
            contexts=("diplomatic",), actors=(draw.choice(self.persons), draw.choice(self.persons)),
            recipients=(draw.choice(self.persons),), date=TimeSpan(start=when, end=when, precision="day"),
            place=place, confidence=round(draw.random(), 3),
            trigger=Span(text=trigger, start=start, end=start + len(trigger)),
            evidence=Span(text=sentence, start=start, end=start + len(sentence)),
        )  # fmt: skip


def make_store(path: Path, articles: int) -> None:
    """A store of so many articles, written in a few large transactions; of two events one incident is made."""
    maker, run = Maker(), new_run()
    with Store.open(path, create=True):
        pass
    database = Database.open(path)
    for first in range(0, articles, 2_000):
        with database.transaction("the benchmark's store cannot be made"):
            database.insert_once("runs", rows.run_row(run))
            for number in range(first, min(first + 2_000, articles)):
                record = maker.article(number)
                packed = pack_record(record, Page(origin=f"{number}.txt", data=record.article.text.encode()))
                database.insert("articles", [{**packed.article, "run": run.id}])
                page = {**packed.page.columns, "article": packed.id, "lines": packed.lines}
                database.insert("pages", [page])
                database.insert("events", ({**row, "run": run.id} for row in packed.children["events"]))
                database.insert("event_actors", packed.children["event_actors"])
                for told in (record.events[:2], record.events[2:]):
                    _incident(database, record.article, told)
            for table in ("unlinked_articles", "unlinked_events"):
                database.execute(f"DELETE FROM {table}")
    database.close()


def _incident(database: Database, article: Article, events: tuple[Event, ...]) -> None:
    incident = make_incident(
        Witness(event=event, published=article.published, publisher=article.publisher, text=article.id)
        for event in events
    )
    database.insert("incidents", [incident_row(incident)])
    database.insert("incident_events", [{"event": event.id, "incident": incident.id} for event in events])
    database.insert("incident_actors", incident_actor_rows(incident))


def write_on(path: Path, articles: int, seconds: float) -> None:
    """Keep further articles as `dragoman code` does, for some time."""
    maker, run = Maker(), new_run()
    end = time.monotonic() + seconds
    with Store.open(path) as store:
        number = articles
        while time.monotonic() < end:
            record = maker.article(number)
            store.keep(record, Page(origin=f"{number}.txt", data=record.article.text.encode()), run)
            number += 1
            time.sleep(0.02)
    print(number - articles)


class Desk:
    """The desk as a process."""

    def __init__(self, store: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        started = time.perf_counter()
        command = [sys.executable, "-m", "dragoman", "serve", str(store), "--port", str(self.port), "--no-browser"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        while True:
            try:
                httpx.get(self.address("/sign-in"))
                break
            except httpx.TransportError:
                if self.process.poll() is not None:
                    raise SystemExit(self.process.stderr.read() if self.process.stderr else "") from None
                time.sleep(0.1)
        self.start_seconds = time.perf_counter() - started

    def address(self, path: str) -> str:
        """An address of the desk."""
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> str:
        """End it; returns what it wrote to standard error."""
        self.process.terminate()
        try:
            return self.process.communicate(timeout=60)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "the desk did not end within a minute"


def pages_of(client: httpx.Client) -> dict[str, list[str]]:
    """Addresses to ask for, by the name of the page."""
    events = client.get("/events.json?limit=40").json()["rows"]
    incidents = client.get("/incidents.json?limit=20").json()["rows"]
    countries = ["USA", "PRK", "COL", "FRA", "UKR", "IRN"]
    pairs = client.get("/pairs.json?limit=20").json()["rows"]
    actors = client.get("/actors.json?limit=20").json()["rows"]
    words = [*COMMON, "talks OR river", '"border talks"', "cease*", "talks -river"]
    return {
        "/": ["/"],
        "/events": ["/events", "/events?sort=confidence", *(f"/events?country={c}&status=happened" for c in countries)],
        "/events deep page": ["/events?page=2000"],
        "/events/facets/pair": ["/events/facets/pair", "/events/facets/country?status=happened"],
        "/events?q= (search)": [f"/events?q={word}" for word in words],
        "/articles?q= (search)": [f"/articles?q={word}" for word in words],
        "/incidents": ["/incidents", *(f"/incidents?country={c}&sort=-reports" for c in countries)],
        "/incidents/ID": [f"/incidents/{row['id']}" for row in incidents],
        "/events/ID": [f"/events/{row['id']}" for row in events],
        "/articles": ["/articles", "/articles?sort=length"],
        "/articles/ID": [f"/articles/{row['article']}" for row in events],
        "/actors": ["/actors", "/actors?q=ka&kind=person"],
        "/actors/ID": [f"/actors/{row['id']}" for row in actors],
        "/pairs": ["/pairs", "/pairs?q=united"],
        "/pairs/A/B": [f"/pairs/{row['one']}/{row['other']}?by=week" for row in pairs],
        "/negotiations": ["/negotiations"],
        "/calendar": ["/calendar", "/calendar?month=2020-03", "/calendar?month=2022-07&country=USA"],
        "/map": ["/map", "/map?country=USA"],
        "/review": ["/review", "/review?order=random&country=COL"],
        "/api/events.json": ["/api/events.json?limit=100&facets=country", "/api/events.json?limit=50&country=COL"],
        "/read": ["/read"],
    }


def time_pages(client: httpx.Client, pages: dict[str, list[str]]) -> dict[str, dict[str, float]]:
    """Median and 95th percentile in milliseconds of each page."""
    found = {}
    for name, paths in pages.items():
        times = []
        for turn in range(ROUNDS + 2):
            started = time.perf_counter()
            answer = client.get(paths[turn % len(paths)])
            times.append((time.perf_counter() - started) * 1000)
            if answer.status_code != 200:
                raise SystemExit(f"{paths[turn % len(paths)]}: {answer.status_code}")
        found[name] = _figures(times[2:])
    return found


def _figures(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20, method="inclusive")
    return {"p50": round(statistics.median(times), 1), "p95": round(cuts[-1], 1)}


def crowd(desk: Desk, paths: list[str]) -> tuple[list[float], list[str]]:
    """Twenty readers at once: times in milliseconds, and what went wrong."""
    times: list[float] = []
    wrong: list[str] = []

    def read(seed: int) -> None:
        draw = random.Random(seed)
        with httpx.Client(base_url=desk.address(""), timeout=60) as client:
            for path in draw.choices(paths, k=READER_PAGES):
                started = time.perf_counter()
                answer = client.get(path)
                times.append((time.perf_counter() - started) * 1000)
                if answer.status_code != 200:
                    wrong.append(f"{path}: {answer.status_code} {answer.text[:200]}")

    threads = [threading.Thread(target=read, args=(seed,)) for seed in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong


def measure(path: Path, articles: int) -> dict[str, Any]:
    """All figures."""
    desk = Desk(path)
    try:
        with httpx.Client(base_url=desk.address(""), timeout=60) as client:
            pages = pages_of(client)
            timed = time_pages(client, pages)
        writer = subprocess.Popen(
            [sys.executable, __file__, "--store", str(path), "--articles", str(articles), "--write", "20"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        time.sleep(3)
        times, wrong = crowd(desk, [path for paths in pages.values() for path in paths])
        written = int(writer.communicate()[0])
    finally:
        said = desk.close()
    return {
        "articles": articles,
        "start_seconds": round(desk.start_seconds, 1),
        "pages": timed,
        "crowd": {**_figures(times), "readers": READERS, "pages": len(times), "errors": len(wrong)},
        "written_meanwhile": written,
        "said": said.strip().splitlines()[1:],
        "wrong": wrong[:5],
    }


def report(found: dict[str, Any]) -> Iterator[str]:
    """The figures as lines."""
    yield f"{found['articles']:,} articles, {found['articles'] * EVENTS:,} events; ready after {found['start_seconds']} s"
    for name, figures in found["pages"].items():
        yield f"  {name:26} p50 {figures['p50']:7.1f} ms   p95 {figures['p95']:7.1f} ms"
    crowd_ = found["crowd"]
    yield (
        f"{crowd_['readers']} readers beside a writer that kept {found['written_meanwhile']} articles: "
        f"{crowd_['pages']} pages, {crowd_['errors']} errors, p50 {crowd_['p50']} ms, p95 {crowd_['p95']} ms"
    )
    yield from (f"  {line}" for line in [*found["wrong"], *found["said"]])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--write", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.write:
        write_on(args.store, args.articles, args.write)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = args.store or Path(folder) / "desk.db"
        if not path.exists():
            make_store(path, args.articles)
        found = measure(path, args.articles)
    print(json.dumps(found, indent=2) if args.format == "json" else "\n".join(report(found)))


if __name__ == "__main__":
    main()
