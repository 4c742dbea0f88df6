"""What the tests of the watch share: a clock, a site, and a watch of its feeds into a store."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.corpora.reading import Outcome, PageTask
from dragoman.intake import read_page
from dragoman.model import Event, Record
from dragoman.store import Store, new_run, pack_record
from dragoman.watch.settings import FeedPlan, Fetching, Plan
from dragoman.watch.watch import Watch
from watch.site import Clock, Site

MANNERS = {"delay": "10s", "allow_private": True, "timeout": "2s", "max_bytes": 100_000, "recheck": ("1h", "6h")}


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of this machine, made for these tests; nobody vouches for them."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes a certificate, is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    key, own, both = folder / "key.pem", folder / "own.pem", folder / "localhost.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", str(key), "-out", str(own)],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + own.read_bytes())
    return both


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(clock: Clock) -> Iterator[Site]:
    with Site(clock) as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "desk.db", create=True) as store:
        yield store


def read_without_events(tasks: list[PageTask]) -> list[Outcome]:
    """As a reader that finds no event: quick, where a test is about fetching alone."""
    return [read_with(task, lambda record: ()) for task in tasks]


def read_with(task: PageTask, events: Callable[[Record], tuple[Event, ...]]) -> Outcome:
    record = Record(article=read_page(task.page, **task.known))
    record = Record(article=record.article, events=events(record))
    return pack_record(record, task.page, task.known)


@dataclasses.dataclass
class Watching:
    """`once()` is a run of `dragoman watch --once` now."""

    store: Store
    site: Site
    clock: Clock
    folder: Path
    read: Callable[[list[PageTask]], list[Outcome]] = read_without_events
    lines: list[str] = dataclasses.field(default_factory=list)
    more: dict[str, Any] = dataclasses.field(default_factory=dict)

    def once(self, *paths: str, **more: Any) -> Watch:
        manners = Fetching(**{**MANNERS, **more.pop("manners", {})})
        feeds = tuple(FeedPlan(url=self.site.address + path, name=path, every="15m") for path in paths)
        plan = Plan(watch=manners, feed=feeds, **{**self.more, **more})
        watch = Watch(
            self.store, plan, new_run(options={"watch": True}), self.read, clock=self.clock, seed=1,
            folder=self.folder, tell=self.lines.append, triage=False,
        )  # fmt: skip
        watch.run(once=True)
        return watch

    def feed(self, path: str = "/feed") -> Any:
        return next(feed for feed in self.store.watching.feeds() if feed.url == self.site.address + path)

    def page(self, path: str) -> Any:
        return self.store.watching.page_at(self.site.address + path)

    def titles(self) -> list[str | None]:
        return [article.title for article in self.store.articles()]


@pytest.fixture
def watching(store: Store, site: Site, clock: Clock, tmp_path: Path) -> Watching:
    return Watching(store, site, clock, tmp_path)
