"""Twenty readers at once while another program writes into the same store."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from starlette.testclient import TestClient

from dragoman.intake.page import Page
from dragoman.model import Record
from dragoman.store import Store, new_run
from samples import RECORD

READERS, PAGES = 20, 4
ADDRESSES = ("/", "/events", "/events?q=talks", "/incidents", "/pairs", "/actors", "/map", "/api/events.json?limit=20")


def numbered(number: int) -> Record:
    """The sample record as that of another article."""
    article = msgspec.structs.replace(RECORD.article, id=f"crowd-{number}")
    events = tuple(
        msgspec.structs.replace(event, id=f"{event.id}-{number}", article=article.id, within=None)
        for event in RECORD.events
    )
    return Record(article=article, events=events)


def test_twenty_readers_beside_a_writer_see_no_error(client: TestClient, store_path: Path) -> None:
    done = threading.Event()
    kept = 0

    def write() -> None:
        nonlocal kept
        with Store.open(store_path) as store:
            run = new_run()
            while not done.is_set():
                store.keep(numbered(kept), Page(origin=f"{kept}.txt", data=f"page {kept}".encode()), run)
                kept += 1
                done.wait(0.02)

    def read(reader: int) -> list[str]:
        found = []
        for at in range(PAGES):
            answer = client.get(ADDRESSES[(reader + at) % len(ADDRESSES)])
            if answer.status_code != 200:
                found.append(f"{answer.url}: {answer.status_code} {answer.text[:200]}")
        return found

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with ThreadPoolExecutor(READERS) as readers:
            wrong = [said for found in readers.map(read, range(READERS)) for said in found]
    finally:
        done.set()
        writer.join()
    assert wrong == []  # a lock would be 503
    assert kept > 0
    with Store.open(store_path) as store:
        assert sum(article.id.startswith("crowd-") for article in store.articles()) == kept
