"""The desk of a store that is watched: health, alerts, digest, versions, and articles that come in while one reads."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import msgspec
import pytest
import uvicorn
from starlette.testclient import TestClient

from desk.sitting import ADDRESS
from dragoman.desk.app import make_app
from dragoman.desk.settings import Settings
from dragoman.intake.page import Page
from dragoman.intake.web import Answer
from dragoman.model import Article, Record
from dragoman.store import Store, new_run
from dragoman.watch.archive import Archive, archive_folder
from dragoman.watch.delivery.letter import Body
from dragoman.watch.settings import Plan, Rule
from dragoman.watch.telling import Telling
from stores import event

NOW = datetime(2018, 4, 24, 8, tzinfo=UTC)
PAGE = b"<html><body><script>alert(1)</script><p>Chad and Niger met in Zinder on Monday.</p></body></html>"


class Clock:
    def now(self) -> datetime:
        return NOW

    def sleep(self, seconds: float) -> None:
        raise AssertionError


def put(store: Store, id: str, title: str = "Talks in <Zinder>") -> None:
    one = event(f"{id}-0", article=id, date="2018-04-23")
    article = Article(
        id=id, title=title, text=one.evidence.text, published="2018-04-23", publisher="sahel.example",
        url=f"https://sahel.example/{id}",
    )  # fmt: skip
    store.keep(Record(article=article, events=(one,)), Page(origin=id, data=id.encode()), new_run())
    store.incidents.link()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with a feed in trouble, a page of two versions, an alert, and a letter that failed."""
    path = tmp_path / "desk.db"
    with Store.open(path, create=True) as store:
        watching = store.watching
        watching.list_feeds([("https://sahel.example/feed", "Sahel & more")], "2018-04-24T07:00:00.000Z")
        watching.set_feed("https://sahel.example/feed", status="failing", message="the server answered 500")
        rule = Rule(name="Sahel", pair=("TCD", "NER"))
        telling = Telling(store, Plan(alert=(rule,)), Clock(), random.Random(1), tmp_path, print)
        telling.begin()
        put(store, "first")
        telling.look()
        put(store, "second")
        entry = {"address": "https://sahel.example/talks", "title": None, "published": None, "updated": None}
        watching.feed_answered("https://sahel.example/feed", [entry], "2018-04-24T07:00:00.000Z")
        archive = Archive(archive_folder(path))
        size = 0
        for at, article in enumerate(("first", "second")):
            answer = Answer("https://sahel.example/talks", 200, "OK", (("Content-Type", "text/html"),), PAGE, PAGE)
            file, place, size = archive.keep(answer, NOW, watching.archives())
            version = {
                "page": 1, "fetched_at": f"2018-04-24T0{at}:00:00.000Z", "url": "https://sahel.example/talks",
                "content_type": "text/html", "digest": article, "file": file, "place": place,
            }  # fmt: skip
            watching.page_fetched(version, size, looks=at + 1)
            (waiting,) = watching.to_read(5)
            marked = json.dumps([["=", "They met on "], ["-", "Monday"], ["+", "<b>Tuesday"]]) if at else None
            watching.version_read(waiting, "kept", {"state": "kept"}, article=article, changed=marked)
        body = msgspec.json.encode(Body(text="x")).decode()
        store.telling.write("alert:1:mail", "mail", "Sahel: talks", body, "2018-04-24T07:00:00.000Z")
        store.telling.set_letter(1, state="failed", next_at=None, message="nobody of that name")
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(Settings(store=path)), base_url=ADDRESS) as client:
        yield client


def test_feeds_pages_and_letters_in_trouble_are_shown(client: TestClient) -> None:
    text = client.get("/watch").text
    assert "Sahel &amp; more" in text and "the server answered 500" in text
    assert "nobody of that name" in text and "in trouble" in text


def test_alerts_with_their_sentence_and_as_a_feed(client: TestClient) -> None:
    text = client.get("/watch/alerts").text
    assert "Chad and Niger held talks" in text and "Chad and Niger met in Zinder on Monday." in text
    assert "Nothing was told" in client.get("/watch/alerts?rule=other").text
    feed = client.get("/watch/alerts.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(feed.text)
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = root.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "Sahel: Chad and Niger held talks"
    link = entry.find(f"{atom}link")
    assert link is not None and client.get(link.attrib["href"]).status_code == 200


def test_the_digest_of_a_day_and_of_a_week(client: TestClient) -> None:
    text = client.get("/watch/digest?day=2018-04-24").text
    assert "24 April 2018" in text and "Chad and Niger held talks" in text and "Talks in &lt;Zinder&gt;" in text
    assert "No article came in" in client.get("/watch/digest?day=2018-04-10").text
    assert "Chad and Niger held talks" in client.get("/watch/digest?day=2018-04-28&length=week").text
    for wrong in ("day=yesterday", "length=year", "day=0001-01-01&length=week"):
        assert client.get(f"/watch/digest?{wrong}").status_code == 400


def test_versions_of_a_page_with_what_changed_marked(client: TestClient) -> None:
    text = client.get("/watch/versions/second").text
    assert "<del>Monday</del><ins>&lt;b&gt;Tuesday</ins>" in text and "Version 2" in text
    assert 'href="/watch/versions/second"' in client.get("/articles/second").text
    assert client.get("/watch/versions/nothing").status_code == 404


def test_a_page_as_it_was_runs_nothing(client: TestClient) -> None:
    page = client.get("/watch/pages/1.txt")
    assert page.content == PAGE and page.headers["content-type"].startswith("text/plain")
    assert client.get("/watch/pages/99.txt").status_code == client.get("/watch/pages/x.txt").status_code == 404


def test_a_store_that_nobody_watches(tmp_path: Path) -> None:
    with TestClient(make_app(Settings(store=tmp_path / "new.db")), base_url=ADDRESS) as client:
        assert "No feed is watched" in client.get("/watch").text
        assert "Nothing was told" in client.get("/watch/alerts").text
        assert "No article came in" in client.get("/watch/digest").text
        assert ElementTree.fromstring(client.get("/watch/alerts.atom").text).tag.endswith("feed")


@pytest.fixture
def served(path: Path) -> Iterator[tuple[str, uvicorn.Server, threading.Thread]]:
    """The desk on a real socket: a stream has no end that a test client could wait for."""
    app = make_app(Settings(store=path))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    app.state.ending = lambda: server.should_exit
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", server, thread
    server.should_exit = True
    thread.join(10)


def messages(stream: httpx.Response) -> Iterator[dict[str, Any]]:
    for line in stream.iter_lines():
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


def test_articles_that_come_in_are_told_without_asking(
    path: Path, served: tuple[str, uvicorn.Server, threading.Thread]
) -> None:
    address, _, _ = served
    with httpx.stream("GET", f"{address}/watch/live?after=2", timeout=20) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        found = messages(stream)
        with Store.open(path) as store:
            put(store, "third", "A third article")
        assert next(found) == {"newest": 3, "new": 1}
    assert "A third article" in httpx.get(f"{address}/").text


def test_an_open_stream_does_not_keep_the_desk_from_ending(
    served: tuple[str, uvicorn.Server, threading.Thread],
) -> None:
    address, server, thread = served
    with httpx.stream("GET", f"{address}/watch/live", timeout=20) as stream:
        next(stream.iter_lines())
        server.should_exit = True
        thread.join(8)
        assert not thread.is_alive()


def test_streams_are_only_for_those_who_may_come_in(path: Path) -> None:
    with TestClient(make_app(Settings(store=path, token="secret")), base_url=ADDRESS) as client:
        assert "/sign-in" in str(client.get("/watch/live").url)
        assert client.get("/watch/alerts.atom", headers={"Authorization": "Bearer secret"}).status_code == 200
